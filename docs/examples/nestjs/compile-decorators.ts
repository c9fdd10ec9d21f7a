import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

// Node leaves out types, and does not know decorators: the files of this folder are compiled, all others left to Node.
const folder = new URL('.', import.meta.url).href;
const tsconfigRaw = readFileSync(new URL('tsconfig.json', import.meta.url), 'utf8');

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith(folder) || !url.endsWith('.ts')) return nextLoad(url, context);
    const sourcefile = fileURLToPath(url);
    const { code } = transformSync(readFileSync(sourcefile, 'utf8'), {
      loader: 'ts',
      sourcefile,
      tsconfigRaw,
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
