import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Runs a worker in several processes that begin together, and gives back what each reports. */
export async function runProcesses(
  count: number,
  worker: string,
  task: object,
): Promise<readonly unknown[]> {
  const processes = Array.from({ length: count }, () =>
    fork(path(worker), [JSON.stringify(task)], {
      execArgv: ['--conditions=@imgroups/source'],
    }),
  );
  try {
    await Promise.all(processes.map((child) => once(child, 'message')));
    const reports = processes.map((child) => once(child, 'message'));
    for (const child of processes) child.send('go');
    return (await Promise.all(reports)).map(([report]) => report);
  } finally {
    for (const child of processes) child.kill();
  }
}
