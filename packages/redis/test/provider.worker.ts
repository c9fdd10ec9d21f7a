import { createEasemobProvider } from '@imgroups/easemob';
import { createRedisRateLimiter, createRedisTokenStore } from '../src/index.ts';
import { runWorker } from './worker.ts';

export interface ProviderTask {
  readonly url: string;
  readonly app: Parameters<typeof createEasemobProvider>[0];
  readonly calls: number;
}

/** Lists the app's groups many times at once. */
await runWorker(async ({ url, app, calls }: ProviderTask) => {
  const limiter = createRedisRateLimiter({ url });
  const tokenStore = createRedisTokenStore({ url });
  const provider = createEasemobProvider({ ...app, limiter, tokenStore });
  await Promise.all(Array.from({ length: calls }, () => provider.groups.list().first()));
  await provider.close();
  await Promise.all([limiter.close(), tokenStore.close()]);
  return 'done';
});
