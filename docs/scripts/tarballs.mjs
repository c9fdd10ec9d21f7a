// `npm run tarballs`, on any Node from 18 on: installs and builds what is missing, then packs with the Node of this repository.
import { readFileSync } from 'node:fs';
import { runSteps } from './run-steps.mjs';

const { scripts } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

runSteps([
  ['build', scripts.build],
  ['tarballs', scripts['tarballs:pack']],
]);
