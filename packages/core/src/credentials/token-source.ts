import { Failure } from '../errors/failure.ts';
import { isImGroupsError } from '../errors/imgroups-error.ts';
import { type Logger, warn } from '../logging/logger.ts';
import { untilAborted } from '../retry/until-aborted.ts';
import { within } from '../retry/within.ts';

/** Gives tokens and signatures. */
export interface TokenSource {
  /** A token that is valid now; many callers share one fetch. */
  get(options?: { readonly signal?: AbortSignal | undefined }): Promise<string>;
  /** Drops exactly this token, because the vendor refused it. */
  invalidate(token: string): void;
}

/** A token and its end, in milliseconds since 1970; no end means it is valid until refused. */
export interface Token {
  readonly token: string;
  readonly expiresAt?: number | undefined;
}

/**
 * Keeps tokens between processes. Anything with get, set and a time to live fits. A store that fails, gives no token or does
 * not answer is told once, and the client goes on with a token of its own.
 */
export interface TokenStore {
  get(key: string): Promise<Token | undefined>;
  set(key: string, token: Token, ttlSeconds: number | undefined): Promise<void>;
  /**
   * Runs the work while no other process runs work for the same key, so that processes that start together fetch one
   * token. A store that cannot lock at the moment runs it all the same; one without this method lets each process fetch.
   */
  withLock?(key: string, work: () => Promise<unknown>): Promise<unknown>;
}

export interface CachedTokenSourceOptions {
  /** Gets a token; the signal is aborted when no caller waits for it any more. */
  readonly fetch: (options: { readonly signal: AbortSignal }) => Promise<Token>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly store?: TokenStore | undefined;
  /** Names the token in the store. */
  readonly key?: string | undefined;
  /** Is told when the store fails; the console otherwise. */
  readonly logger?: Logger | undefined;
}

/** The time that a store may take for an answer, and for a lock, in milliseconds. */
const storeTimeout = 2000;
const lockTimeout = 20_000;

/** Pause after a failed early renewal, in milliseconds; the token at hand is still valid then. */
const renewalPause = 10_000;

/** Nobody joins a fetch older than so many milliseconds: Workers drop what a request began when it ends. */
const forgottenAfter = 15_000;

interface CachedToken {
  readonly token: string;
  readonly expiresAt: number;
  /** From here on a new one is fetched in the background. */
  readonly renewAt: number;
}

/** A fetch that several callers may wait for. */
interface SharedFetch {
  readonly token: Promise<string>;
  readonly controller: AbortController;
  readonly startedAt: number;
  waiting: number;
}

/**
 * Fetches a token once for all callers, keeps it, and renews it in the background five minutes before its end (after nine
 * tenths of its remaining life, where that is later).
 */
export function cachedTokenSource(options: CachedTokenSourceOptions): TokenSource {
  const { now, store, key = 'token', logger } = options;
  let cached: CachedToken | undefined;
  let fetching: SharedFetch | undefined;
  let storeFailed = false;
  let refused: string | undefined;

  function remember({ token, expiresAt = Number.POSITIVE_INFINITY }: Token): string {
    const margin = Math.min((expiresAt - now()) / 10, 300_000);
    cached = { token, expiresAt, renewAt: expiresAt - margin };
    return token;
  }

  /** Asks the store, which must not take the calls down with it. */
  async function askStore<Result>(
    what: string,
    milliseconds: number,
    ask: () => Result,
  ): Promise<Awaited<Result> | undefined> {
    try {
      return await within(milliseconds, ask());
    } catch (thrown) {
      const name = thrown instanceof Error ? thrown.name : typeof thrown;
      tellStoreFailed(`${what} ended with ${name}`);
      return undefined;
    }
  }

  function tellStoreFailed(what: string): void {
    if (storeFailed) return;
    storeFailed = true;
    warn(logger, `imgroups: the token store failed, tokens are fetched without it: ${what}`);
  }

  /** The token another process has fetched, if it lasts longer than the one at hand. */
  async function storedToken(): Promise<Token | undefined> {
    if (!store) return undefined;
    const found: unknown = await askStore('get', storeTimeout, () => store.get(key));
    if (found === undefined || found === null) return undefined;
    const stored: Token | undefined = readToken(found);
    if (!stored) {
      tellStoreFailed('get gave something that is no token');
      return undefined;
    }
    const end = stored.expiresAt ?? Number.POSITIVE_INFINITY;
    const newer = end > Math.max(now(), cached?.expiresAt ?? 0);
    return newer && stored.token !== refused ? stored : undefined;
  }

  async function fetchToken(signal: AbortSignal): Promise<Token> {
    const token = await options.fetch({ signal });
    const ttl =
      token.expiresAt === undefined
        ? undefined
        : Math.max(1, Math.floor((token.expiresAt - now()) / 1000));
    if (store) await askStore('set', storeTimeout, () => store.set(key, token, ttl));
    return token;
  }

  /** One process fetches; those that waited for it find its token in the store. */
  async function fetchAlone(signal: AbortSignal): Promise<Token> {
    if (!store?.withLock) return fetchToken(signal);
    let fetched: Promise<Token> | undefined;
    const work = (): Promise<Token> => {
      fetched ??= storedToken().then((stored) => stored ?? fetchToken(signal));
      return fetched;
    };
    const lock = store.withLock.bind(store, key);
    // Waits only until the work has begun: what comes of it, and how long it takes, is not the store's doing.
    await askStore(
      'withLock',
      lockTimeout,
      () =>
        new Promise<void>((resolve, reject) => {
          lock(() => {
            resolve();
            return work();
          }).then(() => resolve(), reject);
        }),
    );
    return work();
  }

  async function load(signal: AbortSignal): Promise<string> {
    return remember((await storedToken()) ?? (await fetchAlone(signal)));
  }

  function fetchOnce(): SharedFetch {
    if (fetching && now() - fetching.startedAt < forgottenAfter) return fetching;
    const controller = new AbortController();
    const token = load(controller.signal).finally(() => {
      if (fetching === shared) fetching = undefined;
    });
    const shared: SharedFetch = { token, controller, startedAt: now(), waiting: 0 };
    fetching = shared;
    return shared;
  }

  /** Waits for a fetch; the last caller to give up ends it, so that nothing is left behind. */
  async function waitFor(shared: SharedFetch, signal: AbortSignal | undefined): Promise<string> {
    shared.waiting += 1;
    try {
      return await untilAborted(shared.token, signal);
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0 && signal?.aborted) {
        if (fetching === shared) fetching = undefined;
        shared.controller.abort();
      }
    }
  }

  return {
    async get({ signal } = {}) {
      const current = cached;
      if (!current || current.expiresAt <= now()) return waitFor(fetchOnce(), signal);
      if (current.renewAt <= now()) {
        fetchOnce().token.catch(() => {
          // A token that was refused, or replaced, meanwhile does not come back.
          if (cached === current) cached = { ...current, renewAt: now() + renewalPause };
        });
      }
      return current.token;
    },
    invalidate(token) {
      if (cached?.token !== token) return;
      cached = undefined;
      refused = token;
    },
  };
}

/** Returns the token that a store gave, if it can be sent. */
function readToken({ token, expiresAt }: { token?: unknown; expiresAt?: unknown }) {
  if (typeof token !== 'string' || !/^[\x20-\x7e]+$/.test(token)) return undefined;
  if (expiresAt === undefined || expiresAt === null) return { token };
  return Number.isFinite(expiresAt) ? { token, expiresAt: Number(expiresAt) } : undefined;
}

/** Options for tokens from a function of the user. */
export interface CustomTokenOptions {
  /** Name of the option, for messages. */
  readonly name: string;
  readonly getToken: () => Promise<string> | string;
  /** The expected value, in words. @default 'a non-empty string' */
  readonly rule?: string | undefined;
  readonly isToken?: ((value: string) => boolean) | undefined;
}

/**
 * A token source that asks the user's function for each token and keeps nothing. When the function throws, or gives what
 * is not a token, the call ends as `unauthenticated` before it is sent.
 */
export function customTokenSource(options: CustomTokenOptions): TokenSource {
  const { name, getToken, rule = 'a non-empty string', isToken = (text) => text !== '' } = options;
  return {
    async get({ signal } = {}) {
      let token: unknown;
      try {
        token = await untilAborted(Promise.resolve(getToken()), signal);
      } catch (error) {
        if (isImGroupsError(error) || signal?.aborted) throw error;
        // Only the name: the message of a foreign error may hold a secret.
        throw noToken(name, `threw ${error instanceof Error ? error.name : typeof error}`);
      }
      if (typeof token === 'string' && isToken(token)) return token;
      throw noToken(name, `must give ${rule}`);
    },
    invalidate() {},
  };
}

function noToken(name: string, what: string): Failure {
  return new Failure('ImGroupsError', `no credential to call with: the function ${name} ${what}`, {
    code: 'unauthenticated',
  });
}
