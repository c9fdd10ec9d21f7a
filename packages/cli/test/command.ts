import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

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

/** Runs `imgroups` to its end, between pipes. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { child, output, errors, code } = start(args, options);
  child.stdin?.on('error', () => {});
  child.stdin?.end(options.input ?? '');
  return { code: await code, output: output(), errors: errors() };
}

/** Starts `imgroups`, and leaves its pipes open. */
export function start(args: readonly string[], { environment = {}, cwd }: RunOptions = {}) {
  const [program = '', ...before] = command;
  return watch(spawn(program, [...before, ...args], { env: cleanEnvironment(environment), cwd }));
}

/** Runs `imgroups` on a terminal of its own, made by `script` of util-linux, and types the input. */
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
