import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';

/** The environment of servers, which Debian keeps where only an administrator's shell looks. */
export const withServers = {
  ...process.env,
  PATH: `${process.env.PATH}${delimiter}/usr/sbin`,
};

/** Tells whether a program is installed whose package of Debian has its name; where tests must run, its absence is an error. */
export function isInstalled(program: string): boolean {
  if (spawnSync(program, ['-v'], { env: withServers }).status === 0) return true;
  noteMissing(program, program);
  return false;
}

/** Says that tests are skipped for want of a program; where they must run, its absence is an error. */
export function noteMissing(program: string, debianPackage: string): void {
  const line = `${program} is not installed (Debian: apt-get install ${debianPackage})`;
  // There is none for Windows.
  if (process.env.CI && process.platform !== 'win32') throw new Error(line);
  console.warn(`${line}: the tests that need it are skipped.`);
}
