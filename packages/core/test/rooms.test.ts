import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readImportGraph } from '../../testing/src/import-graph.ts';

const graph = readImportGraph(fileURLToPath(new URL('../src', import.meta.url)));

/** The folders from the ground up; each may use those before it. */
const rooms = [
  'text',
  'model',
  'errors',
  'validation',
  'transport',
  'retry',
  'rate-limit',
  'credentials',
  'pagination',
  'endpoint',
  'call',
  'client',
  'batch',
  'provider',
];

test.each(rooms)('%s uses nothing above it', (room) => {
  const used = [...graph]
    .filter(([file]) => file.startsWith(`${room}/`) && !file.includes('.test'))
    .flatMap(([, imported]) => imported.map((path) => path.split('/')[0] ?? ''));
  const above = rooms.slice(rooms.indexOf(room) + 1);

  expect([...new Set(used)].filter((other) => above.includes(other))).toEqual([]);
});
