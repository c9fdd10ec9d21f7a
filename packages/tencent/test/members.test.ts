import { type BatchResult, isBatchError } from '@imgroups/core';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../../testing/src/failure-of.ts';
import { createTencentProvider, type TencentProviderOptions } from '../src/index.ts';
import {
  lostAnswer,
  optionsFor,
  refusal,
  type Script,
  type ScriptedService,
  scriptedService,
} from './scripted-service.ts';

function providerOf(script: Script, options: Partial<TencentProviderOptions> = {}) {
  const service = scriptedService(script);
  return { ...service, provider: createTencentProvider({ ...optionsFor(service), ...options }) };
}

function bodiesOf({ calls }: Pick<ScriptedService, 'calls'>, command: string) {
  return calls.filter((call) => call.command === command).map(({ body }) => body);
}

const roles = (entries: Record<string, string>) => ({
  UserIdList: Object.entries(entries).map(([Member_Account, Role]) => ({ Member_Account, Role })),
});
const added = ({ MemberList }: { MemberList: { Member_Account: string }[] }) => ({
  MemberList: MemberList.map(({ Member_Account }) => ({ Member_Account, Result: 1 })),
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
    expect(result.failed.map(({ error }) => [error.reason, error.message])).toEqual([
      ['user_not_found', 'the account ghost1 does not exist: refused (10019)'],
      ['user_not_found', 'the account ghost2 does not exist: refused (10019)'],
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

  test('a refusal that a role explains keeps the words of the vendor', async () => {
    const { provider } = providerOf({
      modify_group_member_info: [refusal(10004, 'bad request')],
      get_role_in_group: ({ User_Account: [user = ''] }: { User_Account: string[] }) =>
        roles({ [user]: user === 'olga' ? 'Owner' : 'NotMember' }),
    });

    const { failed } = await provider.members.setRole('chess', ['olga', 'sam'], 'admin');

    expect(failed.map(({ error }) => [error.message, error.vendorCode])).toEqual([
      ['olga is the owner, whom only groups.transfer changes: bad request (10004)', 10004],
      ['sam is not a member: bad request (10004)', 10004],
    ]);
  });

  test.each([
    ['an invalid argument', 10004, true],
    ['something that was not found', 10050, true],
    ['a precondition', 10024, true],
    ['something unsupported', 10007, true],
    ['a rule with its reason', 10009, false],
    ['a quota', 10047, false],
  ])('a refusal about %s (%i) is read about: %j', async (_, code, isRead) => {
    const { provider, commands } = providerOf({
      modify_group_member_info: [refusal(code)],
      get_role_in_group: [roles({ a: 'Admin' })],
    });

    const { ok } = await provider.members.setRole('chess', ['a'], 'admin');

    expect([ok, commands().includes('get_role_in_group')]).toEqual([isRead, isRead]);
  });

  test('an unknown role is refused before the call', async () => {
    const { provider, calls } = providerOf({});

    const error = await failureOf(provider.members.setRole('chess', ['a'], 'owner' as 'admin'));

    expect(error).toMatchObject({ code: 'invalid_argument', field: 'role' });
    expect(calls).toHaveLength(0);
  });
});

function resultOf(error: unknown): BatchResult | undefined {
  return isBatchError(error) ? error.result : undefined;
}
