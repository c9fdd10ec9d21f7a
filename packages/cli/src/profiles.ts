import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { didYouMean, UsageError } from './usage-error.ts';

/** An application of a vendor: variables as `fromEnv` of its package reads them. */
export interface Profile {
  /** `tencent`. */
  readonly vendor: string;
  /** Values by the full name of the variable. */
  readonly variables: Readonly<Record<string, string>>;
  /** Programs with their arguments whose output is the value of a variable. */
  readonly commands?: Readonly<Record<string, readonly string[]>>;
}

interface ProfileFile {
  /** The profile that is used where nothing else says one. */
  readonly current?: string | undefined;
  readonly profiles: Readonly<Record<string, Profile>>;
}

/** Returns the path of the file that holds the profiles. */
export function profilePath(env: NodeJS.ProcessEnv): string {
  const { IMGROUPS_CONFIG, XDG_CONFIG_HOME, APPDATA } = env;
  if (IMGROUPS_CONFIG) return IMGROUPS_CONFIG;
  const folder =
    process.platform === 'win32' ? APPDATA : XDG_CONFIG_HOME || join(homedir(), '.config');
  return join(folder ?? homedir(), 'imgroups', 'profiles.json');
}

/** The profiles of the user; none where there is no file. */
export function readProfiles(env: NodeJS.ProcessEnv): ProfileFile {
  const path = profilePath(env);
  if (!existsSync(path)) return { profiles: {} };
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new UsageError({
      en: `${path}: can be read by others; make it yours alone: chmod 600 ${path}`,
      zh: `${path}：其他人可以读取；请改为仅自己可读：chmod 600 ${path}`,
    });
  }
  try {
    const file: ProfileFile = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof file.profiles === 'object' && file.profiles !== null) return file;
  } catch {
    // Its text may hold a secret, and so may what the parser says of it.
  }
  throw new UsageError({
    en: `${path}: is not a file of profiles; mend it, or move it away`,
    zh: `${path}：不是配置文件；请修正或移走`,
  });
}

/** Keeps the profiles in a file that its owner alone can read. */
export function writeProfiles(env: NodeJS.ProcessEnv, file: ProfileFile): void {
  const path = profilePath(env);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const written = `${path}.${process.pid}.tmp`;
  writeFileSync(written, `${JSON.stringify(file, undefined, 2)}\n`, { mode: 0o600 });
  chmodSync(written, 0o600);
  renameSync(written, path);
}

/** The profile of this name, or an error that tells the nearest. */
export async function requireProfile(
  env: NodeJS.ProcessEnv,
  name: string,
  others: readonly string[] = [],
): Promise<Profile> {
  const { profiles } = readProfiles(env);
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile) return profile;
  const names = [...Object.keys(profiles), ...others];
  const hint = (await didYouMean(name, names)) ?? {
    en: `; there are ${names.join(', ') || 'none yet'}: add one with imgroups profile add`,
    zh: `；现有：${names.join('、') || '无'}。可用 imgroups profile add 添加`,
  };
  throw new UsageError({
    en: `profile ${name}: unknown profile${hint.en}`,
    zh: `配置 ${name}：没有这个配置${hint.zh}`,
  });
}
