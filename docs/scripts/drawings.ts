/**
 * Draws the `mermaid` blocks of all pages with Mermaid itself: `pnpm docs:drawings`, after a block has changed. Needs a
 * Chromium, and a font for Chinese: boxes are as wide as their text is here.
 */
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Mermaid } from 'mermaid';
import type { Page } from 'playwright-core';
import {
  drawings,
  drawingsFolder,
  fileOfDrawing,
  nameOfDrawing,
} from '../.vitepress/markdown/drawings.ts';
import { launchBrowser } from '../test/browser.ts';

declare const mermaid: Mermaid;

const docs = fileURLToPath(new URL('..', import.meta.url));

rmSync(drawingsFolder, { recursive: true, force: true });
mkdirSync(drawingsFolder, { recursive: true });
const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><body></body>');
  await page.addScriptTag({
    path: fileURLToPath(import.meta.resolve('mermaid/dist/mermaid.min.js')),
  });
  await requireChineseFont(page);
  for (const { file, source } of drawings(docs)) {
    const svg = await draw(page, source).catch((error) => {
      throw new Error(`${file}: ${error.message}\n${source}`);
    });
    writeFileSync(fileOfDrawing(source), `${svg}\n`);
  }
} finally {
  await browser.close();
}
console.log(`docs/drawings: ${globSync('*.svg', { cwd: drawingsFolder }).length} drawings`);

/** Without one the characters are drawn as narrow boxes. */
async function requireChineseFont(page: Page): Promise<void> {
  const width = await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    if (context) context.font = '100px sans-serif';
    return context?.measureText('群').width;
  });
  if (width !== 100) throw new Error('no font for Chinese: install one, such as fonts-noto-cjk');
}

/** Colours and fonts are left to the style sheet of the site, which knows light and dark. */
function draw(page: Page, source: string): Promise<string> {
  return page.evaluate(
    async ([id, source]) => {
      mermaid.initialize({
        startOnLoad: false,
        look: 'classic',
        theme: 'neutral',
        // A wide font: with most others a text is narrower than its box.
        fontFamily: 'DejaVu Sans, sans-serif',
        themeVariables: { fontSize: '16px' },
        flowchart: {
          ...{ useMaxWidth: false, nodeSpacing: 20, rankSpacing: 28, padding: 8 },
          wrappingWidth: 180,
        },
        sequence: {
          ...{ useMaxWidth: false, mirrorActors: false },
          ...{ actorMargin: 12, width: 116, height: 44, diagramMarginX: 8, diagramMarginY: 8 },
        },
      });
      const { svg } = await mermaid.render(id, source);
      document.body.innerHTML = svg;
      const element = document.querySelector('svg');
      element?.querySelector('style')?.remove();
      for (const part of element?.querySelectorAll(':is(marker, symbol, filter)[id]') ?? []) {
        if (!svg.includes(`url(#${part.id})`)) part.remove();
      }
      for (const part of element?.querySelectorAll('[data-points]') ?? []) {
        part.removeAttribute('data-points');
      }
      element?.style.setProperty('--width', `${element.getAttribute('width')}px`);
      return element?.outerHTML ?? '';
    },
    [`drawing-${nameOfDrawing(source)}`, source] as const,
  );
}
