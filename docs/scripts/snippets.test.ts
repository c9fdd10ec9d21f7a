import { mkdtempSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  run,
  type Snippet,
  type SnippetFault,
  snippets,
  snippetsOf,
  typeFaults,
  withoutComments,
} from './snippets.ts';

const all = snippets();

describe('types', () => {
  const wrongPage = [
    'The third line of this page is a call that does not exist:',
    '```ts',
    'await provider.groups.burn(group);',
    '```',
  ].join('\n');
  let faults: readonly SnippetFault[] = [];

  // A Chinese page has the code of the English one, as the next suite shows.
  const compiled = all.filter(({ page }) => englishOf(page) === page);

  beforeAll(() => {
    faults = typeFaults([...compiled, ...snippetsOf('docs/wrong.md', wrongPage)]);
  });

  test.each([...new Set(compiled.map(({ page }) => page))])('the code of %s compiles', (page) => {
    const found = faults.filter((fault) => fault.page === page);

    expect(found).toEqual([]);
  });

  test('a wrong call is told with page and line', () => {
    const found = faults.filter(({ page }) => page === 'docs/wrong.md');

    expect(found).toEqual([
      { page: 'docs/wrong.md', line: 3, message: expect.stringContaining("'burn' does not exist") },
    ]);
  });
});

describe('languages', () => {
  const translated = [...new Set(all.map(({ page }) => page))].filter(
    (page) => englishOf(page) !== page,
  );

  test.each(translated)('the code of %s is that of the English page', (page) => {
    const english = codeOf(englishOf(page));

    const chinese = codeOf(page);

    expect(chinese).toEqual(english);
  });
});

describe('programs', () => {
  const folder = mkdtempSync(fileURLToPath(new URL('../.snippets-', import.meta.url)));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(programs(all))('$where prints what the page says', async ({ snippet }) => {
    const printed = await run(snippet, folder);

    expect(printed).toBe(snippet.output ?? printed);
  });
});

/** The English page that a Chinese one translates. */
function englishOf(page: string): string {
  return page.replace('docs/zh/', 'docs/').replace('README.zh-CN.md', 'README.md');
}

/** The blocks of a page without their comments. */
function codeOf(page: string): readonly string[] {
  return all.filter((snippet) => snippet.page === page).map(({ code }) => withoutComments(code));
}

/** The complete programs. One that stands on several pages, as in both languages, is run once. */
function programs(blocks: readonly Snippet[]): readonly { where: string; snippet: Snippet }[] {
  const byContent = new Map<string, Snippet[]>();
  for (const snippet of blocks.filter(({ runs }) => runs)) {
    const content = `${withoutComments(snippet.code)}\n${snippet.output}`;
    byContent.set(content, [...(byContent.get(content) ?? []), snippet]);
  }
  return [...byContent.values()].flatMap((same) => {
    const where = same.map(({ page, line }) => `${page}:${line}`).join(', ');
    return same.slice(0, 1).map((snippet) => ({ where, snippet }));
  });
}
