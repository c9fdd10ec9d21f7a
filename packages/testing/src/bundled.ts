import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The text of each program that was made in this process: most are started by several tests. */
const texts = new Map<string, Promise<string>>();

/**
 * Makes one file of JavaScript of a program for Node, and gives its path. It starts several times faster than the sources, and
 * in less memory: Node takes 60 MB for reading TypeScript. External packages are looked for from the folder, and files that the
 * sources name by their own place where the sources are.
 */
export async function bundled(
  program: URL,
  folder: string,
  external: readonly (string | RegExp)[] = [],
): Promise<string> {
  const text = texts.get(program.href) ?? textOf(program, external);
  texts.set(program.href, text);
  const file = join(folder, basename(program.pathname).replace(/ts$/, 'mjs'));
  await writeFile(file, await text);
  return file;
}

async function textOf(program: URL, external: readonly (string | RegExp)[]): Promise<string> {
  const requireBuildTool = createRequire(new URL('../../build/package.json', import.meta.url));
  const { build } = requireBuildTool('rolldown');
  const { viteDynamicImportVarsPlugin, viteImportGlobPlugin } =
    requireBuildTool('rolldown/experimental');
  const { output } = await build({
    input: fileURLToPath(program),
    platform: 'node',
    external,
    resolve: { conditionNames: ['@imgroups/source', 'import', 'node'] },
    output: { codeSplitting: false },
    write: false,
    plugins: [
      // Together they take in whatever an `import` with a variable in its path can mean.
      viteDynamicImportVarsPlugin(),
      viteImportGlobPlugin(),
      {
        name: 'urls of sources',
        transform(code: string, id: string) {
          if (!id.endsWith('.ts') || !code.includes('import.meta.url')) return undefined;
          return code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
        },
      },
    ],
    logLevel: 'warn',
  });
  return output[0].code;
}
