/** Packs the published packages into `tarballs`, and prints how to install them elsewhere: `npm run tarballs`. */
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packInto } from './pack.ts';

const folder = fileURLToPath(new URL('../../../tarballs', import.meta.url));

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const packed = packInto(folder);
console.log(
  'In the folder of your project, with the packages that it needs; all of them build on core:\n',
);
console.log(`npm install ${packed.map(({ filename }) => `"${filename}"`).join(' ')}`);
