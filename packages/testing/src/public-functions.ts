import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { methodsOf } from './any-arguments.ts';

/** Something that applications call. */
export interface PublicFunction {
  /** `tencent: createUserSig`, `easemob: createEasemobProvider().groups.create`. */
  readonly name: string;
  readonly call: (...args: readonly unknown[]) => unknown;
  /** Arguments that are right. */
  readonly good: readonly unknown[];
}

/** Packages whose functions applications call. */
const packages = ['core', 'tencent', 'easemob', 'redis', 'emulator'] as const;

/** What vendor packages and tools build on is not for applications. */
const notForApplications = new Set(['./adapter', './webhooks-adapter', './package.json']);

type AnyFunction = (...args: readonly unknown[]) => unknown;

/** Nothing reaches a service: what is right is refused by the connection. */
const fetchOfNobody = async (): Promise<never> => {
  const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' });
  throw new TypeError('fetch failed', { cause });
};

const hook = () => undefined;

/** Every option that all clients have, but for those that exclude each other. */
const clientOptions = {
  fetch: fetchOfNobody,
  limiter: { acquire: async () => undefined },
  limits: { createGroup: { rate: { requests: 5, perSeconds: 1 } } },
  retry: { maxRetries: 0, baseDelay: 1, maxDelay: 1 },
  timeout: 1000,
  totalTimeout: 2000,
  maxAnswerBytes: 1_000_000,
  logger: { debug: hook, warn: hook },
  bodies: true,
  now: Date.now,
  random: Math.random,
  onRequest: hook,
  onResponse: hook,
  onRetry: hook,
  onDrift: hook,
  onLimit: hook,
};

const tencentApp = { sdkAppId: 1_400_000_001, secretKey: 'secret'.repeat(8) };
const tencentOptions = { ...tencentApp, administrator: 'administrator', ...clientOptions };
const user = { userId: 'alice', expireSeconds: 3600 };
const easemobApp = { appKey: 'org#app', clientId: 'id', clientSecret: 'secret' };
const easemobOptions = { ...easemobApp, baseUrl: 'http://127.0.0.1:2', ...clientOptions };
const cursorSecret = 'a-secret-for-cursors-of-32-characters-or-more';
const redisOptions = {
  redis: { eval: async () => undefined },
  prefix: 'test:',
  onDown: hook,
  onUp: hook,
  logger: { warn: hook },
};
const serverOptions = {
  port: 0,
  host: '127.0.0.1',
  rules: 'newest',
  rateScale: 1,
  faultSeed: 1,
  faultOf: hook,
  now: Date.now,
  onRequest: hook,
};

const webhookOptions = {
  on: { 'group.created': hook },
  onVendor: {},
  onAny: hook,
  before: { 'message.send': () => ({ allow: true }) },
  otherwise: 'allow',
  deadlineMs: 5,
  acknowledge: 'first',
  onHandlerError: 'fail',
  maxAge: 60,
  dedupe: 'off',
  onError: hook,
  now: Date.now,
};

/** Right arguments of every function that a package exports. A new one is missing here until it has a line. */
const goodArguments: Readonly<Record<string, readonly unknown[]>> = {
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
  createTencentWebhooks: [
    { sdkAppId: 1_400_000_001, tokens: ['token'], administrators: ['admin'], ...webhookOptions },
  ],
  signTencentCallback: [
    {
      sdkAppId: 1_400_000_001,
      token: 'token',
      body: { CallbackCommand: 'X' },
      url: 'http://localhost/',
      platform: 'RESTAPI',
      now: Date.now,
    },
  ],
  createTencentClient: [tencentOptions],
  createTencentProvider: [{ ...tencentOptions, cursorSecret }],
  tencentFromEnv: [
    { IMGROUPS_TENCENT_SDK_APP_ID: '1400000001', IMGROUPS_TENCENT_SECRET_KEY: 'secret' },
    { ...clientOptions, cursorSecret },
  ],
  createUserSig: [{ ...tencentApp, ...user, userbuf: new Uint8Array(3), now: Date.now }],
  createUserSigSync: [{ ...tencentApp, ...user, userbuf: new Uint8Array(3), now: Date.now }],
  createUserSigner: [{ ...tencentApp, now: Date.now }],
  verifyUserSig: [{ ...tencentApp, userId: 'alice', userSig: 'eJw', now: Date.now }],
  textMessage: ['hello'],
  customMessage: [{ Data: 'data' }],
  createEasemobWebhooks: [{ appKey: 'org#app', secrets: ['secret'], ...webhookOptions }],
  signEasemobCallback: [
    { appKey: 'org#app', secret: 'secret', body: {}, url: 'http://localhost/', now: Date.now },
  ],
  createEasemobClient: [easemobOptions],
  createEasemobProvider: [{ ...easemobOptions, cursorSecret }],
  easemobFromEnv: [
    {
      IMGROUPS_EASEMOB_APP_KEY: 'org#app',
      IMGROUPS_EASEMOB_CLIENT_ID: 'id',
      IMGROUPS_EASEMOB_CLIENT_SECRET: 'secret',
      IMGROUPS_EASEMOB_REGION: 'china1',
    },
    { ...clientOptions, cursorSecret },
  ],
  createDynamicUserToken: [{ ...easemobApp, ...user, now: Date.now }],
  resolveEasemobBaseUrl: [
    { appKey: 'org#app', directory: 'http://127.0.0.1:2', ...clientOptions, limits: {} },
  ],
  easemobErrorMeaning: [{ status: 404, error: 'service_resource_not_found', description: 'x' }],
  createRedisRateLimiter: [{ ...redisOptions, fallbackShare: 0.5 }],
  createRedisSeenIds: [redisOptions],
  createRedisTokenStore: [{ ...redisOptions, lockTimeout: 5 }],
  startEmulator: [
    { ...serverOptions, port: undefined, tencentPort: 0, easemobPort: 0, tencent: {}, easemob: {} },
  ],
  startTencentEmulator: [
    {
      ...serverOptions,
      sdkAppId: 1_400_000_001,
      secretKey: 'secret',
      webhooks: { url: 'http://127.0.0.1:2/', token: 'token' },
    },
  ],
  startEasemobEmulator: [
    {
      ...serverOptions,
      ...easemobApp,
      tokenTtl: 3600,
      webhooks: { url: 'http://127.0.0.1:2/', secret: 'secret' },
    },
  ],
};

/** A Tencent emulator that has seen nothing, as its control saves it. */
const emptyState = {
  accounts: { $map: [] },
  groups: [],
  groupsByUser: [],
  disbanded: { $set: [] },
  conversations: [],
  muted: { groups: { $map: [] }, chats: { $map: [] } },
  broadcasts: 0,
  groupSequence: 0,
};

/** Objects with functions that applications call: what makes each, and the right arguments of its functions. */
const madeObjects: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  createUserSigner: { sign: [{ ...user, userbuf: new Uint8Array(3) }] },
  startTencentEmulator: {
    'control.reset': [],
    'control.importAccounts': [['u1']],
    'control.accounts': [],
    'control.enter': ['club', ['u1']],
    'control.leave': ['club', ['u1']],
    'control.apply': ['club', 'u1', 'text'],
    'control.sendMessage': ['club', 'u1', 'text'],
    'control.setWebhooks': [{ url: 'http://127.0.0.1:2/', token: 'token' }],
    'control.deliveries.list': [],
    'control.deliveries.clear': [],
    'control.deliveries.settled': [],
    'control.save': [],
    'control.load': [emptyState],
    'control.snapshot': [],
    'control.groups': [],
    'control.advanceClock': [1],
    'control.journal': [],
    'control.clearJournal': [],
    'control.addFault': [{ kind: 'status', endpoint: 'createGroup', status: 503, times: 1 }],
    'control.faults': [],
    'control.clearFaults': [],
  },
};

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
      .filter(([entry]) => !notForApplications.has(entry))
      .map(([, target]) => import(new URL(target['@imgroups/source'], folder).href)),
  );
}

/** The functions of what an exported function makes. Clients call limiters, stores and transports; applications do not. */
async function functionsOfResult({ name, good, call }: PublicFunction): Promise<PublicFunction[]> {
  const [, exportName = ''] = name.split(': ');
  const vendor = /^create(\w+)Provider$/.exec(exportName)?.[1]?.toLowerCase();
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

function goodOfProvider(provider: unknown, vendor: string): Record<string, readonly unknown[]> {
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
function sampleOf(vendor: string, endpoint: string): unknown {
  const folder = new URL(`../../${vendor}/test/fixtures/`, import.meta.url);
  const [file] = existsSync(folder)
    ? readdirSync(folder).filter(
        (name) => name.startsWith(`${endpoint}.`) && name.endsWith('request.json'),
      )
    : [];
  return file === undefined ? {} : JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Classes are not called, but made. */
function isFunction(value: unknown): value is AnyFunction {
  return typeof value === 'function' && !/^class\b/.test(Function.prototype.toString.call(value));
}
