import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readImportGraph } from '../../testing/src/import-graph.ts';
import { foldersOf } from '../../testing/src/vendor-folders.ts';
import { registry } from '../src/registry.ts';

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
      const shared = sharedBy(vendor);
      const forParts = ['server/', `${folder}/settings.ts`];
      return [
        [`${folder}/`, [...forVendors, ...shared]],
        [wire, forParts],
        [state, [...forParts, wire]],
        [`${folder}/handlers/`, [...forParts, wire, state, ...shared]],
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

/** The folder of the service whose brand a vendor is. */
function sharedBy(name: string): readonly string[] {
  const vendor = registry.map((entry) => entry.vendor).find((each) => each.name === name);
  const { brand, package: service } = foldersOf({ name, module: undefined, ...vendor });
  return brand === undefined ? [] : [`vendors/${service}/`];
}

/** The files of every vendor whose service is all there; a vendor with a small service has only the first of them. */
const inEach = [
  'index.ts',
  'emulator.ts',
  'service.ts',
  'view.ts',
  'wire/envelope.ts',
  'state/state.ts',
  'handlers/index.ts',
];
const wire = ['compatibility', 'failures', 'paging', 'refusals', 'request-failures', 'routing'];
const inLarge = [
  ...inEach,
  'settings.ts',
  'snapshot.ts',
  ...wire.map((name) => `wire/${name}.ts`),
  'state/changes.ts',
  'state/group.ts',
  'handlers/call.ts',
];

test.each(vendors)('the folder of %s has the files that all have', (vendor) => {
  const inBrand = ['index.ts', 'emulator.ts'];
  const isLarge = graph.has(`vendors/${vendor}/settings.ts`);
  const expected = sharedBy(vendor).length > 0 ? inBrand : isLarge ? inLarge : inEach;

  const missing = expected.filter((file) => !graph.has(`vendors/${vendor}/${file}`));

  expect(missing).toEqual([]);
});
