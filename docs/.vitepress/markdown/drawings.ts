import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MarkdownEnv, MarkdownRenderer } from 'vitepress';

export const drawingsFolder = fileURLToPath(new URL('../../drawings/', import.meta.url));

/** A `mermaid` block of a page. */
interface Drawing {
  /** Below `docs`. */
  readonly file: string;
  readonly source: string;
}

/** The `mermaid` blocks of all pages below a folder. */
export function drawings(docs: string): readonly Drawing[] {
  return globSync('{guide,concepts,decisions,zh}/**/*.md', { cwd: docs }).flatMap((file) => {
    const text = readFileSync(`${docs}/${file}`, 'utf8').replaceAll('\r\n', '\n');
    const blocks = text.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm);
    return [...blocks].map(([, source = '']) => ({ file, source }));
  });
}

/** A drawing is found by its text, so that one that is out of date is not shown. */
export function nameOfDrawing(source: string): string {
  return createHash('sha256').update(source).digest('hex').slice(0, 12);
}

export function fileOfDrawing(source: string): string {
  return `${drawingsFolder}${nameOfDrawing(source)}.svg`;
}

/** Puts the drawing of each `mermaid` block into its page, and the text below it. */
export function showDrawings(markdown: MarkdownRenderer): void {
  const fence = markdown.renderer.rules.fence;
  markdown.renderer.rules.fence = (tokens, index, options, env: MarkdownEnv, self) => {
    const token = tokens[index];
    if (token?.info.trim() !== 'mermaid') {
      return fence?.(tokens, index, options, env, self) ?? '';
    }
    const source = token.content;
    if (!existsSync(fileOfDrawing(source))) {
      throw new Error(`${env.relativePath}: a drawing is missing, run \`pnpm docs:drawings\``);
    }
    return figureOf(source, env.relativePath, markdown.utils.escapeHtml);
  };
}

function figureOf(source: string, page: string, escapeHtml: (text: string) => string): string {
  const svg = readFileSync(fileOfDrawing(source), 'utf8').trim();
  const chinese = page.startsWith('zh/');
  const label = chinese ? '图示，文字版见下方' : 'Diagram; its text follows';
  const summary = chinese ? '图的文字版' : 'Diagram as text';
  return `<figure class="diagram" v-pre>
<div class="diagram-canvas" role="img" aria-label="${label}" tabindex="0">${svg}</div>
<details><summary>${summary}</summary><pre><code>${escapeHtml(source)}</code></pre></details>
</figure>\n`;
}
