const { createRedisRateLimiter } = require('@imgroups/redis');
const { createTencentProvider } = require('@imgroups/tencent');

const limiter = createRedisRateLimiter({ url: 'redis://127.0.0.1:1' });
const { tencent } = JSON.parse(process.env.IMGROUPS_SETTINGS);
const provider = createTencentProvider({ ...tencent, limiter });

provider.groups
  .create({ name: 'Chess', ownerId: 'alice' })
  .then(({ kind }) => console.log(`created ${kind}`))
  .finally(() => Promise.all([provider.close(), limiter.close()]));
