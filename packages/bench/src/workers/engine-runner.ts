/** Runs a job that does nothing over many groups, here or by workers, and says how long it took. */
import { forEachGroup, openPostgresJournal } from '@imgroups/jobs';
import { bullmqWorkers } from '@imgroups/jobs/bullmq';
import { tell } from './dialogue.ts';
import { idleProvider } from './idle-provider.ts';

/** The result of the job. */
export interface EngineDone {
  readonly seconds: number;
}

const [, , count, journal = '', redis] = process.argv;
const provider = idleProvider(Number(count));
const shared = redis
  ? await openPostgresJournal({ name: 'engine', connectionString: journal })
  : undefined;
const workers = redis ? bullmqWorkers({ connection: redis }) : undefined;
const startedAt = performance.now();
const report = await forEachGroup(provider, async () => undefined, {
  journal: shared ?? journal,
  workers,
});
const seconds = (performance.now() - startedAt) / 1000;
await shared?.close();
if (report.groups.done !== Number(count)) throw new Error(JSON.stringify(report));
tell({ seconds } satisfies EngineDone);
