import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { type PackedFile, packInto } from '../../build/src/pack.ts';
import { packagesFolder } from '../../build/src/packages.ts';
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
  /** Leads TypeScript's `moduleResolution: node10`, which knows no `exports`, to the subpaths. */
  readonly typesVersions: unknown;
}

/** The condition of `exports` that leads to the sources. */
const sources = '@imgroups/source';

type Exports = Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;

/** Packs the packages that the projects need as they would be published. They must be built. */
export function packPackages(folder: string): Promise<readonly Tarball[]> {
  return Promise.all(packInto(folder).map(readTarball));
}

async function readTarball({ name, filename }: PackedFile): Promise<Tarball> {
  const folder = join(packagesFolder, name.replace('@imgroups/', ''));
  const cwd = dirname(filename);
  const listing = await run('tar', ['-tzf', basename(filename)], { cwd });
  const contents = listing.output
    .split(/\r?\n/)
    .filter((path) => path !== '')
    .map((path) => path.replace('package/', ''));
  const types = contents.filter((path) => path.endsWith('.d.ts'));
  const manifest = await run('tar', ['-xzOf', basename(filename), 'package/package.json'], { cwd });
  const { exports, typesVersions } = JSON.parse(manifest.output);
  return {
    name,
    file: filename,
    contents,
    size: statSync(filename).size,
    typesSize: types.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0),
    exports,
    declaredExports: withoutSources(
      JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).exports,
    ),
    typesVersions,
  };
}

function withoutSources(exports: Exports): Exports {
  return Object.fromEntries(
    Object.entries(exports).map(([entry, target]) => {
      if (typeof target === 'string') return [entry, target];
      const { [sources]: _, ...published } = target;
      return [entry, published];
    }),
  );
}

/** Returns the faults of a tarball: in its contents, its manifest, and the way its types are found. */
export async function faultsOf(tarball: Tarball): Promise<readonly string[]> {
  const bytes = readFileSync(tarball.file);
  const { messages, pkg } = await publint({
    pack: { tarball: new Uint8Array(bytes).buffer },
    strict: true,
    level: 'warning',
  });
  const content = createPackageFromTarballData(bytes);
  const types = await checkPackage(content);
  const problems = types.types ? types.problems : [{ kind: 'no types' }];
  return [
    ...faultsOfContents(tarball),
    ...messages.map((message) => `${message.code} ${formatMessage(message, pkg)}`),
    ...problems.map((problem) => JSON.stringify(problem)),
    ...content
      .listFiles()
      .filter((path) => content.tryReadFile(path)?.includes(sources))
      .map((path) => `${path} names ${sources}`),
  ];
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

function faultsOfContents(tarball: Tarball): readonly string[] {
  const { contents, exports, declaredExports, typesVersions } = tarball;
  const missing = ['package.json', 'README.md', 'LICENSE'].filter(
    (path) => !contents.includes(path),
  );
  const withoutMap = contents.filter(
    (path) => /^dist.+\.c?js$/.test(path) && !contents.includes(`${path}.map`),
  );
  const foreign = contents.filter(
    (path) =>
      !/^(package\.json|README(\.zh-CN)?\.md|LICENSE|NOTICE|[a-z]+\.schema\.json|catalogue\.json|bin\/.+\.js|dist\/(.+\.(c?js(\.map)?|d\.c?ts)|inspector\.html))$/.test(
        path,
      ) || /test|fixture/i.test(path),
  );
  return [
    ...missing.map((path) => `${path} is missing`),
    ...withoutMap.map((path) => `${path} has no source map`),
    ...foreign.map((path) => `${path} does not belong there`),
    ...(isDeepStrictEqual(exports, declaredExports)
      ? []
      : [`publishConfig.exports is not exports without ${sources}`]),
    ...(isDeepStrictEqual(typesVersions, typesVersionsOf(exports))
      ? []
      : ['typesVersions does not lead to the types of every subpath']),
  ];
}
