import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reliabilityPage } from '../src/report.ts';
import { cellText, languages, operationText, pageOf } from '../src/report-texts.ts';
import { vendors } from '../src/vendors.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

const pages = { en: read(`docs/${pageOf.en}`), zh: read(`docs/${pageOf.zh}`) };
const columns = JSON.parse(read('packages/chaos/runtimes.json'));
const crashes = JSON.parse(read('packages/chaos/crashes.json'));

/** Rows of what a run found: calls by transport, and faults by endpoint. */
const resultRow = /^\| [^|]+ \| [^|]+ \| (?:fetch|undici) \| \d.*\n|^\| [^|]+ \| `\w+` \|.*\n/gm;

test.each(languages)('the page in %s says what is written about a run today', (language) => {
  const seed = Number(/pnpm chaos --seed (\d+)/.exec(pages[language])?.[1]);
  const withoutRows = {
    storm: { violations: [] },
    lostReplies: { rows: [], violations: [] },
    matrices: {},
  };
  const found = {
    transports: { fetch: withoutRows, undici: withoutRows },
    twoProcesses: { violations: [] },
    sharedLimits: { violations: [] },
  };
  const result = new Map(vendors.map((vendor) => [vendor, found])) as never;

  const written = reliabilityPage({ result, seed, columns, crashes }, language);

  expect(pages[language].replaceAll(resultRow, '')).toBe(written);
});

test('the pages of both languages tell the same results', () => {
  const [english, chinese] = [pages.en, pages.zh].map((page) => page.match(resultRow) ?? []);

  expect(chinese).toEqual(english?.map(inChinese));
});

function inChinese(row: string): string {
  const translated = vendors.reduce(
    (text, { titles }) => text.replace(titles.en, titles.zh),
    cellText(operationText(row, 'zh'), 'zh'),
  );
  return translated.replaceAll(/ \((fetch|undici)\)/g, '（$1）');
}
