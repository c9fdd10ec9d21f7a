export {
  createRedisRateLimiter,
  type RedisRateLimiter,
  type RedisRateLimiterOptions,
} from './rate-limiter.ts';
export type { RedisClient, RedisOptions } from './redis-options.ts';
export { createRedisSeenIds, type RedisSeenIds } from './seen-ids.ts';
export {
  createRedisTokenStore,
  type RedisTokenStore,
  type RedisTokenStoreOptions,
} from './token-store.ts';
