import type { BrowserContextOptions } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readPage, shownPages } from './built-site.ts';
import { siteForTests } from './site.ts';

const site = siteForTests();

const desk = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const drawn = shownPages.filter((path) => readPage(path).includes('class="diagram"'));

test('at 1,280 px every drawing is seen as a whole', async () => {
  expect(await look(drawn, { viewport: desk }, scrolledDrawings)).toEqual([]);
});

describe.each([
  ['1,280 px', desk],
  ['390 px', phone],
])('at %s', (_, viewport) => {
  test.each(['light', 'dark'] as const)('%s drawings can be read', async (colorScheme) => {
    expect(drawn).not.toEqual([]);
    expect(await look(drawn, { viewport, colorScheme }, faultsOfDrawings)).toEqual([]);
  });
});

/** The faults of pages, each with the path of its page. */
async function look(
  paths: readonly string[],
  options: BrowserContextOptions,
  find: () => string[],
): Promise<string[]> {
  const { page, problems } = await site.open(options);
  const found: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    await page.locator('.VPContent h1').first().waitFor();
    found.push(...(await page.evaluate(find)).map((text) => `${path}: ${text}`));
  }
  await page.context().close();
  return [...problems, ...found];
}

/** Runs in the page. */
function scrolledDrawings(): string[] {
  return [...document.querySelectorAll('.diagram-canvas')]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    .map(({ scrollWidth, clientWidth }) => `a drawing of ${scrollWidth} px in ${clientWidth}`);
}

/** Runs in the page: labels that overlap, leave their box or the drawing, or have the colour of what is behind them. */
function faultsOfDrawings(): string[] {
  const boxOf = (node: Node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  };
  const inside = (inner: DOMRect, outer: DOMRect) =>
    inner.left >= outer.left - 1 &&
    inner.right <= outer.right + 1 &&
    inner.top >= outer.top - 1 &&
    inner.bottom <= outer.bottom + 1;
  const lightness = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const faults: string[] = [];
  for (const svg of document.querySelectorAll('.diagram svg')) {
    const walker = document.createTreeWalker(svg, NodeFilter.SHOW_TEXT);
    const labels: { text: string; box: DOMRect; element: Element }[] = [];
    while (walker.nextNode()) {
      const { currentNode } = walker;
      const text = currentNode.textContent?.trim();
      const element = currentNode.parentElement;
      if (text && element) labels.push({ text, box: boxOf(currentNode), element });
    }
    if (labels.length === 0) faults.push('a drawing without text');
    for (const [index, { text, box, element }] of labels.entries()) {
      if (!inside(box, svg.getBoundingClientRect())) faults.push(`"${text}" leaves the drawing`);
      const shape = element
        .closest('g.node, g:has(> rect.actor)')
        ?.querySelector('rect, polygon, circle, path')
        ?.getBoundingClientRect();
      if (shape && !inside(box, shape)) faults.push(`"${text}" leaves its box`);
      const { color, fill } = getComputedStyle(element);
      const ink = element instanceof SVGElement ? fill : color;
      const paper = getComputedStyle(document.body).backgroundColor;
      if (Math.abs(lightness(ink) - lightness(paper)) < 120) faults.push(`"${text}" is ${ink}`);
      for (const other of labels.slice(index + 1)) {
        const apart =
          box.right <= other.box.left + 1 ||
          other.box.right <= box.left + 1 ||
          box.bottom <= other.box.top + 1 ||
          other.box.bottom <= box.top + 1;
        if (!apart) faults.push(`"${text}" overlaps "${other.text}"`);
      }
    }
  }
  return faults;
}
