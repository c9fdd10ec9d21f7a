import { type BatchResult, type GroupProvider, isBatchError } from '@imgroups/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { failureOf } from '../../testing/src/failure-of.ts';
import {
  lostAnswer,
  optionsFor,
  refusal,
  type Script,
  type ScriptedService,
  scriptedService,
} from '../test/scripted-service.ts';
import type { GroupInfoItem } from './chapters/groups.ts';
import {
  createTencentProvider,
  type TencentProvider,
  type TencentProviderOptions,
} from './provider.ts';

function providerOf(script: Script, options: Partial<TencentProviderOptions> = {}) {
  const service = scriptedService(script);
  return { ...service, provider: createTencentProvider({ ...optionsFor(service), ...options }) };
}

function bodiesOf({ calls }: Pick<ScriptedService, 'calls'>, command: string) {
  return calls.filter((call) => call.command === command).map(({ body }) => body);
}

const now = 1_700_000_000;
const profile = {
  GroupId: 'chess',
  ErrorCode: 0,
  Type: 'Public',
  Name: 'Chess',
  Owner_Account: 'alice',
  CreateTime: now,
};
const roles = (entries: Record<string, string>) => ({
  UserIdList: Object.entries(entries).map(([Member_Account, Role]) => ({ Member_Account, Role })),
});
const added = ({ MemberList }: { MemberList: { Member_Account: string }[] }) => ({
  MemberList: MemberList.map(({ Member_Account }) => ({ Member_Account, Result: 1 })),
});

describe('groups.create', () => {
  test('says who may join and invite for a standard group', async () => {
    const { provider, calls } = providerOf({ create_group: [{ GroupId: '@TGS#1' }] });

    const created = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });

    expect(created).toMatchObject({ id: '@TGS#1', kind: 'standard' });
    expect(calls[0]?.body).toEqual({
      Type: 'Public',
      Name: 'Chess',
      Owner_Account: 'alice',
      ApplyJoinOption: 'NeedPermission',
      InviteJoinOption: 'DisableInvite',
    });
  });

  test('does not take the id of another group for the one that was asked for', async () => {
    const { provider } = providerOf({ create_group: [{ GroupId: 'other' }], get_group_info: [{}] });

    const error = await failureOf(
      provider.groups.create({ id: 'chess', name: 'Chess', ownerId: 'alice' }),
    );

    expect(error).toMatchObject({ name: 'InvalidResponseError', ambiguous: true });
    expect(error.message).toContain('"other", but "chess" was asked for');
  });

  test('takes the extras of the vendor', async () => {
    const { provider, calls } = providerOf({ create_group: [{ GroupId: '@TGS#_1' }] });

    await provider.groups.create(
      { name: 'Chess', ownerId: 'alice', kind: 'community' },
      { providerOptions: { tencent: { SupportTopic: 1 } } },
    );

    expect(calls[0]?.body).toMatchObject({ Type: 'Community', SupportTopic: 1 });
  });

  test.each([
    ['community', { joinPolicy: 'open' }],
    ['livestream', { invitePolicy: 'open' }],
    ['livestream', { maxMembers: 5 }],
    ['work', { joinPolicy: 'approval' }],
  ] as const)('for a %s group refuses %o before the call', async (kind, field) => {
    const { provider, calls } = providerOf({});

    const error = await failureOf(
      provider.groups.create({ name: 'Chess', ownerId: 'alice', kind, ...field }),
    );

    expect(error).toMatchObject({ name: 'UnsupportedError', operation: 'groups.create' });
    expect(error.message).toContain(Object.keys(field)[0]);
    expect(calls).toHaveLength(0);
  });

  test('without an own id is never repeated when the answer is lost', async () => {
    const { provider, commands } = providerOf({ create_group: [lostAnswer()] });

    const error = await failureOf(provider.groups.create({ name: 'Chess', ownerId: 'alice' }));

    expect(error).toMatchObject({ code: 'unavailable', ambiguous: true, attempts: 1 });
    expect(commands()).toEqual(['create_group']);
  });

  test('whose answer cannot be read may have made a group', async () => {
    const { provider } = providerOf({ create_group: [{}] });

    const error = await failureOf(provider.groups.create({ name: 'Chess', ownerId: 'alice' }));

    expect(error).toMatchObject({
      name: 'InvalidResponseError',
      field: 'GroupId',
      endpoint: 'createGroup',
      operation: 'groups.create',
      ambiguous: true,
    });
  });

  test('with an own id finds the group that a lost call made', async () => {
    const { provider, commands } = providerOf({
      create_group: [lostAnswer(), refusal(10025)],
      get_group_info: [{ GroupInfo: [profile] }],
    });

    const created = await provider.groups.create({ id: 'chess', name: 'Chess', ownerId: 'alice' });

    expect(created).toMatchObject({ id: 'chess', kind: 'standard', raw: profile });
    expect(commands()).toEqual(['create_group', 'create_group', 'get_group_info']);
  });

  test.each([
    ['another name', { Name: 'Go' }],
    ['another owner', { Owner_Account: 'bob' }],
    ['another type', { Type: 'Private' }],
    ['an earlier time', { CreateTime: now - 3600 }],
  ])('with an own id is not fooled by a group with %s', async (_, difference) => {
    const { provider } = providerOf({
      create_group: [lostAnswer(), refusal(10021)],
      get_group_info: [{ GroupInfo: [{ ...profile, ...difference }] }],
    });

    const error = await failureOf(
      provider.groups.create({ id: 'chess', name: 'Chess', ownerId: 'alice' }),
    );

    expect(error).toMatchObject({ reason: 'group_id_taken', afterAmbiguous: true });
  });

  test('does not look when the id is taken for sure', async () => {
    const { provider, commands } = providerOf({ create_group: [refusal(10021)] });

    await failureOf(provider.groups.create({ id: 'chess', name: 'Chess', ownerId: 'alice' }));

    expect(commands()).toEqual(['create_group']);
  });
});

describe('groups.get and getMany', () => {
  test('ask for the profile only, never for all members', async () => {
    const { provider, calls } = providerOf({ get_group_info: [{ GroupInfo: [profile] }] });

    const group = await provider.groups.get('chess');

    expect(group).toMatchObject({ id: 'chess', kind: 'standard', name: 'Chess', raw: profile });
    expect(calls[0]?.body).toMatchObject({
      GroupIdList: ['chess'],
      ResponseFilter: { GroupBaseInfoFilter: expect.arrayContaining(['Type', 'Name']) },
    });
  });

  test('a missing group is told by its item', async () => {
    const { provider } = providerOf({
      get_group_info: [{ GroupInfo: [{ GroupId: 'x', ErrorCode: 10015, ErrorInfo: 'no' }] }],
    });

    const error = await failureOf(provider.groups.get('x'));

    expect(error).toMatchObject({
      name: 'ApiError',
      code: 'not_found',
      reason: 'group_not_found',
      vendorCode: 10015,
      provider: 'tencent',
      operation: 'groups.get',
      endpoint: 'getGroupInfo',
    });
  });

  test('an answer without the needed field names it', async () => {
    const nameless = { ...profile, Name: undefined };
    const { provider } = providerOf({ get_group_info: [{ GroupInfo: [nameless] }] });

    const error = await failureOf(provider.groups.get('chess'));

    expect(error).toMatchObject({
      name: 'InvalidResponseError',
      field: 'GroupInfo.Name',
      endpoint: 'getGroupInfo',
      ambiguous: false,
    });
  });

  test('many are read in chunks of 50, each id once, and missing ones are absent', async () => {
    const { provider, calls } = providerOf({
      get_group_info: ({ GroupIdList }: { GroupIdList: string[] }) => ({
        GroupInfo: GroupIdList.map((GroupId) =>
          GroupId === 'g7' ? { GroupId, ErrorCode: 10010 } : { ...profile, GroupId },
        ),
      }),
    });
    const ids = Array.from({ length: 120 }, (_, index) => `g${index}`);

    const groups = await provider.groups.getMany([...ids, 'g0']);

    expect([...groups.keys()]).toEqual(ids.filter((id) => id !== 'g7'));
    expect(calls.map(({ body }) => (body.GroupIdList as string[]).length)).toEqual([50, 50, 20]);
  });

  test('one text is not a list of ids', async () => {
    const { provider } = providerOf({});

    const error = await failureOf(provider.groups.getMany('chess'));

    expect(error).toMatchObject({ code: 'invalid_argument', field: 'ids' });
  });
});

describe('groups.update', () => {
  test('sends what the patch names and nothing else', async () => {
    const { provider, calls } = providerOf({ modify_group_base_info: [{}] });

    await provider.groups.update('chess', { name: 'Go', joinPolicy: 'closed', maxMembers: 9 });

    expect(calls[0]?.body).toEqual({
      GroupId: 'chess',
      Name: 'Go',
      ApplyJoinOption: 'DisableApply',
      MaxMemberNum: 9,
    });
  });

  test('an unknown word is refused by name', async () => {
    const { provider } = providerOf({});
    const patch = { joinPolicy: 'sometimes' } as unknown as { joinPolicy: 'open' };

    const error = await failureOf(provider.groups.update('chess', patch));

    expect(error).toMatchObject({ code: 'invalid_argument', field: 'joinPolicy' });
  });

  test('acting as somebody without the right is a matter of permission', async () => {
    const { provider } = providerOf({ modify_group_base_info: [refusal(10007)] });

    const error = await failureOf(
      provider.groups.update(
        'chess',
        { name: 'Go' },
        { providerOptions: { tencent: { From_Account: 'bob' } } },
      ),
    );

    expect(error.code).toBe('permission_denied');
  });
});

describe('groups.delete', () => {
  test('a group that is gone after a lost answer was deleted', async () => {
    const { provider, commands } = providerOf({ destroy_group: [lostAnswer(), refusal(10010)] });

    await provider.groups.delete('chess');

    expect(commands()).toEqual(['destroy_group', 'destroy_group']);
  });

  test('a group that was never there is not found', async () => {
    const { provider } = providerOf({ destroy_group: [refusal(10015)] });

    const error = await failureOf(provider.groups.delete('chess'));

    expect(error.reason).toBe('group_not_found');
  });
});

describe('groups.transfer', () => {
  test('to a stranger is explained by one read', async () => {
    const { provider, commands } = providerOf({
      change_group_owner: [refusal(10004)],
      get_role_in_group: [roles({ bob: 'NotMember' })],
    });

    const error = await failureOf(provider.groups.transfer('chess', 'bob'));

    expect(error).toMatchObject({
      code: 'not_found',
      reason: 'not_a_member',
      vendorCode: 10004,
      operation: 'groups.transfer',
      endpoint: 'changeGroupOwner',
    });
    expect(commands()).toEqual(['change_group_owner', 'get_role_in_group']);
  });

  test('to the owner is no error', async () => {
    const { provider } = providerOf({
      change_group_owner: [refusal(10004)],
      get_role_in_group: [roles({ alice: 'Owner' })],
    });

    await expect(provider.groups.transfer('chess', 'alice')).resolves.toBeUndefined();
  });

  test('whose answer was lost is read back', async () => {
    const { provider } = providerOf(
      { change_group_owner: [lostAnswer()], get_role_in_group: [roles({ bob: 'Owner' })] },
      { retry: { maxRetries: 0 } },
    );

    await expect(provider.groups.transfer('chess', 'bob')).resolves.toBeUndefined();
  });

  test('that the vendor refuses for a member stays as it is', async () => {
    const { provider } = providerOf({
      change_group_owner: [refusal(10004, 'no')],
      get_role_in_group: [roles({ bob: 'Member' })],
    });

    const error = await failureOf(provider.groups.transfer('chess', 'bob'));

    expect(error).toMatchObject({ code: 'invalid_argument', message: 'no (10004)' });
  });
});

describe('kinds', () => {
  test('a vague refusal of a bare id says how to do better', async () => {
    const { provider } = providerOf({ get_role_in_group: [refusal(10007, 'not allowed')] });

    const error = await failureOf(provider.members.getRoles('@TGS#aLIVE', ['bob']));

    expect(error).toMatchObject({ code: 'unsupported', vendorCode: 10007 });
    expect(error.message).toBe(
      'not allowed (10007); pass { id, kind } so that the calls of its kind are used',
    );
  });

  test('a known live room is refused before the call', async () => {
    const { provider, calls } = providerOf({});

    const error = await failureOf(
      provider.members.remove({ id: '@TGS#aLIVE', kind: 'livestream' }, ['bob']),
    );

    expect(error).toMatchObject({
      name: 'UnsupportedError',
      reason: 'group_kind',
      provider: 'tencent',
      operation: 'members.remove',
    });
    expect(calls).toHaveLength(0);
  });

  test('a list is refused when it is used, not when it is made', async () => {
    const { provider } = providerOf({});

    const members = provider.members.list({ id: '@TGS#aLIVE', kind: 'livestream' });

    const error = await failureOf(members.toArray({ maxItems: 1 }));
    expect(error).toMatchObject({ name: 'UnsupportedError', operation: 'members.list' });
  });

  test('admins of live rooms go to the endpoint of live rooms, five at a time', async () => {
    const { provider, calls } = providerOf({ modify_admin: [{}] });
    const users = ['a', 'b', 'c', 'd', 'e', 'f'];

    const result = await provider.members.setRole(
      { id: '@TGS#aLIVE', kind: 'livestream' },
      users,
      'admin',
    );

    expect(result.ok).toBe(true);
    expect(calls.map(({ body }) => body)).toEqual([
      { GroupId: '@TGS#aLIVE', CommandType: 1, Admin_Account: ['a', 'b', 'c', 'd', 'e'] },
      { GroupId: '@TGS#aLIVE', CommandType: 1, Admin_Account: ['f'] },
    ]);
  });

  test('a community is told by its id', async () => {
    const { provider, calls } = providerOf({
      get_group_member_info: [
        { Next: '77', MemberList: [{ Member_Account: 'alice', Role: 'Owner' }] },
        { Next: '', MemberList: [{ Member_Account: 'bob', Role: 'Member' }] },
      ],
    });

    const members = await provider.members.list('@TGS#_club').toArray({ maxItems: 10 });

    expect(members.map(({ userId, role }) => [userId, role])).toEqual([
      ['alice', 'owner'],
      ['bob', 'member'],
    ]);
    expect(calls.map(({ body }) => [body.Limit, body.Next, body.Offset])).toEqual([
      [100, '', undefined],
      [100, '77', undefined],
    ]);
  });
});

describe('members.list', () => {
  test('goes on by offset until all are read, and gives nobody twice', async () => {
    const page = (...names: string[]) => ({
      MemberNum: 4,
      MemberList: names.map((Member_Account) => ({ Member_Account, Role: 'Member ' })),
    });
    const { provider, calls } = providerOf({
      get_group_member_info: [page('a', 'b'), page('b', 'c')],
    });

    const members = await provider.members.list('chess', { pageSize: 2 }).toArray({ maxItems: 10 });

    expect(members.map(({ userId }) => userId)).toEqual(['a', 'b', 'c']);
    expect(calls.map(({ body }) => body.Offset)).toEqual([0, 2]);
  });

  test('a cursor goes on in another process, for the same group only', async () => {
    const script = {
      get_group_member_info: ({ Offset }: { Offset: number }) => ({
        MemberNum: 3,
        MemberList: [{ Member_Account: `user${Offset}`, Role: 'Member' }],
      }),
    };
    const { nextCursor: cursor } = await providerOf(script).provider.members.list('chess').first();

    const rest = providerOf(script).provider.members.list('chess', { cursor });
    const foreign = providerOf(script).provider.members.list('go', { cursor });

    const found = await rest.toArray({ maxItems: 10 });
    expect(found.map(({ userId }) => userId)).toEqual(['user1', 'user2']);
    expect(await failureOf(foreign.first())).toMatchObject({ field: 'cursor' });
  });

  test('a page size beyond the vendor is refused', async () => {
    const { provider } = providerOf({});

    const error = await failureOf(provider.members.list('chess', { pageSize: 201 }).first());

    expect(error).toMatchObject({ code: 'invalid_argument', field: 'pageSize' });
  });
});

describe('members.add', () => {
  test('splits by the limit and keeps the order', async () => {
    const { provider, calls } = providerOf({ add_group_member: added });
    const users = Array.from({ length: 45 }, (_, index) => `user${index}`);

    const result = await provider.members.add('chess', [...users, 'user0'], { notify: false });

    expect(result.outcomes.map(({ userId }) => userId)).toEqual(users);
    expect(calls.map(({ body }) => (body.MemberList as unknown[]).length)).toEqual([20, 20, 5]);
    expect(calls.every(({ body }) => body.Silence === 1)).toBe(true);
  });

  test('follows a larger limit that was bought', async () => {
    const { provider, calls } = providerOf(
      { add_group_member: added },
      { limits: { addGroupMember: { items: { max: 300 } } } },
    );
    const users = Array.from({ length: 45 }, (_, index) => `user${index}`);

    await provider.members.add('chess', users);

    expect(calls).toHaveLength(1);
  });

  test('tells each result, and asks for a reason only about those who failed', async () => {
    const { provider, ...service } = providerOf({
      add_group_member: [
        {
          MemberList: [
            { Member_Account: 'new', Result: 1 },
            { Member_Account: 'old', Result: 2 },
            { Member_Account: 'asked', Result: 3 },
            { Member_Account: 'ghost', Result: 0 },
            { Member_Account: 'unlucky', Result: 0 },
          ],
        },
      ],
      account_check: [
        {
          ResultItem: [
            { UserID: 'ghost', ResultCode: 0, AccountStatus: 'NotImported' },
            { UserID: 'unlucky', ResultCode: 0, AccountStatus: 'Imported' },
          ],
        },
      ],
    });

    const result = await provider.members.add('chess', ['new', 'old', 'asked', 'ghost', 'unlucky']);

    expect(result.outcomes).toMatchObject([
      { userId: 'new', status: 'done', changed: true },
      { userId: 'old', status: 'done', changed: false },
      { userId: 'asked', status: 'pending' },
      { userId: 'ghost', status: 'failed', error: { reason: 'user_not_found' } },
      { userId: 'unlucky', status: 'failed', error: { code: 'failed_precondition' } },
    ]);
    expect(bodiesOf(service, 'account_check')).toEqual([
      { CheckItem: [{ UserID: 'ghost' }, { UserID: 'unlucky' }] },
    ]);
  });

  test('a chunk refused for unknown accounts is sent again without them', async () => {
    const { provider, ...service } = providerOf({
      add_group_member: (body: { MemberList: { Member_Account: string }[] }) =>
        body.MemberList.some(({ Member_Account }) => Member_Account.startsWith('ghost'))
          ? refusal(10019)
          : added(body),
      account_check: ({ CheckItem }: { CheckItem: { UserID: string }[] }) => ({
        ResultItem: CheckItem.map(({ UserID }) => ({
          UserID,
          ResultCode: 0,
          AccountStatus: UserID.startsWith('ghost') ? 'NotImported' : 'Imported',
        })),
      }),
    });

    const result = await provider.members.add('chess', ['a', 'ghost1', 'b', 'ghost2']);

    expect(result.outcomes.map(({ userId, status }) => `${userId} ${status}`)).toEqual([
      'a done',
      'ghost1 failed',
      'b done',
      'ghost2 failed',
    ]);
    expect(result.failed.map(({ error }) => error.reason)).toEqual([
      'user_not_found',
      'user_not_found',
    ]);
    expect(service.commands()).toEqual(['add_group_member', 'account_check', 'add_group_member']);
  });

  test('a full group fails the chunk as it is, and is told with its capacity', async () => {
    const { provider, commands } = providerOf({
      add_group_member: [refusal(10014)],
      get_group_info: [{ GroupInfo: [{ GroupId: 'chess', ErrorCode: 0, MaxMemberNum: 200 }] }],
    });

    const result = await provider.members.add('chess', ['a', 'b'], { chunkSize: 1 });

    expect(result.failed.map(({ error }) => error.reason)).toEqual(['group_full', 'group_full']);
    expect(result.failed[0]?.error.message).toContain('; the group takes 200 members. Raise it');
    expect(result.failed[0]?.error).toMatchObject({
      vendorCode: 10014,
      endpoint: 'addGroupMember',
    });
    expect(commands().sort()).toEqual(['add_group_member', 'add_group_member', 'get_group_info']);
  });

  test('a full group whose capacity cannot be read is told with the remedy alone', async () => {
    const { provider } = providerOf({ add_group_member: [refusal(10014)] });

    const { failed } = await provider.members.add('chess', ['a']);

    expect(failed).toMatchObject([{ error: { reason: 'group_full', vendorCode: 10014 } }]);
    expect(failed[0]?.error.message).toContain(
      '. Raise it with groups.update(group, { maxMembers })',
    );
  });

  test('a lost answer is read back', async () => {
    const { provider } = providerOf(
      {
        add_group_member: [lostAnswer()],
        get_role_in_group: [roles({ a: 'Member', b: 'NotMember' })],
      },
      { retry: { maxRetries: 0 } },
    );

    const result = await provider.members.add('chess', ['a', 'b']);

    expect(result.outcomes).toMatchObject([
      { userId: 'a', status: 'done' },
      { userId: 'b', status: 'failed', error: { ambiguous: true } },
    ]);
  });

  test('after a lost answer nobody is said to have been a member before', async () => {
    const MemberList = [{ Member_Account: 'a', Result: 2 }];
    const { provider } = providerOf({ add_group_member: [lostAnswer(), { MemberList }] });

    const result = await provider.members.add('chess', ['a']);

    expect(result.outcomes).toEqual([{ userId: 'a', status: 'done', changed: undefined }]);
  });

  test('a missing group stops the batch, with an outcome for everybody', async () => {
    const { provider } = providerOf({ add_group_member: [refusal(10010)] });
    const users = Array.from({ length: 25 }, (_, index) => `user${index}`);

    const error = await failureOf(provider.members.add('chess', users, { concurrency: 1 }));

    expect(error).toMatchObject({ reason: 'group_not_found', operation: 'members.add' });
    expect(resultOf(error)?.outcomes.map(({ userId }) => userId)).toEqual(users);
  });

  test('a throttled chunk is sent again', async () => {
    const { provider, commands } = providerOf({
      add_group_member: [refusal(60007), { MemberList: [{ Member_Account: 'a', Result: 1 }] }],
    });

    const result = await provider.members.add('chess', ['a']);

    expect(result.ok).toBe(true);
    expect(commands()).toHaveLength(2);
  });
});

describe('members.remove', () => {
  test('counts everybody as done, as the vendor does', async () => {
    const { provider, calls } = providerOf({ delete_group_member: [{}] });

    const result = await provider.members.remove('chess', ['a', 'stranger'], {
      notify: false,
      providerOptions: { tencent: { Reason: 'spam' } },
    });

    expect(result.ok).toBe(true);
    expect(calls[0]?.body).toEqual({
      GroupId: 'chess',
      MemberToDel_Account: ['a', 'stranger'],
      Silence: 1,
      Reason: 'spam',
    });
  });

  test('a lost answer is read back', async () => {
    const { provider } = providerOf(
      {
        delete_group_member: [lostAnswer()],
        get_role_in_group: [roles({ a: 'NotMember', b: 'Member' })],
      },
      { retry: { maxRetries: 0 } },
    );

    const result = await provider.members.remove('chess', ['a', 'b']);

    expect(result.outcomes.map(({ status }) => status)).toEqual(['done', 'failed']);
  });
});

describe('members.setRole', () => {
  test.each([
    ['has the role now', 'Admin', 'done', undefined, false],
    ['still has the other role', 'Member', 'failed', undefined, true],
    ['is not a member', 'NotMember', 'failed', 'not_a_member', false],
  ])('a lost answer is read back: a user who %s', async (_, role, status, reason, ambiguous) => {
    const { provider } = providerOf(
      { modify_group_member_info: [lostAnswer()], get_role_in_group: [roles({ a: role })] },
      { retry: { maxRetries: 0 } },
    );

    const { outcomes, failed } = await provider.members.setRole('chess', ['a'], 'admin');

    expect(outcomes[0]?.status).toBe(status);
    expect(failed[0]?.error.reason).toBe(reason);
    expect(failed[0]?.error.ambiguous ?? false).toBe(ambiguous);
  });

  test('makes one call per member', async () => {
    const { provider, calls } = providerOf({ modify_group_member_info: [{}] });

    await provider.members.setRole('chess', ['a', 'b'], 'admin');

    expect(calls.map(({ body }) => body)).toEqual([
      { GroupId: 'chess', Member_Account: 'a', Role: 'Admin' },
      { GroupId: 'chess', Member_Account: 'b', Role: 'Admin' },
    ]);
  });

  test('a refusal is explained by the role', async () => {
    const current: Record<string, string> = { o: 'Owner', s: 'NotMember', a: 'Admin', m: 'Member' };
    const { provider } = providerOf({
      modify_group_member_info: [refusal(10004)],
      get_role_in_group: ({ User_Account: [user = ''] }: { User_Account: string[] }) =>
        roles({ [user]: current[user] ?? '' }),
    });

    const result = await provider.members.setRole('chess', ['o', 's', 'a', 'm'], 'admin');

    expect(result.outcomes).toMatchObject([
      { status: 'failed', error: { code: 'failed_precondition', reason: 'is_owner' } },
      { status: 'failed', error: { code: 'not_found', reason: 'not_a_member' } },
      { status: 'done' },
      { status: 'failed', error: { code: 'invalid_argument', vendorCode: 10004 } },
    ]);
  });

  test('an unknown role is refused before the call', async () => {
    const { provider, calls } = providerOf({});

    const error = await failureOf(provider.members.setRole('chess', ['a'], 'owner' as 'admin'));

    expect(error).toMatchObject({ code: 'invalid_argument', field: 'role' });
    expect(calls).toHaveLength(0);
  });
});

describe('mutes', () => {
  test.each([
    [{ seconds: 600 }, 600],
    ['permanent', 4294967295],
  ] as const)('a mute of %o is %i on the wire', async (duration, MuteTime) => {
    const { provider, calls } = providerOf({ forbid_send_msg: [{}] });

    await provider.mutes.add('chess', ['a'], duration);

    expect(calls[0]?.body).toEqual({ GroupId: 'chess', Members_Account: ['a'], MuteTime });
  });

  test('unmuting is a mute of 0 seconds', async () => {
    const { provider, calls } = providerOf({ forbid_send_msg: [{}] });

    await provider.mutes.remove('chess', ['a']);

    expect(calls[0]?.body).toMatchObject({ MuteTime: 0 });
  });

  test.each([
    ['of the right end', now + 600, true],
    ['of another end', now + 6000, false],
    ['for good', 4294967295, false],
  ])('a lost answer is read back: a mute %s', async (_, MutedUntil, ok) => {
    const { provider } = providerOf(
      {
        forbid_send_msg: [lostAnswer()],
        get_group_muted_account: [{ MutedAccountList: [{ Member_Account: 'a', MutedUntil }] }],
      },
      { retry: { maxRetries: 0 } },
    );

    const result = await provider.mutes.add('chess', ['a'], { seconds: 600 });

    expect(result.ok).toBe(ok);
  });

  test('a lost unmute is read back', async () => {
    const { provider } = providerOf(
      { forbid_send_msg: [lostAnswer()], get_group_muted_account: [{ MutedAccountList: [] }] },
      { retry: { maxRetries: 0 } },
    );

    const result = await provider.mutes.remove('chess', ['a']);

    expect(result.ok).toBe(true);
  });

  test('the list has dates and the word permanent', async () => {
    const { provider } = providerOf({
      get_group_muted_account: [
        {
          MutedAccountList: [
            { Member_Account: 'a', MutedUntil: now + 600 },
            { Member_Account: 'b', MutedUntil: 4294967295 },
          ],
        },
      ],
    });

    const mutes = await provider.mutes.list('chess').toArray({ maxItems: 10 });

    expect(mutes.map(({ userId, until }) => [userId, until])).toEqual([
      ['a', new Date((now + 600) * 1000)],
      ['b', 'permanent'],
    ]);
  });

  test('everybody is muted by the profile', async () => {
    const { provider, calls } = providerOf({ modify_group_base_info: [{}] });

    await provider.mutes.muteAll('chess');
    await provider.mutes.unmuteAll('chess');

    expect(calls.map(({ body }) => body.MuteAllMember)).toEqual(['On', 'Off']);
  });
});

describe('blacklist', () => {
  test('is permanent unless said otherwise', async () => {
    const { provider, calls } = providerOf({ ban_group_member: [{}] });

    await provider.blacklist.add('chess', ['a']);
    await provider.blacklist.add('chess', ['a'], { seconds: 60 });

    expect(calls.map(({ body }) => body.Duration)).toEqual([4294967295, 60]);
  });

  test.each([
    ['of the right end', now + 600, true],
    ['of another end', now + 6000, false],
    ['for good', 4294967295, false],
  ])('a lost answer is read back: a ban %s', async (_, BannedUntil, ok) => {
    const { provider } = providerOf(
      {
        ban_group_member: [lostAnswer()],
        get_group_ban_member: [
          { BannedAccountList: [{ Member_Account: 'b', BannedUntil: now + 9 }], NextOffset: 1 },
          { BannedAccountList: [{ Member_Account: 'a', BannedUntil }], NextOffset: 2 },
        ],
      },
      { retry: { maxRetries: 0 } },
    );

    const result = await provider.blacklist.add('chess', ['a'], { seconds: 600 });

    expect(result.ok).toBe(ok);
  });

  test.each([
    ['who is on the second page is not done', 'a', false],
    ['who is on no page is done', 'c', true],
  ])('a lost removal is read back to the end of the list: a user %s', async (_, banned, ok) => {
    const { provider } = providerOf(
      {
        unban_group_member: [lostAnswer()],
        get_group_ban_member: [
          { BannedAccountList: [{ Member_Account: 'b', BannedUntil: now + 9 }], NextOffset: 1 },
          { BannedAccountList: [{ Member_Account: banned, BannedUntil: now + 9 }], NextOffset: 0 },
        ],
      },
      { retry: { maxRetries: 0 } },
    );

    const result = await provider.blacklist.remove('chess', ['a']);

    expect(result.ok).toBe(ok);
  });

  test('is listed page by page', async () => {
    const { provider, calls } = providerOf({
      get_group_ban_member: [
        { BannedAccountList: [{ Member_Account: 'a', BannedUntil: now + 9 }], NextOffset: 1 },
        { BannedAccountList: [{ Member_Account: 'b', BannedUntil: 4294967295 }], NextOffset: 0 },
      ],
    });

    const entries = await provider.blacklist
      .list('chess', { pageSize: 1 })
      .toArray({ maxItems: 9 });

    expect(entries.map(({ userId }) => userId)).toEqual(['a', 'b']);
    expect(calls.map(({ body }) => body.Offset)).toEqual([0, 1]);
  });
});

describe('lists of groups', () => {
  test('all groups of the app, by the position of the answer', async () => {
    const { provider, calls } = providerOf({
      get_appid_group_list: [
        { TotalCount: 2, GroupIdList: [{ GroupId: '@TGS#_club' }], Next: 5454685361 },
        { TotalCount: 2, GroupIdList: [{ GroupId: 'chess' }], Next: 0 },
      ],
    });

    const groups = await provider.groups.list({ pageSize: 1 }).toArray({ maxItems: 9 });

    expect(groups.map(({ id, kind }) => [id, kind])).toEqual([
      ['@TGS#_club', 'community'],
      ['chess', undefined],
    ]);
    expect(calls.map(({ text }) => /"Next":\d+/.exec(text)?.[0])).toEqual([
      '"Next":0',
      '"Next":5454685361',
    ]);
  });

  test('the groups of a user, inactive ones too', async () => {
    const { provider, calls } = providerOf({
      get_joined_group_list: [
        {
          TotalCount: 1,
          GroupIdList: [
            { GroupId: 'chess', Type: 'Private', Name: 'Chess', Owner_Account: '', MemberNum: 3 },
          ],
        },
      ],
    });

    const groups = await provider.groups.listJoined('bob').toArray({ maxItems: 9 });

    expect(groups).toMatchObject([
      { id: 'chess', kind: 'work', name: 'Chess', ownerId: undefined, memberCount: 3 },
    ]);
    expect(calls[0]?.body).toMatchObject({ Member_Account: 'bob', WithNoActiveGroups: 1 });
  });
});

test('every failure of an argument names provider and operation', async () => {
  const { provider } = providerOf({});

  const error = await failureOf(provider.groups.get(''));

  expect(error).toMatchObject({
    code: 'invalid_argument',
    field: 'group',
    provider: 'tencent',
    operation: 'groups.get',
  });
});

test('closing leaves a transport of the user open', async () => {
  let closed = false;
  const service = scriptedService({});
  const transport = {
    ...service.transport,
    async close() {
      closed = true;
    },
  };

  await createTencentProvider({ ...optionsFor(service), transport }).close();

  expect(closed).toBe(false);
});

describe('types', () => {
  test('what the vendor said is typed', () => {
    type Read = Awaited<ReturnType<TencentProvider['groups']['get']>>;

    expectTypeOf<Read['raw']>().toEqualTypeOf<GroupInfoItem>();
  });

  test('a provider of the vendor is a provider', () => {
    expectTypeOf<TencentProvider>().toExtend<GroupProvider>();
  });

  test('extras of an operation are typed by their name', () => {
    type Options = NonNullable<Parameters<TencentProvider['members']['remove']>[2]>;
    type Extras = NonNullable<Options['providerOptions']>['tencent'];

    expectTypeOf<Extras>().toEqualTypeOf<{ Reason?: string | undefined } | undefined>();
  });

  test('what a kind cannot do is known to the compiler', () => {
    expectTypeOf<
      TencentProvider['capabilities']['members.add']['livestream']
    >().toEqualTypeOf<'no'>();
  });
});

describe('answers with the old names of fields', () => {
  test('show that everybody is muted', async () => {
    const { provider } = providerOf({
      get_group_info: [{ GroupInfo: [{ ...profile, ShutUpAllMember: 'On' }] }],
    });

    expect((await provider.groups.get('chess')).mutedAll).toBe(true);
  });

  test('show who is muted', async () => {
    const { provider } = providerOf({
      get_group_muted_account: [
        { ShuttedUinList: [{ Member_Account: 'bob', ShuttedUntil: 4_294_967_295 }] },
      ],
    });

    const mutes = await provider.mutes.list('chess').toArray({ maxItems: 9 });

    expect(mutes).toMatchObject([{ userId: 'bob', until: 'permanent' }]);
  });
});

function resultOf(error: unknown): BatchResult | undefined {
  return isBatchError(error) ? error.result : undefined;
}
