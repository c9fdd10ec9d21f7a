import { controlHeader } from './control/guard.ts';
import { type RegistryEntry, registry, type VendorName } from './registry.ts';
import type { EmulatorServer } from './start-vendor.ts';
import type { ExampleCall, Introduction, VendorEmulator } from './vendor-emulator.ts';

/** Users whom the example calls name. */
export const exampleUsers: readonly string[] = ['alice', 'bob', 'carol'];

/** The titles of all vendors, as a sentence lists them. */
export const vendorTitles: string = new Intl.ListFormat('en').format(
  registry.map(({ vendor }) => vendor.titles.en),
);

/** Returns the text that a person needs to begin: addresses, credentials, and calls to paste into a shell. */
export async function toBanner(
  emulators: Readonly<Record<VendorName, EmulatorServer>> & { readonly inspector: string },
  accounts: readonly string[],
  caFile?: string,
): Promise<string> {
  const parts: string[] = [];
  for (const entry of registry) {
    parts.push(...(await vendorPart(entry, emulators[entry.vendor.name], accounts, caFile)), '');
  }
  const [first] = registry.map(({ vendor }) => emulators[vendor.name]);
  return [
    `Inspector: ${emulators.inspector} shows calls, groups, faults and callbacks in a browser.`,
    '',
    `Emulators of ${vendorTitles} are running. Stop them with Ctrl+C.`,
    '',
    ...(caFile === undefined ? [] : trust(caFile)),
    ...parts,
    `Users there from the start, and after a reset: ${accounts.join(', ')}. More, to any service:`,
    '',
    curl(
      {
        url: `${first?.baseUrl}/_emulator/accounts`,
        body: { userIds: ['dave'] },
        headers: { [controlHeader]: '1' },
      },
      caFile,
    ),
    '',
    'Other commands below /_emulator: reset, accounts, state, snapshot, groups, clock, journal, faults, webhooks, deliveries.',
    '',
  ].join('\n');
}

/** Returns the settings with which clients trust the certificate. */
function trust(caFile: string): string[] {
  return [
    'The certificate is signed by an authority of this start. To trust it, set before a client starts:',
    '',
    `Node, Bun  NODE_EXTRA_CA_CERTS='${caFile}'`,
    `Deno       DENO_CERT='${caFile}'`,
    `curl       --cacert '${caFile}'`,
    '',
  ];
}

/** Addresses and credentials by vendor and option of its client. */
export async function toCredentials(
  emulators: Readonly<Record<VendorName, EmulatorServer>>,
): Promise<Record<string, Introduction['fields']>> {
  const entries: [string, Introduction['fields']][] = [];
  for (const { vendor, emulator } of registry) {
    const { introduce }: VendorEmulator = emulator;
    const { fields } = await introduce(emulators[vendor.name], []);
    entries.push([vendor.name, fields]);
  }
  return Object.fromEntries(entries);
}

/** The same as variables that the vendors' `fromEnv` functions read. */
export function toVariables(credentials: Readonly<Record<string, Introduction['fields']>>): string {
  return Object.entries(credentials)
    .flatMap(([vendor, fields]) =>
      Object.entries(fields).map(([name, value]) => {
        const words = name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
        return `IMGROUPS_${vendor.toUpperCase()}_${words}='${value}'\n`;
      }),
    )
    .join('');
}

async function vendorPart(
  { vendor, emulator }: RegistryEntry,
  running: EmulatorServer,
  accounts: readonly string[],
  caFile: string | undefined,
): Promise<string[]> {
  const { introduce }: VendorEmulator = emulator;
  const { fields, text, calls } = await introduce(running, accounts);
  const width = Math.max(...Object.keys(fields).map((name) => name.length));
  return [
    vendor.titles.en,
    ...Object.entries(fields).map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    '',
    text,
    ...calls.flatMap((call) => ['', curl(call, caFile)]),
  ];
}

function curl({ url, body, headers = {} }: ExampleCall, caFile: string | undefined): string {
  const trusted = caFile === undefined ? '' : ` --cacert '${caFile}'`;
  const all = { 'Content-Type': 'application/json', ...headers };
  const options = Object.entries(all).map(([name, value]) => ` -H '${name}: ${value}'`);
  return `curl -s${trusted} '${url}'${options.join('')} -d '${JSON.stringify(body)}'`;
}
