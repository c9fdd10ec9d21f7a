import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { publishedPackages } from '../packages/build/src/packages.ts';

describe.each(publishedPackages().map(({ name }) => name))('the READMEs of %s', (name) => {
  const read = (file: string) =>
    readFileSync(new URL(`../packages/${name}/${file}`, import.meta.url), 'utf8');
  const english = read('README.md');
  const chinese = read('README.zh-CN.md');

  test('lead to each other', () => {
    const folder = `https://github.com/imgroups/imgroups/blob/main/packages/${name}`;

    expect(english).toContain(`[简体中文](${folder}/README.zh-CN.md)`);
    expect(chinese).toContain(`[English](${folder}/README.md)`);
  });

  test('have the same headings, tables and blocks of code', () => {
    expect(shapeOf(chinese)).toEqual(shapeOf(english));
  });
});

/** The parts of a page: the level of a heading, a table with its number of rows, a block of code. */
function shapeOf(page: string): readonly string[] {
  const parts = page.match(/^```[\s\S]*?^```$|^#+ |^\|[^\n]*(\n\|[^\n]*)+|^- /gm) ?? [];
  return parts.map((part) => {
    if (part.startsWith('```')) return part.split('\n')[0] ?? '';
    return part.startsWith('|') ? `table of ${part.split('\n').length} rows` : part;
  });
}
