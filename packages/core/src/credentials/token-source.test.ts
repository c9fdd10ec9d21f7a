import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Failure } from '../errors/failure.ts';
import {
  cachedTokenSource,
  customTokenSource,
  type Token,
  type TokenSource,
  type TokenStore,
} from './token-source.ts';

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

  test.each([
    ['five minutes before its end', 7_200_000, 6_900_000],
    ['after nine tenths of a short life', 1000, 900],
  ])('is renewed %s, and not earlier', async (_, life, renewAt) => {
    const { state, options } = vendor(life);
    state.now = 5_000_000;
    const source = cachedTokenSource(options);
    await source.get();

    state.now += renewAt - 1;
    await source.get();
    const before = state.fetches;
    state.now += 1;
    await source.get();

    expect([before, state.fetches]).toEqual([1, 2]);
  });

  test('is fetched by one more caller only when the fetch under way was forgotten', async () => {
    const state = { now: 0, fetches: 0 };
    const source = cachedTokenSource({
      now: () => state.now,
      fetch: () => {
        state.fetches += 1;
        return new Promise<Token>(() => undefined);
      },
    });
    const ask = () => {
      void source.get();
      return settled();
    };
    await ask();

    state.now = 14_999;
    await ask();
    const joined = state.fetches;
    state.now = 15_000;
    await ask();

    expect([joined, state.fetches]).toEqual([1, 2]);
  });

  test('is fetched anew when the one that everybody gave up on goes on all the same', async () => {
    let fetches = 0;
    const source = cachedTokenSource({
      now: () => 0,
      fetch: () => {
        fetches += 1;
        return fetches === 1 ? new Promise(() => undefined) : Promise.resolve({ token: 'token-2' });
      },
    });
    const controller = new AbortController();
    const gone = source.get(controller).catch(() => 'gone');
    await settled();

    controller.abort();

    expect([await gone, await source.get()]).toEqual(['gone', 'token-2']);
  });

  test('needs no store, and has no complaint about one', async () => {
    const warnings: string[] = [];
    const logger = { debug: () => undefined, warn: (line: string) => warnings.push(line) };
    const { options } = vendor(1000);

    await cachedTokenSource({ ...options, logger }).get();

    expect(warnings).toEqual([]);
  });

  test('may be refused before there is one', async () => {
    const { options } = vendor(1000);
    const source = cachedTokenSource(options);

    source.invalidate('token-of-another');

    expect(await source.get()).toBe('token-1');
  });

  test('is fetched anew after a fetch that failed', async () => {
    const { state, options } = vendor(1000);
    const source = cachedTokenSource(options);
    state.down = true;
    await expect(source.get()).rejects.toThrow('down');

    state.down = false;

    expect(await source.get()).toBe('token-2');
  });

  describe('whose fetch was forgotten', () => {
    /** The first fetch is older than those who ask later would join, and the second one under way. */
    async function forgotten() {
      const state = { now: 0 };
      const fetches: PromiseWithResolvers<Token>[] = [];
      const source = cachedTokenSource({
        now: () => state.now,
        fetch: () => {
          const fetching = Promise.withResolvers<Token>();
          fetches.push(fetching);
          return fetching.promise;
        },
      });
      const impatient = new AbortController();
      const first = source.get(impatient).catch(() => 'gone');
      await settled();
      state.now = 15_000;
      const second = source.get();
      await settled();
      return { source, fetches, impatient, first, second };
    }

    test('is that of the fetch under way, also when the forgotten one fails after all', async () => {
      const { source, fetches, first, second } = await forgotten();

      fetches[0]?.reject(new Error('late'));
      await settled();
      const third = source.get();
      await settled();
      fetches[1]?.resolve({ token: 'token-2' });

      expect(await Promise.all([first, second, third])).toEqual(['gone', 'token-2', 'token-2']);
      expect(fetches).toHaveLength(2);
    });

    test('is that of the fetch under way, also when the last who waited for the forgotten one gives up', async () => {
      const { source, fetches, impatient, first, second } = await forgotten();

      impatient.abort();
      await settled();
      const third = source.get();
      await settled();
      fetches[1]?.resolve({ token: 'token-2' });

      expect(await Promise.all([first, second, third])).toEqual(['gone', 'token-2', 'token-2']);
      expect(fetches).toHaveLength(2);
    });
  });

  test('does not tell a fetch that has ended that nobody waits for it', async () => {
    const signals: AbortSignal[] = [];
    const source = cachedTokenSource({
      now: () => 0,
      fetch: async ({ signal }) => {
        signals.push(signal);
        return { token: 'token-1' };
      },
    });

    await source.get({ signal: new AbortController().signal });

    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });

  test('that was refused during a renewal that fails does not come back', async () => {
    const { state, options } = vendor(1_000_000);
    const source = cachedTokenSource(options);
    const token = await source.get();
    state.now = 950_000;
    state.down = true;
    await source.get();

    source.invalidate(token);
    await settled();
    state.down = false;

    expect(await source.get()).toBe('token-3');
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
    state.now += 9_999;
    await source.get();
    expect(state.fetches).toBe(2);
    state.now += 1;
    state.down = false;
    await source.get();
    await settled();
    expect(await source.get()).toBe('token-3');
  });

  test('is not given out after its end', async () => {
    const { state, options } = vendor(1000);
    const source = cachedTokenSource(options);
    await source.get();

    state.now = 1000;

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

  test('is asked for no token that has ended, which is fetched', async () => {
    const { state, options } = vendor(1000);
    const store = memoryStore();
    await cachedTokenSource({ ...options, store }).get();

    state.now = 1000;
    const token = await cachedTokenSource({ ...options, store }).get();

    expect(token).toBe('token-2');
  });

  test.each<[string, number | undefined, number | undefined]>([
    ['for the whole seconds of its life', 90_999, 90],
    ['for a second where its life is shorter', 400, 1],
    ['for good where it has no end', undefined, undefined],
  ])('keeps a token %s', async (_, life, ttl) => {
    const { state, options } = vendor(life);
    state.now = 5_000_000;
    const set = vi.fn(async () => undefined);

    await cachedTokenSource({ ...options, store: { ...memoryStore(), set } }).get();

    const expiresAt = life && 5_000_000 + life;
    expect(set).toHaveBeenCalledWith('token', { token: 'token-1', expiresAt }, ttl);
  });

  test('is asked by the key that is given', async () => {
    const { options } = vendor(1000);
    const store = memoryStore();
    const keys: string[] = [];
    const withLock = (key: string, work: () => Promise<unknown>) => {
      keys.push(key);
      return work();
    };

    await cachedTokenSource({ ...options, store: { ...store, withLock }, key: 'app' }).get();

    expect([...store.kept.keys(), ...keys]).toEqual(['app', 'app']);
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

    const gives = (found: unknown) => ({ ...working, get: () => found });
    const noToken = 'get gave something that is no token';

    test.each<[string, object, string]>([
      ['throws at once', { get: throwing, set: throwing }, 'get ended with Error'],
      ['throws a text', { ...working, set: () => Promise.reject('x') }, 'set ended with string'],
      ['never answers', { get: never, set: never }, 'get ended with TimeoutError'],
      ['locks wrongly', { ...working, withLock: throwing }, 'withLock ended with Error'],
      ['never locks', { ...working, withLock: never }, 'withLock ended with TimeoutError'],
      ['locks without a promise', { ...working, withLock: () => undefined }, 'TypeError'],
      ['gives a text', gives('token-of-another'), noToken],
      ['gives a number as token', gives({ token: 42 }), noToken],
      ['gives an empty token', gives({ token: '' }), noToken],
      ['gives a token that no header can carry', gives({ token: 'a\nb' }), noToken],
      ['gives a word as end', gives({ token: 'a', expiresAt: 'soon' }), noToken],
    ])('because it %s costs no call, and is told once', async (_, store, told) => {
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
      expect(warnings[0]).toContain(told);
      expect(warnings[0]).not.toContain('PASSWORD');
    });

    test('is asked no longer than two seconds, and locked no longer than twenty', async () => {
      const { options } = vendor(1_000_000);
      const logger = { debug: () => undefined, warn: () => undefined };
      const store = { get: never, set: async () => undefined, withLock: never };
      const events: string[] = [];

      const call = cachedTokenSource({ ...options, store, logger }).get();
      void call.then((token) => events.push(token));
      await vi.advanceTimersByTimeAsync(23_999);
      const before = [...events];
      await vi.advanceTimersByTimeAsync(1);

      expect([before, events]).toEqual([[], ['token-1']]);
    });

    test('because it ends a lock without the work does not delay the call', async () => {
      const { options } = vendor(1_000_000);
      const warnings: string[] = [];
      const logger = { debug: () => undefined, warn: (line: string) => warnings.push(line) };
      const store = { ...working, withLock: async () => undefined };

      expect(await cachedTokenSource({ ...options, store, logger }).get()).toBe('token-1');
      expect(warnings).toEqual([]);
    });

    test('because its lock comes too late does not fetch a second token', async () => {
      const { state, options } = vendor(1_000_000);
      const logger = { debug: () => undefined, warn: () => undefined };
      let late: () => Promise<unknown> = async () => undefined;
      const withLock = (_key: string, work: () => Promise<unknown>) => {
        late = work;
        return never();
      };
      const call = cachedTokenSource({ ...options, store: { ...working, withLock }, logger }).get();
      await vi.advanceTimersByTimeAsync(60_000);
      await call;

      await late();

      expect(state.fetches).toBe(1);
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
      ['a token whose end is null', { token: 'stored', expiresAt: null as unknown as undefined }],
      ['a token with an end', { token: 'stored', expiresAt: 1_000_000 }],
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

describe('a function that gives tokens', () => {
  const failureOf = (source: TokenSource, options?: { signal: AbortSignal }) =>
    source.get(options).then(
      (token) => token,
      (thrown: unknown) => thrown,
    );

  test('is asked for each call', async () => {
    const tokens = ['token-1', 'token-2'];
    const source = customTokenSource({ name: 'token', getToken: () => tokens.shift() ?? '' });

    const first = await source.get();
    source.invalidate(first);

    expect([first, await source.get()]).toEqual(['token-1', 'token-2']);
  });

  const secret = 'swordfish';
  const throwing = (): never => {
    throw new RangeError(`cannot use ${secret}`);
  };

  test.each<[string, () => unknown, string]>([
    ['throws', throwing, 'threw RangeError'],
    ['rejects', async () => throwing(), 'threw RangeError'],
    ['rejects with a text', () => Promise.reject(secret), 'threw string'],
    ['gives nothing', () => undefined, 'must give a non-empty string'],
    ['gives an empty string', () => '', 'must give a non-empty string'],
    ['gives an object', () => ({ token: secret }), 'must give a non-empty string'],
  ])('and %s ends the call as unauthenticated', async (_, getToken, what) => {
    const source = customTokenSource({ name: 'token', getToken: getToken as () => string });

    const failure = await failureOf(source);

    expect(failure).toBeInstanceOf(Failure);
    expect((failure as Failure).toError()).toMatchObject({
      name: 'ImGroupsError',
      code: 'unauthenticated',
      message: `no credential to call with: the function token ${what}`,
    });
  });

  test('is held to the rule of the vendor', async () => {
    const source = customTokenSource({
      name: 'userSig',
      getToken: () => 'a b',
      rule: 'a signature',
      isToken: (text) => !text.includes(' '),
    });

    expect(await failureOf(source)).toMatchObject({
      text: 'no credential to call with: the function userSig must give a signature',
    });
  });

  test('hands on an error of this library', async () => {
    const refusal = new Failure('ApiError', 'refused', { code: 'permission_denied' }).toError({});
    const source = customTokenSource({
      name: 'token',
      getToken: () => Promise.reject(refusal),
    });

    expect(await failureOf(source)).toBe(refusal);
  });

  test('and never answers ends with the signal of the call', async () => {
    const controller = new AbortController();
    const source = customTokenSource({
      name: 'token',
      getToken: () => new Promise<never>(() => undefined),
    });
    const call = failureOf(source, { signal: controller.signal });

    controller.abort(new Error('enough'));

    expect(await call).toBe(controller.signal.reason);
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
