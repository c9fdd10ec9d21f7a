import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runtimeDependencies } from './licences.ts';
import { referencePages } from './reference-pages.ts';

test.each([...referencePages()])('%s is what the declarations say', (name, text) => {
  const file = readFileSync(new URL(`../reference/${name}`, import.meta.url), 'utf8');

  expect(file.replaceAll('\r\n', '\n')).toBe(text);
});

test('everything that is installed along has a permissive licence', () => {
  const permissive = /^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD|Zlib|\(MIT AND Zlib\))$/;

  const others = runtimeDependencies().filter(({ licence }) => !permissive.test(licence));

  expect(others).toEqual([]);
});
