import { join } from 'node:path';
import { build, type Options } from 'tsup';
import type { Package } from './packages.ts';

/** Writes the ESM and the CommonJS build of a package. */
export async function buildJavaScript({ folder, entries, dependencies }: Package): Promise<void> {
  const common = {
    config: false,
    entry: { ...entries },
    outDir: join(folder, 'dist'),
    target: 'es2022',
    // Deno and workerd know Node's modules by their full names only.
    removeNodeProtocol: false,
    sourcemap: true,
    // Our own is among them: a subpath imports its package by name, so that both share one copy of the classes.
    external: ['@imgroups', ...dependencies].map((name) => new RegExp(`^${name}($|/)`)),
    // Most of it is not used, and would be compiled all the same; in CommonJS each source file would copy all its names.
    noExternal: [/^valibot$/],
    silent: true,
    esbuildOptions(options) {
      options.absWorkingDir = folder;
    },
  } satisfies Options;
  await build({ ...common, format: 'esm' });
  // The committed file of a command, in `bin`, is ESM.
  const { main: _, ...modules } = entries;
  await build({
    ...common,
    entry: modules,
    format: 'cjs',
    splitting: false,
    // `import.meta.url`, where a module uses it.
    shims: true,
    // These publish ESM only, which older CommonJS loaders cannot require.
    noExternal: [/^ky$/, /^jose($|\/)/, /^@noble\/hashes\//, ...common.noExternal],
    outExtension: () => ({ js: '.cjs' }),
  });
}
