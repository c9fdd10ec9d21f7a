import { readFileSync } from 'node:fs';
import { createEasemobClient, type EasemobClient } from '@imgroups/easemob';
import { easemobEndpoints } from '@imgroups/easemob/endpoints';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EasemobEmulator, startEasemobEmulator } from '../src/vendors/easemob/index.ts';

let emulator: EasemobEmulator;
let client: EasemobClient;

beforeAll(async () => {
  emulator = await startEasemobEmulator();
  client = createEasemobClient({ ...emulator });
  await session();
});
afterAll(() => emulator.close());

/** The life of a group and its people, in which every endpoint is called. */
async function session(): Promise<void> {
  await accounts();
  const group_id = await lifeOfGroup();
  await members(group_id);
  await roles(group_id);
  await mutes(group_id);
  await blacklist(group_id);
  await allowList(group_id);
  await files(group_id);
  await attributes(group_id);
  await threads(group_id);
  await others(group_id);
  await end(group_id);
}

async function accounts(): Promise<void> {
  const { clientId, clientSecret } = emulator;
  await client.getAppToken({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  await client.createUser({ username: 'alice', password: 'secret' });
  const users = ['bob', 'carol', 'dave', 'erin'].map((username) => ({ username }));
  await client.createUsers({ users });
  await client.getUser({ username: 'alice' });
  await client.getUserToken({ grant_type: 'inherit', username: 'bob' });
  await client.getUserTokenByPassword({
    grant_type: 'password',
    username: 'alice',
    password: 'secret',
  });
}

async function lifeOfGroup(): Promise<string> {
  const created = await client.createGroup({ groupname: 'chess', public: true, owner: 'alice' });
  const group_id = created.data?.groupid ?? '';
  await client.updateGroup({ group_id, groupname: 'go', membersonly: true });
  await client.getGroups({ group_ids: [group_id] });
  await client.listGroups({ limit: 10 });
  await client.setAnnouncement({ group_id, announcement: 'Every Friday' });
  await client.getAnnouncement({ group_id });
  await client.disableGroup({ group_id });
  await client.enableGroup({ group_id });
  return group_id;
}

async function members(group_id: string): Promise<void> {
  await client.addMember({ group_id, username: 'bob' });
  await client.addMembers({ group_id, usernames: ['carol', 'dave', 'erin'] });
  await client.isMember({ group_id, username: 'bob' });
  await client.listMembers({ group_id, pagenum: 1, pagesize: 10, joined_time: true });
  await client.listMembersByCursor({ group_id, limit: 2 });
  await client.listMembersWithTimes({ group_id, limit: 2 });
  await client.listJoinedGroups({ username: 'bob' });
  await client.listUserGroups({ username: 'bob' });
  await client.countJoinedGroups({ username: 'bob' });
  await client.countOnlineMembers({ group_id });
}

async function roles(group_id: string): Promise<void> {
  await client.addAdmin({ group_id, newadmin: 'bob' });
  await client.listAdmins({ group_id });
  await client.removeAdmin({ group_id, oldadmin: 'bob' });
  await client.transferOwnership({ group_id, newowner: 'bob' });
}

async function mutes(group_id: string): Promise<void> {
  await client.muteMembers({ group_id, usernames: ['carol'], mute_duration: 60_000 });
  await client.listMutes({ group_id });
  await client.unmuteMembers({ group_id, usernames: ['carol'] });
  await client.muteAll({ group_id });
  await client.unmuteAll({ group_id });
}

async function blacklist(group_id: string): Promise<void> {
  await client.addToBlacklist({ group_id, username: 'dave' });
  await client.addManyToBlacklist({ group_id, usernames: ['erin', 'alice'] });
  await client.listBlacklist({ group_id });
  await client.removeFromBlacklist({ group_id, username: 'dave' });
  await client.removeManyFromBlacklist({ group_id, usernames: ['erin', 'alice'] });
}

async function allowList(group_id: string): Promise<void> {
  await client.addToAllowList({ group_id, username: 'carol' });
  await client.addManyToAllowList({ group_id, usernames: ['bob', 'carol'] });
  await client.listAllowList({ group_id });
  await client.removeFromAllowList({ group_id, usernames: ['carol'] });
}

async function files(group_id: string): Promise<void> {
  const file = new File(['e2-e4'], 'Opening.txt', { type: 'text/plain' });
  const uploaded = await client.uploadSharedFile({ group_id, file });
  const file_id = uploaded.data?.file_id ?? '';
  await client.listSharedFiles({ group_id });
  await client.downloadSharedFile({ group_id, file_id });
  await client.deleteSharedFile({ group_id, file_id });
}

async function attributes(group_id: string): Promise<void> {
  await client.setMemberAttributes({ group_id, username: 'bob', metaData: { nick: 'B' } });
  await client.setManyMemberAttributes({
    group_id,
    members: [{ username: 'carol', metadata: { nick: 'C' } }],
  });
  await client.getMemberAttributes({ group_id, username: 'bob' });
  await client.getManyMemberAttributes({ group_id, targets: ['bob', 'carol'] });
}

async function threads(group_id: string): Promise<void> {
  const created = await client.createThread({ group_id, name: 'e4', msg_id: '1234', owner: 'bob' });
  const thread_id = created.data?.thread_id ?? '';
  await client.renameThread({ thread_id, name: 'e5' });
  await client.addThreadMembers({ thread_id, usernames: ['carol'] });
  await client.listThreadMembers({ thread_id });
  await client.listThreads({});
  await client.listUserThreads({ username: 'carol' });
  await client.listUserThreadsInGroup({ group_id, username: 'carol' });
  await client.removeThreadMembers({ thread_id, usernames: ['carol'] });
  await client.deleteThread({ thread_id });
}

const leftForTheEnd = ['removeMember', 'removeMembers', 'deleteGroup', 'deleteUser'];

/** Sends the documented request of every endpoint that no line here calls, for the group and its members. */
async function others(group_id: string): Promise<void> {
  const called = new Set(emulator.control.journal().map(({ endpoint }) => endpoint));
  for (const name of Object.keys(easemobEndpoints)) {
    if (called.has(name) || leftForTheEnd.includes(name)) continue;
    const file = new URL(`../../easemob/test/fixtures/${name}.request.json`, import.meta.url);
    const documented: object = JSON.parse(readFileSync(file, 'utf8'));
    const ours = { group_id, username: 'bob', usernames: ['bob', 'carol'] };
    const fields = Object.entries(ours).filter(([field]) => field in documented);
    const method = client[name as keyof typeof easemobEndpoints] as (
      request: object,
    ) => Promise<unknown>;
    await method({ ...documented, ...Object.fromEntries(fields) });
  }
}

async function end(group_id: string): Promise<void> {
  await client.removeMember({ group_id, username: 'carol' });
  await client.addMembers({ group_id, usernames: ['carol', 'dave'] });
  await client.removeMembers({ group_id, usernames: ['carol', 'dave'] });
  await client.deleteGroup({ group_id });
  await client.deleteUser({ username: 'alice' });
}

describe('a session with everything in it', () => {
  test('calls every endpoint', () => {
    const called = new Set(emulator.control.journal().map(({ endpoint }) => endpoint));

    expect(Object.keys(easemobEndpoints).filter((name) => !called.has(name))).toEqual([]);
  });

  test('meets no status but 200', () => {
    const statuses = new Set(emulator.control.journal().map(({ status }) => status));

    expect(statuses).toEqual(new Set([200]));
  });
});
