// `npm test`, on any Node from 18 on: installs what is missing, then runs the steps with the Node of this repository.
import { readFileSync } from 'node:fs';
import { runSteps } from './run-steps.mjs';

const { scripts } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

runSteps([
  ['build', scripts.build],
  ['typecheck', scripts.typecheck],
  ['lint', scripts.lint],
  ['test:run', scripts['test:run']],
  ['install-projects', `${scripts['install-projects']} --quick`],
]);
