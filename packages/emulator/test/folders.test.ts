import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readImportGraph } from '../../testing/src/import-graph.ts';

const source = fileURLToPath(new URL('../src', import.meta.url));
const graph = readImportGraph(source);
const vendors = readdirSync(`${source}/vendors`);

describe('folders import from nothing above them', () => {
  const forVendors = ['server/', 'start-vendor.ts', 'types.ts', 'vendor-emulator.ts'];
  const rules: [folder: string, allowed: readonly string[]][] = [
    ['server/', []],
    ['control/', ['server/']],
    ...vendors.flatMap((vendor): [string, readonly string[]][] => {
      const folder = `vendors/${vendor}`;
      const [wire, state] = [`${folder}/wire/`, `${folder}/state/`];
      const forParts = ['server/', `${folder}/settings.ts`];
      return [
        [`${folder}/`, forVendors],
        [wire, forParts],
        [state, [...forParts, wire]],
        [`${folder}/handlers/`, [...forParts, wire, state]],
      ];
    }),
  ];

  test.each(rules)('%s', (folder, allowed) => {
    const wrong = [...graph].flatMap(([file, imported]) =>
      file.startsWith(folder)
        ? imported.filter((path) => ![folder, ...allowed].some((start) => path.startsWith(start)))
        : [],
    );

    expect(wrong).toEqual([]);
  });
});

test('the folders of the vendors are alike', () => {
  const shared = ['index.ts', 'emulator.ts', 'service.ts', 'settings.ts', 'snapshot.ts', 'view.ts'];
  const wire = ['compatibility', 'envelope', 'failures', 'paging', 'refusals', 'request-failures'];
  const expected = [
    ...shared,
    ...[...wire, 'routing'].map((name) => `wire/${name}.ts`),
    ...['changes', 'group', 'state'].map((name) => `state/${name}.ts`),
    ...['call', 'index'].map((name) => `handlers/${name}.ts`),
  ];

  const missing = vendors.flatMap((vendor) =>
    expected.map((file) => `vendors/${vendor}/${file}`).filter((file) => !graph.has(file)),
  );

  expect(missing).toEqual([]);
});
