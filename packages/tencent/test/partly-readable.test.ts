import { type DriftEvent, InvalidResponseError } from '@imgroups/core';
import { describe, expect, test } from 'vitest';
import { createTencentProvider, type TencentProviderOptions } from '../src/index.ts';
import { type Answer, optionsFor, scriptedService } from './scripted-service.ts';

function providerOf(
  script: Readonly<Record<string, readonly Answer[]>>,
  options: Partial<TencentProviderOptions> = {},
) {
  const service = scriptedService(script);
  const drift: DriftEvent[] = [];
  const onDrift = (event: DriftEvent) => drift.push(event);
  const provider = createTencentProvider({ ...optionsFor(service), onDrift, ...options });
  return { provider, drift, ...service };
}

const profile = (GroupId: string, Type: unknown) => ({ GroupId, ErrorCode: 0, Name: 'x', Type });

async function thrownBy(promise: Promise<unknown>): Promise<InvalidResponseError> {
  const thrown = await promise.catch((error: unknown) => error);
  if (thrown instanceof InvalidResponseError) return thrown;
  throw new Error('it did not fail with an answer that cannot be read');
}

describe('words that this version does not know', () => {
  test('a group of a later type stays in the list of joined groups', async () => {
    const GroupIdList = ['Live', 'Room', 'Live', 'Public', 'Work', 'Meeting'].map(
      (Type, index) => ({
        GroupId: `g${index}`,
        Type,
      }),
    );
    const { provider, drift } = providerOf({
      get_joined_group_list: [{ TotalCount: 6, GroupIdList }],
    });

    const groups = await provider.groups.listJoined('bob').toArray({ maxItems: 9 });

    expect(groups.map(({ kind }) => kind)).toEqual([
      'other',
      'other',
      'other',
      'standard',
      'work',
      'meeting',
    ]);
    expect(groups[0]?.raw.Type).toBe('Live');
    expect(drift).toEqual([
      {
        provider: 'tencent',
        endpoint: 'getJoinGroupList',
        field: 'GroupIdList[].Type',
        message: 'the answer\'s GroupIdList.Type is an unknown word: "Live"',
      },
    ]);
  });

  test('a group of a later type can be read, and passed on as it is', async () => {
    const { provider, calls } = providerOf({
      get_group_info: [{ GroupInfo: [profile('g', 'Room')] }],
      get_group_member_info: [{ MemberList: [], MemberNum: 0 }],
    });

    const group = await provider.groups.get('g');
    await provider.members.list(group).first();

    expect(group.kind).toBe('other');
    expect(calls.at(-1)?.body).toEqual({ GroupId: 'g', Limit: 200, Offset: 0 });
  });

  test('a member with a later role stays in the list', async () => {
    const MemberList = ['Custom', 'Owner', 'Custom'].map((Role, index) => ({
      Member_Account: `user${index}`,
      Role,
    }));
    const { provider, drift } = providerOf({
      get_group_member_info: [{ MemberList, MemberNum: 3 }],
    });

    const members = await provider.members.list('g').toArray({ maxItems: 9 });

    expect(members.map(({ role }) => role)).toEqual(['other', 'owner', 'other']);
    expect(drift.map(({ field }) => field)).toEqual(['MemberList[].Role']);
  });

  test('a later role is told apart from none', async () => {
    const { provider } = providerOf({
      get_role_in_group: [
        {
          UserIdList: [
            { Member_Account: 'ann', Role: 'Custom' },
            { Member_Account: 'bob', Role: 'NotMember' },
          ],
        },
      ],
    });

    const roles = await provider.members.getRoles('g', ['ann', 'bob']);

    expect([...roles]).toEqual([
      ['ann', 'other'],
      ['bob', undefined],
    ]);
  });

  test('a newer role is sent', async () => {
    const { provider, calls } = providerOf({ modify_group_member_info: [{}] });
    const request = { GroupId: 'g', Member_Account: 'bob', Role: 'Custom' } as const;

    await provider.client.modifyGroupMemberInfo(request);

    expect(calls[0]?.body).toEqual(request);
  });
});

describe('items that cannot be read', () => {
  test('a member without an id costs no other member', async () => {
    const { provider } = providerOf({
      get_group_member_info: [
        {
          MemberNum: 3,
          MemberList: [{ Member_Account: 'ann', Role: 'Owner' }, { Role: 'Member' }, null],
        },
      ],
    });

    const page = await provider.members.list('g').first();

    expect(page.items.map(({ userId }) => userId)).toEqual(['ann']);
    expect(page.unreadable?.map(({ field, endpoint }) => [field, endpoint])).toEqual([
      ['MemberList.Member_Account', 'getGroupMemberInfo'],
      ['MemberList', 'getGroupMemberInfo'],
    ]);
  });

  test('a group without a name is told by its id, with the others beside it', async () => {
    const GroupInfo = [profile('club', 'Public'), { ...profile('chess', 'Public'), Name: 5 }];
    const { provider } = providerOf({ get_group_info: [{ GroupInfo }] });

    const error = await thrownBy(provider.groups.getMany(['club', 'chess']));

    expect(error.message).toBe(
      '1 items could not be read: GroupInfo.Name (1); the first: ' +
        'the answer\'s GroupInfo.Name is not a string but 5 (GroupId "chess")',
    );
    expect([...(error.result as Map<string, unknown>).keys()]).toEqual(['club']);
  });

  test('a group that the vendor refuses alone keeps its code, and costs no other', async () => {
    const refused = { GroupId: 'chess', ErrorCode: 10007, ErrorInfo: 'no right' };
    const { provider, drift } = providerOf({
      get_group_info: [{ GroupInfo: [profile('club', 'Public'), refused] }],
    });

    const error = await thrownBy(provider.groups.getMany(['club', 'chess']));

    expect(error.unreadable).toMatchObject([{ name: 'ApiError', vendorCode: 10007 }]);
    expect([...(error.result as Map<string, unknown>).keys()]).toEqual(['club']);
    expect(drift).toEqual([]);
  });

  test('a result that cannot be read costs no other user, and is read back', async () => {
    const { provider } = providerOf({
      add_group_member: [
        { MemberList: [{ Member_Account: 'ann', Result: 1 }, { Result: 1 }, { Result: 2 }] },
      ],
      get_role_in_group: [
        {
          UserIdList: [
            { Member_Account: 'bob', Role: 'Member' },
            { Member_Account: 'eve', Role: 'NotMember' },
          ],
        },
      ],
    });

    const { outcomes } = await provider.members.add('g', ['ann', 'bob', 'eve']);

    expect(outcomes).toMatchObject([
      { userId: 'ann', status: 'done', changed: true },
      { userId: 'bob', status: 'done' },
      { userId: 'eve', status: 'failed', error: { field: 'MemberList.Member_Account' } },
    ]);
  });
});

describe('custom fields', () => {
  const AppDefinedData = [{ Key: 'Level', Value: '7' }];
  const get_group_info = [{ GroupInfo: [profile('g', 'Public')] }];

  test('that were written come back without asking by key', async () => {
    const { provider, calls } = providerOf({ create_group: [{ GroupId: 'g' }], get_group_info });

    await provider.groups.create(
      { name: 'Chess', ownerId: 'alice' },
      { providerOptions: { tencent: { AppDefinedData } } },
    );
    await provider.groups.get('g');

    expect(calls.at(-1)?.body).toMatchObject({
      ResponseFilter: { AppDefinedDataFilter_Group: ['Level'] },
    });
  });

  test('that the vendor refused are not asked for', async () => {
    const refusal = { ErrorCode: 10007, ErrorInfo: 'no such key', ActionStatus: 'FAIL' };
    const { provider, calls } = providerOf({
      modify_group_base_info: [refusal],
      get_group_info,
    });

    await provider.groups
      .update('g', {}, { providerOptions: { tencent: { AppDefinedData } } })
      .catch(() => undefined);
    await provider.groups.get('g');

    expect(calls.at(-1)?.body).not.toHaveProperty('ResponseFilter.AppDefinedDataFilter_Group');
  });

  test('whose keys are an option come back in every process; those of a call win', async () => {
    const options = { customFields: ['Level', 'Town'] };
    const { provider, calls } = providerOf({ get_group_info }, options);

    await provider.groups.getMany(['g']);
    const AppDefinedDataFilter_Group = ['Town'];
    await provider.groups.get('g', {
      providerOptions: { tencent: { AppDefinedDataFilter_Group } },
    });

    expect(calls.map(({ body }) => body.ResponseFilter)).toMatchObject([
      { AppDefinedDataFilter_Group: ['Level', 'Town'] },
      { AppDefinedDataFilter_Group: ['Town'] },
    ]);
  });

  test('need keys that are strings', () => {
    const customFields = [5] as unknown as string[];

    expect(() => providerOf({}, { customFields })).toThrow(
      expect.objectContaining({ field: 'customFields' }),
    );
  });
});
