import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type EasemobEmulator, startEasemobEmulator } from '@imgroups/emulator/easemob';
import { startTencentEmulator, type TencentEmulator } from '@imgroups/emulator/tencent';

type Environment = Readonly<Record<string, string>>;

/** What a program printed, and how it ended. */
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
  readonly emulator: TencentEmulator | EasemobEmulator;
  readonly environment: Environment;
}

export const startAccount = {
  async tencent(): Promise<Account> {
    const emulator = await startTencentEmulator({ rateScale: 0 });
    const environment = {
      IMGROUPS_TARGET: 'tencent',
      IMGROUPS_TENCENT_SDK_APP_ID: String(emulator.sdkAppId),
      IMGROUPS_TENCENT_SECRET_KEY: emulator.secretKey,
      IMGROUPS_TENCENT_BASE_URL: emulator.baseUrl,
    };
    return { emulator, environment };
  },
  async easemob(): Promise<Account> {
    const emulator = await startEasemobEmulator({ rateScale: 0 });
    const environment = {
      IMGROUPS_TARGET: 'easemob',
      IMGROUPS_EASEMOB_APP_KEY: emulator.appKey,
      IMGROUPS_EASEMOB_CLIENT_ID: emulator.clientId,
      IMGROUPS_EASEMOB_CLIENT_SECRET: emulator.clientSecret,
      IMGROUPS_EASEMOB_BASE_URL: emulator.baseUrl,
    };
    return { emulator, environment };
  },
} as const;

/** The person who runs the tests may have set variables for accounts. */
function withoutTarget(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = /^IMGROUPS_|^PORT$|^npm_config_dry/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !names.test(name)));
}
