/**
 * The same jobs by several workers, which BullMQ brings their groups. They share a journal and the limits of the vendors.
 *
 * @module
 */
export { bullmqWorkers } from './bullmq/bullmq-workers.ts';
export {
  type ForEachGroupWorkerOptions,
  type SyncWorkerOptions,
  startForEachGroupWorker,
  startImportWorker,
  startSyncWorker,
} from './bullmq/job-workers.ts';
export { type MigrationWorkerOptions, startMigrationWorker } from './bullmq/migration-worker.ts';
export type { BullmqConnection, BullmqOptions } from './bullmq/options.ts';
export type { JobWorker, WorkerOptions } from './bullmq/start-worker.ts';
