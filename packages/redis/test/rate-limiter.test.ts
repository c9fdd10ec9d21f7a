import { hasRedisServer, type RedisServer, startRedisServer } from '@imgroups/testing/redis-server';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRedisRateLimiter, type RedisRateLimiter } from '../src/index.ts';

const rate = { requests: 1000, perSeconds: 1 };

describe.skipIf(!hasRedisServer)('a limiter on Redis', () => {
  let server: RedisServer;
  const limiters: RedisRateLimiter[] = [];
  beforeEach(async () => {
    server = await startRedisServer();
  });
  afterEach(async () => {
    await Promise.all(limiters.splice(0).map((limiter) => limiter.close()));
    await server.kill();
  });

  function limiterWith(options: { readonly fallbackShare?: number } = {}) {
    const reports: string[] = [];
    let heard: () => void = () => undefined;
    const limiter = createRedisRateLimiter({
      ...options,
      url: server.url,
      onDown: (error) => {
        reports.push(`down: ${error.message}`);
        heard();
      },
      onUp: () => {
        reports.push('up');
        heard();
      },
    });
    limiters.push(limiter);
    const nextReport = () =>
      new Promise<void>((resolve) => {
        heard = resolve;
      });
    return { limiter, reports, nextReport };
  }

  test('lets calls through in their order', async () => {
    const { limiter } = limiterWith();
    const order: number[] = [];

    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        limiter.acquire('key', rate).then(() => order.push(index)),
      ),
    );

    expect(order).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });

  test('a bulk job in one process does not hold up a single call of another', async () => {
    const slow = { requests: 100, perSeconds: 1 };
    const bulk = limiterWith().limiter;
    const single = limiterWith().limiter;
    let granted = 0;
    const jobs = Array.from({ length: 200 }, () =>
      bulk.acquire('key', slow).then(() => {
        granted += 1;
      }),
    );

    await single.acquire('key', slow);
    const before = granted;
    await Promise.all(jobs);

    expect(before).toBeLessThan(100);
  });

  test('works with a client of the user and leaves it open', async () => {
    const redis = new Redis(server.url);
    const limiter = createRedisRateLimiter({ redis, prefix: 'chess:' });

    await limiter.acquire('key', { requests: 1, perSeconds: 60 });
    await limiter.close();
    const keys = await redis.keys('*');
    redis.disconnect();

    // The check whether Redis works is kept for a second.
    expect(keys.toSorted()).toEqual(['chess:probe', 'chess:rate:key']);
  });

  test('keeps nothing in Redis longer than it matters', async () => {
    const { limiter } = limiterWith();
    const redis = new Redis(server.url);

    await limiter.acquire('key', { requests: 1, perSeconds: 60 });
    const life = await redis.pttl('imgroups:rate:key');
    redis.disconnect();

    expect(life).toBeGreaterThan(0);
    expect(life).toBeLessThanOrEqual(60_000);
  });

  test.each([
    ['a clock that was set back', () => `${(Date.now() + 3_600_000) * 1000}`],
    ['another writer', () => 'soon'],
    ['a number that is none', () => 'nan'],
    ['infinity', () => 'inf'],
  ])('a slot far ahead, as after %s, holds nobody up for longer than a period', async (_, slot) => {
    const { limiter } = limiterWith();
    const redis = new Redis(server.url);
    await redis.set('imgroups:rate:key', slot());

    await limiter.acquire('key', rate);
    const next = Number(await redis.get('imgroups:rate:key')) / 1000;
    redis.disconnect();

    expect(next - Date.now()).toBeLessThan(1100);
  });

  test('processes that are many take slots for one period at most, and all get theirs', async () => {
    const slow = { requests: 4, perSeconds: 1 };
    const redis = new Redis(server.url);
    const many = Array.from({ length: 12 }, () => limiterWith().limiter.acquire('key', slow));
    await Promise.race(many);

    const next = Number(await redis.get('imgroups:rate:key')) / 1000;
    await Promise.all(many);
    redis.disconnect();

    expect(next - Date.now()).toBeLessThan(1300);
  });

  test('goes on with its share when Redis dies, reports it once, and reports the return', async () => {
    const { limiter, reports, nextReport } = limiterWith({ fallbackShare: 0.5 });
    await limiter.acquire('key', rate);

    await server.kill();
    await Promise.all(Array.from({ length: 50 }, () => limiter.acquire('key', rate)));
    const whileDown = [...reports];
    const back = nextReport();
    await server.start();
    await back;
    await limiter.acquire('key', rate);

    expect(whileDown).toEqual([expect.stringMatching(/^down: Redis failed: /)]);
    expect(reports.slice(1)).toEqual(['up']);
  });

  test('uses Redis again after its return', async () => {
    const { limiter, nextReport } = limiterWith();
    await limiter.acquire('key', rate);
    await server.kill();
    await limiter.acquire('key', rate);
    const back = nextReport();
    await server.start();
    await back;

    await limiter.acquire('another', { requests: 1, perSeconds: 60 });
    const redis = new Redis(server.url);
    const kept = await redis.exists('imgroups:rate:another');
    redis.disconnect();

    expect(kept).toBe(1);
  });

  test('starts without Redis', async () => {
    await server.kill();
    const { limiter, reports } = limiterWith();

    await limiter.acquire('key', rate);

    expect(reports).toEqual([expect.stringContaining('down')]);
  });

  test('a Redis that hangs counts as down, and comes back', async () => {
    const { limiter, reports, nextReport } = limiterWith();
    await limiter.acquire('key', rate);

    server.freeze();
    await limiter.acquire('key', rate);
    const back = nextReport();
    server.thaw();
    await back;

    expect(reports).toEqual(['down: Redis failed: no answer in 1000 ms', 'up']);
  });

  test('a Redis that refuses writes counts as down', async () => {
    const { limiter, reports } = limiterWith();
    const redis = new Redis(server.url);
    await redis.call('CONFIG', 'SET', 'maxmemory', '1');

    await limiter.acquire('key', rate);
    redis.disconnect();

    expect(reports).toEqual([expect.stringContaining('OOM')]);
  });
});
