/** Builds the published packages that are not up to date. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { emitDeclarations, joinDeclarations } from './declarations.ts';
import { buildJavaScript } from './javascript.ts';
import { publishedPackages } from './packages.ts';
import { buildPage } from './page.ts';
import { isUpToDate, noteAsBuilt } from './up-to-date.ts';

let emitted = false;
for (const one of publishedPackages()) {
  if (isUpToDate(one)) {
    console.log(`${one.name} is up to date`);
    continue;
  }
  const start = performance.now();
  rmSync(join(one.folder, 'dist'), { recursive: true, force: true });
  await buildJavaScript(one);
  await buildPage(one);
  if (!emitted) emitDeclarations();
  emitted = true;
  await joinDeclarations(one);
  noteAsBuilt(one);
  console.log(`${one.name} built in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
