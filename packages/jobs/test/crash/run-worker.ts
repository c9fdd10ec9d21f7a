import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { bundled } from '@imgroups/testing/bundled';
import type { WorkerMessage, WorkerOrder } from './import-worker.ts';

/** Starts processes that import. */
export interface Workers {
  start(order: WorkerOrder): ChildProcess;
  /** Starts one, and waits for its end. */
  run(order: WorkerOrder): Promise<WorkerMessage | 'killed'>;
}

/** Makes one file of the program, so that processes start fast. */
export async function openWorkers(folder: string): Promise<Workers> {
  const file = await bundled(new URL('import-worker.ts', import.meta.url), folder);

  function start(order: WorkerOrder): ChildProcess {
    const execArgv = ['--disable-warning=ExperimentalWarning', '--expose-gc'];
    const child = fork(file, [], { execArgv });
    child.send(order);
    return child;
  }
  return { start, run: (order) => endOf(start(order)) };
}

/** Waits for the end of a process, and returns the message it sent, or `killed`. */
export async function endOf(child: ChildProcess): Promise<WorkerMessage | 'killed'> {
  let message: WorkerMessage | undefined;
  child.once('message', (told: WorkerMessage) => {
    message = told;
  });
  const [code, signal] = await once(child, 'close');
  if (message === undefined && signal !== 'SIGKILL') throw new Error(`it ended with code ${code}`);
  return message ?? 'killed';
}
