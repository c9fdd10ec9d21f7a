import { globSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** Output of commands, prose that any page may have, and files about `agora-chat`, the vendor's web client. */
const apart = [
  /^pnpm-lock\.yaml$/,
  /^docs\/(zh\/)?reference\//,
  /^docs\/(zh\/)?reliability\.md$/,
  /^packages\/chaos\/(runtimes|crashes)\.json$/,
  /^packages\/bench\/RESULTS\.md$/,
  /(^|\/)CHANGELOG\.md$/,
  /^packages\/cli\/(catalogue\.json|test\/golden\/.*)$/,
  /^packages\/install-projects\/src\/projects\.ts$/,
];

const files = globSync('{*,.changeset/*,.github/**,packages/**,docs/**,docs/.vitepress/*.ts}', {
  cwd: repository,
  exclude: (path) => /(^|[/\\])(node_modules|dist|cache|api|reports)$/.test(path),
})
  .map((path) => path.replaceAll('\\', '/'))
  .concat(globSync('.*.json', { cwd: repository }))
  .filter((path) => statSync(repository + path).isFile())
  .filter((path) => !/agora/i.test(path) && !apart.some((pattern) => pattern.test(path)));

test('the files outside its folders that name Agora Chat are those of the bill, at most ten', () => {
  const contributing = readFileSync(`${repository}CONTRIBUTING.md`, 'utf8');
  const [, table = ''] = /### What a brand of a vendor costs\n(.+?)\n## /s.exec(contributing) ?? [];
  const bill = [...table.matchAll(/^\| `(.+?)` /gm)].map(([, file = '']) => file);

  const naming = [...new Set(files)].filter((path) =>
    /agora/i.test(readFileSync(repository + path, 'utf8')),
  );

  expect(naming.sort()).toEqual(bill.sort());
  expect(bill.length).toBeLessThanOrEqual(10);
});
