import { rmSync } from 'node:fs';
import { defineConfig } from 'tsup';

interface BuildOptions {
  /** A subpath imports the package by its own name, so that both share one copy of the classes. */
  readonly importsItself?: boolean;
}

/** ESM and CommonJS builds of one package, each with its own declarations. */
export function packageBuild(entry: readonly string[], { importsItself }: BuildOptions = {}) {
  // Two builds share the folder, so neither may clean it while the other writes.
  rmSync('dist', { recursive: true, force: true });
  const common = {
    entry: [...entry],
    target: 'es2022',
    // Deno and workerd know Node's modules by their full names only.
    removeNodeProtocol: false,
    sourcemap: true,
    external: importsItself ? [/^@imgroups\//] : [],
    // Built packages find each other through node_modules, not through the sources.
    dts: { compilerOptions: { ...(importsItself ? {} : { customConditions: [] }), noEmit: false } },
  };
  return defineConfig([
    { ...common, format: 'esm' },
    {
      ...common,
      format: 'cjs',
      splitting: false,
      // These two publish ESM only, which older CommonJS loaders cannot require.
      noExternal: [/^ky$/, /^jose($|\/)/],
      outExtension: () => ({ js: '.cjs' }),
    },
  ]);
}
