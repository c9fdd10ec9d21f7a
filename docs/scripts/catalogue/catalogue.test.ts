import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { vendors } from '../reference/vendors.ts';
import { commandCatalogue, commandCatalogueFile } from './command-catalogue.ts';

test('the catalogue of the command line is what those of the vendors say', () => {
  const file = readFileSync(commandCatalogueFile, 'utf8').replaceAll('\r\n', '\n');

  expect(file === commandCatalogue(), 'pnpm docs:reference makes it anew').toBe(true);
});

describe.each(vendors)('every endpoint of $name', ({ catalogue, documentation }) => {
  const endpoints = catalogue.chapters.flatMap((chapter) => chapter.endpoints);

  test('has a summary of one sentence', () => {
    const odd = endpoints.filter(({ summary }) => !/^[A-Z][^\n]*\.$/.test(summary));

    expect(odd.map(({ name, summary }) => [name, summary])).toEqual([]);
  });

  test('has a Chinese title', () => {
    const odd = endpoints.filter(({ title }) => !/\p{Script=Han}/u.test(title));

    expect(odd.map(({ name, title }) => [name, title])).toEqual([]);
  });

  test('names a page of the vendor', () => {
    const odd = endpoints.filter(({ page }) => !documentation.test(page));

    expect(odd.map(({ name, page }) => [name, page])).toEqual([]);
  });
});
