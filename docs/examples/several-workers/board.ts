/** A worker with a dashboard of its queue. What somebody deletes there is added again from the journal. */
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { startMigrationWorker } from '@imgroups/jobs/bullmq';
import { Queue } from 'bullmq';
import express from 'express';
import { open } from './open.ts';

const { close, ...shared } = await open();
const worker = await startMigrationWorker({ ...shared, onError: console.warn });

const queue = new Queue(worker.queueName, {
  prefix: 'imgroups',
  connection: { url: shared.connection },
});
const serverAdapter = new ExpressAdapter();
createBullBoard({ queues: [new BullMQAdapter(queue)], serverAdapter });

// It asks nobody who they are: keep its port to yourself.
const { PORT = '3000', HOST = '127.0.0.1' } = process.env;
const server = express().use(serverAdapter.getRouter()).listen(Number(PORT), HOST, tellAddress);

function tellAddress(): void {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : PORT;
  console.log(`listens to ${worker.queueName}, dashboard at http://${HOST}:${port}`);
}

process.once('SIGTERM', async () => {
  server.close();
  await worker.close();
  await queue.close();
  await close();
});
