import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';

export interface Run {
  readonly ok: boolean;
  /** Its output. */
  readonly output: string;
  /** Its errors and warnings. */
  readonly errors: string;
}

interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

const longest = 300_000;

/** Runs a command of the project in `cwd` to its end, five minutes at most. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...environment(options.cwd), ...options.env },
      // The commands of npm packages are scripts there.
      shell: process.platform === 'win32' && command !== process.execPath,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: longest,
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (bytes: Buffer) => {
      output += bytes;
    });
    child.stderr.on('data', (bytes: Buffer) => {
      errors += bytes;
    });
    child.on('error', ({ message }) => resolve({ ok: false, output, errors: errors + message }));
    child.on('close', (code) => resolve({ ok: code === 0, output, errors }));
  });
}

/** The caller's environment without this repository's own modules, which could stand in for missing ones. */
function environment(cwd: string): NodeJS.ProcessEnv {
  const { NODE_PATH: _, PATH = '', ...others } = process.env;
  const paths = PATH.split(delimiter).filter((path) => !path.includes('node_modules'));
  const own = [join(cwd, 'node_modules', '.bin'), dirname(process.execPath)];
  return { ...others, PATH: [...own, ...paths].join(delimiter) };
}
