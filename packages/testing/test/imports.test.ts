import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findCircle, readImportGraph } from '../src/import-graph.ts';

const packages = fileURLToPath(new URL('../../', import.meta.url));
const folders = globSync('*/src', { cwd: packages }).sort();

test('there are packages', () => {
  expect(folders.length).toBeGreaterThan(8);
});

describe.each(folders)('%s', (folder) => {
  const graph = readImportGraph(`${packages}${folder}`);

  test('has no circle of imports', () => {
    const circles = [...graph.keys()].flatMap((file) => findCircle(graph, file) ?? []);

    expect(graph.size).toBeGreaterThan(0);
    expect(circles).toEqual([]);
  });
});
