import { inspect } from 'node:util';
import { hasRedisServer } from '@imgroups/testing/redis-server';
import { describe, expect, test } from 'vitest';
import {
  createRedisTokenStore,
  type RedisTokenStore,
  type RedisTokenStoreOptions,
} from '../src/index.ts';
import { redisForEachTest } from './redis-for-each-test.ts';

describe.skipIf(!hasRedisServer)('a token store on Redis', () => {
  const stores: RedisTokenStore[] = [];
  const running = redisForEachTest(stores);

  function storeWith(options: Partial<RedisTokenStoreOptions> = {}): RedisTokenStore {
    const store = createRedisTokenStore({ url: running.server.url, ...options });
    stores.push(store);
    return store;
  }

  test('gives back what was set, in another process too', async () => {
    const token = { token: 'secret', expiresAt: 1_800_000_000_000 };

    await storeWith().set('app', token, 60);

    expect(await storeWith().get('app')).toEqual(token);
    expect(await storeWith().get('other')).toBeUndefined();
  });

  test('lets a token go at its end, and keeps one without an end', async () => {
    const store = storeWith();

    await store.set('ends', { token: 'secret' }, 60);
    await store.set('lasts', { token: 'secret' }, undefined);

    expect(await running.redis.ttl('imgroups:token:ends')).toBeGreaterThan(0);
    expect(await running.redis.ttl('imgroups:token:lasts')).toBe(-1);
  });

  test.each(['not json', '"text"', '{}', '{"token":1}'])(
    'takes %j of another writer for no token',
    async (text) => {
      await running.redis.set('imgroups:token:app', text);

      expect(await storeWith().get('app')).toBeUndefined();
    },
  );

  test('works of several processes on one key run one after another', async () => {
    const events: string[] = [];
    const work = async (): Promise<void> => {
      events.push('begin');
      await new Promise((resolve) => setTimeout(resolve, 5));
      events.push('end');
    };

    await Promise.all(Array.from({ length: 4 }, () => storeWith().withLock('app', work)));

    expect(events.join(' ')).toBe('begin end begin end begin end begin end');
  });

  test('a lock ends with work that fails, and the failure is handed on', async () => {
    const failing = storeWith().withLock('app', () => Promise.reject(new Error('refused')));

    await expect(failing).rejects.toThrow('refused');
    expect(await running.redis.exists('imgroups:lock:app')).toBe(0);
  });

  test('the lock of a process that died holds nobody up for longer than lockTimeout', async () => {
    await running.redis.set('imgroups:lock:app', 'dead');

    const result = await storeWith({ lockTimeout: 100 }).withLock('app', async () => 'done');

    expect(result).toBe('done');
    expect(await running.redis.get('imgroups:lock:app')).toBe('dead');
  });

  test('work runs without a lock when Redis is down', async () => {
    const store = storeWith();
    await running.server.kill();

    expect(await store.withLock('app', async () => 'done')).toBe('done');
  });

  test('no error shows a token', async () => {
    const errors: unknown[] = [];
    const store = storeWith({
      redis: running.redis,
      url: undefined,
      onDown: (error) => errors.push(error),
    });
    await running.redis.call('CONFIG', 'SET', 'maxmemory', '1');

    await store.set('app', { token: 'YWMt-secret' }, 60).catch((error) => errors.push(error));

    expect(errors).toHaveLength(2);
    expect(inspect(errors, { depth: null, showHidden: true })).not.toContain('YWMt-secret');
  });
});
