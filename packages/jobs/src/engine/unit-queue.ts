import type { Json } from '../journal/journal.ts';

/** A unit that a worker is to do, as it goes through a queue. */
export interface UnitTask {
  /** The plan that the unit belongs to: a task of an earlier one is not done. */
  readonly planKey: string;
  /** Parameters from which a worker makes the job. */
  readonly work: Json;
  readonly unit: string;
}

/**
 * Brings tasks to workers. It is transport: the journal alone says what is done. A task that is lost is added again, and one that
 * comes twice does no harm.
 */
export interface UnitQueue {
  /** Adds tasks; those that are in it already are not doubled. */
  add(tasks: readonly UnitTask[]): Promise<void>;
  /** Counts the tasks that wait, and those that workers have begun. */
  size(): Promise<number>;
  /** Takes back the tasks that no worker has begun. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Processes that share the units of a job, each started on its own. */
export interface JobWorkers {
  /** Opens the way to those who work on the run of a journal. */
  openQueue(queueName: string): Promise<UnitQueue>;
}

/** The queue of a run: another journal has another one. */
export function queueNameOf(job: string, runId: string): string {
  return `${job.replaceAll(/[^\w-]/g, '-')}-${runId}`;
}
