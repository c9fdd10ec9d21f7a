import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogueFile } from './catalogue.ts';
import { makeCatalogues } from './make-catalogues.ts';

const catalogues = [...makeCatalogues()];

test.each(catalogues)('the catalogue of %s is what its chapters say', (vendor, text) => {
  const file = readFileSync(catalogueFile(vendor), 'utf8').replaceAll('\r\n', '\n');

  // Not `toBe(text)`: a difference of two long texts takes minutes to print.
  expect(file === text, 'pnpm docs:reference makes it anew').toBe(true);
});
