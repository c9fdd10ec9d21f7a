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
): Promise<string> {
  const parts: string[] = [];
  for (const entry of registry) {
    parts.push(...(await vendorPart(entry, emulators[entry.vendor.name])), '');
  }
  const [first] = registry.map(({ vendor }) => emulators[vendor.name]);
  return [
    `Emulators of ${vendorTitles} are running. Stop them with Ctrl+C.`,
    '',
    ...parts,
    `Users there from the start: ${exampleUsers.join(', ')}. More, to any service:`,
    '',
    curl({
      url: `${first?.baseUrl}/_emulator/accounts`,
      body: { userIds: ['dave'] },
      headers: { [controlHeader]: '1' },
    }),
    '',
    'Other commands below /_emulator: reset, snapshot, groups, clock, journal, faults.',
    '',
  ].join('\n');
}

async function vendorPart(
  { vendor, emulator }: RegistryEntry,
  running: EmulatorServer,
): Promise<string[]> {
  const { introduce }: VendorEmulator = emulator;
  const { fields, text, calls } = await introduce(running);
  const width = Math.max(...Object.keys(fields).map((name) => name.length));
  return [
    vendor.titles.en,
    ...Object.entries(fields).map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    '',
    text,
    ...calls.flatMap((call) => ['', curl(call)]),
  ];
}

function curl({ url, body, headers = {} }: ExampleCall): string {
  const all = { 'Content-Type': 'application/json', ...headers };
  const options = Object.entries(all).map(([name, value]) => ` -H '${name}: ${value}'`);
  return `curl -s '${url}'${options.join('')} -d '${JSON.stringify(body)}'`;
}
