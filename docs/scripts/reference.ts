import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { docs, writtenPages } from './reference/folders.ts';
import { referencePages } from './reference/pages.ts';

const pages = await referencePages();
for (const path of writtenPages().filter((written) => !pages.has(written))) {
  rmSync(new URL(path, docs));
}
for (const [path, text] of pages) {
  const file = new URL(path, docs);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, text);
}
console.log(`${pages.size} pages in docs/reference and docs/zh/reference`);
