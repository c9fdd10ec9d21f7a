import { readdirSync, readFileSync } from 'node:fs';
import {
  type AnyEndpoint,
  groupKinds,
  type NativeClient,
  type OperationRow,
  operations,
} from '@imgroups/core/adapter';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { easemobCapabilities, easemobOperations } from '../src/driver/operations.ts';
import { type EasemobClient, easemobEndpoints, easemobTables } from '../src/endpoints.ts';
import { fixturesOf } from './read-fixture.ts';

const entries = Object.entries<AnyEndpoint>(easemobEndpoints);

describe.each(entries)('%s', (_name, endpoint) => {
  test('has a path below org and app', () => {
    expect(endpoint.path).toMatch(/^(\/([a-z_\d]+|\{\w+\}))+$/);
  });

  test('is a read when it is a GET', () => {
    if (endpoint.method === 'GET') expect(endpoint.repeat).toBe('read');
  });

  test('dates its limits', () => {
    expect(endpoint.limits?.asOf).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    expect(endpoint.limits?.rate).toBeDefined();
  });

  test('takes no group type, because the vendor has none', () => {
    expect(endpoint.groupTypes).toBeUndefined();
  });
});

test('every chapter is listed under the name of its file', () => {
  const folder = new URL('../src/chapters/', import.meta.url);
  const chapters = readdirSync(folder).filter((file) =>
    /^export const \w+Endpoints = /m.test(readFileSync(new URL(file, folder), 'utf8')),
  );

  expect(chapters.map((file) => file.replace('.ts', ''))).toEqual(
    Object.keys(easemobTables).sort(),
  );
});

test('the client has a method for every endpoint, and no name stands in two chapters', () => {
  const names = Object.values(easemobTables).flatMap((table) => Object.keys(table));

  expectTypeOf<keyof EasemobClient>().toEqualTypeOf<
    keyof typeof easemobEndpoints | keyof NativeClient
  >();
  expect(names.toSorted()).toEqual(Object.keys(easemobEndpoints).sort());
});

test('only samples of declared endpoints are kept', () => {
  const names = fixturesOf('', '').map((file) => file.split('.')[0] ?? '');

  expect(
    names.filter((name) => !(name in easemobEndpoints) && name !== 'recorded-samples'),
  ).toEqual([]);
});

/** Operations that take no group and no kind. */
const withoutKind: readonly string[] = [
  'check',
  'groups.getMany',
  'groups.list',
  'groups.listJoined',
];

test.each(operations)('%s is possible for standard groups, and for no other kind', (operation) => {
  const possible = groupKinds.filter((kind) => easemobCapabilities[operation][kind] !== 'no');

  expect(possible).toEqual(withoutKind.includes(operation) ? groupKinds : ['standard']);
});

test.each(operations)('the further reads of %s are calls that read', (operation) => {
  const row: OperationRow<keyof typeof easemobEndpoints> = easemobOperations[operation];

  const writes = (row.reads ?? []).filter(
    ({ endpoint }) => easemobEndpoints[endpoint].repeat !== 'read',
  );

  expect(writes).toEqual([]);
});
