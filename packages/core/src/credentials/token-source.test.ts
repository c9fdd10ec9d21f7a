import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cachedTokenSource, type Token, type TokenStore } from './token-source.ts';

function vendor(lifeMs: number | undefined) {
  const state = { now: 0, fetches: 0, down: false };
  const fetchToken = async (): Promise<Token> => {
    state.fetches += 1;
    await Promise.resolve();
    if (state.down) throw new Error('down');
    const expiresAt = lifeMs === undefined ? undefined : state.now + lifeMs;
    return { token: `token-${state.fetches}`, expiresAt };
  };
  return { state, options: { fetch: fetchToken, now: () => state.now } };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a cached token', () => {
  test('is fetched once for all who ask at the same time', async () => {
    const { state, options } = vendor(1000);
    const source = cachedTokenSource(options);

    const tokens = await Promise.all(Array.from({ length: 50 }, () => source.get()));

    expect(new Set(tokens)).toEqual(new Set(['token-1']));
    expect(state.fetches).toBe(1);
  });

  test('is no longer fetched when the last who waited has given up, and is fetched anew for the next', async () => {
    const signals: AbortSignal[] = [];
    const source = cachedTokenSource({
      now: () => 0,
      fetch({ signal }) {
        signals.push(signal);
        if (signals.length > 1) return Promise.resolve({ token: 'token-2' });
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      },
    });
    const first = new AbortController();
    const second = new AbortController();
    const gone = [source.get(first), source.get(second)].map((each) => each.catch(() => 'gone'));
    await settled();

    first.abort();
    await settled();
    const abortedByFirst = signals[0]?.aborted;
    second.abort();
    await settled();

    expect(await source.get()).toBe('token-2');
    expect(await Promise.all(gone)).toEqual(['gone', 'gone']);
    expect([abortedByFirst, signals[0]?.aborted]).toEqual([false, true]);
  });

  test('is fetched anew when the runtime forgot a renewal whose request ended', async () => {
    let now = 0;
    const answers = [
      Promise.resolve({ token: 'token-1', expiresAt: 1_000_000 }),
      new Promise<Token>(() => undefined),
      Promise.resolve({ token: 'token-3', expiresAt: 2_000_000 }),
    ];
    const source = cachedTokenSource({
      now: () => now,
      fetch: () => answers.shift() ?? Promise.reject(new Error('no more')),
    });
    await source.get();
    now = 990_000;
    await source.get();

    now = 1_006_000;
    const token = await source.get();

    expect(token).toBe('token-3');
  });

  test('is renewed in the background before its end', async () => {
    const { state, options } = vendor(1000);
    const source = cachedTokenSource(options);
    await source.get();

    state.now = 950;
    const atRenewal = await source.get();
    await settled();

    expect(atRenewal).toBe('token-1');
    expect(await source.get()).toBe('token-2');
  });

  test('stays in use when an early renewal fails, and is tried again later', async () => {
    const { state, options } = vendor(1_000_000);
    const source = cachedTokenSource(options);
    await source.get();
    state.now = 950_000;
    state.down = true;

    await source.get();
    await settled();
    await source.get();
    await settled();

    expect(await source.get()).toBe('token-1');
    expect(state.fetches).toBe(2);
    state.now += 10_001;
    state.down = false;
    await source.get();
    await settled();
    expect(await source.get()).toBe('token-3');
  });

  test('is not given out after its end', async () => {
    const { state, options } = vendor(1000);
    const source = cachedTokenSource(options);
    await source.get();

    state.now = 1001;

    expect(await source.get()).toBe('token-2');
  });

  test('without an end is kept until it is refused', async () => {
    const { state, options } = vendor(undefined);
    const source = cachedTokenSource(options);
    await source.get();
    state.now = Number.MAX_SAFE_INTEGER;

    expect(await source.get()).toBe('token-1');
    source.invalidate('token-1');
    expect(await source.get()).toBe('token-2');
  });

  test('a late refusal of an old token does not drop the new one', async () => {
    const { state, options } = vendor(1000);
    const source = cachedTokenSource(options);
    const old = await source.get();
    source.invalidate(old);
    await source.get();

    source.invalidate(old);

    expect(await source.get()).toBe('token-2');
    expect(state.fetches).toBe(2);
  });

  test('a caller that gives up does not end the fetch of the others', async () => {
    const { options } = vendor(1000);
    const source = cachedTokenSource(options);
    const controller = new AbortController();

    const impatient = source.get({ signal: controller.signal });
    const patient = source.get();
    controller.abort(new Error('enough'));

    await expect(impatient).rejects.toThrow('enough');
    await expect(patient).resolves.toBe('token-1');
  });
});

describe('a token store', () => {
  function memoryStore(): TokenStore & { kept: Map<string, Token> } {
    const kept = new Map<string, Token>();
    return {
      kept,
      get: async (key) => kept.get(key),
      set: async (key, token) => void kept.set(key, token),
    };
  }

  test('is asked before the vendor, so that processes share one fetch', async () => {
    const { state, options } = vendor(1000);
    const store = memoryStore();

    await cachedTokenSource({ ...options, store }).get();
    const token = await cachedTokenSource({ ...options, store }).get();

    expect(token).toBe('token-1');
    expect(state.fetches).toBe(1);
  });

  test('does not bring back a refused token', async () => {
    const { options } = vendor(1000);
    const source = cachedTokenSource({ ...options, store: memoryStore() });
    source.invalidate(await source.get());

    expect(await source.get()).toBe('token-2');
  });

  test('that is down does not stop the calls', async () => {
    const { options } = vendor(1000);
    const down = () => Promise.reject(new Error('store down'));
    const source = cachedTokenSource({ ...options, store: { get: down, set: down } });

    expect(await source.get()).toBe('token-1');
  });

  describe('that breaks its promises', () => {
    const never = () => new Promise<never>(() => undefined);
    const throwing = (): never => {
      throw new Error('redis://user:PASSWORD@host');
    };
    const working = { get: async () => undefined, set: async () => undefined };
    const withLock = <Result>(_key: string, work: () => Promise<Result>) => work();

    beforeEach(() => {
      vi.useFakeTimers();
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    test.each<[string, object]>([
      ['throws at once', { get: throwing, set: throwing }],
      ['never answers', { get: never, set: never }],
      ['throws at once when it locks', { ...working, withLock: throwing }],
      ['never locks', { ...working, withLock: never }],
      ['gives no promise when it locks', { ...working, withLock: () => undefined }],
      ['gives a text', { ...working, get: async () => 'token-of-another' }],
      ['gives a number as token', { ...working, get: async () => ({ token: 42 }) }],
      ['gives an empty token', { ...working, get: async () => ({ token: '' }) }],
      ['gives a token that no header can carry', { ...working, get: () => ({ token: 'a\nb' }) }],
      ['gives a word as end', { ...working, get: () => ({ token: 'a', expiresAt: 'soon' }) }],
    ])('because it %s costs no call, and is told once', async (_, store) => {
      const { options } = vendor(1_000_000);
      const warnings: string[] = [];
      const logger = { debug: () => undefined, warn: (line: string) => warnings.push(line) };
      const source = cachedTokenSource({ ...options, store: store as TokenStore, logger });

      const first = source.get();
      await vi.advanceTimersByTimeAsync(60_000);
      const token = await first;
      source.invalidate(token);
      const second = source.get();
      await vi.advanceTimersByTimeAsync(60_000);

      expect([token, await second]).toEqual(['token-1', 'token-2']);
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toContain('the token store failed');
      expect(warnings[0]).not.toContain('PASSWORD');
    });

    test('is told on the console where there is no logger', async () => {
      const onConsole = vi.spyOn(console, 'warn').mockReturnValue();
      const { options } = vendor(1_000_000);
      const store = { get: throwing, set: throwing };

      await cachedTokenSource({ ...options, store }).get();

      expect(onConsole).toHaveBeenCalledTimes(1);
      onConsole.mockRestore();
    });

    test.each<[string, Token | undefined | null]>([
      ['nothing', undefined],
      ['null', null],
      ['a token without an end', { token: 'stored' }],
    ])('%s from a store is no failure', async (_, found) => {
      const warnings: string[] = [];
      const logger = { debug: () => undefined, warn: (line: string) => warnings.push(line) };
      const { options } = vendor(1_000_000);
      const store = { ...working, withLock, get: async () => found as Token };

      const token = await cachedTokenSource({ ...options, store, logger }).get();

      expect(token).toBe(found?.token ?? 'token-1');
      expect(warnings).toEqual([]);
    });

    test('a fetch that fails under its lock is no failure of the store', async () => {
      const { state, options } = vendor(1_000_000);
      state.down = true;
      const warnings: string[] = [];
      const logger = { debug: () => undefined, warn: (line: string) => warnings.push(line) };
      const source = cachedTokenSource({ ...options, store: { ...working, withLock }, logger });

      await expect(source.get()).rejects.toThrow('down');

      expect(warnings).toEqual([]);
    });
  });

  test('gives a renewed token of another process instead of a second renewal', async () => {
    const { state, options } = vendor(1000);
    const store = memoryStore();
    const one = cachedTokenSource({ ...options, store });
    const other = cachedTokenSource({ ...options, store });
    await one.get();
    await other.get();
    state.now = 950;

    await one.get();
    await settled();
    await other.get();
    await settled();

    expect(await other.get()).toBe('token-2');
    expect(state.fetches).toBe(2);
  });

  test('that locks lets processes that start together fetch one token', async () => {
    const { state, options } = vendor(1000);
    const store = { ...memoryStore(), withLock: oneAfterAnother() };

    const tokens = await Promise.all(
      Array.from({ length: 4 }, () => cachedTokenSource({ ...options, store }).get()),
    );

    expect(tokens).toEqual(['token-1', 'token-1', 'token-1', 'token-1']);
    expect(state.fetches).toBe(1);
  });

  test('that locks lets processes whose token was refused fetch one new token', async () => {
    const { state, options } = vendor(1000);
    const store = { ...memoryStore(), withLock: oneAfterAnother() };
    const sources = Array.from({ length: 4 }, () => cachedTokenSource({ ...options, store }));
    for (const source of sources) source.invalidate(await source.get());

    const tokens = await Promise.all(sources.map((source) => source.get()));

    expect(new Set(tokens)).toEqual(new Set(['token-2']));
    expect(state.fetches).toBe(2);
  });

  test('whose lock fails does not stop the calls', async () => {
    const { state, options } = vendor(1000);
    const withLock = () => Promise.reject(new Error('lock down'));
    const source = cachedTokenSource({ ...options, store: { ...memoryStore(), withLock } });

    expect(await source.get()).toBe('token-1');
    expect(state.fetches).toBe(1);
  });

  test('that locks hands on why a fetch failed', async () => {
    const { state, options } = vendor(1000);
    state.down = true;
    const store = { ...memoryStore(), withLock: oneAfterAnother() };
    const source = cachedTokenSource({ ...options, store });

    await expect(source.get()).rejects.toThrow('down');
    expect(state.fetches).toBe(1);
  });
});

/** A lock as processes would share it. */
function oneAfterAnother(): NonNullable<TokenStore['withLock']> {
  let last: Promise<unknown> = Promise.resolve();
  return (_key, work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
