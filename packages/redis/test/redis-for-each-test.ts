import { type RedisServer, startRedisServer } from '@imgroups/testing/redis-server';
import { Redis } from 'ioredis';
import { afterEach, beforeEach } from 'vitest';

/** A server of its own for the running test, and a client that looks into it. */
interface RunningRedis {
  readonly server: RedisServer;
  readonly redis: Redis;
}

/** Starts a server for each test of a suite; closes `stores` before it ends. */
export function redisForEachTest(stores: { close(): Promise<void> }[]): RunningRedis {
  let server: RedisServer;
  let redis: Redis;
  beforeEach(async () => {
    server = await startRedisServer();
    redis = new Redis(server.url);
    redis.on('error', () => undefined);
  });
  afterEach(async () => {
    redis.disconnect();
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await server.kill();
  });
  return {
    get server() {
      return server;
    },
    get redis() {
      return redis;
    },
  };
}
