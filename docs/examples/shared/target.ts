import { type GroupProvider, isImGroupsError } from '@imgroups/core';
import type { Control } from '@imgroups/emulator';
import { type RegistryEntry, registry } from '@imgroups/emulator/registry';
import { UsageError } from './usage-error.ts';

/** The service of an example: an emulator that ends with the program, or an account. */
export interface Target {
  /** `tencent-emulator`, or `tencent` for an account. */
  readonly name: string;
  /** For people: `the emulator of tencent`. */
  readonly title: string;
  readonly provider: GroupProvider;
  /** Only of an emulator: an account is left unchanged. */
  readonly control?: Control | undefined;
  readonly close: () => Promise<void>;
}

export interface TargetOptions {
  /** Seals the cursors of lists, for services that hand them out. */
  readonly cursorSecret?: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Opens what `IMGROUPS_TARGET` names: a vendor, or the emulator of one. */
export async function openTarget(
  options: TargetOptions = {},
  environment: Environment = process.env,
): Promise<Target> {
  const name = environment.IMGROUPS_TARGET || 'tencent-emulator';
  const entry = registry.find(({ vendor }) => name === vendor.name || name === emulatorOf(vendor));
  if (!entry) {
    const names = registry.flatMap(({ vendor }) => [emulatorOf(vendor), vendor.name]).join(', ');
    throw new UsageError(`IMGROUPS_TARGET: must be one of ${names}, not ${name}`);
  }
  return name === entry.vendor.name
    ? openAccount(entry, environment, options)
    : openEmulator(entry, options);
}

function emulatorOf({ name }: RegistryEntry['vendor']): string {
  return `${name}-emulator`;
}

async function openEmulator(
  { vendor, emulator }: RegistryEntry,
  options: TargetOptions,
): Promise<Target> {
  const app = await emulator.start({});
  const provider = vendor.createProvider({ ...app, ...emulator.providerOptions, ...options });
  return {
    name: emulatorOf(vendor),
    title: `the emulator of ${vendor.name}`,
    provider,
    control: app.control,
    async close() {
      await provider.close();
      await app.close();
    },
  };
}

function openAccount(
  { vendor: { name, fromEnv } }: RegistryEntry,
  environment: Environment,
  options: TargetOptions,
): Target {
  try {
    const provider = fromEnv(environment, options);
    return { name, title: `your ${name} app`, provider, close: () => provider.close() };
  } catch (error) {
    if (!isImGroupsError(error)) throw error;
    throw new UsageError(`${error.message}. docs/guide/examples.md lists all variables.`);
  }
}
