import type { GroupProvider } from '@imgroups/core';
import { createEasemobProvider } from '@imgroups/easemob';
import type { Control } from '@imgroups/emulator';
import { startEasemobEmulator } from '@imgroups/emulator/easemob';
import { startTencentEmulator } from '@imgroups/emulator/tencent';
import { createTencentProvider, type TencentRegion } from '@imgroups/tencent';
import { UsageError } from './usage-error.ts';

/** Where an example works: an emulator that ends with the program, or an account. */
export interface Target {
  readonly name: TargetName;
  /** For people: `the emulator of tencent`. */
  readonly title: string;
  readonly provider: GroupProvider;
  /** Only of an emulator: an account is left as it is. */
  readonly control?: Control | undefined;
  readonly close: () => Promise<void>;
}

export interface TargetOptions {
  /** Seals the cursors of lists, for services that hand them out. */
  readonly cursorSecret?: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;
type TargetName = keyof typeof targets;
type OpenTarget = (
  environment: Environment,
  options: TargetOptions,
) => Promise<Omit<Target, 'name'>>;

const targets = {
  'tencent-emulator': async (_, options) => {
    const emulator = await startTencentEmulator();
    const provider = createTencentProvider({ ...emulator, ...options });
    return emulated('tencent', provider, emulator);
  },
  'easemob-emulator': async (_, options) => {
    const emulator = await startEasemobEmulator();
    const provider = createEasemobProvider({ ...emulator, ...options, customGroupIds: true });
    return emulated('easemob', provider, emulator);
  },
  tencent: async (environment, options) => {
    const { TENCENT_SDK_APP_ID, TENCENT_SECRET_KEY } = required(environment, 'tencent', [
      'TENCENT_SDK_APP_ID',
      'TENCENT_SECRET_KEY',
    ]);
    const { TENCENT_ADMINISTRATOR, TENCENT_REGION, TENCENT_BASE_URL } = environment;
    return account(
      `the tencent app ${TENCENT_SDK_APP_ID}`,
      createTencentProvider({
        ...options,
        sdkAppId: Number(TENCENT_SDK_APP_ID),
        secretKey: TENCENT_SECRET_KEY,
        administrator: TENCENT_ADMINISTRATOR,
        // The provider refuses what is no region, by name.
        region: TENCENT_REGION as TencentRegion | undefined,
        baseUrl: TENCENT_BASE_URL,
      }),
    );
  },
  easemob: async (environment, options) => {
    const { EASEMOB_APP_KEY, EASEMOB_CLIENT_ID, EASEMOB_CLIENT_SECRET } = required(
      environment,
      'easemob',
      ['EASEMOB_APP_KEY', 'EASEMOB_CLIENT_ID', 'EASEMOB_CLIENT_SECRET'],
    );
    return account(
      `the easemob app ${EASEMOB_APP_KEY}`,
      createEasemobProvider({
        ...options,
        appKey: EASEMOB_APP_KEY,
        clientId: EASEMOB_CLIENT_ID,
        clientSecret: EASEMOB_CLIENT_SECRET,
        baseUrl: environment.EASEMOB_BASE_URL,
      }),
    );
  },
} as const satisfies Record<string, OpenTarget>;

/** Opens what `IMGROUPS_TARGET` names; without it the emulator of Tencent. */
export async function openTarget(
  options: TargetOptions = {},
  environment: Environment = withoutEmpty(process.env),
): Promise<Target> {
  const name = environment.IMGROUPS_TARGET ?? 'tencent-emulator';
  if (!isTargetName(name)) {
    const names = Object.keys(targets).join(', ');
    throw new UsageError(`IMGROUPS_TARGET: must be one of ${names}, not ${name}`);
  }
  const open: OpenTarget = targets[name];
  return { name, ...(await open(environment, options)) };
}

function isTargetName(name: string): name is TargetName {
  return Object.hasOwn(targets, name);
}

function emulated(
  vendor: string,
  provider: GroupProvider,
  { control, close }: Pick<Target, 'close'> & { readonly control: Control },
): Omit<Target, 'name'> {
  return {
    title: `the emulator of ${vendor}`,
    provider,
    control,
    async close() {
      await provider.close();
      await close();
    },
  };
}

function account(title: string, provider: GroupProvider): Omit<Target, 'name'> {
  return { title, provider, close: () => provider.close() };
}

/** The variables, all of them; names those that are missing and never tells what is in the others. */
function required<Name extends string>(
  environment: Environment,
  target: string,
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  const missing = names.filter((name) => environment[name] === undefined);
  if (missing.length > 0) {
    throw new UsageError(
      `IMGROUPS_TARGET=${target} needs ${missing.join(', ')} in the environment. docs/guide/examples.md lists all variables.`,
    );
  }
  return Object.fromEntries(names.map((name) => [name, environment[name]])) as Record<Name, string>;
}

/** A variable that is set to nothing is not set: some shells cannot unset one for a single command. */
function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}
