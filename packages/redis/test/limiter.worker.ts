import type { Rate } from '@imgroups/core/adapter';
import { createRedisRateLimiter } from '../src/index.ts';
import { runWorker } from './worker.ts';

export interface LimiterTask {
  readonly url: string;
  readonly rate: Rate;
  readonly calls: number;
}

/** When each call might go, in milliseconds since 1970. */
await runWorker(async ({ url, rate, calls }: LimiterTask) => {
  const limiter = createRedisRateLimiter({ url });
  const grant = async (): Promise<number> => {
    await limiter.acquire('app:endpoint', rate);
    return performance.timeOrigin + performance.now();
  };
  const times = await Promise.all(Array.from({ length: calls }, grant));
  await limiter.close();
  return times;
});
