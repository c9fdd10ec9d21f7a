import { readdirSync, readFileSync } from 'node:fs';
import {
  type AnyEndpoint,
  type GroupKind,
  groupKinds,
  type NativeClient,
  type Operation,
  type OperationRow,
  operations,
} from '@imgroups/core/adapter';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { tencentCapabilities, tencentOperations } from '../src/driver/operations.ts';
import { type TencentClient, tencentEndpoints, tencentTables } from '../src/endpoints.ts';
import { typeOfKind } from '../src/mapping/group.ts';
import { endpointFixtures } from './fixtures.ts';

const entries = Object.entries<AnyEndpoint>(tencentEndpoints);

describe.each(entries)('%s', (name, endpoint) => {
  test('is a POST to a versioned command', () => {
    expect(endpoint.method).toBe('POST');
    expect(endpoint.path).toMatch(/^\/v4\/[a-z_]+\/[a-z0-9_]+$/);
  });

  test('dates its limits', () => {
    expect(endpoint.limits?.asOf).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    expect(endpoint.limits?.rate).toBeDefined();
  });

  test('has the samples of the documentation', () => {
    const sides = endpointFixtures().filter((fixture) => fixture.endpoint === name);

    expect(new Set(sides.map(({ side }) => side))).toEqual(new Set(['request', 'response']));
  });
});

test('every chapter is listed under the name of its file', () => {
  const folder = new URL('../src/chapters/', import.meta.url);
  const chapters = readdirSync(folder).filter((file) =>
    /^export const \w+Endpoints = /m.test(readFileSync(new URL(file, folder), 'utf8')),
  );

  expect(chapters.map((file) => file.replace('.ts', ''))).toEqual(
    Object.keys(tencentTables).sort(),
  );
});

test('the client has a method for every endpoint, and no name stands in two chapters', () => {
  const names = Object.values(tencentTables).flatMap((table) => Object.keys(table));

  expectTypeOf<keyof TencentClient>().toEqualTypeOf<
    keyof typeof tencentEndpoints | keyof NativeClient
  >();
  expect(names.toSorted()).toEqual(Object.keys(tencentEndpoints).sort());
});

test('only samples of declared endpoints are kept', () => {
  const names = endpointFixtures().map(({ endpoint }) => endpoint);

  expect(names.filter((name) => !(name in tencentEndpoints))).toEqual([]);
});

/** The endpoint behind each operation that is about one group. */
const endpointOfOperation: Partial<Record<Operation, keyof typeof tencentEndpoints>> = {
  'groups.create': 'createGroup',
  'groups.get': 'getGroupInfo',
  'groups.update': 'modifyGroupBaseInfo',
  'groups.getAnnouncement': 'getGroupInfo',
  'groups.setAnnouncement': 'modifyGroupBaseInfo',
  'groups.delete': 'destroyGroup',
  'groups.transfer': 'changeGroupOwner',
  'members.list': 'getGroupMemberInfo',
  'members.getRoles': 'getRoleInGroup',
  'members.add': 'addGroupMember',
  'members.remove': 'deleteGroupMember',
  'members.setRole': 'modifyGroupMemberInfo',
  'mutes.add': 'forbidSendMsg',
  'mutes.remove': 'forbidSendMsg',
  'mutes.list': 'getGroupMutedAccount',
  'mutes.muteAll': 'modifyGroupBaseInfo',
  'mutes.unmuteAll': 'modifyGroupBaseInfo',
  'blacklist.add': 'banGroupMember',
  'blacklist.remove': 'unbanGroupMember',
  'blacklist.list': 'getGroupBanMember',
};

/** Where the group types of the endpoint do not decide, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'members.setRole work': 'the endpoint takes the type, but it has no admins',
  'members.setRole livestream': 'live rooms have modifyAdmin',
};

describe.each(Object.entries(endpointOfOperation))('%s', (operation, endpointName) => {
  test.each(groupKinds)(
    'for a %s group, the capability fits the group types',
    (kind: GroupKind) => {
      const types: readonly string[] = tencentEndpoints[endpointName].groupTypes ?? [];
      const possible = tencentCapabilities[operation as Operation][kind] !== 'no';

      const excepted = exceptions[`${operation} ${kind}`] !== undefined;
      expect(possible).toBe(
        excepted ? !types.includes(typeOfKind[kind]) : types.includes(typeOfKind[kind]),
      );
    },
  );
});

test('admins of live rooms are the business of their own endpoint', () => {
  expect(tencentEndpoints.modifyAdmin.groupTypes).toEqual(['AVChatRoom']);
});

test.each(operations)('the further reads of %s are calls that read', (operation) => {
  const row: OperationRow<keyof typeof tencentEndpoints> = tencentOperations[operation];

  const writes = (row.reads ?? []).filter(
    ({ endpoint }) => tencentEndpoints[endpoint].repeat !== 'read',
  );

  expect(writes).toEqual([]);
});
