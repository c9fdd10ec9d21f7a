import { createEasemobProvider } from '@imgroups/easemob';
import { createRedisRateLimiter, createRedisTokenStore } from '@imgroups/redis';
import { createTencentProvider } from '@imgroups/tencent';
import { useGroups } from './application.js';

// Nobody listens there: each process keeps to its own share of the limits, and says so once.
const nowhere = { url: 'redis://127.0.0.1:1' };
let told = 0;
const limiter = createRedisRateLimiter({
  ...nowhere,
  onDown: () => {
    told += 1;
  },
});
const tokenStore = createRedisTokenStore(nowhere);

const settings = JSON.parse(process.env.IMGROUPS_SETTINGS);
const providers = [
  createTencentProvider({ ...settings.tencent, limiter }),
  createEasemobProvider({ ...settings.easemob, limiter, tokenStore }),
];
const lines = [];
for (const provider of providers) lines.push(await useGroups(provider));
await Promise.all([limiter.close(), tokenStore.close()]);

console.log(`on ${navigator.userAgent}, told ${told} time`);
console.log(lines.join('\n'));
