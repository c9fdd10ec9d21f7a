import { describe, expect, test } from 'vitest';
import { tencentEndpoints } from '../endpoints.ts';

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
