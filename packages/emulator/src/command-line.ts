import { parseArgs } from 'node:util';
import { nearest } from '@imgroups/core/adapter';
import type * as v from 'valibot';
import { exampleUsers, vendorTitles } from './banner.ts';
import { type RegistryEntry, registry } from './registry.ts';
import { serverOptions } from './server/options.ts';
import { type EmulatorOptions, inspectorOptions } from './start-emulator.ts';

/** The order of the command line. */
export interface CommandLine {
  readonly help: boolean;
  readonly version: boolean;
  readonly quiet: boolean;
  /** Printed once the emulators run. */
  readonly output: 'banner' | 'json' | 'env';
  readonly accounts: readonly string[];
  /** File that the state is loaded from and saved to. */
  readonly data: string | undefined;
  readonly options: EmulatorOptions;
}

interface DefaultPort {
  readonly name: string;
  readonly title: string;
  readonly port: number;
}

/** Everything that listens, in the order of the banner. */
export const defaultPorts: readonly DefaultPort[] = [
  { name: 'inspector', title: 'the inspector, the page that shows all', port: 4110 },
  ...registry.map(({ vendor: { name, titles }, emulator }) => ({
    name,
    title: titles.en,
    port: emulator.defaultPort,
  })),
];

export const usage = `Usage: imgroups-emulator [options]

Runs the group REST services of ${vendorTitles} on this machine.

${defaultPorts.map(portUsage).join('\n')}
  --host <address>       address to listen at (default 127.0.0.1)
  --allow-host <names>   names under which other machines may open the inspector, separated by commas (default none)
  --tls                  serve over TLS, HTTP/2 and HTTP/1.1, and tell how to trust the certificate
  --rules newest|guide   follow the newest vendor pages, or the older reference guides (default newest)
  --rate-scale <number>  share of the vendors' rate limits that is enforced; 0 enforces none (default 1)
  --fault-seed <number>  chooses which calls a fault with a probability hits (default 1)
  --journal-entries <number>
                         requests that the journal keeps (default 10000)
  --journal-bodies <number>
                         characters of bodies that the journal keeps; 0 keeps none (default 67108864)
  --accounts <ids>       users who are there from the start, separated by commas (default ${exampleUsers.join(',')})
  --data <file>          load the state from a JSON file if it is there, and save it there at the end
${registry.map(appUsage).join('\n')}
  --json                 print addresses and credentials as one line of JSON, and nothing else
  --env                  print them as variables that the providers read, and nothing else
  --quiet                no line per request
  --version              print the version
  --help                 print this text

Options of the applications:

${registry.map(namesUsage).join('\n\n')}
`;

/** A command line that cannot be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const schemas = { ...serverOptions, ...inspectorOptions };

/** Those that are options in code too. */
const serverNames = [
  ...(['host', 'rules', 'rate-scale', 'fault-seed'] as const),
  ...(['journal-entries', 'journal-bodies', 'allow-host'] as const),
];
const textOptions = [...serverNames, 'accounts', 'data'] as const;
const flags = ['help', 'version', 'quiet', 'json', 'env', 'tls'] as const;

/** Reads the arguments behind the program's name. Throws `UsageError`. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { texts, lists, set } = parse(args);
  if (set.has('json') && set.has('env'))
    throw new UsageError('--json and --env exclude each other');
  const ports = defaultPorts.map(({ name, port }): [string, number] => {
    const text = texts.get(`${name}-port`);
    return [`${name}Port`, text === undefined ? port : toPort(`--${name}-port`, text)];
  });
  const applications = registry.map(({ vendor: { name }, emulator }): [string, object] => [
    name,
    readAssignments(`--${name}`, emulator.appOptions, lists.get(name) ?? []),
  ]);
  const server = serverNames.flatMap((name) => {
    const text = texts.get(name);
    const key = name.replace(/-(\w)/, (_, letter: string) => letter.toUpperCase());
    return text === undefined
      ? []
      : [[key, readValue(`--${name}`, schemas[key as keyof typeof schemas], text)]];
  });
  const given = texts.get('accounts')?.split(',').filter(Boolean) ?? [];
  const accounts = given.length > 0 ? given : exampleUsers;
  return {
    help: set.has('help'),
    version: set.has('version'),
    quiet: set.has('quiet'),
    output: set.has('json') ? 'json' : set.has('env') ? 'env' : 'banner',
    accounts,
    data: texts.get('data'),
    options: {
      ...Object.fromEntries([...ports, ...applications, ...server]),
      accounts,
      tls: set.has('tls'),
    },
  };
}

function portUsage({ name, title, port }: DefaultPort): string {
  const option = `--${name}-port <port>`.padEnd(22);
  return `  ${option} port of ${title}; 0 takes any free one (default ${port})`;
}

function appUsage({ vendor }: RegistryEntry): string {
  return `  ${`--${vendor.name} <name=value>`.padEnd(22)} an option of the application at ${vendor.titles.en}; may be repeated`;
}

/** The names of a vendor's options, in lines that fit a terminal. */
function namesUsage({ vendor, emulator }: RegistryEntry): string {
  const names = Object.entries<v.GenericSchema>(emulator.appOptions).flatMap(([name, schema]) => {
    const { entries, key } = required(schema);
    if (key) return [`${name}.<endpoint>`];
    return entries ? Object.keys(entries).map((field) => `${name}.${field}`) : [name];
  });
  const lines = [''];
  for (const name of names) {
    const last = lines.at(-1) ?? '';
    if (last.length + name.length > 72) lines.push(name);
    else lines[lines.length - 1] = last === '' ? name : `${last}, ${name}`;
  }
  return `  --${vendor.name}\n${lines.map((line) => `    ${line}`).join(',\n')}`;
}

interface Parsed {
  readonly set: ReadonlySet<string>;
  readonly texts: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

function parse(args: readonly string[]): Parsed {
  const names = registry.map(({ vendor }) => vendor.name);
  const texts = [...textOptions, ...defaultPorts.map(({ name }) => `${name}-port`)];
  const options = Object.fromEntries([
    ...flags.map((name) => [name, { type: 'boolean' as const }] as const),
    ...texts.map((name) => [name, { type: 'string' as const }] as const),
    ...names.map((name) => [name, { type: 'string' as const, multiple: true }] as const),
  ]);
  try {
    const { values } = parseArgs({
      args: args.map((argument) => ({ '-h': '--help', '-v': '--version' })[argument] ?? argument),
      allowPositionals: false,
      options,
    });
    const given = Object.entries(values);
    return {
      set: new Set(given.flatMap(([name, value]) => (value === true ? [name] : []))),
      texts: new Map(
        given.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      ),
      lists: new Map(
        given.flatMap(([name, value]) => (Array.isArray(value) ? [[name, value.map(String)]] : [])),
      ),
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, unknown] = /^Unknown option '--?([^']*)'/.exec(message) ?? [];
    if (unknown === undefined) throw new UsageError(message);
    throw new UsageError(
      `--${unknown}: unknown option${meant(unknown, Object.keys(options), '--')}`,
    );
  }
}

/** `; did you mean ...?` where a name is near. */
function meant(name: string, names: readonly string[], prefix = ''): string {
  const best = nearest(name, names);
  return best === undefined ? '' : `; did you mean ${prefix}${best}?`;
}

function toPort(option: string, text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`${option}: must be a number from 0 to 65535, not ${text}`);
}

/** `quotas.membersPerGroup=10` and the like as the object that they are for. */
function readAssignments(
  option: string,
  schemas: v.ObjectEntries,
  assignments: readonly string[],
): object {
  const result: Record<string, unknown> = {};
  for (const assignment of assignments) {
    const [path = '', ...rest] = assignment.split('=');
    if (rest.length === 0) {
      throw new UsageError(`${option} ${assignment}: must be <name=value>`);
    }
    const parts = path.split('.');
    let fields: Readonly<Record<string, unknown>> = schemas;
    let target = result;
    for (const [index, part] of parts.entries()) {
      if (!Object.hasOwn(fields, part)) {
        throw new UsageError(`${option} ${path}: unknown name${meant(part, Object.keys(fields))}`);
      }
      const schema = fields[part];
      const inner = fieldsOf(schema);
      if (index < parts.length - 1 && inner) {
        fields = inner;
        target[part] = { ...(target[part] as object | undefined) };
        target = target[part] as Record<string, unknown>;
      } else if (index === parts.length - 1 && !inner) {
        target[part] = readValue(`${option} ${path}`, schema, rest.join('='));
      } else {
        const names = inner ? ` one of ${path}.${Object.keys(inner).join(', ')}` : ` ${part}`;
        throw new UsageError(`${option} ${path}: the name must be${names}`);
      }
    }
  }
  return result;
}

interface AnySchema {
  readonly type?: string;
  readonly wrapped?: unknown;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly key?: { readonly options?: readonly string[] };
  readonly value?: unknown;
  readonly options?: readonly string[];
}

/** The schema without what makes it optional. */
function required(schema: unknown): AnySchema {
  const any = schema as AnySchema;
  return any.wrapped === undefined ? any : required(any.wrapped);
}

/** The fields of an object or of a record with known keys. */
function fieldsOf(schema: unknown): Readonly<Record<string, unknown>> | undefined {
  const { entries, key, value } = required(schema);
  if (entries) return entries;
  return key?.options && Object.fromEntries(key.options.map((name) => [name, value]));
}

/** Converts a string to the type that the schema takes. */
function readValue(option: string, schema: unknown, text: string): unknown {
  const { type, options } = required(schema);
  switch (type) {
    case 'number': {
      const number = text.trim() === '' ? Number.NaN : Number(text);
      if (number >= 0) return number;
      throw new UsageError(`${option}: must be a number that is not negative, not ${text}`);
    }
    case 'boolean':
      if (text === 'true' || text === 'false') return text === 'true';
      throw new UsageError(`${option}: must be true or false, not ${text}`);
    case 'picklist':
      if (options?.includes(text)) return text;
      throw new UsageError(`${option}: must be ${options?.join(' or ')}, not ${text}`);
    case 'array':
      return text.split(',').filter(Boolean);
    default:
      return text;
  }
}
