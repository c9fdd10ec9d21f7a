import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, listAt, type Session, startSession } from './easemob-requests.ts';

let session: Session;
let groupId: string;

beforeAll(async () => {
  session = await startSession();
});
beforeEach(async () => {
  session.emulator.control.reset();
  groupId = await session.makeGroup(['bob', 'carol']);
});
afterAll(() => session.emulator.close());

const send = (method: string, path: string, body?: unknown) =>
  session.send(method, path.replace('{g}', `/chatgroups/${groupId}`), body);

async function dataOf(path: string): Promise<unknown> {
  return at((await send('GET', path)).body, 'data');
}

async function detail(): Promise<unknown> {
  return at(await dataOf('{g}'), 0);
}

describe('the block list', () => {
  test('puts a member out of the group', async () => {
    await send('POST', '{g}/blocks/users/bob');

    expect(await dataOf('{g}/user/bob/is_joined')).toBe(false);
    expect(await dataOf('{g}/blocks/users')).toEqual(['bob']);
  });

  test('does not bring users back when they are taken off it', async () => {
    await send('POST', '{g}/blocks/users/bob');

    await send('DELETE', '{g}/blocks/users/bob');

    expect(await dataOf('{g}/user/bob/is_joined')).toBe(false);
  });

  test('loses whoever is added to the group', async () => {
    await send('POST', '{g}/blocks/users/bob');

    const { status } = await send('POST', '{g}/users/bob');

    expect(status).toBe(200);
    expect(await dataOf('{g}/blocks/users')).toEqual([]);
  });
});

describe('a mute', () => {
  const mute = (mute_duration: number, usernames = ['bob']) =>
    send('POST', '{g}/mute', { usernames, mute_duration });

  test('ends by the clock of the emulator', async () => {
    await mute(60_000);
    await mute(120_000, ['carol']);

    session.emulator.control.advanceClock(60);

    expect(await dataOf('{g}/mute')).toEqual([{ user: 'carol', expire: expect.any(Number) }]);
  });

  test('outlives the membership', async () => {
    await mute(60_000);

    await send('DELETE', '{g}/users/bob');
    await send('POST', '{g}/users/bob');

    expect(listAt(await dataOf('{g}/mute'))).toHaveLength(1);
  });

  test('is permanent with a duration of -1, which is written as a far date', async () => {
    const { body } = await mute(-1);

    expect(at(body, 'data', 0, 'expire')).toBe(4638873600000);
    expect(await dataOf('{g}/mute')).toEqual([{ user: 'bob', expire: 4638873600000 }]);
  });

  test('ends with a duration of 0', async () => {
    await mute(60_000);

    await mute(0);

    expect(await dataOf('{g}/mute')).toEqual([]);
  });

  test('is replaced by a later one', async () => {
    await mute(60_000);
    await mute(120_000);

    session.emulator.control.advanceClock(90);

    expect(listAt(await dataOf('{g}/mute'))).toHaveLength(1);
  });

  test('of everybody leaves single mutes alone', async () => {
    await mute(60_000);

    await send('POST', '{g}/ban');
    const during = await detail();
    await send('DELETE', '{g}/ban');

    expect(at(during, 'mute')).toBe(true);
    expect(at(await detail(), 'mute')).toBe(false);
    expect(listAt(await dataOf('{g}/mute'))).toHaveLength(1);
  });
});

describe('roles', () => {
  test('an admin is listed as one until removed', async () => {
    const added = await send('POST', '{g}/admin', { newadmin: 'bob' });
    const during = await dataOf('{g}/admin');
    const removed = await send('DELETE', '{g}/admin/bob');

    expect(at(added.body, 'data')).toEqual({ result: 'success', newadmin: 'bob' });
    expect(during).toEqual(['bob']);
    expect(at(removed.body, 'data')).toEqual({ result: 'success', oldadmin: 'bob' });
    expect(await dataOf('{g}/admin')).toEqual([]);
  });

  test('end with the membership', async () => {
    await send('POST', '{g}/admin', { newadmin: 'bob' });

    await send('DELETE', '{g}/users/bob');
    await send('POST', '{g}/users/bob');

    expect(await dataOf('{g}/admin')).toEqual([]);
  });

  test('the former owner is an ordinary member after a transfer', async () => {
    await send('POST', '{g}/admin', { newadmin: 'bob' });

    const { body } = await send('PUT', '{g}', { newowner: 'bob' });

    expect(at(body, 'data')).toEqual({ newowner: true });
    expect(await detail()).toMatchObject({
      owner: 'bob',
      affiliations: expect.arrayContaining([{ owner: 'bob' }, { member: 'alice' }]),
    });
    expect(await dataOf('{g}/admin')).toEqual([]);
  });
});

describe('a group', () => {
  test('is changed field by field, and tells so', async () => {
    const { body } = await send('PUT', '{g}', {
      groupname: 'go',
      maxusers: 300,
      membersonly: true,
      public: false,
    });

    expect(at(body, 'data')).toEqual({
      groupname: true,
      maxusers: true,
      membersonly: true,
      public: true,
    });
    expect(await detail()).toMatchObject({
      name: 'go',
      maxusers: 300,
      membersonly: true,
      public: false,
    });
  });

  test('keeps a name when the new one has a slash', async () => {
    const { body } = await send('PUT', '{g}', { groupname: 'a/b', description: 'new' });

    expect(at(body, 'data')).toEqual({ groupname: false, description: true });
    expect(await detail()).toMatchObject({ name: 'chess', description: 'new' });
  });

  test('that is public is created without invitations by members', async () => {
    groupId = await session.makeGroup([], { allowinvites: true });
    const whenPublic = at(await detail(), 'allowinvites');
    groupId = await session.makeGroup([], { public: false, allowinvites: true });

    const whenPrivate = at(await detail(), 'allowinvites');

    expect([whenPublic, whenPrivate]).toEqual([false, true]);
  });

  test('counts the owner once, also when named among the members', async () => {
    groupId = await session.makeGroup(['bob'], { members: ['alice', 'bob', 'bob'] });

    expect(at(await detail(), 'affiliations_count')).toBe(2);
  });

  test('is gone once it is deleted', async () => {
    const first = await send('DELETE', '{g}');
    const second = await send('DELETE', '{g}');

    expect(at(first.body, 'data')).toEqual({ success: true, groupid: groupId });
    expect(second.status).toBe(404);
    expect(await dataOf('/users/bob/joined_chatgroups')).toEqual([]);
  });

  test('has an announcement that can be cleared', async () => {
    const set = await send('POST', '{g}/announcement', { announcement: 'hello' });
    const during = await dataOf('{g}/announcement');
    await send('POST', '{g}/announcement', { announcement: '' });

    expect(at(set.body, 'data')).toEqual({ id: groupId, result: true });
    expect(during).toEqual({ announcement: 'hello' });
    expect(await dataOf('{g}/announcement')).toEqual({ announcement: '' });
  });
});

describe('a user', () => {
  test('is the same in any case of letters', async () => {
    session.emulator.control.importAccounts(['Dave']);

    const added = await send('POST', '{g}/users/DAVE');

    expect(at(added.body, 'data', 'user')).toBe('dave');
    expect(await dataOf('{g}/user/dAVE/is_joined')).toBe(true);
  });

  test('who is deleted leaves all groups, and their own groups go with them', async () => {
    const own = await session.makeGroup(['alice'], { owner: 'bob', members: ['alice'] });

    const { body } = await send('DELETE', '/users/bob');

    expect(at(body, 'entities', 0, 'username')).toBe('bob');
    expect((await send('GET', `/chatgroups/${own}`)).status).toBe(404);
    expect(await detail()).toMatchObject({ affiliations_count: 2 });
  });

  test('is shown with what the service knows of them', async () => {
    await send('POST', '/users', { username: 'dave', password: 'secret', nickname: 'D' });

    const { body } = await send('GET', '/users/dave');

    expect(at(body, 'count')).toBe(1);
    expect(at(body, 'entities', 0)).toEqual({
      uuid: expect.any(String),
      type: 'user',
      created: expect.any(Number),
      modified: expect.any(Number),
      username: 'dave',
      activated: true,
      nickname: 'D',
    });
  });
});

test('a reset forgets users and groups and leaves the token of the app valid', async () => {
  session.emulator.control.reset();

  const { status, body } = await send('GET', '/chatgroups');

  expect(status).toBe(200);
  expect(at(body, 'data')).toEqual([]);
});

test('the journal names endpoints and holds no token', async () => {
  session.emulator.control.clearJournal();

  await send('GET', '{g}/users?pagenum=1');
  await send('DELETE', '{g}/users/bob,carol');

  const journal = session.emulator.control.journal();
  expect(journal).toMatchObject([
    { vendor: 'easemob', endpoint: 'listMembers', status: 200 },
    { endpoint: 'removeMembers', status: 200 },
  ]);
  expect(JSON.stringify(journal)).not.toContain(session.token);
});
