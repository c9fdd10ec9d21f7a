import { easemobFromEnv } from '@imgroups/easemob';
import { openPostgresJournal } from '@imgroups/jobs';
import { createRedisRateLimiter } from '@imgroups/redis';
import { tencentFromEnv } from '@imgroups/tencent';

const { REDIS_URL = 'redis://localhost:6379', DATABASE_URL = 'postgres://localhost/jobs' } =
  process.env;

export async function open() {
  const limiter = createRedisRateLimiter({ url: REDIS_URL, fallbackShare: 0.2 });
  const source = tencentFromEnv(process.env, { limiter });
  const target = easemobFromEnv(process.env, { limiter });
  const journal = await openPostgresJournal({
    name: 'to-easemob',
    connectionString: DATABASE_URL,
  });
  return {
    source,
    target,
    journal,
    rules: { onAccountMissing: 'create', onTextTooLong: 'cut' } as const,
    connection: REDIS_URL,
    async close() {
      await Promise.all([source.close(), target.close()]);
      await Promise.all([journal.close(), limiter.close()]);
    },
  };
}
