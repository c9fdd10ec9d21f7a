import { createEasemobClient, type EasemobClient, isImGroupsError } from '@imgroups/easemob';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Session, startSession } from './easemob-requests.ts';

let session: Session;
let client: EasemobClient;
let group_id: string;

beforeAll(async () => {
  session = await startSession();
  client = createEasemobClient({ ...session.emulator });
});
beforeEach(async () => {
  session.emulator.control.reset();
  group_id = await session.makeGroup(['bob', 'carol']);
  session.emulator.control.importAccounts(['dave']);
});
afterAll(() => session.emulator.close());

async function outcomeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) => {
      if (isImGroupsError(error)) return error.code;
      throw error;
    },
  );
}

describe('a disabled group', () => {
  test('is shown as one', async () => {
    const disabled = await client.disableGroup({ group_id });
    const detail = await client.getGroups({ group_ids: [group_id] });
    const joined = await client.listUserGroups({ username: 'bob' });

    expect(disabled.data).toEqual({ disabled: true });
    expect(detail.data).toMatchObject([{ disabled: true }]);
    expect(joined.entities).toMatchObject([{ disabled: true }]);
  });

  test('can be read', async () => {
    await client.disableGroup({ group_id });

    const outcomes = await Promise.all([
      outcomeOf(client.listMembers({ group_id })),
      outcomeOf(client.listMutes({ group_id })),
      outcomeOf(client.getAnnouncement({ group_id })),
      outcomeOf(client.listSharedFiles({ group_id })),
      outcomeOf(client.getManyMemberAttributes({ group_id, targets: ['bob'] })),
    ]);

    expect(new Set(outcomes)).toEqual(new Set(['done']));
  });

  test('refuses to be managed, and so do its threads', async () => {
    const created = await client.createThread({
      group_id,
      name: 'x',
      msg_id: '1',
      owner: 'bob',
    });
    const thread_id = created.data?.thread_id ?? '';
    await client.disableGroup({ group_id });

    const outcomes = await Promise.all([
      outcomeOf(client.updateGroup({ group_id, groupname: 'x' })),
      outcomeOf(client.addMember({ group_id, username: 'dave' })),
      outcomeOf(client.removeMember({ group_id, username: 'bob' })),
      outcomeOf(client.addAdmin({ group_id, newadmin: 'bob' })),
      outcomeOf(client.transferOwnership({ group_id, newowner: 'bob' })),
      outcomeOf(client.muteAll({ group_id })),
      outcomeOf(client.setAnnouncement({ group_id, announcement: 'x' })),
      outcomeOf(client.addToAllowList({ group_id, username: 'bob' })),
      outcomeOf(client.setMemberAttributes({ group_id, username: 'bob', metaData: { a: 'b' } })),
      outcomeOf(client.createThread({ group_id, name: 'x', msg_id: '2', owner: 'bob' })),
      outcomeOf(client.renameThread({ thread_id, name: 'y' })),
      outcomeOf(client.removeThreadMembers({ thread_id, usernames: ['bob'] })),
    ]);

    expect(new Set(outcomes)).toEqual(new Set(['failed_precondition']));
  });

  test('can be destroyed by the app', async () => {
    await client.disableGroup({ group_id });

    const deleted = await client.deleteGroup({ group_id });

    expect(deleted.data).toMatchObject({ success: true });
    expect(await outcomeOf(client.getGroups({ group_ids: [group_id] }))).toBe('not_found');
  });

  test('is as it was when it is enabled', async () => {
    await client.disableGroup({ group_id });

    const enabled = await client.enableGroup({ group_id });

    expect(enabled.data).toEqual({ disabled: false });
    expect(await outcomeOf(client.addMember({ group_id, username: 'dave' }))).toBe('done');
  });
});

describe('the allow list', () => {
  const allowed = async () => (await client.listAllowList({ group_id })).data;

  test('holds whom it was given', async () => {
    const one = await client.addToAllowList({ group_id, username: 'bob' });
    const many = await client.addManyToAllowList({ group_id, usernames: ['bob', 'carol'] });

    expect(one.data).toEqual({
      result: true,
      action: 'add_user_whitelist',
      user: 'bob',
      groupid: group_id,
    });
    expect(many.data).toMatchObject([
      { result: true, user: 'bob' },
      { result: true, user: 'carol' },
    ]);
    expect(await allowed()).toEqual(['bob', 'carol']);
  });

  test('tells who is no member, and takes the others', async () => {
    const request = { group_id, usernames: ['dave', 'bob'] };

    const answer = await client.addManyToAllowList(request);

    expect(client.addManyToAllowList.failures(answer, request)).toEqual([
      {
        item: 'dave',
        code: 'refused',
        message: `user: dave doesn't exist in group: ${group_id}`,
      },
    ]);
    expect(await allowed()).toEqual(['bob']);
  });

  test('is left by whom it loses, in a list for one name too', async () => {
    await client.addManyToAllowList({ group_id, usernames: ['bob', 'carol'] });

    const answer = await client.removeFromAllowList({ group_id, usernames: ['bob'] });

    expect(answer.data).toEqual([
      { result: true, action: 'remove_user_whitelist', user: 'bob', groupid: group_id },
    ]);
    expect(await allowed()).toEqual(['carol']);
  });

  test('is left by whoever leaves the group', async () => {
    await client.addManyToAllowList({ group_id, usernames: ['bob', 'carol'] });

    await client.removeMember({ group_id, username: 'bob' });
    await client.addToBlacklist({ group_id, username: 'carol' });

    expect(await allowed()).toEqual([]);
  });

  test('is not touched by the mute of everybody, nor by single mutes', async () => {
    await client.addToAllowList({ group_id, username: 'bob' });

    await client.muteAll({ group_id });
    await client.muteMembers({ group_id, usernames: ['bob'], mute_duration: 60_000 });
    await client.unmuteAll({ group_id });

    expect(await allowed()).toEqual(['bob']);
    expect((await client.listMutes({ group_id })).data).toMatchObject([{ user: 'bob' }]);
  });
});

describe('the number of members online', () => {
  const online = async () => (await client.countOnlineMembers({ group_id })).result;
  const login = (username: string, ttl?: number) =>
    client.getUserToken({ grant_type: 'inherit', username, ttl });

  test('counts members with a token, once each', async () => {
    await login('bob');
    await login('bob');
    await login('dave');

    expect(await online()).toBe(1);
  });

  test('falls when a token ends', async () => {
    await login('bob', 60);
    await login('carol', 3600);

    session.emulator.control.advanceClock(61);

    expect(await online()).toBe(1);
  });
});

describe('member attributes', () => {
  const attributesOf = async (username: string) =>
    (await client.getMemberAttributes({ group_id, username })).data;
  const set = (metaData: Record<string, string>) =>
    client.setMemberAttributes({ group_id, username: 'bob', metaData });

  test('are added to those there are, and an empty value deletes', async () => {
    await set({ nick: 'B', level: '1' });

    const answer = await set({ nick: '', team: 'white' });

    expect(answer.data).toEqual({ nick: '', team: 'white' });
    expect(await attributesOf('bob')).toEqual({ level: '1', team: 'white' });
    expect(await attributesOf('carol')).toEqual({});
  });

  test('of several members are read by key, without those who have none', async () => {
    await client.setManyMemberAttributes({
      group_id,
      members: [
        { username: 'bob', metadata: { nick: 'B', level: '1' } },
        { username: 'carol', metadata: { level: '2' } },
      ],
    });
    const targets = ['bob', 'carol', 'alice'];

    const all = await client.getManyMemberAttributes({ group_id, targets });
    const nicks = await client.getManyMemberAttributes({ group_id, targets, properties: ['nick'] });

    expect(all.data).toEqual({ bob: { nick: 'B', level: '1' }, carol: { level: '2' } });
    expect(nicks.data).toEqual({ bob: { nick: 'B' } });
  });

  test('fill 4 KB, and what does not fit is told as failed', async () => {
    const large = Object.fromEntries(['a', 'b', 'c', 'd'].map((key) => [key, 'x'.repeat(512)]));
    const more = Object.fromEntries(['e', 'f', 'g', 'h'].map((key) => [key, 'x'.repeat(512)]));
    const members = ['bob', 'carol'].map((username) => ({ username, metadata: more }));
    const request = { group_id, members };
    await set(large);

    const answer = await client.setManyMemberAttributes(request);

    expect(client.setManyMemberAttributes.failures(answer, request)).toMatchObject([
      { item: 'bob' },
    ]);
    expect(await attributesOf('bob')).toEqual(large);
    expect(await attributesOf('carol')).toEqual(more);
  });

  test('come without the usual envelope', async () => {
    const { body } = await session.send('GET', `/metadata/chatgroup/${group_id}/user/bob`);

    expect(Object.keys(body ?? {}).sort()).toEqual(['data', 'duration', 'timestamp']);
  });

  test('have a colon in the names of their lists under the newest rules, and none in the guide', async () => {
    const guide = await startSession({ rules: 'guide' });
    const members = [{ username: 'bob', metadata: { a: 'b' } }];

    const newest = await client.setManyMemberAttributes({ group_id, members });
    const older = await createEasemobClient({ ...guide.emulator }).setManyMemberAttributes({
      group_id: await guide.makeGroup(['bob']),
      members,
    });
    await guide.emulator.close();

    expect(newest.data).toEqual({
      'updateMetadataFailed:': [],
      'updateMetadataSucceeded:': members,
    });
    expect(older.data).toEqual({ updateMetadataFailed: [], updateMetadataSucceeded: members });
  });

  test('end with the membership', async () => {
    await set({ nick: 'B' });

    await client.removeMember({ group_id, username: 'bob' });
    await client.addMember({ group_id, username: 'bob' });

    expect(await attributesOf('bob')).toEqual({});
  });
});
