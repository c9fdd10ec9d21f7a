import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { WorkerMessage, WorkerOrder } from './worker.ts';

/** Starts a process that imports. */
export function start(order: WorkerOrder): ChildProcess {
  const child = fork(new URL('worker.ts', import.meta.url), [], {
    execArgv: [
      '--conditions=@imgroups/source',
      '--disable-warning=ExperimentalWarning',
      '--expose-gc',
    ],
  });
  child.send(order);
  return child;
}

export async function run(order: WorkerOrder): Promise<WorkerMessage | 'killed'> {
  return endOf(start(order));
}

/** Waits for the end of a process, and returns the message it sent, or `killed`. */
export async function endOf(child: ChildProcess): Promise<WorkerMessage | 'killed'> {
  let message: WorkerMessage | undefined;
  child.once('message', (told: WorkerMessage) => {
    message = told;
  });
  await once(child, 'close');
  return message ?? 'killed';
}
