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
}

export interface CachedTokenSourceOptions {
  readonly fetch: () => Promise<Token>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly store?: TokenStore | undefined;
  /** Names the token in the store. */
  readonly key?: string | undefined;
}

/** Pause after a failed early renewal, in milliseconds; the token at hand is still valid then. */
const renewalPause = 10_000;

interface CachedToken extends Token {
  /** From here on a new one is fetched in the background. */
  readonly renewAt: number;
}

/**
 * Fetches a token once for all callers, keeps it, and renews it in the background after nine tenths of its remaining
 * life (at the latest five minutes before its end).
 */
export function cachedTokenSource(options: CachedTokenSourceOptions): TokenSource {
  const { now, store, key = 'token' } = options;
  let cached: CachedToken | undefined;
  let fetching: Promise<string> | undefined;
  const refused = new Set<string>();

  function remember(token: Token): string {
    const life = (token.expiresAt ?? Number.POSITIVE_INFINITY) - now();
    const margin = Math.max(Math.min(life / 10, 300_000), 0);
    cached = { ...token, renewAt: now() + life - margin };
    return token.token;
  }

  async function load(renewing: boolean): Promise<string> {
    // A store that is down must not take the calls down with it.
    const stored = renewing ? undefined : await store?.get(key).catch(() => undefined);
    if (stored && !refused.has(stored.token) && (stored.expiresAt ?? Infinity) > now()) {
      return remember(stored);
    }
    const token = await options.fetch();
    const ttl =
      token.expiresAt === undefined
        ? undefined
        : Math.max(1, Math.floor((token.expiresAt - now()) / 1000));
    await store?.set(key, token, ttl).catch(() => undefined);
    return remember(token);
  }

  function fetchOnce(renewing: boolean): Promise<string> {
    fetching ??= load(renewing).finally(() => {
      fetching = undefined;
    });
    return fetching;
  }

  return {
    async get({ signal } = {}) {
      if (!cached || (cached.expiresAt ?? Number.POSITIVE_INFINITY) <= now()) {
        return untilAborted(fetchOnce(false), signal);
      }
      if (cached.renewAt <= now()) {
        const current = cached;
        fetchOnce(true).catch(() => {
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

/** A token source that asks the user's function for each token and keeps nothing. */
export function customTokenSource(getToken: () => Promise<string> | string): TokenSource {
  return {
    async get({ signal } = {}) {
      return untilAborted(Promise.resolve(getToken()), signal);
    },
    invalidate() {},
  };
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
