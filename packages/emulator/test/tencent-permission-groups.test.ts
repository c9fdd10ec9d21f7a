import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGroup, startTencent, type TencentSetup } from './tencent-client.ts';

const clubId = '@TGS#_club';
const newsId = `${clubId}@TOPIC#_news`;
const editorsId = '@PMG#_editors';
const everyBit = '18446744073709551615';

let setup: TencentSetup;
beforeAll(async () => {
  setup = await startTencent();
});
afterAll(() => setup.emulator.close());
beforeEach(async () => {
  setup.emulator.control.reset();
  setup.emulator.control.importAccounts(['alice', 'bob', 'carol']);
  await createGroup(setup, 'Community', {
    GroupId: clubId,
    SupportTopic: 1,
    EnablePermission: 1,
    MemberList: [{ Member_Account: 'bob' }, { Member_Account: 'carol' }],
  });
  await setup.call('million_group_open_http_svc/create_topic', {
    GroupId: clubId,
    TopicId: newsId,
    TopicName: 'News',
  });
  await create({ PermissionGroupId: editorsId });
});

const call = (command: string, body: object = {}) =>
  setup.call(command, { GroupId: clubId, ...body });
const create = (more: object = {}) =>
  call('create_permission_group', { PermissionGroupName: 'Editors', Permission: 64, ...more });
const ofEditors = (command: string, body: object = {}) =>
  call(command, { PermissionGroupId: editorsId, ...body });
const infos = async (more: object = {}) =>
  (await call('get_permission_group', more)).PermissionGroupInfoList as Record<string, unknown>[];
const members = async () =>
  ((await ofEditors('get_permission_group_member_list')).MemberList as object[]).map(
    (member) => Object.values(member)[0],
  );

describe('permission groups', () => {
  test('are created, changed and read', async () => {
    await ofEditors('modify_permission_group', { PermissionGroupName: 'Chief editors' });

    expect(await infos()).toEqual([
      {
        PermissionGroupId: editorsId,
        PermissionGroupName: 'Chief editors',
        Permission: 64,
        CustomString: '',
        MemberNum: 0,
      },
    ]);
  });

  test('hold all 64 bits of a permission', async () => {
    await setup.callForText(
      'modify_permission_group',
      `{"GroupId":"${clubId}","PermissionGroupId":"${editorsId}","Permission":${everyBit}}`,
    );

    const text = await setup.callForText('get_permission_group', `{"GroupId":"${clubId}"}`);
    expect(text).toContain(`"Permission":${everyBit}`);
  });

  test('come in pages, or by their ids', async () => {
    await create({ PermissionGroupId: '@PMG#_readers' });
    await create();
    const first = await call('get_permission_group', { Limit: 2, Next: '' });

    const second = await call('get_permission_group', { Limit: 2, Next: first.Next });
    const named = await infos({ PermissionGroupIdList: ['@PMG#_readers', '@PMG#_none'] });

    expect(first.PermissionGroupInfoList).toHaveLength(2);
    expect(second).toMatchObject({ PermissionGroupInfoList: [{}], Next: '' });
    expect(named).toMatchObject([{ PermissionGroupId: '@PMG#_readers' }]);
  });

  test('are destroyed with a result each', async () => {
    const answer = await call('destroy_permission_group', {
      PermissionGroupIdList: [editorsId, '@PMG#_none'],
    });

    expect(answer).toMatchObject({
      ErrorCode: 0,
      PermissionGroupResultList: [{ ErrorCode: 0 }, { ErrorCode: 10004 }],
    });
    expect(await infos()).toEqual([]);
  });

  const refused: [string, object, number][] = [
    ['an id in use', { PermissionGroupId: editorsId }, 10025],
    ['an id without the prefix', { PermissionGroupId: 'editors' }, 10004],
    ['an id like the vendor’s', { PermissionGroupId: '@PMG#_@PMG#c1' }, 10004],
    ['a name of 151 bytes', { PermissionGroupName: 'a'.repeat(151) }, 10004],
    ['a permission below 0', { Permission: -1 }, 10004],
  ];

  test.each(refused)('%s is refused', async (_, change, code) => {
    const answer = await create(change);

    expect(answer.ErrorCode).toBe(code);
  });

  test('have to be switched on', async () => {
    await call('modify_group_base_info', { EnablePermission: 0 });

    const answer = await create();

    expect(answer.ErrorCode).toBe(10007);
  });
});

describe('their members', () => {
  test('are members of the community', async () => {
    const stranger = await ofEditors('add_permission_group_member', {
      MemberList: [{ Member_Account: 'bob' }, { Member_Account: 'ghost' }],
    });
    await ofEditors('add_permission_group_member', {
      MemberList: [{ Member_Account: 'bob' }, { Member_Account: 'carol' }],
    });
    const both = await members();

    await call('delete_group_member', { MemberToDel_Account: ['carol'] });

    expect([stranger.ErrorCode, both]).toEqual([10004, ['bob', 'carol']]);
    expect(await members()).toEqual(['bob']);
  });

  test('can be removed, whether they are in it or not', async () => {
    await ofEditors('add_permission_group_member', { MemberList: [{ Member_Account: 'bob' }] });

    const answer = await ofEditors('delete_permission_group_member', {
      MemberList: [{ Member_Account: 'bob' }, { Member_Account: 'ghost' }],
    });

    expect(answer.ErrorCode).toBe(0);
    expect(await members()).toEqual([]);
  });

  test('come in pages', async () => {
    await ofEditors('add_permission_group_member', {
      MemberList: [{ Member_Account: 'bob' }, { Member_Account: 'carol' }],
    });
    const first = await ofEditors('get_permission_group_member_list', { Limit: 1, Next: '' });

    const second = await ofEditors('get_permission_group_member_list', {
      Limit: 1,
      Next: first.Next,
    });

    expect(first.MemberList).toEqual([{ Member_Account: 'bob' }]);
    expect(second).toMatchObject({ MemberList: [{ Member_Account: 'carol' }], Next: '' });
  });

  test('of an unknown permission group cannot be read', async () => {
    const answer = await call('get_permission_group_member_list', {
      PermissionGroupId: '@PMG#_none',
    });

    expect(answer.ErrorCode).toBe(10004);
  });
});

describe('permissions in topics', () => {
  const write = (command: string, Permission = 9, TopicId = newsId) =>
    ofEditors(command, { TopicPermissionList: [{ TopicId, Permission }] });
  const permissions = async () =>
    (await ofEditors('get_topic_permission_group')).TopicPermissionList;

  test('are added, changed and taken away', async () => {
    await write('add_topic_permission_group', 9);
    await write('set_topic_permission_group', 13);
    const changed = await permissions();

    await ofEditors('delete_topic_permission_group', { TopicIdList: [newsId] });

    expect(changed).toEqual([{ TopicId: newsId, Permission: 13 }]);
    expect(await permissions()).toEqual([]);
  });

  test('have a result for each topic', async () => {
    const never = await write('add_topic_permission_group', 9, `${clubId}@TOPIC#_never`);
    const unset = await write('set_topic_permission_group');

    expect(never).toMatchObject({
      ErrorCode: 0,
      TopicPermissionResultList: [{ ErrorCode: 10015 }],
    });
    expect(unset.TopicPermissionResultList).toMatchObject([{ ErrorCode: 10004 }]);
  });

  test('go with their topic', async () => {
    await write('add_topic_permission_group');

    await setup.call('million_group_open_http_svc/destroy_topic', {
      GroupId: clubId,
      TopicIdList: [newsId],
    });

    expect(await permissions()).toEqual([]);
  });
});
