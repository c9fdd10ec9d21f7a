import { readdirSync, readFileSync } from 'node:fs';
import { type EndpointTable, type OperationTable, operations } from '@imgroups/core/adapter';
import { describe, expect, test } from 'vitest';
import type { EndpointFixture } from './fixtures.ts';

/** The declarations of a vendor's package about its endpoints and operations. */
export interface Declarations {
  /** The endpoint tables by the name of their chapter. */
  readonly tables: Readonly<Record<string, EndpointTable>>;
  readonly endpoints: EndpointTable;
  readonly operations: OperationTable;
  /** The folder with a file per chapter. */
  readonly chapters: URL;
  readonly samples: readonly EndpointFixture[];
}

/** Looks for gaps and contradictions in what a vendor's package declares. */
export function testDeclarations(declarations: Declarations): void {
  const { tables, endpoints, chapters, samples } = declarations;

  describe.each(Object.entries(endpoints))('%s', (_name, { method, repeat, limits }) => {
    test('is a read when it is a GET', () => {
      if (method === 'GET') expect(repeat).toBe('read');
    });

    test('dates its limits', () => {
      expect(limits?.asOf).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
      expect(limits?.rate).toBeDefined();
    });
  });

  test('every chapter is listed under the name of its file', () => {
    const files = readdirSync(chapters).filter((file) =>
      /^export const \w+Endpoints = /m.test(readFileSync(new URL(file, chapters), 'utf8')),
    );

    expect(files.map((file) => file.replace('.ts', ''))).toEqual(Object.keys(tables).sort());
  });

  test('no name of an endpoint stands in two chapters', () => {
    const names = Object.values(tables).flatMap((table) => Object.keys(table));

    expect(names.sort()).toEqual(Object.keys(endpoints).sort());
  });

  test('only samples of declared endpoints are kept', () => {
    const names = samples.map(({ endpoint }) => endpoint);

    expect(names.filter((name) => !(name in endpoints))).toEqual([]);
  });

  test.each(operations)('the further reads of %s are calls that read', (operation) => {
    const { reads = [] } = declarations.operations[operation];

    expect(reads.filter(({ endpoint }) => endpoints[endpoint]?.repeat !== 'read')).toEqual([]);
  });
}
