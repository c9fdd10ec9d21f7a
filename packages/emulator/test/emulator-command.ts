import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { defaultPorts } from '../src/command-line.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
// The command runs from the sources of all packages, whether they are built or not.
const command = ['--conditions=@imgroups/source', file('../src/main.ts')];
export const anyPorts = defaultPorts.flatMap(({ name }) => [`--${name}-port`, '0']);

const started: ChildProcess[] = [];

/** Ends the commands that a test started. */
export function endStarted(): void {
  for (const child of started.splice(0)) child.kill('SIGKILL');
}

interface Run {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the command to its end. */
export function run(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...command, ...args], (error, output, errors) =>
      resolve({ code: error ? Number(error.code) : 0, output, errors }),
    );
  });
}

/** Starts the command, and returns once it has printed its banner. */
export async function start(...args: string[]) {
  const emulator = await launch(...args);
  await emulator.until('Other commands');
  return emulator;
}

/** Starts the command for a program, and returns once it has printed what that reads. */
export async function startFor(...args: string[]) {
  const emulator = await launch(...args);
  await emulator.until('emulator-client-secret');
  await emulator.until('\n');
  return emulator;
}

async function launch(...args: string[]) {
  const child = spawn(process.execPath, [...command, ...anyPorts, ...args], { stdio: 'pipe' });
  started.push(child);
  let output = '';
  child.stdout.on('data', (bytes) => {
    output += bytes;
  });
  child.stderr.on('data', (bytes) => {
    output += bytes;
  });
  const ended = once(child, 'close').then(([code]) => {
    throw new Error(`ended with ${code}: ${output}`);
  });
  ended.catch(() => {});
  async function until(text: string): Promise<void> {
    while (!output.includes(text)) await Promise.race([once(child.stdout, 'data'), ended]);
  }
  return {
    output: () => output,
    until,
    async stop(signal: NodeJS.Signals) {
      child.kill(signal);
      const [code] = await once(child, 'exit');
      return code;
    },
  };
}
