import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isUpToDate, noteAsBuilt } from './up-to-date.ts';

let root: string;
let adapter: { readonly folder: string; readonly ownDependencies: readonly string[] };

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'imgroups-build-'));
  adapter = { folder: join(root, 'packages/adapter'), ownDependencies: ['core'] };
  write('pnpm-lock.yaml', 'ky 2.1.0');
  write('packages/core/src/index.ts', 'export const one = 1;');
  write('packages/core/dist/index.d.ts', 'export declare const one = 1;');
  write('packages/adapter/package.json', '{}');
  write('packages/adapter/src/index.ts', 'export const two = 2;');
  write('packages/adapter/dist/index.js', 'export const two = 2;');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test('a package that was never built is not up to date', () => {
  expect(isUpToDate(adapter)).toBe(false);
});

test('a package that was built is up to date', () => {
  noteAsBuilt(adapter);

  expect(isUpToDate(adapter)).toBe(true);
});

test.each([
  'packages/adapter/src/index.ts',
  'packages/adapter/src/new/file.ts',
  'packages/adapter/package.json',
  'packages/adapter/dist/index.js',
  'packages/core/dist/index.d.ts',
  'packages/build/src/main.ts',
  'pnpm-lock.yaml',
  'tsconfig.json',
])('a change in %s makes it out of date', (path) => {
  noteAsBuilt(adapter);

  write(path, 'changed');

  expect(isUpToDate(adapter)).toBe(false);
});

test.each(['packages/adapter/src/index.test.ts', 'packages/core/src/index.ts'])(
  'a change in %s does not',
  (path) => {
    noteAsBuilt(adapter);

    write(path, 'changed');

    expect(isUpToDate(adapter)).toBe(true);
  },
);

test('without its result it is out of date', () => {
  noteAsBuilt(adapter);

  rmSync(join(adapter.folder, 'dist'), { recursive: true });

  expect(isUpToDate(adapter)).toBe(false);
});
