/** A worker of a migration in a process of its own. It ends when it is told to, or killed. */
import { once } from 'node:events';
import { openPostgresJournal } from '@imgroups/jobs';
import { startMigrationWorker } from '@imgroups/jobs/bullmq';
import { createRedisRateLimiter } from '@imgroups/redis';
import { entryOf } from '@imgroups/testing/start-vendor';
import type { WorkerSide } from '../migration/side.ts';

export interface WorkerOrder {
  readonly source: WorkerSide;
  readonly target: WorkerSide;
  readonly redis: string;
  readonly postgres: string;
  /** The journal. */
  readonly name: string;
  readonly lockDuration: number;
  readonly stalledInterval: number;
  readonly concurrency: number;
}

const [order] = (await once(process, 'message')) as [WorkerOrder];
const limiter = createRedisRateLimiter({ url: order.redis, onDown: () => undefined });
const journal = await openPostgresJournal({
  name: order.name,
  connectionString: order.postgres,
});
const source = openProvider(order.source);
const target = openProvider(order.target);
const worker = await startMigrationWorker({
  source,
  target,
  journal,
  connection: order.redis,
  lockDuration: order.lockDuration,
  stalledInterval: order.stalledInterval,
  concurrency: order.concurrency,
  settleTime: 100,
  rules: { onAccountMissing: 'create' },
});
process.send?.('ready');
await once(process, 'message');
await worker.close();
await Promise.all([source.close(), target.close(), journal.close(), limiter.close()]);
process.disconnect();

function openProvider({ vendorName, app }: WorkerSide) {
  const { vendor, emulator } = entryOf(vendorName);
  const retry = { baseDelay: 5, throttledDelay: 50 };
  return vendor.createProvider({ ...app, ...emulator.providerOptions, retry, limiter });
}
