import type { AnyEndpoint } from '@imgroups/core/adapter';
import { describe, expect, test } from 'vitest';
import { readSample } from '../../test/fixtures.ts';
import { tencentEndpoints } from '../endpoints.ts';

const table: Readonly<Record<string, AnyEndpoint>> = tencentEndpoints;

function endpointOf(name: string): AnyEndpoint {
  const endpoint = table[name];
  if (!endpoint) throw new Error(`no endpoint ${name}`);
  return endpoint;
}

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
    const request = readSample(`${name}.request`);
    const answer = readSample(`${name}.response`);

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
    readSample(name),
  );

  expect(answers.map((answer) => failures?.(answer, {}))).toEqual([
    [],
    { call: { code: 'MsgFreqCtrl' } },
  ]);
  expect(failures?.({ ActionStatus: 'OK', ErrorCode: 0, MsgDropReason: '' }, {})).toEqual([]);
});
