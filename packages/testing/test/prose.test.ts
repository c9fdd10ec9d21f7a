import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

const sources = filesOf('{packages,docs}/**/*.{ts,mts,cts,tsx,mjs}');
const pages = filesOf('{*.md,packages/*/README.md,docs/**/*.md}');

const comment = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*/g;
const riddle = /^\/\*\*\s+(?:\* )?(?:What(?:ever)?|Whether|Who(?:m|se|ever)?|How|Where)\b.*/;
const person = /\b(?:he|him|his|himself|she|her|hers|herself)\b/i;

test('there are sources and pages', () => {
  expect(sources.length).toBeGreaterThan(500);
  expect(pages.length).toBeGreaterThan(80);
});

test('a docstring says what a thing is or does, and does not begin like a question', () => {
  expect(commentsOf(sources).filter(({ text }) => riddle.test(text))).toEqual([]);
});

test('users are they in comments', () => {
  expect(commentsOf(sources).filter(({ text }) => person.test(text))).toEqual([]);
});

test.each(pages)('users are they in %s', (page) => {
  const lines = readFileSync(repository + page, 'utf8').split('\n');

  expect(lines.filter((line) => person.test(line))).toEqual([]);
});

function filesOf(pattern: string): string[] {
  return globSync(pattern, {
    cwd: repository,
    exclude: (path) => /(^|[/\\])(node_modules|dist|cache|api|reports)$/.test(path),
  })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

function commentsOf(files: readonly string[]): { file: string; text: string }[] {
  return files.flatMap((file) =>
    [...readFileSync(repository + file, 'utf8').matchAll(comment)].map(([text]) => ({
      file,
      text,
    })),
  );
}
