import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { drawings, drawingsFolder, nameOfDrawing } from './markdown/drawings.ts';
import { toSiteLink } from './markdown/repository-links.ts';
import { slugify } from './markdown/slugify.ts';
import { guideGroups, referencePages } from './pages.ts';
import { indexTerms, localSearch, queryTerms } from './search.ts';

const docs = fileURLToPath(new URL('..', import.meta.url));
const listed = guideGroups.flatMap(({ pages }) => pages.map(({ file }) => file));
const written = globSync('{guide,concepts}/*.md', { cwd: docs }).map(slashed);
const translated = globSync('zh/{guide,concepts}/*.md', { cwd: docs }).map(slashed);

describe('the pages', () => {
  test('of the guide and the concepts are all in the sidebar', () => {
    expect([...listed].sort()).toEqual([...written].sort());
  });

  test('of the guide and the concepts exist in Chinese, and no others', () => {
    expect(translated.map((file) => file.replace('zh/', '')).sort()).toEqual([...written].sort());
  });

  test('of the reference that the sidebar names exist in both languages', () => {
    const missing = referencePages
      .flatMap(({ file }) => [file, `zh/${file}`])
      .filter((file) => !existsSync(docs + file));

    expect(missing).toEqual([]);
  });

  const decisions = globSync('zh/decisions/*.md', { cwd: docs }).map((file) =>
    slashed(file).replace('zh/', ''),
  );

  test.each([...written, ...decisions, 'index.md', 'mutation-testing.md', 'reliability.md'])(
    '%s has the same headings in both languages',
    (file) => {
      expect(headingLevels(`zh/${file}`)).toEqual(headingLevels(file));
    },
  );
});

describe('a link from a page', () => {
  const page = `${docs}guide/jobs.md`;

  test.each([
    ['../concepts/errors.md#codes', '../concepts/errors.md#codes'],
    ['../reference/README.md', '../reference/index.md'],
    ['../reference', '../reference/index.md'],
    ['../../CONTRIBUTING.md', 'https://github.com/imgroups/imgroups/blob/main/CONTRIBUTING.md'],
    ['../../packages/core', 'https://github.com/imgroups/imgroups/tree/main/packages/core'],
    ['../examples', 'https://github.com/imgroups/imgroups/tree/main/docs/examples'],
    ['../../packages/nothing.ts', '../../packages/nothing.ts'],
    ['https://example.com/README.md', 'https://example.com/README.md'],
  ])('to %s leads to %s', (link, target) => {
    expect(toSiteLink(page, link)).toBe(target);
  });
});

test('every mermaid block has its drawing, and every drawing its block', () => {
  const wanted = drawings(docs).map(({ source }) => `${nameOfDrawing(source)}.svg`);

  // Else run `pnpm docs:drawings`.
  expect(globSync('*.svg', { cwd: drawingsFolder }).sort()).toEqual([...new Set(wanted)].sort());
});

test('anchors are those of GitHub', () => {
  expect(slugify('`groups.create` and its "id": 群组 ID')).toBe('groupscreate-and-its-id-群组-id');
});

describe('the search', () => {
  test('finds Chinese words within a sentence', () => {
    const terms = new Set(indexTerms('把群成员加入黑名单。'));

    expect(queryTerms('黑名单').every((term) => terms.has(term))).toBe(true);
    expect(queryTerms('禁言').some((term) => terms.has(term))).toBe(false);
  });

  test('finds names by their parts', () => {
    expect(indexTerms('client.addGroupMember')).toEqual(
      expect.arrayContaining(['client', 'addGroupMember', 'add', 'Group', 'Member']),
    );
  });
});

describe('the words of concepts', () => {
  const { processTerm, boostDocument } = localSearch.miniSearch?.searchOptions ?? {};
  // As VitePress sends functions to the browser.
  const inBrowser = (call: unknown) => new Function(`return ${call}`)();

  test.each([
    ['Kick', 'remove'],
    ['throttle', 'limits'],
    ['踢人', '移除'],
    ['限流', '限频'],
  ])('%s also finds %s', (word, other) => {
    expect(inBrowser(processTerm)(word)).toEqual(
      expect.arrayContaining([word.toLowerCase(), other]),
    );
  });

  test('other words are left as they are', () => {
    expect(inBrowser(processTerm)('addGroupMember', 'title')).toEqual(['addgroupmember']);
  });

  test('weigh more on pages of concepts than on those of endpoints', () => {
    const weight = inBrowser(boostDocument);

    expect(weight('/concepts/mutes.html#mutes', 'mutes', {})).toBeGreaterThan(
      weight('/reference/tencent/mutes.html#forbidsendmsg', 'mutes', {}),
    );
    expect(weight('/concepts/mutes.html', 'forbidsendmsg', {})).toBe(
      weight('/reference/tencent/mutes.html', 'forbidsendmsg', {}),
    );
  });
});

function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}

/** The levels of all headings, without those in code. */
function headingLevels(file: string): number[] {
  const text = readFileSync(docs + file, 'utf8').replaceAll(/^( *)```[\s\S]*?^\1```/gm, '');
  return [...text.matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length);
}
