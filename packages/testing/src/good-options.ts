/** Right arguments of functions, by the names under which they are exported. */
export type GoodArguments = Readonly<Record<string, readonly unknown[]>>;

/** Right arguments of the functions of objects, by the function that makes the object and their path in it. */
export type GoodMethods = Readonly<Record<string, GoodArguments>>;

/** Nothing reaches a service: what is right is refused by the connection. */
const fetchOfNobody = async (): Promise<never> => {
  const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' });
  throw new TypeError('fetch failed', { cause });
};

export const hook = () => undefined;

/** Every option that all clients have, but for those that exclude each other. */
export const clientOptions = {
  fetch: fetchOfNobody,
  limiter: { acquire: async () => undefined },
  limits: { createGroup: { rate: { requests: 5, perSeconds: 1 } } },
  // A wrong `maxRetries` may be infinite: then calls repeat at this pace until `totalTimeout`.
  retry: { maxRetries: 0, baseDelay: 50, maxDelay: 50 },
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

export const user = { userId: 'alice', expireSeconds: 3600 };
export const cursorSecret = 'a-secret-for-cursors-of-32-characters-or-more';

export const serverOptions = {
  port: 0,
  host: '127.0.0.1',
  rules: 'newest',
  rateScale: 1,
  faultSeed: 1,
  journalEntries: 10,
  journalBodies: 10,
  faultOf: hook,
  now: Date.now,
  onRequest: hook,
};

export const webhookOptions = {
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
