import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { GroupProvider } from '@imgroups/core';
import type { Control } from '@imgroups/emulator';
import { registry, type VendorEmulator, type VendorName } from '@imgroups/emulator/registry';
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

/** Runs an example as `start.mjs` does, from the sources. */
export function runExample(
  args: readonly string[],
  environment: Environment = {},
): Promise<Finished> {
  return startExample(args, environment).finished;
}

export function startExample(args: readonly string[], environment: Environment = {}): Running {
  const program = fileURLToPath(new URL('../run.ts', import.meta.url));
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
