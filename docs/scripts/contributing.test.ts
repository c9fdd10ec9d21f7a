import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8').replaceAll('\r\n', '\n');

/** The added lines of every diff in the page, by file. */
const diffs = [...read('CONTRIBUTING.md').matchAll(/^\+\+\+ (\S+)\n((?:\+(?!\+\+ ).*\n)+)/gm)].map(
  ([, file = '', lines = '']) => [file, lines.replaceAll(/^\+/gm, '')] as const,
);

test('the page shows a diff of each place', () => {
  expect(diffs).toHaveLength(8);
});

test.each(diffs)('the diff of %s is what the file says', (file, lines) => {
  expect(read(file)).toContain(lines);
});

test('the files that a new vendor changes are those of the test that adds one', () => {
  const test = read('packages/testing/test/additions.test.ts');
  const [, told = ''] = /touched\.vendor\?\.changed\)\.toEqual\(\[(.+?)\]/s.exec(test) ?? [];
  const files = [...told.matchAll(/'(.+?)'/g)].map(([, file]) => file);

  expect(files).toEqual(['packages/emulator/package.json', 'packages/emulator/src/registry.ts']);
  expect(read('CONTRIBUTING.md')).toContain('Two files change: `packages/emulator/package.json`');
});
