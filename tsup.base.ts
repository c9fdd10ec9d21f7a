import { rmSync } from 'node:fs';
import { defineConfig } from 'tsup';

/** ESM and CommonJS builds of one package, each with its own declarations. */
export function packageBuild(entry: readonly string[]) {
  // Two builds share the folder, so neither may clean it while the other writes.
  rmSync('dist', { recursive: true, force: true });
  const common = {
    entry: [...entry],
    target: 'es2022',
    sourcemap: true,
    // Built packages find each other through node_modules, not through the sources.
    dts: { compilerOptions: { paths: {}, noEmit: false } },
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
