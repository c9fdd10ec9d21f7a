import { describe, expect, test } from 'vitest';
import { acceptOldForms } from './compatibility.ts';

const accept = (endpoint: string, request: Record<string, unknown>) =>
  acceptOldForms(endpoint, request);

describe('requests', () => {
  test.each([
    ['modifyGroupBaseInfo', { ShutUpAllMember: 'On' }, { MuteAllMember: 'On' }],
    ['forbidSendMsg', { ShutUpTime: 60 }, { MuteTime: 60 }],
    [
      'getGroupMemberInfo',
      { MemberInfoFilter: ['ShutUpUntil', 'Role'] },
      { MemberInfoFilter: ['MuteUntil', 'Role'] },
    ],
    ['getAppIdGroupList', { Type: 'Public' }, { GroupType: 'Public' }],
    ['createGroup', { Type: 'Public' }, { Type: 'Public' }],
    ['importAccount', { Identifier: 'alice' }, { UserID: 'alice' }],
    ['importAccounts', { Accounts: ['alice'] }, { AccountList: [{ UserID: 'alice' }] }],
    ['getGroupInfo', { ResponseFilter: null, List: [{ a: null }] }, { List: [{}] }],
  ])('%s %j is %j', (endpoint, request, current) => {
    expect(accept(endpoint, request).request).toEqual(current);
  });

  test('users may be called like a field', () => {
    const request = { Members_Account: ['ShutUpTime', 'constructor'], Name: 'ShutUpUntil' };

    expect(accept('forbidSendMsg', request).request).toEqual(request);
  });

  test('a field called like the prototype is a field and no more', () => {
    const { request } = accept('createGroup', JSON.parse('{"__proto__":{"Type":"Public"}}'));

    expect(request).not.toHaveProperty('Type');
  });
});

describe('answers', () => {
  const answer = { MutedAccountList: [{ Member_Account: 'MutedUntil', MutedUntil: 5 }] };
  const old = { ShuttedUinList: [{ Member_Account: 'MutedUntil', ShuttedUntil: 5 }] };

  test.each([
    ['an old field', accept('x', { ShutUpTime: 1 }), old],
    ['an old name in a filter', accept('x', { GroupBaseInfoFilter: ['ShutUpAllMember'] }), old],
    ['nothing old', accept('x', { MuteTime: 1 }), answer],
  ])('to a request with %s have the names it uses', (_, request, expected) => {
    expect(request.answer(answer)).toEqual(expected);
  });
});
