import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { foldersOf } from '../../../packages/testing/src/vendor-folders.ts';
import { makeCatalogues } from './make-catalogues.ts';

const catalogues = makeCatalogues().map(([vendor, text]) => ({ vendor, text }));

test.each(catalogues)(
  'the catalogue of $vendor.name is what its chapters say',
  ({ vendor, text }) => {
    const file = readFileSync(foldersOf(vendor).catalogue, 'utf8').replaceAll('\r\n', '\n');

    // Not `toBe(text)`: a difference of two long texts takes minutes to print.
    expect(file === text, 'pnpm docs:reference makes it anew').toBe(true);
  },
);
