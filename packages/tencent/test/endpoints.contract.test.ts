import { type AnyEndpoint, parseJson, stringifyJson } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { tencentEndpoints } from '../src/endpoints.ts';
import { endpointFixtures, readFixture } from './fixtures.ts';

const table: Readonly<Record<string, AnyEndpoint>> = tencentEndpoints;

function endpointOf(name: string): AnyEndpoint {
  const endpoint = table[name];
  if (!endpoint) throw new Error(`no endpoint ${name}`);
  return endpoint;
}

describe.each(Object.keys(table))('%s', (name) => {
  test('accepts the documented request', () => {
    const request = parseJson(readFixture(`${name}.request`), endpointOf(name).int64);

    expect(v.safeParse(endpointOf(name).request, request).issues).toBeUndefined();
  });

  test('reads the documented answer', () => {
    const answer = parseJson(readFixture(`${name}.response`), endpointOf(name).int64);

    expect(v.safeParse(endpointOf(name).response, answer).issues).toBeUndefined();
  });

  test('reads a success that says nothing', () => {
    const answer = { ActionStatus: 'OK', ErrorCode: 0 };

    expect(v.safeParse(endpointOf(name).response, answer).issues).toBeUndefined();
  });

  test('checks and never rewrites', () => {
    const request = parseJson(readFixture(`${name}.request`), endpointOf(name).int64);

    expect(v.safeParse(endpointOf(name).request, request).output).toEqual(request);
  });

  test('tolerates fields that are not documented yet', () => {
    const request = JSON.parse(readFixture(`${name}.request`));
    const newer = { ...request, NewField: { a: 1 } };

    expect(v.safeParse(endpointOf(name).request, newer).success).toBe(true);
  });

  test('declares a list limit that the documented request keeps', () => {
    const { request, limits } = endpointOf(name);
    const field = limits?.items?.field ?? '';
    const list = JSON.parse(readFixture(`${name}.request`))[field] ?? [];

    if (limits?.items) expect(request).toHaveProperty(['entries', field]);
    expect(list.length).toBeLessThanOrEqual(limits?.items?.max ?? 0);
  });
});

test.each(endpointFixtures())('the sample $name fits its schema', ({ name, endpoint, side }) => {
  const sample = parseJson(readFixture(name), endpointOf(endpoint).int64);

  const schema = side === 'request' ? endpointOf(endpoint).request : endpointOf(endpoint).response;
  expect(v.safeParse(schema, sample).issues).toBeUndefined();
});

test('a 64-bit position comes out of an answer and goes into a request without loss', () => {
  const { int64 } = tencentEndpoints.getAppIdGroupList;

  const answer = parseJson('{"Next": 18446744073709551615}', int64);

  expect(answer).toEqual({ Next: '18446744073709551615' });
  expect(stringifyJson(answer, int64)).toBe('{"Next":18446744073709551615}');
});

describe('failed items of a success', () => {
  test.each([
    ['getGroupInfo', [{ item: 'nope', code: 10015, message: 'group not exist' }]],
    ['getRoleInGroup', [{ item: 'stranger', code: 'NotMember' }]],
    ['importAccounts', [{ item: 'bob', code: 'FailAccounts' }]],
    ['checkAccounts', []],
    [
      'deleteAccounts',
      [{ item: 'stranger', code: 70107, message: 'Err_TLS_PT_Open_Login_Account_Not_Exist' }],
    ],
    ['addGroupMember', []],
    ['groupMsgRecall', [{ item: '99', code: 10030 }]],
    ['importGroupMsg', []],
    ['getGroupMsgReceipt', [{ item: '13', code: 10062 }]],
    ['groupSetKeyValues', []],
    ['importGroupMember', []],
    ['getSpecifiedGroupMemberInfo', [{ item: 'stranger', code: 'absent' }]],
    ['modifyGroupUserInfo', []],
    ['getGroupTopic', []],
    ['destroyGroupTopic', []],
    [
      'destroyPermissionGroup',
      [{ item: '@PMG#_gone', code: 10004, message: 'invalid request param' }],
    ],
    ['addTopicPermissionGroup', []],
  ])('%s names them', (name, failures) => {
    const request = JSON.parse(readFixture(`${name}.request`));
    const answer = JSON.parse(readFixture(`${name}.response`));

    const found = endpointOf(name).failures?.(answer, request) ?? [];
    expect('call' in found ? found.items : found).toEqual(failures);
  });

  test('addGroupMember names those whose result is 0', () => {
    const answer = {
      ActionStatus: 'OK' as const,
      ErrorCode: 0,
      MemberList: [
        { Member_Account: 'bob', Result: 1 },
        { Member_Account: 'ghost', Result: 0 },
      ],
    };

    const failures = tencentEndpoints.addGroupMember.failures(answer, {
      GroupId: 'book-club',
      MemberList: [{ Member_Account: 'bob' }, { Member_Account: 'ghost' }],
    });

    expect(failures).toEqual([{ item: 'ghost', code: 0 }]);
  });
});

test('every endpoint that can succeed in part tells what failed', () => {
  const told = Object.entries(table).filter(([, endpoint]) => endpoint.failures);

  expect(told.map(([name]) => name)).toEqual(
    expect.arrayContaining([
      'getGroupInfo',
      'addGroupMember',
      'importGroupMember',
      'importGroupMsg',
      'groupMsgRecall',
      'getGroupMsgReceipt',
      'getGroupTopic',
      'destroyGroupTopic',
      'groupSetKeyValues',
      'modifyGroupUserInfo',
      'getRoleInGroup',
      'getSpecifiedGroupMemberInfo',
    ]),
  );
});

describe('failed items of messages', () => {
  const ok = { ActionStatus: 'OK' as const, ErrorCode: 0 };

  test('importGroupMsg names them by their place in the request', () => {
    const results = [{ MsgSeq: 1, Result: 0 }, { MsgSeq: 0, Result: 10004 }, {}];

    const failures = tencentEndpoints.importGroupMsg.failures(
      { ...ok, ImportMsgResult: results },
      { GroupId: 'old-club', MsgList: [] },
    );

    expect(failures).toEqual([{ item: 'MsgList.1', code: 10004 }]);
  });

  test('groupSetKeyValues names them by their key', () => {
    const pairs = [{ ErrorCode: 23001, Extension: { Key: 'a', Value: '1', Seq: 2 } }];

    const failures = tencentEndpoints.groupSetKeyValues.failures(
      { ...ok, ExtensionList: pairs },
      { GroupId: 'book-club', MsgSeq: 12, OperateType: 1, ExtensionList: [] },
    );

    expect(failures).toEqual([{ item: 'a', code: 23001 }]);
  });
});

test('a dropped message is a refusal, a sent one is not', () => {
  const { failures } = endpointOf('sendGroupMsg');
  const answers = ['sendGroupMsg.response', 'sendGroupMsg.dropped.response'].map((name) =>
    JSON.parse(readFixture(name)),
  );

  expect(answers.map((answer) => failures?.(answer, {}))).toEqual([
    [],
    { call: { code: 'MsgFreqCtrl' } },
  ]);
  expect(failures?.({ ActionStatus: 'OK', ErrorCode: 0, MsgDropReason: '' }, {})).toEqual([]);
});

describe('paging', () => {
  const ok = { ActionStatus: 'OK' as const, ErrorCode: 0 };
  const two = [{ Member_Account: 'a' }, { Member_Account: 'b' }];

  test('members go on by what was received, not by what was asked for', () => {
    const request = { GroupId: 'g', Limit: 100, Offset: 10 };

    const next = tencentEndpoints.getGroupMemberInfo.page(request, {
      ...ok,
      MemberNum: 50,
      MemberList: two,
    });

    expect(next).toEqual({ GroupId: 'g', Limit: 100, Offset: 12 });
  });

  test.each([
    ['all members were read', { GroupId: 'g', Offset: 0 }, { MemberNum: 2, MemberList: two }],
    ['a page is empty', { GroupId: 'g', Offset: 2 }, { MemberNum: 9, MemberList: [] }],
    ['a page has no list', { GroupId: 'g', Offset: 2 }, { MemberNum: 9 }],
    ['a community says ""', { GroupId: 'g', Next: '7' }, { Next: '', MemberList: two }],
    ['a community says "0"', { GroupId: 'g', Next: '7' }, { Next: '0', MemberList: two }],
    ['a community says nothing', { GroupId: 'g', Next: '7' }, { MemberList: two }],
  ])('members end when %s', (_, request, answer) => {
    expect(tencentEndpoints.getGroupMemberInfo.page(request, { ...ok, ...answer })).toBeUndefined();
  });

  test('a role filter takes the meaning from the number of members', () => {
    const request = { GroupId: 'g', Offset: 0, MemberRoleFilter: ['Admin' as const] };

    const next = tencentEndpoints.getGroupMemberInfo.page(request, {
      ...ok,
      MemberNum: 2,
      MemberList: two,
    });

    expect(next?.Offset).toBe(2);
  });

  test('joined groups end at their total', () => {
    const request = { Member_Account: 'bob', Offset: 1 };

    const next = tencentEndpoints.getJoinGroupList.page(request, {
      ...ok,
      TotalCount: 2,
      GroupIdList: [{ GroupId: 'g' }],
    });

    expect(next).toBeUndefined();
  });

  test('groups of the app go on by the position of the answer', () => {
    const answer = { ...ok, GroupIdList: [{ GroupId: 'g' }], Next: '5454685361' };

    const next = tencentEndpoints.getAppIdGroupList.page({ Limit: 1 }, answer);

    expect(next).toEqual({ Limit: 1, Next: '5454685361' });
  });

  const messages = (...numbers: number[]) => ({
    ...ok,
    RspMsgList: numbers.map((MsgSeq) => ({ MsgSeq })),
  });

  test('messages go on below the lowest number received', () => {
    const request = { GroupId: 'g', ReqMsgNumber: 2, ReqMsgSeq: 12 };

    const next = tencentEndpoints.groupMsgGetSimple.page(request, messages(12, 9));

    expect(next).toEqual({ GroupId: 'g', ReqMsgNumber: 2, ReqMsgSeq: 8 });
  });

  test.each([
    ['the first message was read', messages(2, 1)],
    ['nothing comes', messages()],
  ])('messages end when %s', (_, answer) => {
    const request = { GroupId: 'g', ReqMsgNumber: 2 };

    expect(tencentEndpoints.groupMsgGetSimple.page(request, answer)).toBeUndefined();
  });

  const readers = { GroupId: 'g', MsgSeq: 1, Filter: 0 as const, Cursor: '', Count: 2 };
  const alice = [{ Read_Account: 'alice' }];

  test('readers go on by the cursor of the answer', () => {
    const answer = { ...ok, IsFinish: 0, Cursor: '7', ReadList: alice };

    const next = tencentEndpoints.getGroupMsgReceiptDetail.page(readers, answer);

    expect(next).toEqual({ ...readers, Cursor: '7' });
  });

  test.each([
    ['one spelling says so', { IsFinish: 1, Cursor: '7', ReadList: alice }],
    ['the other spelling says so', { IsFinished: 1, Cursor: '7', ReadList: alice }],
    ['the cursor is "0"', { Cursor: '0', ReadList: alice }],
    ['nobody comes', { IsFinish: 0, Cursor: '7', ReadList: [] }],
  ])('readers end when %s', (_, answer) => {
    const next = tencentEndpoints.getGroupMsgReceiptDetail.page(readers, { ...ok, ...answer });

    expect(next).toBeUndefined();
  });

  test('extensions go on from the highest version received, until they are complete', () => {
    const request = { GroupId: 'g', MsgSeq: 1 };
    const ExtensionList = [
      { Key: 'a', Seq: 3 },
      { Key: 'b', Seq: 4 },
    ];

    const { page } = tencentEndpoints.groupGetKeyValues;

    expect(page(request, { ...ok, CompleteFlag: 0, ExtensionList })?.StartSeq).toBe(4);
    expect(page(request, { ...ok, CompleteFlag: 1, ExtensionList })).toBeUndefined();
  });

  test('bans go on by the offset of the answer', () => {
    const request = { GroupId: 'g', Offset: 0 };
    const answer = { ...ok, BannedAccountList: [{ Member_Account: 'troll' }], NextOffset: 1 };

    const next = tencentEndpoints.getGroupBanMember.page(request, answer);

    expect(next?.Offset).toBe(1);
  });
});
