import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { run } from './run.ts';

/** One packed package. */
export interface Tarball {
  readonly name: string;
  readonly file: string;
  /** The paths inside. */
  readonly contents: readonly string[];
  /** Bytes of the tarball. */
  readonly size: number;
  /** Bytes of the declarations of its ESM build. */
  readonly typesSize: number;
  /** The entries that users can import. */
  readonly exports: Exports;
  /** The entries that this repository imports, without those that lead to the sources. */
  readonly declaredExports: Exports;
  /** Where TypeScript's `moduleResolution: node10`, which knows no `exports`, finds the subpaths. */
  readonly typesVersions: unknown;
}

type Exports = Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Packs the packages that the projects need as they would be published. They must be built. */
export async function packPackages(folder: string): Promise<readonly Tarball[]> {
  const tarballs: Tarball[] = [];
  for (const name of ['core', 'tencent', 'easemob', 'emulator', 'redis']) {
    tarballs.push(await pack(join(root, 'packages', name), folder));
  }
  return tarballs;
}

async function pack(cwd: string, folder: string): Promise<Tarball> {
  if (!existsSync(join(cwd, 'dist'))) throw new Error(`${cwd} is not built: run pnpm build first`);
  const args = ['pack', '--json', '--pack-destination', folder];
  // Under pnpm this is pnpm itself, which writes real versions in place of `workspace:`.
  const caller = process.env.npm_execpath ?? '';
  const { ok, output, errors } = /^pnpm.*js$/.test(basename(caller))
    ? await run(process.execPath, [caller, ...args], { cwd })
    : await run('npx', ['-y', 'pnpm@10.34.9', ...args], { cwd });
  if (!ok) throw new Error(`cannot pack ${cwd}:\n${output}${errors}`);
  const packed: { name: string; filename: string } = JSON.parse(output);
  const listing = await run('tar', ['-tzf', basename(packed.filename)], { cwd: folder });
  const contents = listing.output
    .split(/\r?\n/)
    .filter((path) => path !== '')
    .map((path) => path.replace('package/', ''));
  const types = contents.filter((path) => path.endsWith('.d.ts'));
  const manifest = await run('tar', ['-xzOf', basename(packed.filename), 'package/package.json'], {
    cwd: folder,
  });
  const { exports, typesVersions } = JSON.parse(manifest.output);
  return {
    name: packed.name,
    file: packed.filename,
    contents,
    size: statSync(packed.filename).size,
    typesSize: types.reduce((sum, path) => sum + statSync(join(cwd, path)).size, 0),
    exports,
    declaredExports: withoutSources(
      JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')).exports,
    ),
    typesVersions,
  };
}

function withoutSources(exports: Exports): Exports {
  return Object.fromEntries(
    Object.entries(exports).map(([entry, target]) => {
      if (typeof target === 'string') return [entry, target];
      const { '@imgroups/source': _, ...published } = target;
      return [entry, published];
    }),
  );
}

/** The `typesVersions` that stand for the subpaths; none where there is only the root. */
function typesVersionsOf(exports: Exports): object | undefined {
  const subpaths = Object.entries(exports).flatMap(([entry, target]) =>
    entry === '.' || typeof target === 'string'
      ? []
      : [[entry.replace('./', ''), [(target.import as { readonly types: string }).types]]],
  );
  return subpaths.length === 0 ? undefined : { '*': Object.fromEntries(subpaths) };
}

/** What is wrong with the contents of a tarball. */
export function faultsOf(tarball: Tarball): readonly string[] {
  const { contents, exports, declaredExports, typesVersions } = tarball;
  const missing = ['package.json', 'README.md', 'LICENSE'].filter(
    (path) => !contents.includes(path),
  );
  const withoutMap = contents.filter(
    (path) => /^dist.+\.c?js$/.test(path) && !contents.includes(`${path}.map`),
  );
  const foreign = contents.filter(
    (path) =>
      !/^(package\.json|README\.md|LICENSE|NOTICE|bin\/.+\.js|dist\/.+\.(c?js(\.map)?|d\.c?ts))$/.test(
        path,
      ) || /test|fixture/i.test(path),
  );
  return [
    ...missing.map((path) => `${path} is missing`),
    ...withoutMap.map((path) => `${path} has no source map`),
    ...foreign.map((path) => `${path} does not belong there`),
    ...(isDeepStrictEqual(exports, declaredExports)
      ? []
      : ['publishConfig.exports is not exports without @imgroups/source']),
    ...(isDeepStrictEqual(typesVersions, typesVersionsOf(exports))
      ? []
      : ['typesVersions does not lead to the types of every subpath']),
  ];
}
