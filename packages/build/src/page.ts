import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'rolldown';
import type { Package } from './packages.ts';

const source = 'src/control/inspector/page/index.html';

/** Writes the page of a package that has one, with its style and its script inside: one file that loads nothing. */
export async function buildPage({ folder }: Pick<Package, 'folder'>): Promise<void> {
  const template = join(folder, source);
  if (!existsSync(template)) return;
  const from = dirname(template);
  const style = readFileSync(join(from, 'page.css'), 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
  const script = await bundle(join(from, 'main.tsx'));
  // Functions, because a `$` in a text would mean something.
  const html = readFileSync(template, 'utf8')
    .replace('<link rel="stylesheet" href="page.css" />', () => `<style>${folded(style)}</style>`)
    .replace(
      '<script type="module" src="main.tsx"></script>',
      () => `<script type="module">${script.replaceAll('</script', '<\\/script')}</script>`,
    )
    .replace('<!-- licences -->', () => `<!--\n${licenceOf('preact', template)}-->`);
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'dist/inspector.html'), html);
}

async function bundle(input: string): Promise<string> {
  const { output } = await build({
    input,
    platform: 'browser',
    transform: {
      target: 'es2022',
      define: { 'process.env.NODE_ENV': '"production"' },
    },
    output: { format: 'esm', minify: true, codeSplitting: false },
    write: false,
    logLevel: 'warn',
  });
  return output[0].code.trim();
}

/** Without what only people read. */
function folded(style: string): string {
  return style
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,>]) ?/g, '$1')
    .trim();
}

/** Code that is bundled must carry its licence. */
function licenceOf(name: string, from: string): string {
  const manifest = createRequire(from).resolve(`${name}/package.json`);
  return `${name}\n\n${readFileSync(join(dirname(manifest), 'LICENSE'), 'utf8')}`;
}
