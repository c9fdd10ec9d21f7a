import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const repository = fileURLToPath(new URL('..', import.meta.url));
const pages = globSync('{docs/index.md,docs/{guide,concepts,decisions}/*.md}', { cwd: repository })
  .map((page) => page.replaceAll('\\', '/'))
  .map((page) => ({ english: page, chinese: page.replace('docs/', 'docs/zh/') }));
const readmes = globSync('{README.md,packages/*/README.md}', { cwd: repository })
  .map((page) => page.replaceAll('\\', '/'))
  .map((page) => ({ english: page, chinese: page.replace('README.md', 'README.zh-CN.md') }))
  .filter(({ chinese }) => existsSync(repository + chinese));

test('there are pages to compare', () => {
  expect(pages.length).toBeGreaterThan(60);
  expect(readmes.length).toBeGreaterThan(7);
});

describe.each([...pages, ...readmes])('$chinese', ({ english, chinese }) => {
  const [original, translation] = [english, chinese].map((page) => proseOf(page));

  test('has the names in code of the English page', () => {
    const names = codeOf(translation);

    expect(codeOf(original).filter((name) => !names.includes(name))).toEqual([]);
  });

  test('has the figures of the English page, as often as it has them', () => {
    const figures = figuresOf(translation);

    const missing = figuresOf(withoutCode(original)).filter((figure) => {
      const index = figures.indexOf(figure);
      if (index >= 0) figures.splice(index, 1);
      return index < 0;
    });

    expect(missing).toEqual([]);
  });

  test('has the links of the English page', () => {
    expect(linksOf(translation)).toEqual(linksOf(original));
  });

  test('has as many items and rows as the English page', () => {
    expect(shapeOf(translation)).toEqual(shapeOf(original));
  });
});

/** A page without its blocks of code, which the tests of the snippets compare. */
function proseOf(page: string): string {
  return readFileSync(repository + page, 'utf8').replaceAll(/^( *)```[\s\S]*?^\1```/gm, '');
}

function codeOf(prose = ''): readonly string[] {
  return [...new Set(prose.match(/`[^`\n]+`/g))];
}

function withoutCode(prose = ''): string {
  return prose.replaceAll(/`[^`\n]*`/g, '');
}

/** The figures outside of links, with `10 万` as `100,000`. */
function figuresOf(prose = ''): string[] {
  const text = prose
    .replaceAll(/\]\([^)]*\)|https?:\/\/\S+/g, '')
    .replaceAll(/(\d+) 万/g, (_, number) => (Number(number) * 10_000).toLocaleString('en'));
  return text.match(/\d[\d,.]*\d|\d/g) ?? [];
}

/** The files and addresses that a page leads to, whichever language they are in. */
function linksOf(prose = ''): readonly string[] {
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) =>
    link
      .replace(/^https:\/\/github.com\/imgroups\/imgroups(\/blob\/main\/|#)/, '')
      .replace(/^readme$/, 'README.md')
      .replace(/#.*$/, '')
      .replace(/^(\.\.\/)+/, '')
      .replace('docs/zh/', 'docs/')
      .replace('README.zh-CN.md', 'README.md'),
  );
  return [...new Set(links)].sort();
}

function shapeOf(prose = ''): object {
  return {
    items: prose.match(/^ *(-|\d+\.) /gm)?.length ?? 0,
    rows: prose.match(/^\|/gm)?.length ?? 0,
  };
}
