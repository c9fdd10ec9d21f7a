import { ApiError, type Token } from '@imgroups/core';
import { describe, expect, test } from 'vitest';
import { appTokenSource, toToken, userTokenSource } from './app-token.ts';

const day = 24 * 3600 * 1000;

describe('the life of a token', () => {
  test('is counted in seconds', () => {
    const token = toToken({ access_token: 't', expires_in: 60 }, 'seconds', 1000);

    expect(token).toEqual({ token: 't', expiresAt: 61_000 });
  });

  test('is counted in milliseconds on clusters that do so', () => {
    const token = toToken({ access_token: 't', expires_in: 60_000 }, 'milliseconds', 1000);

    expect(token).toEqual({ token: 't', expiresAt: 61_000 });
  });

  test.each([0, -1, undefined, Number.MAX_SAFE_INTEGER])('%s means that it never ends', (life) => {
    const token = toToken({ access_token: 't', expires_in: life }, 'seconds', 1000);

    expect(token).toEqual({ token: 't' });
  });
});

test('an answer without a token is an error that names the field', () => {
  const read = () => toToken({ access_token: '' }, 'seconds', 0);

  expect(read).toThrow(
    expect.objectContaining({
      field: 'access_token',
      text: "the answer's access_token is not a non-empty string without spaces and line breaks",
    }),
  );
});

test('a life that is no number is an error that names the field', () => {
  const read = () => toToken({ access_token: 't', expires_in: 'long' as never }, 'seconds', 0);

  expect(read).toThrow(expect.objectContaining({ field: 'expires_in' }));
});

function counted(answers: { life?: number; fail?: boolean } = {}) {
  let fetched = 0;
  const clock = { now: 0 };
  const stored = new Map<string, Token>();
  const source = appTokenSource({
    timeUnit: 'seconds',
    key: 'app',
    now: () => clock.now,
    store: {
      get: async (key) => stored.get(key),
      set: async (key, token) => {
        stored.set(key, token);
      },
    },
    async fetch() {
      fetched += 1;
      if (answers.fail) throw new ApiError('no', { code: 'unauthenticated' });
      return { access_token: `token-${fetched}`, expires_in: answers.life ?? 86_400 };
    },
  });
  return { source, clock, stored, fetches: () => fetched };
}

describe('app tokens', () => {
  test('are fetched once for all callers', async () => {
    const { source, fetches } = counted();

    const tokens = await Promise.all([source.get(), source.get(), source.get()]);

    expect(tokens).toEqual(['token-1', 'token-1', 'token-1']);
    expect(fetches()).toBe(1);
  });

  test('are renewed before they end, and the old one serves meanwhile', async () => {
    const { source, clock } = counted();
    await source.get();
    clock.now = day - 60_000;

    const early = await source.get();
    await new Promise((resolve) => setTimeout(resolve));

    expect([early, await source.get()]).toEqual(['token-1', 'token-2']);
  });

  test('that never end are kept', async () => {
    const { source, clock, fetches } = counted({ life: 0 });
    await source.get();
    clock.now = 10_000 * day;

    await source.get();

    expect(fetches()).toBe(1);
  });

  test('are shared by a store', async () => {
    const { source, stored, fetches } = counted();
    stored.set('app', { token: 'from elsewhere', expiresAt: day });

    expect(await source.get()).toBe('from elsewhere');
    expect(fetches()).toBe(0);
  });

  test('that were refused are not taken from the store again', async () => {
    const { source, stored } = counted();
    stored.set('app', { token: 'refused', expiresAt: day });
    source.invalidate(await source.get());

    expect(await source.get()).toBe('token-1');
  });
});

test.each(['', 'two words', 'line\nbreak', undefined, 7])(
  'a token %j of a function of your own is refused',
  async (token) => {
    const source = userTokenSource(async () => token as never);

    await expect(source.get()).rejects.toMatchObject({
      code: 'unauthenticated',
      message: expect.stringContaining('token must give a non-empty string without spaces'),
    });
  },
);
