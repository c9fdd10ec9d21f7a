import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Package } from './packages.ts';

/** Decides about the result in every package; paths from the top of the repository. */
const sharedInputs = [
  'pnpm-lock.yaml',
  'tsconfig.base.json',
  'tsconfig.json',
  'packages/build/tsconfig.json',
  'packages/build/src/*.ts',
];

type Location = Pick<Package, 'folder' | 'ownDependencies'>;

/** True if a package was built from exactly the present files, and its result is untouched. */
export function isUpToDate(location: Location): boolean {
  const stamp = stampOf(location);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(location);
}

export function noteAsBuilt(location: Location): void {
  const stamp = stampOf(location);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hashOf(location));
}

function stampOf({ folder }: Location): string {
  return join(folder, 'node_modules/.imgroups-build');
}

/** Of sources, result, configuration, and the declarations of the packages that it imports. */
function hashOf({ folder, ownDependencies }: Location): string {
  const hash = createHash('sha256');
  add(join(folder, '../..'), sharedInputs);
  add(folder, ['package.json', 'src/**', 'dist/**']);
  for (const name of ownDependencies) add(join(folder, '..', name), ['dist/**/*.d.ts']);
  return hash.digest('hex');

  function add(cwd: string, patterns: readonly string[]): void {
    const exclude = ['**/*.test.ts', '**/*.test-d.ts'];
    for (const path of globSync(patterns, { cwd, exclude }).sort()) {
      if (statSync(join(cwd, path)).isDirectory()) continue;
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(cwd, path)))
        .update('\0');
    }
  }
}
