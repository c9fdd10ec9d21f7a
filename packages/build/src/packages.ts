import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A package that is published, and so built. */
export interface Package {
  /** Name of its folder. */
  readonly name: string;
  readonly folder: string;
  /** Source of each file that users load, by its path in `dist` without the extension. */
  readonly entries: Readonly<Record<string, string>>;
  /** The packages that are installed with it and not built into it. */
  readonly dependencies: readonly string[];
  /** Folder names of those that are ours. */
  readonly ownDependencies: readonly string[];
}

interface Manifest {
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly '@imgroups/source': string }>>;
}

export const packagesFolder = fileURLToPath(new URL('../../', import.meta.url));

/** The published packages, each after those it depends on. */
export function publishedPackages(): readonly Package[] {
  const ordered: Package[] = [];
  let waiting = globSync('*/package.json', { cwd: packagesFolder }).sort().flatMap(readPackage);
  while (waiting.length > 0) {
    const built = new Set(ordered.map(({ name }) => name));
    const ready = waiting.filter(({ ownDependencies }) =>
      ownDependencies.every((name) => built.has(name)),
    );
    if (ready.length === 0) throw new Error('packages depend on each other in a circle');
    ordered.push(...ready);
    waiting = waiting.filter((one) => !ready.includes(one));
  }
  return ordered;
}

function readPackage(path: string): Package[] {
  const folder = join(packagesFolder, path, '..');
  const manifest = JSON.parse(readFileSync(join(packagesFolder, path), 'utf8')) as Manifest;
  if (manifest.private) return [];
  const sources = Object.values(manifest.exports).flatMap((target) =>
    typeof target === 'string' ? [] : [target['@imgroups/source']],
  );
  // The module of a command: its committed file in `bin` loads `dist/main.js`.
  if (existsSync(join(folder, 'src/main.ts'))) sources.push('./src/main.ts');
  const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  return [
    {
      name: path.split(/[\\/]/)[0] ?? '',
      folder,
      entries: Object.fromEntries(
        sources.map((source) => [source.replace(/^\.\/src\/|\.ts$/g, ''), join(folder, source)]),
      ),
      dependencies,
      ownDependencies: dependencies.flatMap((name) =>
        name.startsWith('@imgroups/') ? [name.replace('@imgroups/', '')] : [],
      ),
    },
  ];
}
