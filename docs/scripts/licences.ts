import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** A package that is installed along with one of ours. */
export interface Dependency {
  readonly name: string;
  readonly licence: string;
  /** Our packages that bring it, directly or not. */
  readonly usedBy: readonly string[];
}

const packages = fileURLToPath(new URL('../../packages', import.meta.url));

/** Everything that is installed along with the published packages, by name. */
export function runtimeDependencies(): readonly Dependency[] {
  const found = new Map<string, Dependency>();
  for (const folder of readdirSync(packages).map((name) => join(packages, name))) {
    const manifest = existsSync(join(folder, 'package.json')) ? manifestIn(folder) : undefined;
    if (!manifest || manifest.private) continue;
    for (const { name, license = 'unknown' } of dependenciesOf(folder, new Set())) {
      // Where two versions of it are installed, the package is still one.
      const usedBy = [...new Set([...(found.get(name)?.usedBy ?? []), manifest.name])];
      found.set(name, { name, licence: license, usedBy });
    }
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The rows of the page: package, licence, and which of ours bring it. */
export function licencesTable(): readonly (readonly string[])[] {
  return runtimeDependencies().map(({ name, licence, usedBy }) => [
    name,
    licence,
    usedBy.map((user) => `\`${user}\``).join(', '),
  ]);
}

/** The packages of others that a folder's package depends on, and theirs. */
function dependenciesOf(folder: string, seen: Set<string>): readonly Manifest[] {
  const { dependencies = {} } = manifestIn(folder);
  return Object.keys(dependencies).flatMap((name) => {
    const path = installed(name, folder);
    if (seen.has(path)) return [];
    seen.add(path);
    const own = name.startsWith('@imgroups/') ? [] : [manifestIn(path)];
    return [...own, ...dependenciesOf(path, seen)];
  });
}

/** Returns the folder of a dependency, as Node looks for it. */
function installed(name: string, from: string): string {
  const path = join(from, 'node_modules', name);
  if (existsSync(join(path, 'package.json'))) return realpathSync(path);
  if (dirname(from) === from) throw new Error(`${name} is not installed`);
  return installed(name, dirname(from));
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
