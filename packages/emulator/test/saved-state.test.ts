import { describe, expect, test } from 'vitest';
import { startEmulator } from '../src/index.ts';
import { startSession, textAt } from './easemob-requests.ts';
import { createGroup, startTencent } from './tencent-client.ts';

/** As a file gives it back. */
const throughFile = (state: unknown): unknown => JSON.parse(JSON.stringify(state));

test('an Easemob app is as it was, and goes on', async () => {
  const one = await startSession();
  const { control } = one.emulator;
  control.importAccounts(['dave']);
  const groupId = await one.makeGroup(['bob', 'carol']);
  await one.send('POST', '/users', { username: 'erin', password: 'p' });
  await one.send('POST', `/chatgroups/${groupId}/admin`, { newadmin: 'bob' });
  await one.send('POST', `/chatgroups/${groupId}/mute`, {
    usernames: ['carol'],
    mute_duration: -1,
  });
  await one.send('POST', `/chatgroups/${groupId}/invite`, { usernames: ['dave'] });
  await one.send('PUT', `/metadata/chatgroup/${groupId}/user/bob`, { metaData: { $map: 'x' } });
  const thread = { name: 't', msg_id: '1', group_id: groupId, owner: 'bob' };
  await one.send('POST', '/thread', thread);
  const other = await startSession();

  other.emulator.control.load(throughFile(control.save()));

  expect(other.emulator.control.snapshot()).toEqual(control.snapshot());
  const grant = { grant_type: 'password', username: 'erin', password: 'p' };
  expect((await other.send('POST', '/token', grant, { token: null })).status).toBe(200);
  // A token that was issued before is still good, and ids go on.
  const { status, body } = await other.send(
    'POST',
    '/chatgroups',
    { groupname: 'go', public: true, owner: 'alice' },
    { token: one.token },
  );
  expect(status).toBe(200);
  expect(textAt(body, 'data', 'groupid')).not.toBe(groupId);
  await Promise.all([one.emulator.close(), other.emulator.close()]);
});

test('a Tencent application is as it was, and goes on', async () => {
  const one = await startTencent();
  const { control } = one.emulator;
  control.importAccounts(['alice', 'bob', 'carol']);
  const groupId = await createGroup(one, 'Public', {
    MemberList: [{ Member_Account: 'bob' }, { Member_Account: 'carol' }],
  });
  const room = await createGroup(one, 'AVChatRoom');
  control.enter(room, ['bob']);
  await one.call('forbid_send_msg', { GroupId: groupId, Members_Account: ['bob'], MuteTime: 60 });
  const message = {
    GroupId: groupId,
    From_Account: 'carol',
    Random: 1,
    NeedReadReceipt: 1,
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'e4' } }],
  };
  await one.call('send_group_msg', message);
  const other = await startTencent();

  other.emulator.control.load(throughFile(control.save()));

  expect(other.emulator.control.snapshot()).toEqual(control.snapshot());
  expect(await other.call('send_group_msg', { ...message, Random: 2 })).toMatchObject({
    ErrorCode: 0,
    MsgSeq: 2,
  });
  expect(await createGroup(other, 'Public')).not.toBe(groupId);
  const joined = await other.call('get_joined_group_list', { Member_Account: 'bob' });
  expect(joined).toMatchObject({ TotalCount: 1, GroupIdList: [{ GroupId: groupId }] });
  await Promise.all([one.emulator.close(), other.emulator.close()]);
});

describe('what is no saved state', () => {
  test.each([
    undefined,
    null,
    'text',
    {},
    { state: 1 },
    { state: { users: { $map: [] }, groups: { $map: [['1', {}]] } } },
  ])('%j is refused', async (state) => {
    const { tencent, easemob, close } = await startEmulator({ accounts: ['alice'] });

    for (const { control } of [tencent, easemob]) {
      const before = control.save();

      expect(() => control.load(state)).toThrow(
        /^state: not what (tencent|easemob) gave with save/,
      );
      expect(control.save()).toEqual(before);
    }
    await close();
  });

  test('nor is one with something that throws when it is looked at', async () => {
    const { tencent, close } = await startEmulator({ accounts: ['alice'] });
    const { control } = tencent;
    const before = control.save();
    const broadcasts = new Proxy(() => 1, {
      getPrototypeOf() {
        throw new Error('of the application');
      },
      get() {
        throw new Error('of the application');
      },
    });

    expect(() => control.load({ ...Object(before), broadcasts })).toThrow(
      /^state: not what tencent/,
    );
    expect(control.save()).toEqual(before);
    await close();
  });
});
