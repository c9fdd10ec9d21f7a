import { renderMermaidSVG } from 'beautiful-mermaid';
import type { MarkdownEnv, MarkdownRenderer } from 'vitepress';

/** Renders `mermaid` fences to SVG while the site is built. A broken diagram stops the build. */
export function diagrams(markdown: MarkdownRenderer): void {
  const fence = markdown.renderer.rules.fence;
  markdown.renderer.rules.fence = (tokens, index, options, env: MarkdownEnv, self) => {
    const token = tokens[index];
    if (token?.info.trim() !== 'mermaid') {
      return fence?.(tokens, index, options, env, self) ?? '';
    }
    const place = { page: env.relativePath, line: (token.map?.[0] ?? 0) + 1 };
    return figureOf(token.content, place, `diagram-${index}`, markdown.utils.escapeHtml);
  };
}

interface Place {
  readonly page: string;
  /** The line of the fence. */
  readonly line: number;
}

function figureOf(
  source: string,
  place: Place,
  id: string,
  escapeHtml: (text: string) => string,
): string {
  const svg = toSvg(source, place, id);
  const chinese = place.page.startsWith('zh/');
  const label = chinese ? '图示，文字版见下方' : 'Diagram; its text follows';
  const summary = chinese ? '图的文字版' : 'Diagram as text';
  return `<figure class="diagram" v-pre>
<div class="diagram-canvas" role="img" aria-label="${label}" tabindex="0">${svg}</div>
<details><summary>${summary}</summary><pre><code>${escapeHtml(source)}</code></pre></details>
</figure>\n`;
}

const options = { transparent: true, layerSpacing: 28 };

/** @throws When the diagram, or one line of it, is not understood. */
export function toSvg(source: string, { page, line }: Place, id: string): string {
  let svg: string;
  try {
    svg = renderMermaidSVG(source, options);
  } catch (error) {
    throw new Error(
      `${page}:${line}: broken diagram: ${error instanceof Error ? error.message : error}`,
    );
  }
  const lost = lineWithoutEffect(source, svg);
  if (lost !== undefined) {
    throw new Error(`${page}:${line + lost + 1}: this line of a diagram is not understood`);
  }
  return adapt(svg, id);
}

const frame = /^\s*($|%%|end\b|(flowchart|graph|sequenceDiagram|stateDiagram|participant|actor)\b)/;

/** The renderer drops what it does not understand without a word: a line that changes nothing when it is left out. */
function lineWithoutEffect(source: string, svg: string): number | undefined {
  const lines = source.split('\n');
  const index = lines.findIndex(
    (text, number) => !frame.test(text) && renderWithout(lines, number) === svg,
  );
  return index < 0 ? undefined : index;
}

function renderWithout(lines: readonly string[], number: number): string | undefined {
  try {
    return renderMermaidSVG(lines.toSpliced(number, 1).join('\n'), options);
  } catch {
    return undefined;
  }
}

/** The renderer's smallest text is 11 px high; here it is 14. */
const scale = 14 / 11;
/** The part that is cut off each side of the renderer's margin of 30 or 40 px. */
const crop = 20;

/**
 * Fits the drawing into a page: fonts and colours come from the theme's style sheet and not from the net, ids are told
 * apart from those of other drawings, and the smallest text is of readable size.
 */
function adapt(svg: string, id: string): string {
  return svg
    .replace(
      /<svg[^>]* viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>\s*<style>[\s\S]*?<\/style>/,
      (_, width: string, height: string) => openTag(Number(width), Number(height)),
    )
    .replaceAll(/ id="([^"]+)"/g, ` id="${id}-$1"`)
    .replaceAll(/url\(#([^)]+)\)/g, `url(#${id}-$1)`)
    .replaceAll(/\n\s*/g, '');
}

function openTag(width: number, height: number): string {
  const [shownWidth, shownHeight] = [width - 2 * crop, height - 2 * crop];
  const fullWidth = Math.ceil(shownWidth * scale);
  const viewBox = `${crop} ${crop} ${shownWidth} ${shownHeight}`;
  return `<svg viewBox="${viewBox}" width="${fullWidth}" height="${Math.ceil(shownHeight * scale)}" style="--width:${fullWidth}px" aria-hidden="true" focusable="false">`;
}
