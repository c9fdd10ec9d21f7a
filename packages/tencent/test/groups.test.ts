import { describe, expect, test } from 'vitest';
import { failureOf } from '../../testing/src/failure-of.ts';
import { createTencentProvider, type TencentProviderOptions } from '../src/index.ts';
import {
  lostAnswer,
  optionsFor,
  refusal,
  type Script,
  scriptedService,
} from './scripted-service.ts';

function providerOf(script: Script, options: Partial<TencentProviderOptions> = {}) {
  const service = scriptedService(script);
  return { ...service, provider: createTencentProvider({ ...optionsFor(service), ...options }) };
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

describe('groups.ensure', () => {
  const wanted = { id: 'chess', name: 'Chess', ownerId: 'alice' };
  const missing = { GroupInfo: [{ GroupId: 'chess', ErrorCode: 10010 }] };
  const once = { retry: { maxRetries: 1, baseDelay: 0 } };

  test.each([
    ['made by the lost call', {}, true],
    ['made by somebody else', { Owner_Account: 'bob' }, false],
  ])(
    'after a lost answer tells whether the group was %s, though the first look failed',
    async (_, difference, created) => {
      const group = { GroupInfo: [{ ...profile, ...difference }] };
      const { provider } = providerOf(
        {
          create_group: [lostAnswer(), refusal(10021)],
          get_group_info: [missing, lostAnswer(), lostAnswer(), group],
        },
        once,
      );

      const ensured = await provider.groups.ensure(wanted);

      expect(ensured).toMatchObject({ created, group: { id: 'chess' } });
    },
  );

  test.each([
    ['was made', [{ GroupId: 'chess' }], true],
    ['may have been made', [lostAnswer(), refusal(10021)], true],
    ['was made by somebody else', [refusal(10021)], false],
  ])('that cannot read the group which %s fails with that doubt', async (_, answers, ambiguous) => {
    const { provider } = providerOf(
      { create_group: answers, get_group_info: [missing, lostAnswer()] },
      once,
    );

    const error = await failureOf(provider.groups.ensure(wanted));

    expect(error).toMatchObject({ code: 'unavailable', endpoint: 'getGroupInfo', ambiguous });
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

test('the old name of a field shows that everybody is muted', async () => {
  const { provider } = providerOf({
    get_group_info: [{ GroupInfo: [{ ...profile, ShutUpAllMember: 'On' }] }],
  });

  expect((await provider.groups.get('chess')).mutedAll).toBe(true);
});
