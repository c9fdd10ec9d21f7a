import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { type Package, packagesFolder } from './packages.ts';

const compiler = fileURLToPath(
  new URL('../../../node_modules/typescript-7/bin/tsc', import.meta.url),
);
const project = fileURLToPath(new URL('..', import.meta.url));
const emitted = fileURLToPath(new URL('../dist/declarations/', import.meta.url));

/** Writes the declarations of every source file of all packages, once, into a folder of our own. */
export function emitDeclarations(): void {
  const { status } = spawnSync(process.execPath, [compiler, '-p', project, '--singleThreaded'], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('TypeScript could not make the declarations');
}

/** Joins the declarations of a package into one file per entry; both module systems get the same text. */
export async function joinDeclarations({ folder, entries }: Package): Promise<void> {
  const dist = join(folder, 'dist');
  await build({
    cwd: folder,
    input: Object.fromEntries(
      Object.entries(entries).map(([entry, source]) => [
        entry,
        join(emitted, relative(packagesFolder, source)).replace(/\.ts$/, '.d.ts'),
      ]),
    ),
    external: [/^[^./]/],
    plugins: dts({ dtsOnly: true, tsconfig: false }),
    output: { dir: dist, chunkFileNames: '[name]-[hash].d.ts' },
    logLevel: 'warn',
  });
  for (const path of globSync('**/*.d.ts', { cwd: dist })) {
    const text = withNamedImports(readFileSync(join(dist, path), 'utf8'));
    writeFileSync(join(dist, path), text);
    const commonJs = text.replaceAll(/^((?:im|ex)port .*"\..*)\.js";$/gm, '$1.cjs";');
    writeFileSync(join(dist, path.replace(/\.ts$/, '.cts')), commonJs);
  }
}

/**
 * Imports types by name. Where a source file does not import a type that it only infers, TypeScript writes
 * `import("@imgroups/core").Endpoint` at every use: longer, and harder to read for users whose editor leads them there.
 */
function withNamedImports(declarations: string): string {
  const imports = new Set<string>();
  const text = declarations.replaceAll(/\bimport\("([^"]+)"\)\./g, (_, module: string) => {
    const name = module.replaceAll(/\W+/g, '_');
    imports.add(`import type * as ${name} from "${module}";\n`);
    return `${name}.`;
  });
  return [...imports, text].join('');
}
