import {
  type AnyEndpoint,
  type GroupKind,
  groupKinds,
  type NativeClient,
  type Operation,
} from '@imgroups/core/adapter';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { testDeclarations } from '../../testing/src/declarations.ts';
import { tencentCapabilities, tencentOperations } from '../src/driver/operations.ts';
import { type TencentClient, tencentEndpoints, tencentTables } from '../src/endpoints.ts';
import { typeOfKind } from '../src/mapping/group.ts';
import { samples } from './fixtures.ts';

testDeclarations({
  tables: tencentTables,
  endpoints: tencentEndpoints,
  operations: tencentOperations,
  chapters: new URL('../src/chapters/', import.meta.url),
  samples,
});

const entries = Object.entries<AnyEndpoint>(tencentEndpoints);

test.each(entries)('%s is a POST to a versioned command', (_, endpoint) => {
  expect(endpoint.method).toBe('POST');
  expect(endpoint.path).toMatch(/^\/v4\/[a-z_]+\/[a-z0-9_]+$/);
});

test('the client has a method for every endpoint', () => {
  expectTypeOf<keyof TencentClient>().toEqualTypeOf<
    keyof typeof tencentEndpoints | keyof NativeClient
  >();
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

/** The combinations that the group types of the endpoint do not decide, with reasons. */
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
