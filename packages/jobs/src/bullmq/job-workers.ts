import { aFunction, type GroupProvider, invalid } from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { Job } from '../engine/job.ts';
import { checkProvider } from '../engine/options.ts';
import { createForEach, nameEntry, type WorkOnGroup } from '../jobs/for-each-group.ts';
import { createImport } from '../jobs/import-groups.ts';
import { createSync, type SyncedGroup } from '../jobs/sync-groups.ts';
import type { WantedGroup } from '../jobs/wanted-groups.ts';
import {
  checkWorkerOptions,
  type JobWorker,
  startWorker,
  type WorkerOptions,
} from './start-worker.ts';

export interface ForEachGroupWorkerOptions extends WorkerOptions {
  /** The name of the work, as `forEachGroup` was given it. @default 'each' */
  readonly name?: string | undefined;
}

/** Starts a worker for `forEachGroup`: it calls the function for the groups that it takes. */
export async function startForEachGroupWorker(
  provider: GroupProvider,
  work: WorkOnGroup,
  options: ForEachGroupWorkerOptions,
): Promise<JobWorker> {
  const checked = checkWorkerOptions(nameEntry, options);
  const job = createForEach(provider, work, checked);
  return startWorker(checked, { identity: job.identity, openJob: async () => job });
}

/** Starts a worker for `importGroups`, which can read the snapshot under the same path. */
export async function startImportWorker(
  provider: GroupProvider,
  snapshot: string,
  options: WorkerOptions,
): Promise<JobWorker> {
  checkProvider(provider);
  const checked = checkWorkerOptions({}, options);
  const { identity } = await createImport(provider, snapshot, {});
  return startWorker(checked, {
    identity,
    async openJob(work, planKey) {
      const job = await createImport(provider, snapshot, work as object);
      requireSameFile(job, planKey);
      return job;
    },
  });
}

/** The beginning of a plan's key tells what the snapshot holds. */
function requireSameFile(job: Job, planKey: string): void {
  const [here] = job.planKey.split(' ');
  const [there] = planKey.split(' ');
  if (here === there) return;
  throw invalid('snapshot', 'a worker finds another file than the import was begun with').toError();
}

export interface SyncWorkerOptions extends WorkerOptions {
  /** Finds the group of a wanted one, as `syncGroups` says. */
  readonly find?: ((wanted: WantedGroup) => Promise<string | undefined>) | undefined;
  /** Called when this worker has brought a group in step, or planned it. */
  readonly onGroup?: ((group: SyncedGroup) => void) | undefined;
}

/** Starts a worker for `syncGroups`. What is wanted, and whether members are removed, it learns from there. */
export async function startSyncWorker(
  provider: GroupProvider,
  options: SyncWorkerOptions,
): Promise<JobWorker> {
  checkProvider(provider);
  const checked = checkWorkerOptions(
    { find: v.optional(aFunction), onGroup: v.optional(aFunction) },
    options,
  );
  const { find, onGroup } = checked;
  const { identity } = createSync(provider, [], {});
  return startWorker(checked, {
    identity,
    openJob: async (work) => createSync(provider, [], { ...(work as object), find, onGroup }),
  });
}
