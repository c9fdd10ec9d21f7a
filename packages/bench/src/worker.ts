import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A process of its own, so that what it costs is its own too. */
export interface Worker {
  /** Asks one question and waits for the answer. */
  ask(question?: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

const builtWorkers = new URL('../dist/', import.meta.url);

/** Makes JavaScript of `workers/`, so that no measured process pays for reading types. */
export async function buildWorkers(): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('workers/*.ts', import.meta.url))],
    outdir: fileURLToPath(builtWorkers),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
  });
}

/** Starts a file of `workers/` with arguments; resolves with the first thing it says. */
export async function startWorker(
  file: string,
  ...args: readonly string[]
): Promise<{ readonly worker: Worker; readonly greeting: unknown }> {
  const child = fork(new URL(`${file}.mjs`, builtWorkers), [...args]);
  const greeting = await nextMessage(child, file);
  return {
    greeting,
    worker: {
      ask(question = {}) {
        const answer = nextMessage(child, file);
        child.send(question as object);
        return answer;
      },
      async stop() {
        if (!child.connected) return;
        const exited = once(child, 'exit');
        child.disconnect();
        await exited;
      },
    },
  };
}

/** Runs a worker that says one thing and ends. */
export async function runWorker(file: string, ...args: readonly string[]): Promise<unknown> {
  const { worker, greeting } = await startWorker(file, ...args);
  await worker.stop();
  return greeting;
}

function nextMessage(child: ChildProcess, file: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`${file} ended with code ${code}`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message);
    });
  });
}
