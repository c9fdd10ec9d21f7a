import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const measured = numbersIn(read('packages/bench/RESULTS.md'));

/** Figures as they are written: `25.8`, `69,860`. */
function numbersIn(text: string): ReadonlySet<string> {
  return new Set(text.match(/\d[\d,.]*\d|\d/g));
}

/** The numbers of a table's rows, without those of what was done. */
function numbersBelow(heading: string, page: string): readonly string[] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const rows =
    section
      .split('\n## ')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('|')) ?? [];
  return rows.flatMap((row) => [...numbersIn(row.split('|').slice(2).join('|'))]);
}

test.each([
  ['README.md', 'Measured'],
  ['README.zh-CN.md', '实测'],
])('the figures in %s are those of the last measurement', (readme, heading) => {
  const told = numbersBelow(heading, read(readme)).filter((number) => number !== '200');

  const invented = told.filter((number) => !measured.has(number));

  expect(told.length).toBeGreaterThan(20);
  expect(invented).toEqual([]);
});

/** The lines of a section of a page. */
function linesBelow(heading: string, page: string): readonly string[] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  return section.split('\n## ')[0]?.split('\n') ?? [];
}

/** Tells whether a number is a measured one, or such a one rounded. */
function isMeasured(number: string): boolean {
  const digits = number.split('.')[1]?.length ?? 0;
  const value = Number(number.replaceAll(',', ''));
  return [...measured].some(
    (each) => Number(Number(each.replaceAll(',', '')).toFixed(digits)) === value,
  );
}

test.each([
  ['README.md', 'In figures'],
  ['README.zh-CN.md', '几个数字'],
])('the numbers at the top of %s are measured ones', (readme, heading) => {
  const items = linesBelow(heading, read(readme)).filter((line) => line.startsWith('- '));
  const { imports }: { imports: readonly { readonly kills: number }[] } = JSON.parse(
    read('packages/chaos/crashes.json'),
  );
  const kills = imports.reduce((sum, row) => sum + row.kills, 0);

  const told = items.flatMap((line) => [...numbersIn(line.replaceAll(/\(docs[^)]*\)/g, ''))]);
  const unknown = told.filter((number) => !isMeasured(number) && Number(number) !== kills);

  expect(told.length).toBeGreaterThan(8);
  expect(told).toContain(String(kills));
  expect(unknown).toEqual([]);
});

test.each([
  ['docs/guide/native-endpoints.md', /Left out are (\d+) routes of Easemob/],
  ['docs/zh/guide/native-endpoints.md', /没有收入的是环信的 (\d+) 个接口/],
])('%s says how many routes are left out', (page, pattern) => {
  const pages: { vendors: { easemob: { routes: readonly object[] } } } = JSON.parse(
    read('docs/scripts/vendor-pages.json'),
  );
  const { routes } = pages.vendors.easemob;

  expect(Number(pattern.exec(read(page))?.[1])).toBe(
    routes.filter((route) => 'leftOut' in route).length,
  );
});

test.each([
  [
    'README.md',
    ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'],
    /\[(\w+) programs\]/,
  ],
  ['README.zh-CN.md', [...'一二三四五六七八'], /(.)个(?:示例)?程序/],
] as const)('%s says how many examples there are', (readme, words, pattern) => {
  const number = read('docs/examples/run.ts').match(/^ {4}purpose: '/gm)?.length ?? 0;

  expect(pattern.exec(read(readme))?.[1]).toBe(words[number - 1]);
});
