import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { GroupProvider } from '@imgroups/core';
import type { Control } from '@imgroups/emulator';
import { registry, type VendorEmulator, type VendorName } from '@imgroups/emulator/registry';
import { bundled } from '../../../packages/testing/src/bundled.ts';
import { entryOf } from '../../../packages/testing/src/start-vendor.ts';

type Environment = Readonly<Record<string, string>>;

/** The output of a program, and its end. */
export interface Finished {
  /** `null` when it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An example on its way, in a process of its own. */
export interface Running {
  readonly process: ChildProcess;
  readonly finished: Promise<Finished>;
}

const program = new URL('../run.ts', import.meta.url);

/** Runs an example as `start.mjs` does, from the sources. */
export function runFromSources(args: readonly string[]): Promise<Finished> {
  return start(fileURLToPath(program), args, {}).finished;
}

/** Runs an example from a bundle of the sources, which starts in half of the time. */
export async function runExample(
  args: readonly string[],
  environment: Environment = {},
): Promise<Finished> {
  return (await startExample(args, environment)).finished;
}

export async function startExample(
  args: readonly string[],
  environment: Environment = {},
): Promise<Running> {
  bundle ??= bundleProgram();
  // The sources of this one are compiled as they are loaded.
  const file = args[0] === 'nestjs' ? fileURLToPath(program) : await bundle;
  return start(file, args, environment);
}

let bundle: Promise<string> | undefined;

async function bundleProgram(): Promise<string> {
  const worker = process.env.VITEST_POOL_ID;
  const folder = new URL(`../node_modules/.cache/bundled-${worker}/`, import.meta.url);
  await mkdir(folder, { recursive: true });
  return bundled(program, fileURLToPath(folder), [/\/nestjs\//]);
}

function start(program: string, args: readonly string[], environment: Environment): Running {
  const child = spawn(process.execPath, ['--conditions=@imgroups/source', program, ...args], {
    env: { ...withoutTarget(process.env), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
    });
  }
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...output }));
  });
  return { process: child, finished };
}

/** An emulator that outlives the runs of a program, which takes it for an account. */
export interface Account {
  readonly emulator: { readonly control: Control; readonly close: () => Promise<void> };
  /** The settings that a person would make. */
  readonly environment: Environment;
  /** A provider for it, made as a program makes its own. */
  readonly open: (options?: object) => GroupProvider;
  /** No program may print them. */
  readonly secrets: readonly string[];
}

export const vendorNames: readonly VendorName[] = registry.map(({ vendor }) => vendor.name);

/** Starts the emulator of a vendor, to be taken for an account. */
export async function startAccount(name: VendorName): Promise<Account> {
  const { vendor, emulator } = entryOf(name);
  const app = await emulator.start({ rateScale: 0 });
  const { fields } = await (emulator as VendorEmulator).introduce(app, []);
  const variables = Object.entries(fields).map(([option, value]) => {
    const words = option.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
    return [`IMGROUPS_${name.toUpperCase()}_${words}`, String(value)];
  });
  return {
    emulator: app,
    environment: { IMGROUPS_TARGET: name, ...Object.fromEntries(variables) },
    open: (options) => vendor.createProvider({ ...app, ...emulator.providerOptions, ...options }),
    secrets: Object.entries(fields)
      .filter(([option]) => /secret|certificate/i.test(option))
      .map(([, value]) => String(value)),
  };
}

/** The person who runs the tests may have set variables for accounts. */
function withoutTarget(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = /^IMGROUPS_|^PORT$|^npm_config_dry/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !names.test(name)));
}
