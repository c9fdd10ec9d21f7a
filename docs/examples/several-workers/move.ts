import { bullmqWorkers } from '@imgroups/jobs/bullmq';
import { openMigration } from '@imgroups/jobs/migrate';
import { open } from './open.ts';

const { close, connection, ...shared } = await open();
const migration = await openMigration({ ...shared, workers: bullmqWorkers({ connection }) });

await migration.inventory();
const { groups, blockers } = await migration.plan();
console.log('groups:', groups, 'blockers:', blockers);
const applied = await migration.apply({
  onProgress: ({ done, left, callsPerSecond }) => console.debug({ done, left, callsPerSecond }),
});
console.log('apply:', applied.status);
const verified = await migration.verify();
console.log('verify:', verified.ok ? 'equal' : verified.differences);

await migration.close();
await close();
