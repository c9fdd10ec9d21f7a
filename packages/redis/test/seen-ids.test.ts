import { hasRedisServer } from '@imgroups/testing/redis-server';
import { describe, expect, test } from 'vitest';
import { createRedisSeenIds, type RedisOptions, type RedisSeenIds } from '../src/index.ts';
import { redisForEachTest } from './redis-for-each-test.ts';

describe.skipIf(!hasRedisServer)('seen ids in Redis', () => {
  const stores: RedisSeenIds[] = [];
  const running = redisForEachTest(stores);

  function seenIds(options: Partial<RedisOptions> = {}): RedisSeenIds {
    const store = createRedisSeenIds({
      url: running.server.url,
      onDown: () => undefined,
      ...options,
    });
    stores.push(store);
    return store;
  }

  test('of several processes one takes an id', async () => {
    const claims = await Promise.all(Array.from({ length: 5 }, () => seenIds().claim('a', 60)));

    expect(claims.sort()).toEqual(['new', 'running', 'running', 'running', 'running']);
  });

  test('an id that is done is done for the others too, for a while', async () => {
    await seenIds().claim('a', 60);
    await seenIds().done('a', 100);

    expect(await seenIds().claim('a', 60)).toBe('done');
    expect(await running.redis.ttl('imgroups:seen:a')).toBeGreaterThan(90);
  });

  test('an id that was given back is taken again', async () => {
    const store = seenIds();
    await store.claim('a', 60);
    await store.release('a');

    expect(await store.claim('a', 60)).toBe('again');
    expect(await store.claim('a', 60)).toBe('running');
  });

  test('giving back takes nothing from another delivery that is done', async () => {
    const store = seenIds();
    await store.done('a', 60);
    await store.release('a');

    expect(await store.claim('a', 60)).toBe('done');
  });

  test('the lease of a process that died ends', async () => {
    const store = seenIds();
    await store.claim('a', 0.05);

    await expect.poll(() => store.claim('a', 60)).toBe('again');
  });

  test('nothing is left for ever', async () => {
    const store = seenIds();
    await store.claim('claimed', 60);
    await store.release('released');

    expect(await running.redis.ttl('imgroups:seen:claimed')).toBeGreaterThan(0);
    expect(await running.redis.ttl('imgroups:seen:released')).toBeGreaterThan(0);
  });

  test('a Redis that is down is told', async () => {
    const store = seenIds();
    await running.server.kill();

    await expect(store.claim('a', 60)).rejects.toThrow(/Redis/);
  });
});

test('wrong options are refused by name', () => {
  expect(() => createRedisSeenIds({ url: 'http://localhost' })).toThrow(
    expect.objectContaining({ field: 'url' }),
  );
});
