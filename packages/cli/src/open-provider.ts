import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { GroupProvider } from '@imgroups/core';
import type { Environment, Vendor } from '@imgroups/core/adapter';
import { type CataloguedVendor, readCatalogue } from './catalogue.ts';
import { type Profile, readProfiles, requireProfile } from './profiles.ts';
import { UsageError } from './usage-error.ts';

/** An application to work on, and the vendor it is at. */
export interface Application {
  readonly vendor: CataloguedVendor;
  /** Its address and credentials, as variables. */
  readonly environment: Environment;
}

/** Which application a command works on: a profile, the environment, or the profile in use. */
export async function chooseApplication(
  env: NodeJS.ProcessEnv,
  profileName: string | undefined,
): Promise<Application> {
  const { vendors } = readCatalogue();
  const name = profileName ?? (env.IMGROUPS_PROFILE || undefined);
  if (name !== undefined) {
    const vendor = vendors.find((one) => one.name === name);
    if (vendor && !Object.hasOwn(readProfiles(env).profiles, name))
      return { vendor, environment: env };
    return toApplication(
      env,
      await requireProfile(
        env,
        name,
        vendors.map((one) => one.name),
      ),
      name,
    );
  }
  const begun = vendors.filter((vendor) => variablesOf(env, vendor).length > 0);
  const complete: CataloguedVendor[] = [];
  for (const vendor of begun) if (await isComplete(env, vendor)) complete.push(vendor);
  const [first, second] = complete.length > 0 ? complete : begun;
  if (first && complete.length > 0 && second) {
    const names = complete.map((vendor) => vendor.name);
    const choices = names.map((one) => `--profile ${one}`);
    throw new UsageError({
      en: `the environment has variables of several vendors: choose one with ${choices.join(' or ')}`,
      zh: `环境变量中有多家厂商的凭据：请用 ${choices.join(' 或 ')} 选择`,
    });
  }
  const { current } = readProfiles(env);
  if (complete.length === 0 && current !== undefined) {
    return toApplication(env, await requireProfile(env, current), current);
  }
  if (first) return { vendor: first, environment: env };
  const prefixes = vendors.map((vendor) => `${prefixOf(vendor)}*`).join(', ');
  throw new UsageError({
    en: `no credentials: set the variables of one vendor (${prefixes}), add a profile with imgroups profile add, or look round in an emulator: imgroups emulator exec -- imgroups groups list`,
    zh: `没有凭据：请设置一家厂商的环境变量（${prefixes}），或用 imgroups profile add 添加配置，也可以在模拟器中试用：imgroups emulator exec -- imgroups groups list`,
  });
}

/** Makes the provider of an application. Loads the vendor's package. */
export async function openProvider(
  { vendor, environment }: Application,
  options: object = {},
): Promise<GroupProvider> {
  return (await loadVendor(vendor)).fromEnv(environment, options);
}

/** Loads a vendor's package. */
export async function loadVendor({
  module,
  name,
}: Pick<CataloguedVendor, 'module' | 'name'>): Promise<Vendor> {
  const exported: Readonly<Record<string, Vendor | undefined>> = await import(`${module}/vendor`);
  const vendor = exported[name];
  if (vendor) return vendor;
  throw new Error(`${module}/vendor does not export ${name}`);
}

/** The prefix of a vendor's variables. */
export function prefixOf({ name }: Pick<CataloguedVendor, 'name'>): string {
  return `IMGROUPS_${name.toUpperCase()}_`;
}

/** The variables of a vendor that are set. */
export function variablesOf(env: NodeJS.ProcessEnv, vendor: CataloguedVendor): readonly string[] {
  return Object.keys(env).filter((name) => name.startsWith(prefixOf(vendor)) && env[name] !== '');
}

async function isComplete(env: NodeJS.ProcessEnv, vendor: CataloguedVendor): Promise<boolean> {
  try {
    await (await openProvider({ vendor, environment: env })).close();
    return true;
  } catch {
    return false;
  }
}

async function toApplication(
  env: NodeJS.ProcessEnv,
  profile: Profile,
  name: string,
): Promise<Application> {
  const { vendors } = readCatalogue();
  const vendor = vendors.find((one) => one.name === profile.vendor);
  if (!vendor) {
    throw new UsageError({
      en: `profile ${name}: its vendor ${profile.vendor} is unknown`,
      zh: `配置 ${name}：未知的厂商 ${profile.vendor}`,
    });
  }
  const secrets = Object.entries(profile.commands ?? {}).map(
    async ([variable, command]) =>
      [variable, await outputOf(env, command, name, variable)] as const,
  );
  return {
    vendor,
    environment: { ...profile.variables, ...Object.fromEntries(await Promise.all(secrets)) },
  };
}

/** Returns the output of a program, without the line feed at its end. It runs without a shell, and its output is shown nowhere. */
async function outputOf(
  env: NodeJS.ProcessEnv,
  [program = '', ...args]: readonly string[],
  profile: string,
  variable: string,
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, args, { env, timeout: 60_000 });
    return stdout.replace(/\r?\n$/, '');
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    throw new UsageError({
      en: `profile ${profile}: the command for ${variable} failed (${program}: ${String(code)})`,
      zh: `配置 ${profile}：获取 ${variable} 的命令失败（${program}：${String(code)}）`,
    });
  }
}
