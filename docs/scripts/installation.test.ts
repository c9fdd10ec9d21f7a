import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installedNode, isInstalled, noteInstalled } from './installation.mjs';

let folder: string;
let root: URL;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imgroups-installation-'));
  root = pathToFileURL(`${folder}/`);
  write('pnpm-lock.yaml', 'ky 2.1.0');
  write('docs/examples/node_modules/node/bin/node', '');
  write('node_modules/.pnpm/lock.yaml', 'a part of it');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

test('a fresh clone has nothing', () => {
  expect(isInstalled(root, ['examples'])).toBe(false);
});

test('what was installed from this lock file is there', () => {
  noteInstalled(root, ['examples']);

  expect(isInstalled(root, ['examples'])).toBe(true);
});

test('what was installed for one project is not all that another needs', () => {
  noteInstalled(root, ['examples']);

  expect(isInstalled(root, ['examples', 'nestjs'])).toBe(false);
});

test('another lock file asks for another installation', () => {
  noteInstalled(root, ['examples']);

  write('pnpm-lock.yaml', 'ky 2.2.0');

  expect(isInstalled(root, ['examples'])).toBe(false);
});

test('whoever installed everything by other means has it all', () => {
  write('node_modules/.pnpm/lock.yaml', 'ky 2.1.0');

  expect(isInstalled(root, ['examples', 'nestjs'])).toBe(true);
});

test('without the Node of the repository nothing is installed', () => {
  noteInstalled(root, ['examples']);

  rmSync(join(folder, 'docs/examples/node_modules'), { recursive: true });

  expect(isInstalled(root, ['examples'])).toBe(false);
});

test('on Windows the program is taken, and not the file that stands in for it', () => {
  write('docs/examples/node_modules/node/bin/node.exe', '');

  expect(installedNode(root)).toMatch(/node\.exe$/);
});

test('the lock file keeps the compiler out of what the examples need', () => {
  const lockFile = readFileSync(new URL('../../pnpm-lock.yaml', import.meta.url), 'utf8');

  expect(lockFile).toMatch(/^ {2}valibot@[\d.]+: \{\}$/m);
});
