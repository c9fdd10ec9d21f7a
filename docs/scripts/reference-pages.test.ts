import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { referencePages } from './reference-pages.ts';

test.each([...referencePages()])('%s is what the declarations say', (name, text) => {
  const file = readFileSync(new URL(`../reference/${name}`, import.meta.url), 'utf8');

  expect(file.replaceAll('\r\n', '\n')).toBe(text);
});
