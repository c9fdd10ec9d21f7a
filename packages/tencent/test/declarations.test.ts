import { readdirSync, readFileSync } from 'node:fs';
import { type AnyEndpoint, type GroupKind, groupKinds, type Operation } from '@imgroups/core';
import { describe, expect, test } from 'vitest';
import { tencentEndpoints } from '../src/endpoints.ts';
import { typeOfKind } from '../src/mapping/group.ts';
import { capabilities } from '../src/provider/capabilities.ts';
import { furtherReads } from '../src/provider/further-reads.ts';
import { endpointFixtures } from './fixtures.ts';

const folder = new URL('../src/endpoints/', import.meta.url);
const source = readdirSync(folder)
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');

/** The docstring right above an entry. */
function docstringOf(name: string): string[] {
  const match = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*${name}: endpoint<`).exec(source);
  return (match?.[1] ?? '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trim())
    .filter((line) => line !== '');
}

const entries = Object.entries<AnyEndpoint>(tencentEndpoints);

describe.each(entries)('%s', (name, endpoint) => {
  test('says in its docstring what its summary says', () => {
    expect(docstringOf(name)[0]).toBe(endpoint.summary);
  });

  test('names the same page in docstring and data', () => {
    expect(docstringOf(name).at(-1)).toBe(`@see ${endpoint.docs}`);
  });

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
      const possible = capabilities[operation as Operation][kind] !== 'no';

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

test.each(furtherReads)('$operation reads $endpoint with a call that reads', ({ endpoint }) => {
  expect(tencentEndpoints[endpoint].repeat).toBe('read');
});
