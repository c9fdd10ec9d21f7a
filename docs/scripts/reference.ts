import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { foldersOf } from '../../packages/testing/src/vendor-folders.ts';
import { pagesFile, pagesOf } from './catalogue/catalogue.ts';
import { makeCatalogues } from './catalogue/make-catalogues.ts';
import { docs, writtenPages } from './reference/folders.ts';
import { languages } from './reference/language.ts';

for (const [vendor, text] of makeCatalogues()) {
  writeFileSync(foldersOf(vendor).catalogue, text);
  writeFileSync(pagesFile(vendor), pagesOf(JSON.parse(text)));
}

// The pages are made from the catalogues, which are read when this is loaded.
const { referencePages } = await import('./reference/pages.ts');
const { commandCatalogue, commandCatalogueFile } = await import('./catalogue/command-catalogue.ts');
writeFileSync(commandCatalogueFile, commandCatalogue());
const { readmes, withCounts } = await import('./reference/readme-counts.ts');
const pages = await referencePages();
for (const path of writtenPages().filter((written) => !pages.has(written))) {
  rmSync(new URL(path, docs));
}
for (const [path, text] of pages) {
  const file = new URL(path, docs);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, text);
}
for (const language of languages) {
  const file = new URL(`../${readmes[language]}`, docs);
  writeFileSync(file, withCounts(readFileSync(file, 'utf8'), language));
}
console.log(`${pages.size} pages in docs/reference and docs/zh/reference`);
