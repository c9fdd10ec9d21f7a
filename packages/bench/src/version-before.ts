import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The last commit of 0.1. */
export const before = 'd057439';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const folder = fileURLToPath(new URL('../dist/before', import.meta.url));

/** Builds the adapters of 0.1 from the history of this repository; gives the file of each vendor. */
export async function buildBefore(vendors: readonly string[]): Promise<Record<string, string>> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const paths = ['core', ...vendors].map((name) => `packages/${name}/src`);
  const archive = execFileSync('git', ['archive', before, ...paths], {
    cwd: repository,
    maxBuffer: 2 ** 28,
  });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  await build({
    entryPoints: vendors.map((name) => ({
      in: `${folder}/packages/${name}/src/index.ts`,
      out: name,
    })),
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    alias: { '@imgroups/core': `${folder}/packages/core/src/index.ts` },
    // Its dependencies are those of today.
    nodePaths: ['core', ...vendors].map((name) => `${repository}/packages/${name}/node_modules`),
    logLevel: 'warning',
  });
  return Object.fromEntries(vendors.map((name) => [name, `${folder}/${name}.mjs`]));
}
