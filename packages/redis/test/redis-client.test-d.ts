import type { Cluster, Redis } from 'ioredis';
import { expectTypeOf, test } from 'vitest';
import type { RedisClient } from '../src/index.ts';

test('the clients of ioredis fit', () => {
  expectTypeOf<Redis>().toExtend<RedisClient>();
  expectTypeOf<Cluster>().toExtend<RedisClient>();
});
