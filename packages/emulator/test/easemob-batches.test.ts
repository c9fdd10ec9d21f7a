import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, listAt, type Session, startSession } from './easemob-requests.ts';

let session: Session;

beforeAll(async () => {
  session = await startSession();
});
beforeEach(() => session.emulator.control.reset());
afterAll(() => session.emulator.close());

async function membersOf(groupId: string): Promise<unknown> {
  const { body } = await session.send('GET', `/chatgroups/${groupId}/users?version=v3&sort=asc`);
  return at(body, 'data');
}

describe('adding members', () => {
  test('names only those who are new', async () => {
    const groupId = await session.makeGroup(['bob']);
    session.emulator.control.importAccounts(['carol', 'dave']);

    const { body } = await session.send('POST', `/chatgroups/${groupId}/users`, {
      usernames: ['bob', 'carol', 'dave', 'carol'],
    });

    expect(at(body, 'data')).toEqual({
      newmembers: ['carol', 'dave'],
      action: 'add_member',
      groupid: groupId,
    });
  });

  test('adds nobody when one does not exist', async () => {
    const groupId = await session.makeGroup();
    session.emulator.control.importAccounts(['carol']);

    await session.send('POST', `/chatgroups/${groupId}/users`, { usernames: ['carol', 'nobody'] });

    expect(await membersOf(groupId)).toEqual([]);
  });

  test('adds nobody when the group would overflow, and counts only the new ones', async () => {
    const groupId = await session.makeGroup(['bob'], { maxusers: 3 });
    session.emulator.control.importAccounts(['carol', 'dave']);
    const add = (usernames: string[]) =>
      session.send('POST', `/chatgroups/${groupId}/users`, { usernames });

    const tooMany = await add(['carol', 'dave']);
    const fitting = await add(['bob', 'carol']);

    expect(tooMany).toMatchObject({ status: 403, body: { error: 'exceed_limit' } });
    expect(fitting.status).toBe(200);
    expect(await membersOf(groupId)).toEqual(['bob', 'carol']);
  });

  test('takes 100 names, and 60 under the rules of the guide', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `user${index}`);
    const older = await startSession({ rules: 'guide' });
    const statusOf = async ({ emulator, makeGroup, send }: Session, usernames: string[]) => {
      emulator.control.importAccounts(usernames);
      const groupId = await makeGroup();
      return (await send('POST', `/chatgroups/${groupId}/users`, { usernames })).status;
    };

    const statuses = [
      await statusOf(session, names),
      await statusOf(older, names.slice(0, 60)),
      await statusOf(older, names.slice(0, 61)),
    ];
    await older.emulator.close();

    expect(statuses).toEqual([200, 200, 403]);
  });
});

describe('one name is answered with an object, several with a list', () => {
  test('on removing members, with a reason for each who was not removed', async () => {
    const groupId = await session.makeGroup(['bob', 'carol', 'dave']);
    session.emulator.control.importAccounts(['erin']);
    const remove = (names: string) =>
      session.send('DELETE', `/chatgroups/${groupId}/users/${names}`);

    const one = await remove('bob');
    const several = await remove('carol,erin,nobody');

    const outcome = { action: 'remove_member', groupid: groupId };
    expect(at(one.body, 'data')).toEqual({ ...outcome, result: true, user: 'bob' });
    expect(at(several.body, 'data')).toEqual([
      { ...outcome, result: true, user: 'carol' },
      {
        ...outcome,
        result: false,
        user: 'erin',
        reason: `user: erin doesn't exist in group: ${groupId}`,
      },
      { ...outcome, result: false, user: 'nobody', reason: "user nobody doesn't exist." },
    ]);
  });

  test('on blocking, whether the name is in the path or in the body', async () => {
    const groupId = await session.makeGroup(['bob', 'carol', 'dave']);
    const path = `/chatgroups/${groupId}/blocks/users`;

    const inPath = await session.send('POST', `${path}/bob`);
    const inBody = await session.send('POST', path, { usernames: ['carol'] });
    const several = await session.send('POST', path, { usernames: ['dave', 'nobody'] });

    const outcome = { action: 'add_blocks', groupid: groupId };
    expect(at(inPath.body, 'data')).toEqual({ ...outcome, result: true, user: 'bob' });
    expect(at(inBody.body, 'data')).toEqual({ ...outcome, result: true, user: 'carol' });
    expect(at(several.body, 'data')).toEqual([
      { ...outcome, result: true, user: 'dave' },
      { ...outcome, result: false, user: 'nobody', reason: "the user nobody doesn't exist" },
    ]);
  });

  test('on unblocking', async () => {
    const groupId = await session.makeGroup(['bob', 'carol']);
    const path = `/chatgroups/${groupId}/blocks/users`;
    await session.send('POST', path, { usernames: ['bob', 'carol'] });

    const one = await session.send('DELETE', `${path}/bob`);
    const several = await session.send('DELETE', `${path}/bob,carol`);

    const outcome = { action: 'remove_blocks', groupid: groupId };
    expect(at(one.body, 'data')).toEqual({ ...outcome, result: true, user: 'bob' });
    expect(at(several.body, 'data')).toEqual([
      { ...outcome, result: false, user: 'bob', reason: 'user bob is not blocked' },
      { ...outcome, result: true, user: 'carol' },
    ]);
  });

  test('but never on mutes, which are always a list', async () => {
    const groupId = await session.makeGroup(['bob']);

    const mute = { usernames: ['bob'], mute_duration: 60_000 };
    const muted = await session.send('POST', `/chatgroups/${groupId}/mute`, mute);
    const unmuted = await session.send('DELETE', `/chatgroups/${groupId}/mute/bob`);

    expect(at(muted.body, 'data')).toEqual([
      { result: true, expire: expect.any(Number), user: 'bob' },
    ]);
    expect(at(unmuted.body, 'data')).toEqual([{ result: true, user: 'bob' }]);
  });
});

describe('registering several users', () => {
  test('succeeds and tells who was refused', async () => {
    session.emulator.control.importAccounts(['bob']);

    const { status, body } = await session.send('POST', '/users', [
      { username: 'Bob' },
      { username: 'carol', nickname: 'C' },
    ]);

    expect(status).toBe(200);
    expect(at(body, 'path')).toBe('/users');
    expect(listAt(body, 'entities')).toMatchObject([{ username: 'carol', nickname: 'C' }]);
    expect(at(body, 'data')).toEqual([
      { username: 'bob', registerUserFailReason: 'the user bob already exists' },
    ]);
  });

  test('takes a list of one', async () => {
    const { body } = await session.send('POST', '/users', [{ username: 'carol' }]);

    expect(listAt(body, 'entities')).toHaveLength(1);
  });
});
