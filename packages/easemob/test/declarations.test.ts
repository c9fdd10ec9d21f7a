import {
  type AnyEndpoint,
  groupKinds,
  type NativeClient,
  operations,
} from '@imgroups/core/adapter';
import { expect, expectTypeOf, test } from 'vitest';
import { testDeclarations } from '../../testing/src/declarations.ts';
import { easemobCapabilities, easemobOperations } from '../src/driver/operations.ts';
import { type EasemobClient, easemobEndpoints, easemobTables } from '../src/endpoints.ts';
import { samples } from './fixtures.ts';

testDeclarations({
  tables: easemobTables,
  endpoints: easemobEndpoints,
  operations: easemobOperations,
  chapters: new URL('../src/chapters/', import.meta.url),
  samples,
});

const entries = Object.entries<AnyEndpoint>(easemobEndpoints);

test.each(entries)('%s has a path below org and app, and no group type', (_, endpoint) => {
  expect(endpoint.path).toMatch(/^(\/([a-z_\d]+|\{\w+\}))+$/);
  // The vendor has one type of group.
  expect(endpoint.groupTypes).toBeUndefined();
});

test('the client has a method for every endpoint', () => {
  expectTypeOf<keyof EasemobClient>().toEqualTypeOf<
    keyof typeof easemobEndpoints | keyof NativeClient
  >();
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
