import { createContext } from '../migration/context.ts';
import { defaultSettleTime, type MigrationOptions, sharedEntries } from '../migration/migration.ts';
import { identityOf } from '../migration/phase.ts';
import { openPhase } from '../migration/phases.ts';
import {
  checkWorkerOptions,
  type JobWorker,
  startWorker,
  type WorkerOptions,
} from './start-worker.ts';

/** The options of the migration, and those of a worker. A phase that was begun with other rules ends with an error. */
export interface MigrationWorkerOptions
  extends WorkerOptions,
    Pick<MigrationOptions, 'source' | 'target' | 'rules' | 'filter' | 'settleTime'> {}

/** Starts a worker for all phases of a migration. Its providers need the limiter that all workers share. */
export async function startMigrationWorker(options: MigrationWorkerOptions): Promise<JobWorker> {
  const checked = checkWorkerOptions(sharedEntries, options);
  const { source, target, journal, rules = {}, filter } = checked;
  const { settleTime = defaultSettleTime } = checked;
  const context = createContext({ source, target, journal, rules, filter, settleTime });
  return startWorker(checked, {
    identity: identityOf(context),
    openJob: (work, planKey) => openPhase(context, work, planKey),
  });
}
