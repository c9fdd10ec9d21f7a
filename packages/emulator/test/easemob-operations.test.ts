import { existsSync, readFileSync } from 'node:fs';
import { createEasemobClient } from '@imgroups/easemob';
import { easemobEndpoints } from '@imgroups/easemob/endpoints';
import { describe, expect, test } from 'vitest';
import { handlers } from '../src/vendors/easemob/handlers/index.ts';

const fixtures = new URL('../../easemob/test/fixtures/', import.meta.url);

/** Operations of the vendor's older guide. */
const guide = [
  'listGroups',
  'listJoinedGroups',
  'getGroups',
  'createGroup',
  'updateGroup',
  'deleteGroup',
  'listMembers',
  'addMember',
  'addMembers',
  'removeMember',
  'removeMembers',
  'listAdmins',
  'addAdmin',
  'removeAdmin',
  'transferOwnership',
  'listBlacklist',
  'addToBlacklist',
  'addManyToBlacklist',
  'removeFromBlacklist',
  'removeManyFromBlacklist',
  'muteMembers',
  'unmuteMembers',
  'listMutes',
] as const;

/** Methods from the vendor's later pages and its own SDKs. */
const beyond = [
  'disableGroup',
  'enableGroup',
  'listUserGroups',
  'isMember',
  'getAnnouncement',
  'setAnnouncement',
  'listSharedFiles',
  'uploadSharedFile',
  'downloadSharedFile',
  'deleteSharedFile',
  'listAllowList',
  'addToAllowList',
  'addManyToAllowList',
  'removeFromAllowList',
  'muteAll',
  'unmuteAll',
  'setMemberAttributes',
  'setManyMemberAttributes',
  'getMemberAttributes',
  'getManyMemberAttributes',
  'listMembersByCursor',
  'countOnlineMembers',
  'listThreads',
  'listUserThreads',
  'listUserThreadsInGroup',
  'createThread',
  'renameThread',
  'deleteThread',
  'listThreadMembers',
  'addThreadMembers',
  'removeThreadMembers',
] as const;

const client = createEasemobClient({ appKey: 'acme#demo', token: () => 'YWMt' });
const reference = readFileSync(
  new URL('../../../docs/reference/easemob/README.md', import.meta.url),
  'utf8',
);

test('there are 23 operations in the guide and 31 beyond it', () => {
  expect(new Set([...guide, ...beyond]).size).toBe(23 + 31);
});

test('the operations of the guide are those of its recorded samples', () => {
  const text = readFileSync(new URL('recorded-samples.json', fixtures), 'utf8');
  const recorded: readonly { readonly operation: string }[] = JSON.parse(text);

  expect(new Set(recorded.map(({ operation }) => operation))).toEqual(new Set(guide));
});

describe.each([...guide, ...beyond])('%s', (name) => {
  test('is a method of the client', () => {
    expect(client[name]).toBeTypeOf('function');
  });

  test('is declared with the schemas of its request and its answer', () => {
    expect(easemobEndpoints[name].request).toMatchObject({ kind: 'schema' });
    expect(easemobEndpoints[name].response).toMatchObject({ kind: 'schema' });
  });

  test.each(['request', 'response'])('has a documented %s', (kind) => {
    expect(existsSync(new URL(`${name}.${kind}.json`, fixtures))).toBe(true);
  });

  test('is served by the emulator', () => {
    expect(handlers[name]).toBeTypeOf('function');
  });

  test('has a row in the reference', () => {
    const rows = reference.split('\n').filter((line) => line.startsWith(`| [\`${name}\`](`));

    expect(rows).toHaveLength(1);
  });
});
