import { describe, expect, test } from 'vitest';
import { allPages, readPage } from './built-site.ts';
import { siteForTests } from './site.ts';

const site = siteForTests();

const bodies = new Map(allPages.map((path) => [path, bodyOf(readPage(path))]));

describe.concurrent.each([
  ['1,280 px', { width: 1280, height: 800 }, 'nothing but a table of many columns scrolls'],
  ['390 px', { width: 390, height: 844 }, 'what is wide scrolls in a box of its own'],
])('at %s', (_, viewport, what) => {
  test(`no page is cut or wider than the window, and ${what}`, { timeout: 600_000 }, async () => {
    // All pages have the style sheet of the first one: their bodies are shown in its place, which is much sooner than to load each.
    const { page, problems } = await site.open({ viewport, javaScriptEnabled: false });
    await page.goto('/');
    const found: string[] = [];
    for (const [path, body] of bodies) {
      const faults = await page.evaluate(faultsOf, body);
      found.push(...faults.map((text) => `${path}: ${text}`));
    }
    await page.context().close();

    expect([...problems, ...found]).toEqual([]);
  });
});

/** The body of a page without the sidebar, which has a place of its own and is most of the page. */
function bodyOf(html: string): string {
  const [, body] = /<body\b[^>]*>([\s\S]*)<\/body>/.exec(html) ?? [];
  if (body === undefined) throw new Error('a page without a body');
  return body.replace(/<aside class="VPSidebar[\s\S]*?<\/aside>/, '');
}

/** Runs in the page. */
function faultsOf(body: string): string[] {
  document.body.innerHTML = body;
  // What is closed has a width, too.
  for (const details of document.querySelectorAll('details')) details.open = true;
  const isDesk = window.innerWidth >= 960;
  const faults: string[] = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`is ${scrollWidth} px wide`);
  // On a phone code goes from edge to edge of the window.
  const room = isDesk ? document.querySelector('.vp-doc')?.getBoundingClientRect() : undefined;
  const { left = 0, right = window.innerWidth } = room ?? {};
  for (const element of document.querySelectorAll<HTMLElement>('.vp-doc :is(pre, table, td, th)')) {
    const { tagName, className, textContent } = element;
    const name = `${tagName} ${className} (${textContent?.trim().slice(0, 40)})`;
    const box = element.getBoundingClientRect();
    const isCell = tagName === 'TD' || tagName === 'TH';
    if (!isCell && (box.left < left - 1 || box.right > right + 1)) {
      faults.push(`${name} is wider than its column`);
    }
    if (element.scrollWidth <= element.clientWidth) continue;
    const widths = `${name} has ${element.scrollWidth} px in ${element.clientWidth}`;
    const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX);
    const mayScroll = !isDesk || element.querySelector('th:nth-child(9)') !== null;
    if (isCell || !scrolls) faults.push(`${widths}, and they are cut`);
    else if (!mayScroll) faults.push(`${widths}, and scrolls`);
  }
  return faults;
}
