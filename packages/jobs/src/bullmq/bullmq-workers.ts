import { checkOptions, strict } from '@imgroups/core/adapter';
import type { Queue } from 'bullmq';
import { digestOf } from '../engine/digest.ts';
import type { JobWorkers, UnitQueue, UnitTask } from '../engine/unit-queue.ts';
import { loadBullmq } from './load-bullmq.ts';
import { type BullmqOptions, bullmqEntries, defaultPrefix, toConnection } from './options.ts';
import { reachRedis } from './reach-redis.ts';

/** States of jobs that are still to be worked on, or just are. */
const openStates = ['waiting', 'active', 'delayed', 'prioritized'] as const;

/** Failed jobs that are removed at once. */
const removedAtOnce = 10_000;

/** The workers that listen to the same Redis, for the option `workers` of a job or a migration. */
export function bullmqWorkers(options: BullmqOptions): JobWorkers {
  const checked = checkOptions(undefined, strict(bullmqEntries), options);
  const { connection, prefix = defaultPrefix } = checked;
  return {
    async openQueue(name) {
      const { Queue } = await loadBullmq(connection);
      const queue = new Queue<UnitTask>(name, { connection: toConnection(connection), prefix });
      await reachRedis(queue, () => queue.close());
      return unitQueue(queue);
    },
  };
}

function unitQueue(queue: Queue<UnitTask>): UnitQueue {
  return {
    async add(tasks) {
      // A failed job that is kept, as by a maintainer's hand, would start nothing when it is added again.
      await queue.clean(0, removedAtOnce, 'failed');
      await queue.addBulk(tasks.map((data) => ({ name: 'group', data, opts: optionsOf(data) })));
    },
    async size() {
      const counts = await queue.getJobCounts(...openStates);
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
    clear: () => queue.drain(true),
    close: () => queue.close(),
  };
}

/** The journal says what failed and what is tried again; the queue keeps nothing of it. */
function optionsOf({ planKey, unit }: UnitTask) {
  // BullMQ refuses whole numbers, and ids with a single colon.
  const jobId = `${digestOf(planKey)}-${encodeURIComponent(unit)}`;
  return { jobId, attempts: 1, removeOnComplete: true, removeOnFail: true };
}
