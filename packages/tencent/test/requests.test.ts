import { type AnyEndpoint, checkRequest, Failure, type Repeat } from '@imgroups/core/adapter';
import { describe, expect, test } from 'vitest';
import { repeatOf } from '../../core/src/retry/repeat.ts';
import { tencentEndpoints } from '../src/endpoints.ts';
import { createTencentClient } from '../src/index.ts';
import { optionsFor, scriptedService } from './scripted-service.ts';

type Name = keyof typeof tencentEndpoints;
type Fields = Readonly<Record<string, unknown>>;

const communityId = '@TGS#_club';
const topicId = `${communityId}@TOPIC#_news`;
const permissionGroupId = '@PMG#_editors';

function check(name: Name, request: Fields): string | undefined {
  const endpoint: AnyEndpoint = tencentEndpoints[name];
  try {
    checkRequest(endpoint, { GroupId: 'club', ...request }, endpoint.limits ?? {});
    return undefined;
  } catch (error) {
    return error instanceof Failure ? error.message : String(error);
  }
}

const attributes = (...values: string[]) => ({
  GroupAttr: values.map((value, index) => ({ key: `${index}`, value })),
});
const counter = (Value: unknown) => ({ Mode: 'Set', GroupCounter: [{ Key: 'like', Value }] });
const users = (id: unknown) => ({ MemberList: [{ Member_Account: id }] });
const permissionGroup = (more: Fields) => ({ PermissionGroupName: 'x', Permission: 0, ...more });

describe('what the vendor would refuse never reaches it', () => {
  const refused: [Name, Fields, string][] = [
    ...['a'.repeat(33), '群'.repeat(11), `${'a'.repeat(31)}é`].map((id): [Name, Fields, string] => [
      'addGroupMember',
      users(id),
      'MemberList.0.Member_Account: at most 32 bytes of UTF-8, not 33',
    ]),
    ['addGroupMember', users(''), 'MemberList.0.Member_Account: must not be empty'],
    ['addGroupMember', users(7), 'MemberList.0.Member_Account: must be string, not 7'],
    [
      'setGroupAttr',
      { GroupAttr: [{ key: '键'.repeat(11), value: '' }] },
      'GroupAttr.0.key: at most 32 bytes of UTF-8, not 33',
    ],
    [
      'modifyGroupAttr',
      attributes('值'.repeat(1334)),
      'GroupAttr.0.value: at most 4000 bytes of UTF-8, not 4002',
    ],
    [
      'setGroupAttr',
      attributes(...Array<string>(5).fill('x'.repeat(4000))),
      'GroupAttr: values of 20000 bytes in all, at most 16000 per group',
    ],
    [
      'setGroupAttr',
      attributes(...Array<string>(17).fill('')),
      'GroupAttr: 17 items, at most 16 per call',
    ],
    ['deleteGroupCounter', { GroupCounterKeys: [] }, 'GroupCounterKeys: must not be empty'],
    [
      'updateGroupCounter',
      counter(2n ** 63n),
      'GroupCounter.0.Value: must have at most 64 bits with its sign, not 9223372036854775808',
    ],
    [
      'createPermissionGroup',
      permissionGroup({ Permission: '18446744073709551616' }),
      'Permission: must have at most 64 bits, not 18446744073709551616',
    ],
    [
      'createPermissionGroup',
      permissionGroup({ PermissionGroupId: 'editors' }),
      'PermissionGroupId: must begin with @PMG#_',
    ],
    [
      'createGroupTopic',
      { TopicName: 'News', TopicId: 'news' },
      'TopicId: must be the id of a community, @TOPIC#_, and more in printable ASCII',
    ],
    [
      'createGroupTopic',
      { TopicName: 'News', CustomString: 'x'.repeat(3001) },
      'CustomString: at most 3000 bytes of UTF-8, not 3001',
    ],
    [
      'modifyGroupUserInfo',
      { CommandType: 1, MemberList: [{ Member_Account: 'bob', Marks: [999] }] },
      'MemberList.0.Marks.0: must be 500, 600 or at least 1000, not 999',
    ],
    [
      'importGroupMember',
      { MemberList: Array(21).fill({ Member_Account: 'bob' }) },
      'MemberList: 21 items, at most 20 per call',
    ],
  ];

  test.each(refused)('%s %#', (name, request, message) => {
    expect(check(name, request)).toContain(message);
  });

  const accepted: [Name, Fields][] = [
    ['addGroupMember', users('a'.repeat(32))],
    ['addGroupMember', users(`${'群'.repeat(10)}é`)],
    ['setGroupAttr', attributes(...Array<string>(4).fill('x'.repeat(4000)))],
    ['updateGroupCounter', counter(-(2n ** 63n))],
    ['updateGroupCounter', counter('9223372036854775807')],
    ['updateGroupCounter', counter(-1)],
    ['createPermissionGroup', permissionGroup({ Permission: 2n ** 64n - 1n })],
    ['createPermissionGroup', permissionGroup({ PermissionGroupId: permissionGroupId })],
    ['createGroupTopic', { TopicName: 'News', TopicId: topicId }],
    [
      'modifyGroupUserInfo',
      { CommandType: 1, MemberList: [{ Member_Account: 'bob', Marks: [500, 600, 1000] }] },
    ],
    ['importGroup', { Type: 'AVChatRoom', Name: 'x' }],
  ];

  test.each(accepted)('at the limit, %s is sent (%#)', (name, request) => {
    expect(check(name, request)).toBeUndefined();
  });
});

describe('after a lost answer', () => {
  const cases: [Name, Fields, Repeat][] = [
    ['updateGroupCounter', { Mode: 'Set' }, 'safe'],
    ['updateGroupCounter', { Mode: 'Increase' }, 'never'],
    ['updateGroupCounter', { Mode: 'Decrease' }, 'never'],
    ['createGroupTopic', {}, 'never'],
    ['createGroupTopic', { TopicId: topicId }, 'safe'],
    ['importGroupTopic', {}, 'never'],
    ['importGroup', {}, 'never'],
    ['importGroup', { GroupId: 'old-club' }, 'safe'],
    ['createPermissionGroup', {}, 'never'],
    ['createPermissionGroup', { PermissionGroupId: permissionGroupId }, 'safe'],
  ];

  test.each(cases)('%s with %j is %s to repeat', (name, request, expected) => {
    const { repeat }: AnyEndpoint = tencentEndpoints[name];

    expect(repeatOf(repeat, request)).toBe(expected);
  });
});

describe('64-bit numbers', () => {
  test('of counters go out and come back without loss', async () => {
    const service = scriptedService({
      update_group_counter: () => ({
        status: 200,
        headers: {},
        text: '{"ActionStatus":"OK","ErrorCode":0,"GroupCounter":[{"Key":"like","Value":-9223372036854775808}]}',
      }),
    });
    const client = createTencentClient(optionsFor(service));

    const answer = await client.updateGroupCounter({
      GroupId: 'club',
      Mode: 'Set',
      GroupCounter: [{ Key: 'like', Value: -(2n ** 63n) }],
    });

    expect(answer.GroupCounter).toEqual([{ Key: 'like', Value: '-9223372036854775808' }]);
  });
});

describe('pages', () => {
  const one = { Member_Account: 'alice' };
  const two = { Member_Account: 'bob' };

  test('of a live room end at 0', async () => {
    const service = scriptedService({
      get_members: [
        { MemberList: [one], NextTimestamp: 7 },
        { MemberList: [two], NextTimestamp: 0 },
      ],
    });
    const client = createTencentClient(optionsFor(service));

    const seen: string[] = [];
    for await (const page of client.getMembers.pages({ GroupId: 'live', Timestamp: 0 })) {
      seen.push(...(page.MemberList ?? []).map(({ Member_Account }) => Member_Account));
    }

    expect(seen).toEqual(['alice', 'bob']);
    expect(service.calls.map(({ body }) => body.Timestamp)).toEqual([0, 7]);
  });

  test('of permission groups and their members end at ""', async () => {
    const group = { PermissionGroupId: permissionGroupId };
    const service = scriptedService({
      get_permission_group: [
        { PermissionGroupInfoList: [group], Next: '1' },
        { PermissionGroupInfoList: [group], Next: '' },
      ],
      get_permission_group_member_list: [
        { MemberList: [one], Next: '1' },
        { MemberList: [], Next: '2' },
      ],
    });
    const client = createTencentClient(optionsFor(service));
    const request = { GroupId: communityId, Next: '' };

    for await (const _ of client.getPermissionGroup.pages(request));
    for await (const _ of client.getPermissionGroupMemberList.pages({ ...request, ...group }));

    expect(service.calls.map(({ body }) => body.Next)).toEqual(['', '1', '', '1']);
  });
});

describe('failed items', () => {
  const ok = { ActionStatus: 'OK', ErrorCode: 0 } as const;

  test('accounts that the answer leaves out', () => {
    const failures = tencentEndpoints.modifyGroupUserInfo.failures(
      { ...ok, MemberList: [{ Member_Account: 'bob', Marks: [1000] }] },
      {
        GroupId: 'live',
        CommandType: 1,
        MemberList: ['bob', 'dave'].map((Member_Account) => ({ Member_Account, Marks: [1000] })),
      },
    );

    expect(failures).toEqual([{ item: 'dave', code: 'absent' }]);
  });

  test('topics that are gone', () => {
    const failures = tencentEndpoints.getGroupTopic.failures(
      {
        ...ok,
        TopicAndSelfInfo: [
          { ErrorCode: 0 },
          { ErrorCode: 110003, ErrorInfo: 'gone', TopicInfo: { TopicId: topicId } },
          { ErrorCode: 110003 },
        ],
      },
      { GroupId: communityId, From_Account: 'bob', TopicIdList: ['a', topicId, 'c'] },
    );

    expect(failures).toEqual({
      call: 'accepted',
      items: [
        { item: topicId, code: 110003, message: 'gone' },
        { item: 'c', code: 110003 },
      ],
    });
  });

  test('members that could not be imported', () => {
    const failures = tencentEndpoints.importGroupMember.failures(
      {
        ...ok,
        MemberList: [
          { Member_Account: 'bob', Result: 0 },
          { Member_Account: 'alice', Result: 2 },
        ],
      },
      { GroupId: 'old-club', MemberList: [] },
    );

    expect(failures).toEqual([{ item: 'bob', code: 0 }]);
  });
});
