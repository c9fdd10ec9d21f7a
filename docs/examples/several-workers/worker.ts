import { startMigrationWorker } from '@imgroups/jobs/bullmq';
import { open } from './open.ts';

const { close, ...shared } = await open();
const worker = await startMigrationWorker({ ...shared, onError: console.warn });
console.log('listens to', worker.queueName);

process.once('SIGTERM', async () => {
  await worker.close(); // ends the groups that it has begun
  await close();
});
