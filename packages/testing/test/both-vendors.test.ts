import { globSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** Prose may name vendors as it likes; what commands make, tests and examples are not code that a new vendor has to change. */
const apart = [
  /\.md$/,
  /^pnpm-lock\.yaml$/,
  /\/catalogue\.json$/,
  /(^|\/)tests?\//,
  /\.test(-d)?\.ts$/,
  /^docs\/examples\//,
  /^docs\/drawings\//,
  /^packages\/testing\//,
  /\/templates\//,
  // Results, written by `pnpm install-projects --write runtimes` and `pnpm crash --write`.
  /^packages\/chaos\/(runtimes|crashes)\.json$/,
];

/** Folders and files of one vendor. */
const ofOneVendor = /(^|\/)(tencent|easemob)([/.-]|$)/;

const files = globSync('{*,.changeset/*,.github/**,packages/**,docs/**}', {
  cwd: repository,
  exclude: (path) => /(^|[/\\])(node_modules|dist|cache|api|reports|fixtures)$/.test(path),
})
  .map((path) => path.replaceAll('\\', '/'))
  .concat(globSync(['.*.json', 'docs/.vitepress/*.ts'], { cwd: repository }))
  .filter((path) => statSync(repository + path).isFile())
  .filter((path) => !ofOneVendor.test(path) && !apart.some((pattern) => pattern.test(path)));

test('at most 15 files outside the folders of vendors name both of them', () => {
  const naming = [...new Set(files)].filter((path) => {
    const text = readFileSync(repository + path, 'utf8');
    return /tencent/i.test(text) && /easemob/i.test(text);
  });

  // A file that is to be added here should rather read the registry.
  expect(naming.sort()).toEqual([
    '.changeset/config.json',
    '.size-limit.json',
    'docs/.vitepress/config.ts',
    'docs/.vitepress/pages.ts',
    'docs/package.json',
    'docs/scripts/snippet-globals.d.ts',
    'docs/scripts/vendor-pages.json',
    'package.json',
    'packages/bench/package.json',
    'packages/chaos/package.json',
    'packages/cli/package.json',
    'packages/emulator/package.json',
    'packages/emulator/src/registry.ts',
    'packages/jobs/package.json',
    'packages/jobs/src/migration/vendors/sides.ts',
  ]);
  expect(naming.length).toBeLessThanOrEqual(15);
});
