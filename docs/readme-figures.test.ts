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
