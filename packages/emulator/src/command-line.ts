import { parseArgs } from 'node:util';
import { vendorTitles } from './banner.ts';
import { type RegistryEntry, registry, type VendorName } from './registry.ts';
import type { Rules } from './server/vendor-service.ts';

/** What the command line asks for. */
export interface CommandLine {
  readonly help: boolean;
  readonly version: boolean;
  readonly quiet: boolean;
  readonly host: string;
  readonly tls: boolean;
  /** By the names that `startEmulator` has for them: `tencentPort`. */
  readonly ports: Readonly<Record<string, number>>;
  readonly rules: Rules;
}

export const usage = `Usage: imgroups-emulator [options]

Runs the group REST services of ${vendorTitles} on this machine.

${registry.map(portUsage).join('\n')}
  --host <address>       address to listen at (default 127.0.0.1)
  --tls                  serve over TLS, HTTP/2 and HTTP/1.1, and tell how to trust the certificate
  --rules newest|guide   follow the newest vendor pages, or the older reference guides (default newest)
  --quiet                no line per request
  --version              print the version
  --help                 print this text
`;

/** A command line that cannot be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the arguments behind the program's name. Throws `UsageError`. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const values = parse(args);
  return {
    help: values.help,
    version: values.version,
    quiet: values.quiet,
    host: values.host,
    tls: values.tls,
    ports: Object.fromEntries(
      registry.map(({ vendor: { name } }) => {
        const option = portOption(name);
        return [`${name}Port`, toPort(`--${option}`, values[option])];
      }),
    ),
    rules: toRules(values.rules),
  };
}

function portOption(name: VendorName): `${VendorName}-port` {
  return `${name}-port`;
}

function portUsage({ vendor, emulator }: RegistryEntry): string {
  const option = `--${portOption(vendor.name)} <port>`.padEnd(22);
  return `  ${option} port of ${vendor.titles.en}; 0 takes any free one (default ${emulator.defaultPort})`;
}

function parse(args: readonly string[]) {
  const ports = Object.fromEntries(
    registry.map(({ vendor, emulator }) => [
      portOption(vendor.name),
      { type: 'string', default: String(emulator.defaultPort) },
    ]),
  ) as Record<ReturnType<typeof portOption>, { type: 'string'; default: string }>;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: false,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', short: 'v', default: false },
        quiet: { type: 'boolean', default: false },
        tls: { type: 'boolean', default: false },
        host: { type: 'string', default: '127.0.0.1' },
        rules: { type: 'string', default: 'newest' },
        ...ports,
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function toPort(option: string, text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`${option}: must be a number from 0 to 65535, not ${text}`);
}

function toRules(text: string): Rules {
  if (text === 'newest' || text === 'guide') return text;
  throw new UsageError(`--rules: must be newest or guide, not ${text}`);
}
