import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRedisRateLimiter, type RedisRateLimiterOptions } from './rate-limiter.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

const rate = { requests: 1, perSeconds: 1 };

/** A client whose slots are due after the given milliseconds, one after another. */
function clientWith(...waits: readonly number[]) {
  const left = [...waits];
  const calls: (string | number)[][] = [];
  return {
    calls,
    async eval(_script: string, _keys: number, ...rest: (string | number)[]) {
      if (left.length > 0 && rest[0] === 'imgroups:probe') return rest[1];
      calls.push(rest);
      const wait = left.shift();
      if (wait === undefined) throw new Error('down');
      return [1, wait * 1000];
    },
  };
}

test('a call goes when its slot is due', async () => {
  const limiter = createRedisRateLimiter({ redis: clientWith(0, 700) });
  const start = performance.now();

  await limiter.acquire('key', rate);
  const second = limiter.acquire('key', rate);
  await vi.advanceTimersByTimeAsync(700);
  await second;

  expect(performance.now() - start).toBe(700);
});

test('a waiting call that is aborted leaves no timer, and its slot to the next', async () => {
  const redis = clientWith(700);
  const limiter = createRedisRateLimiter({ redis });
  const controller = new AbortController();

  const aborted = limiter.acquire('key', rate, { signal: controller.signal });
  await vi.advanceTimersByTimeAsync(100);
  controller.abort(new Error('enough'));
  await expect(aborted).rejects.toThrow('enough');
  const timers = vi.getTimerCount();
  const next = limiter.acquire('key', rate);
  await vi.advanceTimersByTimeAsync(600);
  await next;

  expect(timers).toBe(0);
  expect(redis.calls).toHaveLength(1);
});

test('a slot that nobody took in time is not used later', async () => {
  const redis = clientWith(700, 0);
  const limiter = createRedisRateLimiter({ redis });
  const controller = new AbortController();
  const aborted = limiter.acquire('key', rate, { signal: controller.signal });
  await vi.advanceTimersByTimeAsync(100);
  controller.abort();
  await aborted.catch(() => undefined);

  await vi.advanceTimersByTimeAsync(5000);
  await limiter.acquire('key', rate);

  expect(redis.calls).toHaveLength(2);
});

test('a call that was aborted before is not counted', async () => {
  const redis = clientWith(0);
  const limiter = createRedisRateLimiter({ redis });

  const aborted = limiter.acquire('key', rate, { signal: AbortSignal.abort(new Error('gone')) });

  await expect(aborted).rejects.toThrow('gone');
  expect(redis.calls).toEqual([]);
});

test('a call that is aborted while Redis is asked leaves no timer', async () => {
  const limiter = createRedisRateLimiter({ redis: clientWith(700) });
  const controller = new AbortController();

  const aborted = limiter.acquire('key', rate, { signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(aborted).rejects.toThrow('enough');
  await vi.advanceTimersByTimeAsync(0);

  expect(vi.getTimerCount()).toBe(0);
});

test('without Redis a process keeps to its share', async () => {
  const limiter = createRedisRateLimiter({ redis: clientWith(), fallbackShare: 0.5 });
  const times: number[] = [];

  const calls = Array.from({ length: 4 }, () =>
    limiter.acquire('key', rate).then(() => times.push(performance.now())),
  );
  await vi.advanceTimersByTimeAsync(10_000);
  await Promise.all(calls);
  await limiter.close();

  const spaces = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(spaces).toEqual([2000, 2000, 2000]);
});

test('while Redis is down it is not asked for every call', async () => {
  const redis = clientWith();
  const limiter = createRedisRateLimiter({ redis, onDown: () => undefined, fallbackShare: 1 });

  for (let call = 0; call < 4; call += 1) {
    const acquired = limiter.acquire('key', { requests: 100, perSeconds: 1 });
    await vi.advanceTimersByTimeAsync(20);
    await acquired;
  }
  await limiter.close();

  expect(redis.calls.filter(([key]) => key === 'imgroups:rate:key')).toHaveLength(1);
});

test('a refusal lowers the rate that is asked of Redis', async () => {
  const redis = clientWith(0, 0);
  const limiter = createRedisRateLimiter({ redis });
  await limiter.acquire('key', { requests: 10, perSeconds: 1 });

  const lower = limiter.throttled?.('key', { requests: 10, perSeconds: 1 });
  await limiter.acquire('key', { requests: 10, perSeconds: 1 });

  expect(lower?.requests).toBeCloseTo(7);
  expect(redis.calls.map(([, interval]) => Math.round(Number(interval)))).toEqual([
    100_000, 142_857,
  ]);
});

test('without an option a process keeps to a quarter of the rate while Redis is down', async () => {
  const limiter = createRedisRateLimiter({ redis: clientWith(), onDown: () => undefined });
  const times: number[] = [];

  const calls = Array.from({ length: 3 }, () =>
    limiter.acquire('key', rate).then(() => times.push(performance.now())),
  );
  await vi.advanceTimersByTimeAsync(20_000);
  await Promise.all(calls);
  await limiter.close();

  const spaces = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(spaces).toEqual([4000, 4000]);
});

test('each key has a queue of its own', async () => {
  const redis = clientWith(0, 0);
  const limiter = createRedisRateLimiter({ redis });

  await limiter.acquire('one', rate);
  await limiter.acquire('other', rate);

  expect(redis.calls.map(([key]) => key)).toEqual(['imgroups:rate:one', 'imgroups:rate:other']);
});

test('a rate that the caller changes counts from the next call on', async () => {
  const redis = clientWith(0, 0);
  const limiter = createRedisRateLimiter({ redis });

  await limiter.acquire('key', { requests: 10, perSeconds: 1 });
  await limiter.acquire('key', { requests: 20, perSeconds: 1 });

  expect(redis.calls.map(([, interval]) => interval)).toEqual([100_000, 50_000]);
});

test('a client that cannot work is told to every call, and is not waited for', async () => {
  const redis = { eval: async () => ({ not: 'the answer' }) };
  const limiter = createRedisRateLimiter({ redis });

  const calls = [limiter.acquire('key', rate), limiter.acquire('key', rate)];

  for (const call of calls) await expect(call).rejects.toMatchObject({ field: 'redis' });
});

test('a call that went, or failed, no longer listens to its signal', async () => {
  const { signal } = new AbortController();
  const remove = vi.spyOn(signal, 'removeEventListener');
  const good = createRedisRateLimiter({ redis: clientWith(0) });
  const bad = createRedisRateLimiter({ redis: { eval: async () => 'no' } });

  await good.acquire('key', rate, { signal });
  await bad.acquire('key', rate, { signal }).catch(() => undefined);

  expect(remove.mock.calls.map(([name]) => name)).toEqual(['abort', 'abort']);
});

test('a hook that throws does not harm the calls', async () => {
  const onDown = () => {
    throw new Error('of the hook');
  };
  const limiter = createRedisRateLimiter({ redis: clientWith(), onDown, fallbackShare: 1 });

  const call = limiter.acquire('key', rate);
  await vi.advanceTimersByTimeAsync(1000);
  await limiter.close();

  await expect(call).resolves.toBeUndefined();
});

describe('wrong options are refused by name', () => {
  const redis = clientWith();
  test.each<[string, RedisRateLimiterOptions]>([
    ['url', {}],
    ['url', { url: 'localhost:6379' }],
    ['redis', { redis, url: 'redis://localhost' }],
    ['redis', { redis: {} as typeof redis }],
    ['fallbackShare', { redis, fallbackShare: 0 }],
    ['fallbackShare', { redis, fallbackShare: 1.5 }],
    ['fallbackShare', { redis, fallbackShare: '0.5' as never }],
  ])('%s: %j', (field, options) => {
    expect(() => createRedisRateLimiter(options)).toThrow(expect.objectContaining({ field }));
  });
});
