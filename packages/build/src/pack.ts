import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packagesFolder, publishedPackages } from './packages.ts';

/** One packed package. */
export interface PackedFile {
  /** `@imgroups/core`. */
  readonly name: string;
  /** The whole path of its tarball. */
  readonly filename: string;
}

/** Packs the published packages as they would be published. They must be built. */
export function packInto(folder: string): readonly PackedFile[] {
  const published = publishedPackages().map(({ name }) => name);
  for (const name of published) {
    if (!existsSync(join(packagesFolder, name, 'dist'))) {
      throw new Error(`packages/${name} is not built: run pnpm build first`);
    }
  }
  const filters = published.map((name) => `--filter=@imgroups/${name}`);
  const args = ['--dir', packagesFolder, '--recursive', ...filters];
  args.push('pack', '--json', '--pack-destination', folder);
  // Under pnpm this is pnpm itself, which writes real versions in place of `workspace:`.
  const caller = process.env.npm_execpath ?? '';
  const isPnpm = /^pnpm.*js$/.test(basename(caller));
  const { status, stdout, stderr } = spawnSync(
    isPnpm ? process.execPath : 'npx',
    isPnpm ? [caller, ...args] : ['-y', 'pnpm@10.34.9', ...args],
    // Among our packages npx would read all of what is installed, to look for pnpm there.
    { cwd: folder, encoding: 'utf8', shell: !isPnpm && process.platform === 'win32' },
  );
  if (status !== 0) throw new Error(`cannot pack the packages:\n${stdout}${stderr}`);
  return JSON.parse(stdout);
}
