import { controlHeader } from './control/guard.ts';
import { type RegistryEntry, registry, type VendorName } from './registry.ts';
import type { EmulatorServer } from './start-vendor.ts';
import type { ExampleCall, VendorEmulator } from './vendor-emulator.ts';

/** Users who are there from the start, so that the examples work as they are. */
export const exampleUsers: readonly string[] = ['alice', 'bob', 'carol'];

/** The titles of all vendors, as a sentence lists them. */
export const vendorTitles: string = new Intl.ListFormat('en').format(
  registry.map(({ vendor }) => vendor.titles.en),
);

/** What a person needs to begin: addresses, credentials, and calls to paste into a shell. */
export async function toBanner(
  emulators: Readonly<Record<VendorName, EmulatorServer>>,
  caFile?: string,
): Promise<string> {
  const parts: string[] = [];
  for (const entry of registry) {
    parts.push(...(await vendorPart(entry, emulators[entry.vendor.name], caFile)), '');
  }
  const [first] = registry.map(({ vendor }) => emulators[vendor.name]);
  return [
    `Emulators of ${vendorTitles} are running. Stop them with Ctrl+C.`,
    '',
    ...(caFile === undefined ? [] : trust(caFile)),
    ...parts,
    `Users there from the start: ${exampleUsers.join(', ')}. More, to any service:`,
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
    'Other commands below /_emulator: reset, snapshot, groups, clock, journal, faults.',
    '',
  ].join('\n');
}

/** How clients trust the certificate. */
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

async function vendorPart(
  { vendor, emulator }: RegistryEntry,
  running: EmulatorServer,
  caFile: string | undefined,
): Promise<string[]> {
  const { introduce }: VendorEmulator = emulator;
  const { fields, text, calls } = await introduce(running);
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
