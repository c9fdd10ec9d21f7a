import { controlHeader } from './control/guard.ts';
import { registry, vendorNames } from './registry.ts';
import type { EmulatorServer } from './start-vendor.ts';
import type { ExampleCall, VendorEntry } from './vendor-entry.ts';

/** Users who are there from the start, so that the examples work as they are. */
export const exampleUsers: readonly string[] = ['alice', 'bob', 'carol'];

const entries: readonly VendorEntry[] = registry;

/** What a person needs to begin: addresses, credentials, and calls to paste into a shell. */
export async function toBanner(
  emulators: Readonly<Record<(typeof registry)[number]['name'], EmulatorServer>>,
  caFile?: string,
): Promise<string> {
  const running = new Map<string, EmulatorServer>(Object.entries(emulators));
  const parts: string[] = [];
  for (const entry of entries) {
    const emulator = running.get(entry.name);
    if (emulator) parts.push(...(await vendorPart(entry, emulator, caFile)), '');
  }
  const [first] = running.values();
  return [
    `Emulators of ${vendorNames} are running. Stop them with Ctrl+C.`,
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
  entry: VendorEntry,
  emulator: EmulatorServer,
  caFile: string | undefined,
): Promise<string[]> {
  const { fields, text, calls } = await entry.introduce(emulator);
  const width = Math.max(...Object.keys(fields).map((name) => name.length));
  return [
    entry.titles.en,
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
