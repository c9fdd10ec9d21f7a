import {
  aFunction,
  checkOptions,
  invalid,
  must,
  type RateLimiter,
  strict,
  withMethods,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { phaseEntries } from '../engine/options.ts';
import { queueNameOf, type UnitTask } from '../engine/unit-queue.ts';
import { createUnitWorker, type UnitWorkerOptions } from '../engine/unit-worker.ts';
import type { SharedJournal } from '../journal/shared-journal.ts';
import { loadBullmq } from './load-bullmq.ts';
import { type BullmqOptions, bullmqEntries, defaultPrefix, toConnection } from './options.ts';
import { reachRedis } from './reach-redis.ts';

export interface WorkerOptions extends BullmqOptions {
  /** The journal of the job, which all its processes share; it stays yours to close. */
  readonly journal: SharedJournal;
  /** The most groups that this worker works on side by side; fewer where the limits need no more. @default 64 */
  readonly concurrency?: number | undefined;
  /** The part of each rate that all workers use together, by `limiter`; the rest is left to production. @default 1 */
  readonly share?: number | undefined;
  /** The limiter that the workers share, as `createRedisRateLimiter()` makes it; `share` needs it. */
  readonly limiter?: RateLimiter | undefined;
  /** Milliseconds for which a group stays with a worker of which nothing is heard any more. @default 30000 */
  readonly lockDuration?: number | undefined;
  /** Milliseconds between two looks for groups of such workers. @default 15000 */
  readonly stalledInterval?: number | undefined;
  /** Called when Redis or the journal fails; the worker goes on when they are back. @default nobody is told */
  readonly onError?: ((error: Error) => void) | undefined;
}

/** A worker on its way. */
export interface JobWorker {
  /** The queue that it listens to, for a dashboard of BullMQ. */
  readonly queueName: string;
  /** Takes no further group, and ends those that it has begun. */
  close(): Promise<void>;
}

/** A lease has to outlive a call by five seconds, and the call has to have the time that it needs. */
const leastLock = 10_000;

/** Groups side by side: the rates are for all workers together, and what one begins beyond them waits in it. */
const mostUnits = 64;

/** Milliseconds until a task is tried again that Redis or the journal has failed. */
const againAfter = 1000;

const workerEntries = {
  ...bullmqEntries,
  journal: withMethods<SharedJournal>('begin', 'claim'),
  concurrency: phaseEntries.concurrency,
  share: phaseEntries.share,
  limiter: v.optional(withMethods<RateLimiter>('acquire')),
  lockDuration: v.optional(
    must<number>(`milliseconds, ${leastLock} at least`, (value) => Number(value) >= leastLock),
  ),
  stalledInterval: v.optional(
    must<number>('milliseconds, 1000 at least', (value) => Number(value) >= 1000),
  ),
  onError: v.optional(aFunction),
};

/** Checks the options of a worker, with those that are its own; a wrong one is refused by name. */
export function checkWorkerOptions<Options extends WorkerOptions>(
  ownEntries: v.ObjectEntries,
  options: Options,
): Options {
  const checked = checkOptions(undefined, strict({ ...workerEntries, ...ownEntries }), options);
  const { share = 1, limiter } = checked;
  if (share < 1 && !limiter) {
    const rule = 'must be given with share: the workers take the share of each rate together';
    throw invalid('limiter', rule).toError();
  }
  return checked;
}

/** Starts a worker for a job; it works until it is closed. */
export async function startWorker(
  { journal, connection, prefix = defaultPrefix, ...options }: WorkerOptions,
  job: Pick<UnitWorkerOptions, 'identity' | 'openJob'>,
): Promise<JobWorker> {
  const { concurrency: most = mostUnits, share = 1, limiter } = options;
  const { lockDuration = 30_000, stalledInterval = 15_000, onError = () => undefined } = options;
  const { Worker, DelayedError } = await loadBullmq(connection);
  const units = await createUnitWorker({
    ...{ journal, leaseMs: lockDuration, most, share, limiter },
    ...job,
  });
  const { id } = await journal.begin(job.identity);
  const queueName = queueNameOf(job.identity.job, id);
  const worker = new Worker<UnitTask>(
    queueName,
    async (task, token) => {
      try {
        await units.handle(task.data);
      } catch (thrown) {
        tell(thrown);
        await task.moveToDelayed(Date.now() + againAfter, token);
        throw new DelayedError();
      } finally {
        worker.concurrency = units.concurrency;
      }
    },
    {
      ...{ connection: toConnection(connection), prefix, lockDuration, stalledInterval },
      concurrency: units.concurrency,
      // How often a group may be begun is the journal's to say.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      runRetryDelay: againAfter,
    },
  );

  function tell(thrown: unknown): void {
    onError(thrown instanceof Error ? thrown : new Error(String(thrown)));
  }

  worker.on('error', tell);
  await reachRedis(worker, () => worker.close(true));
  return { queueName, close: () => worker.close() };
}
