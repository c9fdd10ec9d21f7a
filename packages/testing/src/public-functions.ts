import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { registry } from '@imgroups/emulator/registry';
import { methodsOf } from './any-arguments.ts';
import { type GoodArguments, type GoodMethods, hook, serverOptions } from './good-options.ts';
import { jobArguments } from './job-arguments.ts';
import { foldersOf, type NamedVendor, type VendorFolders } from './vendor-folders.ts';

/** Something that applications call. */
export interface PublicFunction {
  /** `tencent: createUserSig`, `easemob: createEasemobProvider().groups.create`. */
  readonly name: string;
  readonly call: (...args: readonly unknown[]) => unknown;
  /** Arguments that are right. */
  readonly good: readonly unknown[];
}

const vendors: readonly (NamedVendor & VendorFolders)[] = registry.map(({ vendor }) => ({
  ...vendor,
  ...foldersOf(vendor),
}));

/** Packages whose functions applications call. */
const packages = [
  ...new Set(['core', ...vendors.map((vendor) => vendor.package), 'redis', 'emulator', 'jobs']),
];

/** The entries for vendor packages and tools, which are not for applications. */
const notForApplications = new Set(['./adapter', './webhooks-adapter']);

type AnyFunction = (...args: readonly unknown[]) => unknown;

const redisOptions = {
  redis: { eval: async () => undefined },
  prefix: 'test:',
  onDown: hook,
  onUp: hook,
  logger: { warn: hook },
};
/** Right arguments of what no vendor has. A new function is missing here, or in the file of its vendor, until it has a line. */
const ownArguments: GoodArguments = {
  loggerFromEnv: [{ IMGROUPS_LOG: 'off' }],
  createRateLimiter: [{ now: () => 0 }],
  endpoint: [{ method: 'GET', path: '/x', repeat: 'read' }],
  isImGroupsError: [new Error('any')],
  isBatchError: [new Error('any')],
  undiciTransport: [{ dispatcher: undefined }],
  toNodeHandler: [{ fetch: async () => new Response() }],
  reviveEvent: [{ type: 'unknown', id: 'id', occurredAt: '2026-01-01T00:00:00Z', data: {} }],
  seenIdsInMemory: [{ maxIds: 5, now: Date.now }],
  isWebhookError: [new Error('any')],
  createRedisRateLimiter: [{ ...redisOptions, fallbackShare: 0.5 }],
  createRedisSeenIds: [redisOptions],
  createRedisTokenStore: [{ ...redisOptions, lockTimeout: 5 }],
  startEmulator: [
    {
      ...serverOptions,
      port: undefined,
      ...{ inspectorPort: 0, allowHost: ['box'] },
      ...Object.fromEntries(
        vendors.flatMap(({ name }) => [
          [name, {}],
          [`${name}Port`, 0],
        ]),
      ),
    },
  ],
  ...jobArguments,
};

/** The vendors' own declarations. */
const ofVendors: readonly {
  readonly goodArguments: GoodArguments;
  readonly madeObjects?: GoodMethods;
}[] = await Promise.all(
  vendors.map(({ tests }) => import(new URL('good-arguments.ts', tests).href)),
);
const goodArguments: GoodArguments = Object.assign(
  {},
  ownArguments,
  ...ofVendors.map((vendor) => vendor.goodArguments),
);
const madeObjects: GoodMethods = Object.assign(
  {},
  ...ofVendors.map((vendor) => vendor.madeObjects),
);

/** Every function that applications can reach from the exports of the packages. */
export async function publicFunctions(): Promise<readonly PublicFunction[]> {
  const exported = await exportedFunctions();
  const made = await Promise.all(exported.map(functionsOfResult));
  return [...exported, ...made.flat()];
}

async function exportedFunctions(): Promise<readonly PublicFunction[]> {
  const seen = new Set<unknown>();
  const found: PublicFunction[] = [];
  for (const name of packages) {
    for (const module of await modulesOf(name)) {
      for (const [exportName, value] of Object.entries(module)) {
        if (!isFunction(value) || seen.has(value)) continue;
        seen.add(value);
        const good = goodArguments[exportName];
        if (!good) throw new Error(`no right arguments are known for ${exportName} of ${name}`);
        found.push({ name: `${name}: ${exportName}`, good, call: value });
      }
    }
  }
  return found;
}

/** The modules behind the entries of a package. */
async function modulesOf(name: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const folder = new URL(`../../${name}/`, import.meta.url);
  const { exports }: { exports: Record<string, { '@imgroups/source': string }> } = JSON.parse(
    readFileSync(new URL('package.json', folder), 'utf8'),
  );
  return Promise.all(
    Object.entries(exports)
      .filter(([entry]) => !notForApplications.has(entry) && !entry.endsWith('.json'))
      .map(([, target]) => import(new URL(target['@imgroups/source'], folder).href)),
  );
}

/** The functions of what an exported function makes. Clients call limiters, stores and transports; applications do not. */
async function functionsOfResult({ name, good, call }: PublicFunction): Promise<PublicFunction[]> {
  const [, exportName = ''] = name.split(': ');
  const { vendor } =
    registry.find((entry) => entry.vendor.createProvider.name === exportName) ?? {};
  const known = madeObjects[exportName];
  if (vendor === undefined && !known) return [];
  const made = await call(...good);
  const functions = functionsIn(made, vendor === undefined ? ['control'] : ['client']);
  const goodOf = vendor === undefined ? known : goodOfProvider(made, vendor);
  return [...functions].flatMap(([path, value]) => {
    if (path === 'close' || path === 'client.close') return [];
    const own = goodOf?.[path];
    if (!own) throw new Error(`no right arguments are known for ${exportName}().${path}`);
    return { name: `${name}().${path}`, good: own, call: value };
  });
}

/** The functions of an object and of the objects in it, by their path. Those of `further` are not enumerable. */
function functionsIn(
  value: unknown,
  further: readonly string[],
  path = '',
): Map<string, AnyFunction> {
  const found = new Map<string, AnyFunction>();
  const fields = Object(value) as Readonly<Record<string, unknown>>;
  for (const name of new Set([...Object.keys(fields), ...further.filter((own) => own in fields)])) {
    const at = path === '' ? name : `${path}.${name}`;
    const field = fields[name];
    if (isFunction(field)) found.set(at, field);
    if (isFunction(field) || isObject(field)) {
      for (const [inner, innerValue] of functionsIn(field, [], at)) found.set(inner, innerValue);
    }
  }
  return found;
}

function goodOfProvider(
  provider: unknown,
  vendor: NamedVendor,
): Record<string, readonly unknown[]> {
  const neutral = methodsOf(provider as Parameters<typeof methodsOf>[0]).map(
    ({ name, good }) => [name.replace(/ .*/, ''), good] as const,
  );
  const client = [...functionsIn(Object(provider).client, [], 'client').keys()].map((path) => {
    const [, endpointName = ''] = path.split('.');
    return [path, [sampleOf(vendor, endpointName), {}]] as const;
  });
  return {
    ...Object.fromEntries(client),
    ...Object.fromEntries(neutral.toReversed()),
    canonicalUserId: ['alice'],
    'client.call': [{ method: 'GET', path: '/x', repeat: 'read' }, {}, {}],
  };
}

/** A documented request of an endpoint. */
function sampleOf(vendor: NamedVendor, endpoint: string): unknown {
  const [file] = foldersOf(vendor)
    .fixtures.filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.startsWith(`${endpoint}.`) && name.endsWith('request.json'))
        .map((name) => new URL(name, folder)),
    );
  return file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8'));
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Classes are not called, but made. */
function isFunction(value: unknown): value is AnyFunction {
  return typeof value === 'function' && !/^class\b/.test(Function.prototype.toString.call(value));
}
