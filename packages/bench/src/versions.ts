import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';
import { vendors } from './vendors.ts';

/** The last commit of 0.1. */
export const before = 'd057439';

/** The adapters of 0.1, and those of the working tree. */
export const versions = ['0.1', 'now'] as const;
export type Version = (typeof versions)[number];

/** The folders of the adapters in `packages`. */
const packages = vendors.map(({ name }) => name);
const repository = fileURLToPath(new URL('../../..', import.meta.url));
const built = fileURLToPath(new URL('../dist/versions', import.meta.url));

/** Builds the adapters of one version; gives the folder with a file for each entry, such as `tencent/src/index.mjs`. */
export async function buildVersion(
  version: Version,
  entries: readonly string[] = packages.map((name) => `${name}/src/index`),
): Promise<string> {
  const { sources, options } = prepare(version);
  const outdir = `${built}/${version}`;
  await build({
    ...options,
    entryPoints: entries.map((entry) => ({ in: `${sources}/${entry}.ts`, out: entry })),
    outdir,
    splitting: true,
    outExtension: { '.js': '.mjs' },
  });
  return outdir;
}

/** Kilobytes of an import with everything it needs but jose, minified and gzipped. */
export async function gzippedSize(version: Version, entry: string, name: string): Promise<number> {
  const { sources, options } = prepare(version);
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: `export { ${name} } from './${entry}.ts'`, resolveDir: sources },
    external: ['jose', 'jose/*'],
    minify: true,
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length / 1000;
}

/** The sources of a version, and how to build them; the dependencies are those of today. */
function prepare(version: Version): { readonly sources: string; readonly options: BuildOptions } {
  const options: BuildOptions = {
    bundle: true,
    platform: 'node',
    format: 'esm',
    tsconfigRaw: {},
    logLevel: 'warning',
  };
  if (version === 'now') {
    const conditions = ['@imgroups/source', 'module'];
    return { sources: `${repository}/packages`, options: { ...options, conditions } };
  }
  const folder = `${built}/sources`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const names = ['core', ...packages];
  const paths = names.map((name) => `packages/${name}/src`);
  const archive = execFileSync('git', ['archive', before, ...paths], {
    cwd: repository,
    maxBuffer: 2 ** 28,
  });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  return {
    sources: `${folder}/packages`,
    options: {
      ...options,
      alias: { '@imgroups/core': `${folder}/packages/core/src/index.ts` },
      nodePaths: names.map((name) => `${repository}/packages/${name}/node_modules`),
    },
  };
}
