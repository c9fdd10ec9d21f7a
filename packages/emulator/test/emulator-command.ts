import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { defaultPorts } from '../src/command-line.ts';
import { type Host, runProgram } from '../src/program.ts';

export const anyPorts = defaultPorts.flatMap(({ name }) => [`--${name}-port`, '0']);

const stops: (() => unknown)[] = [];

/** Ends the commands that a test started. */
export async function endStarted(): Promise<void> {
  for (const stop of stops.splice(0)) await stop();
}

interface Run {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs the command to its end, in the process of the test. */
export async function run(...args: string[]): Promise<Run> {
  const { code, output, errors } = open(args);
  return { code: await code, output: output(), errors: errors() };
}

/** A command that runs. */
interface Running {
  readonly output: () => string;
  /** Waits for a text in its output. */
  readonly until: (text: string) => Promise<void>;
}

/** Starts the command in the process of the test, and returns once it has printed its banner. */
export async function start(...args: string[]) {
  const command = open([...anyPorts, ...args]);
  await command.until('Other commands');
  return command;
}

/** Starts the command for a program, and returns once it has printed what that reads. */
export async function startFor(...args: string[]) {
  const command = open([...anyPorts, ...args]);
  await command.until('emulator-client-secret');
  await command.until('\n');
  return command;
}

function open(args: readonly string[]) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  const code = runToEnd(args, { stdout, stderr, untilStopped: () => stopped });
  const stop = () => {
    resolve();
    return code;
  };
  stops.push(stop);
  return { ...watch(code, stdout), errors: watch(code, stderr).output, code, stop };
}

/** Runs the command until all that it printed was read. */
async function runToEnd(args: readonly string[], host: Host): Promise<number> {
  const { stdout, stderr } = host;
  const code = await runProgram(args, host);
  stdout.end();
  stderr.end();
  await Promise.all([finished(stdout), finished(stderr)]);
  return code;
}

/** Starts the command in a process of its own, from the sources of all packages, and returns once it has printed its banner. */
export async function startProcess(...args: string[]) {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const command = ['--conditions=@imgroups/source', main, ...anyPorts, ...args];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  stops.push(() => child.kill('SIGKILL'));
  const code = codeOf(child);
  const running = watch(code, child.stdout, child.stderr);
  await running.until('Other commands');
  async function stop(signal: NodeJS.Signals): Promise<number | null> {
    child.kill(signal);
    return code;
  }
  return { ...running, stop };
}

async function codeOf(child: ChildProcess): Promise<number | null> {
  const [code] = await once(child, 'close');
  return code;
}

function watch(code: Promise<unknown>, stream: Readable, ...others: Readable[]): Running {
  let output = '';
  for (const each of [stream, ...others]) {
    each.on('data', (bytes) => {
      output += bytes;
    });
  }
  const ended = code.then((value) => {
    throw new Error(`ended with ${value}: ${output}`);
  });
  ended.catch(() => {});
  return {
    output: () => output,
    async until(text) {
      while (!output.includes(text)) await Promise.race([once(stream, 'data'), ended]);
    },
  };
}
