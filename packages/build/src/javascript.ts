import { join } from 'node:path';
import { build, type Options } from 'tsup';
import type { Package } from './packages.ts';

/** Writes the ESM and the CommonJS build of a package. */
export async function buildJavaScript({ folder, entries, dependencies }: Package): Promise<void> {
  const common: Options = {
    config: false,
    entry: { ...entries },
    outDir: join(folder, 'dist'),
    target: 'es2022',
    // Deno and workerd know Node's modules by their full names only.
    removeNodeProtocol: false,
    sourcemap: true,
    // Our own is among them: a subpath imports its package by name, so that both share one copy of the classes.
    external: ['@imgroups', ...dependencies].map((name) => new RegExp(`^${name}($|/)`)),
    silent: true,
    esbuildOptions(options) {
      options.absWorkingDir = folder;
    },
  };
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
    // The first publish ESM only, which older CommonJS loaders cannot require. Of valibot each source file would copy all names
    // when it is loaded.
    noExternal: [/^ky$/, /^jose($|\/)/, /^@noble\/hashes\//, /^valibot$/],
    outExtension: () => ({ js: '.cjs' }),
  });
}
