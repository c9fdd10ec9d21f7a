import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../src/program.ts';

// The command runs from the sources of all packages, whether they are built or not.
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const command = [process.execPath, '--conditions=@imgroups/source', main];

/** The output of a run of the command, and its exit code. */
export interface Run {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly input?: string | undefined;
  readonly cwd?: string | undefined;
}

/** Runs `imgroups` to its end in the process of the test, for what does not depend on having one of its own. */
export async function run(
  args: readonly string[],
  { environment = {}, input = '' }: Pick<RunOptions, 'environment' | 'input'> = {},
): Promise<Run> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const printed = Promise.all([text(stdout), text(stderr)]);
  const code = await runProgram(args, {
    env: cleanEnvironment(environment),
    stdin: Readable.from([Buffer.from(input)], { objectMode: false }),
    stdout,
    stderr,
    onSignal: () => {},
    exit: () => {},
    saveMemory: () => {},
  });
  stdout.end();
  stderr.end();
  const [output, errors] = await printed;
  return { code, output, errors };
}

/** Runs `imgroups` to its end in a process of its own, between pipes. */
export async function runProcess(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { child, output, errors, code } = start(args, options);
  child.stdin?.on('error', () => {});
  child.stdin?.end(options.input ?? '');
  return { code: await code, output: output(), errors: errors() };
}

/** Starts `imgroups` in a process of its own, and leaves its pipes open. */
export function start(args: readonly string[], { environment = {}, cwd }: RunOptions = {}) {
  const [program = '', ...before] = command;
  return watch(spawn(program, [...before, ...args], { env: cleanEnvironment(environment), cwd }));
}

/** Runs `imgroups` in a process on a terminal of its own, made by `script` of util-linux, and types the input. */
export async function runOnTerminal(
  args: readonly string[],
  { environment = {}, input = '', cwd }: RunOptions = {},
): Promise<Run> {
  const line = [...command, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const env = cleanEnvironment({ TERM: 'xterm', SHELL: '/bin/sh', ...environment });
  const sized = `stty cols 100 -echo; exec ${line}`;
  const child = spawn('script', ['-qec', sized, '/dev/null'], { env, cwd });
  const { output, errors, code } = watch(child);
  if (input !== '') {
    while (!output().includes('[y/N]')) await Promise.race([once(child.stdout, 'data'), code]);
    child.stdin.write(input);
  }
  const ended = await code;
  return { code: ended, output: output().replaceAll('\r\n', '\n'), errors: errors() };
}

/** The environment without anything that the command itself would read. */
function cleanEnvironment(
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, string | undefined>> {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  return {
    PATH,
    HOME,
    NODE_COMPILE_CACHE,
    IMGROUPS_CONFIG: '/nonexistent/profiles.json',
    ...environment,
  };
}

function watch<Child extends ChildProcess>(child: Child) {
  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  const code = once(child, 'close').then(([exit]): number | null => exit);
  return { child, output: () => output, errors: () => errors, code };
}
