import { Failure } from '../errors/failure.ts';
import { isImGroupsError } from '../errors/imgroups-error.ts';

/** Where tokens and signatures come from. */
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

/** Keeps tokens between processes. Anything with get, set and a time to live fits. */
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
  /** Gets a token; the signal is aborted when nobody waits for it any more. */
  readonly fetch: (options: { readonly signal: AbortSignal }) => Promise<Token>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly store?: TokenStore | undefined;
  /** Names the token in the store. */
  readonly key?: string | undefined;
}

/** Pause after a failed early renewal, in milliseconds; the token at hand is still valid then. */
const renewalPause = 10_000;

/** Nobody joins a fetch older than so many milliseconds: Workers drop what a request began when it ends. */
const forgottenAfter = 15_000;

interface CachedToken extends Token {
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
  const { now, store, key = 'token' } = options;
  let cached: CachedToken | undefined;
  let fetching: SharedFetch | undefined;
  const refused = new Set<string>();

  function remember(token: Token): string {
    const life = (token.expiresAt ?? Number.POSITIVE_INFINITY) - now();
    const margin = Math.max(Math.min(life / 10, 300_000), 0);
    cached = { ...token, renewAt: now() + life - margin };
    return token.token;
  }

  /** The token another process has fetched, if it lasts longer than the one at hand. */
  async function storedToken(): Promise<Token | undefined> {
    // A store that is down must not take the calls down with it.
    const stored = await store?.get(key).catch(() => undefined);
    const end = stored?.expiresAt ?? Number.POSITIVE_INFINITY;
    const newer = end > Math.max(now(), cached?.expiresAt ?? 0);
    return stored && newer && !refused.has(stored.token) ? stored : undefined;
  }

  async function fetchToken(signal: AbortSignal): Promise<Token> {
    const token = await options.fetch({ signal });
    const ttl =
      token.expiresAt === undefined
        ? undefined
        : Math.max(1, Math.floor((token.expiresAt - now()) / 1000));
    await store?.set(key, token, ttl).catch(() => undefined);
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
    await store.withLock(key, work).catch(() => undefined);
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

  /** Waits for a fetch; whoever is the last to give up ends it, so that nothing is left behind. */
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
      if (!cached || (cached.expiresAt ?? Number.POSITIVE_INFINITY) <= now()) {
        return waitFor(fetchOnce(), signal);
      }
      if (cached.renewAt <= now()) {
        const current = cached;
        fetchOnce().token.catch(() => {
          cached = { ...current, renewAt: now() + renewalPause };
        });
      }
      return cached.token;
    },
    invalidate(token) {
      if (cached?.token !== token) return;
      cached = undefined;
      refused.clear();
      refused.add(token);
    },
  };
}

/** How a function of the user gives tokens. */
export interface CustomTokenOptions {
  /** Name of the option, for messages. */
  readonly name: string;
  readonly getToken: () => Promise<string> | string;
  /** What the function has to give, in words. @default 'a non-empty string' */
  readonly rule?: string | undefined;
  readonly isToken?: ((value: string) => boolean) | undefined;
}

/**
 * A token source that asks the user's function for each token and keeps nothing. When the function throws, or gives what
 * is no token, the call ends as `unauthenticated` before it is sent.
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
        // Only the name: the text of somebody else's error may hold a secret.
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

/** Waits for something shared; an abort ends the waiting and leaves the shared work alone. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
