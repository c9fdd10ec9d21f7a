import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readImportGraph } from '../../testing/src/import-graph.ts';
import { run } from './command.ts';

test.each([
  [['mem'], ['members']],
  [
    ['members', ''],
    ['list', 'add', 'remove', 'role', 'sync', 'help'],
  ],
  [
    ['members', 'role', 'g', ''],
    ['admin', 'member'],
  ],
  [['members', 'list', 'g', '--for'], ['--format']],
  [
    ['members', 'list', '--format', ''],
    ['table', 'jsonl', 'csv'],
  ],
  [
    ['api', 'createG'],
    ['createGroup', 'createGroupTopic'],
  ],
  [['check', '--profile', 't'], ['tencent']],
])('%j is completed', async (words, expected) => {
  const { code, output } = await run(['complete', '--', ...words]);

  expect([code, output.split('\n').filter(Boolean)]).toEqual([0, expected]);
});

test.each(['bash', 'zsh', 'fish', 'powershell'])('there is a script for %s', async (shell) => {
  const { code, output } = await run(['completion', shell]);

  expect([code, output]).toEqual([0, expect.stringContaining('imgroups complete --')]);
});

test('nothing of the SDK, and no slow module of Node, is loaded before a command needs it', () => {
  const source = fileURLToPath(new URL('../src/', import.meta.url));

  const eager = [...readImportGraph(source).keys()].filter((file) =>
    /^import (?!type)[^;]*from '(@imgroups\/|node:(http|readline|stream))/m.test(
      readFileSync(source + file, 'utf8'),
    ),
  );

  expect(eager).toEqual([]);
});
