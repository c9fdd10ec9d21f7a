import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import {
  count,
  envelope,
  flag,
  groupId,
  integer,
  memberCustomField,
  memberProfile,
  uint32,
  userId,
} from './common.ts';
import { absentAccounts } from './failures.ts';

const memberFilters = {
  /** Fields of the profile; all but `OnlineStatus` by default. */
  MemberInfoFilter: v.optional(v.array(v.string())),
  /** Only members with one of these roles. */
  MemberRoleFilter: v.optional(v.array(v.picklist(['Owner', 'Admin', 'Member']))),
  /** Keys of custom fields of the members. */
  AppDefinedDataFilter_GroupMember: v.optional(v.array(v.string())),
};

export const getGroupMemberInfoRequest = v.object({
  GroupId: groupId,
  ...memberFilters,
  /** Members per page: by the page's text at most 200 (communities 100), by its field table 6,000; absent = all. */
  Limit: v.optional(v.pipe(count, v.maxValue(6_000))),
  /** Default 0; not for communities. */
  Offset: v.optional(count),
  /** Communities only, and needed there: `""` first, then the value returned. */
  Next: v.optional(v.string()),
});
export interface GetGroupMemberInfoRequest extends v.InferInput<typeof getGroupMemberInfoRequest> {}

export const getGroupMemberInfoResponse = v.object({
  ...envelope,
  /** All members of the group, also when a role filter is used. */
  MemberNum: v.optional(integer),
  MemberList: v.optional(v.array(memberProfile)),
  /** Communities only; `""` = complete. */
  Next: v.optional(v.string()),
});
export interface GetGroupMemberInfoResponse
  extends v.InferInput<typeof getGroupMemberInfoResponse> {}

export const getSpecifiedGroupMemberInfoRequest = v.object({
  GroupId: groupId,
  /** At most 50. */
  Member_List_Account: v.array(userId),
  ...memberFilters,
});
export interface GetSpecifiedGroupMemberInfoRequest
  extends v.InferInput<typeof getSpecifiedGroupMemberInfoRequest> {}

export const getSpecifiedGroupMemberInfoResponse = v.object({
  ...envelope,
  GroupId: v.optional(v.string()),
  /** Those who are members; the others are absent. */
  MemberList: v.optional(v.array(memberProfile)),
});
export interface GetSpecifiedGroupMemberInfoResponse
  extends v.InferInput<typeof getSpecifiedGroupMemberInfoResponse> {}

export const addGroupMemberRequest = v.object({
  GroupId: groupId,
  /** 1 = nobody is notified. Default 0. */
  Silence: v.optional(flag),
  /** At most 20 by the newest page, 300 by the international ones. */
  MemberList: v.array(v.object({ Member_Account: userId })),
});
export interface AddGroupMemberRequest extends v.InferInput<typeof addGroupMemberRequest> {}

/** The result for one account. */
const addedMember = v.object({
  Member_Account: v.string(),
  /** 0 failed, 1 added, 2 already a member, 3 waits for the invitee or an admin. */
  Result: v.optional(integer),
});
export interface AddedMember extends v.InferInput<typeof addedMember> {}

export const addGroupMemberResponse = v.object({
  ...envelope,
  MemberList: v.optional(v.array(addedMember)),
});
export interface AddGroupMemberResponse extends v.InferInput<typeof addGroupMemberResponse> {}

export const deleteGroupMemberRequest = v.object({
  GroupId: groupId,
  /** 1 = silent. Default 0. */
  Silence: v.optional(flag),
  /** Shown in the notice. */
  Reason: v.optional(v.string()),
  /** At most 100. */
  MemberToDel_Account: v.array(userId),
});
export interface DeleteGroupMemberRequest extends v.InferInput<typeof deleteGroupMemberRequest> {}

export const deleteGroupMemberResponse = v.object(envelope);
export interface DeleteGroupMemberResponse extends v.InferInput<typeof deleteGroupMemberResponse> {}

export const modifyGroupMemberInfoRequest = v.object({
  GroupId: groupId,
  Member_Account: userId,
  /** The owner is changed by `changeGroupOwner` only; `Custom` is a newer word, which no dated page explains. */
  Role: v.optional(v.picklist(['Admin', 'Member', 'Custom'])),
  MsgFlag: v.optional(
    v.picklist(['AcceptAndNotify', 'AcceptNotNotify', 'Discard', 'AcceptNotNotifyExceptAt']),
  ),
  /** Name shown in this group, at most 50 bytes of UTF-8. */
  NameCard: v.optional(v.pipe(v.string(), v.maxBytes(50))),
  AppMemberDefinedData: v.optional(v.array(memberCustomField)),
  /** Seconds from now; 0 = unmute. Not for `Private`. */
  MuteTime: v.optional(uint32),
});
export interface ModifyGroupMemberInfoRequest
  extends v.InferInput<typeof modifyGroupMemberInfoRequest> {}

export const modifyGroupMemberInfoResponse = v.object(envelope);
export interface ModifyGroupMemberInfoResponse
  extends v.InferInput<typeof modifyGroupMemberInfoResponse> {}

export const getRoleInGroupRequest = v.object({
  GroupId: groupId,
  /** At most 500. */
  User_Account: v.array(userId),
});
export interface GetRoleInGroupRequest extends v.InferInput<typeof getRoleInGroupRequest> {}

/** A user and the role in the group. */
const userRole = v.object({
  Member_Account: v.string(),
  /** `Owner`, `Admin`, `Member` or `NotMember`. */
  Role: v.optional(v.string()),
});
export interface UserRole extends v.InferInput<typeof userRole> {}

export const getRoleInGroupResponse = v.object({
  ...envelope,
  UserIdList: v.optional(v.array(userRole)),
});
export interface GetRoleInGroupResponse extends v.InferInput<typeof getRoleInGroupResponse> {}

/**
 * Members.
 *
 * @title 群成员
 */
export const memberEndpoints = {
  /**
   * Lists the members of a group.
   *
   * Pages by `Offset`, those of communities by `Next`.
   *
   * @title 获取群成员详细资料
   * @see https://cloud.tencent.com/document/product/269/1617
   */
  getGroupMemberInfo: endpoint<GetGroupMemberInfoRequest, GetGroupMemberInfoResponse, 'page'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_group_member_info',
    request: getGroupMemberInfoRequest,
    response: getGroupMemberInfoResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2026-02' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
    page: nextMembers,
  }),

  /**
   * Reads the profiles of up to 50 members.
   *
   * Users who are not members are absent from the answer.
   *
   * @title 获取指定群成员详细资料
   * @see https://cloud.tencent.com/document/product/269/112002
   */
  getSpecifiedGroupMemberInfo: endpoint<
    GetSpecifiedGroupMemberInfoRequest,
    GetSpecifiedGroupMemberInfoResponse,
    'failures'
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_specified_group_member_info',
    request: getSpecifiedGroupMemberInfoRequest,
    response: getSpecifiedGroupMemberInfoResponse,
    repeat: 'read',
    limits: {
      items: { field: 'Member_List_Account', max: 50 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2026-02',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
    failures: (response, request) =>
      absentAccounts(request.Member_List_Account, response.MemberList),
  }),

  /**
   * Adds up to 20 users to a group.
   *
   * Each has its own `Result`: 0 failed, 1 added, 2 already a member, 3 waits for approval.
   *
   * @title 增加群成员
   * @see https://cloud.tencent.com/document/product/269/1621
   */
  addGroupMember: endpoint<AddGroupMemberRequest, AddGroupMemberResponse, 'failures'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/add_group_member',
    request: addGroupMemberRequest,
    response: addGroupMemberResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'MemberList', max: 20 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2026-02',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
    failures: (response) =>
      (response.MemberList ?? [])
        .filter((member) => member.Result === 0)
        .map((member) => ({ item: member.Member_Account, code: 0 })),
  }),

  /**
   * Removes up to 100 users from a group.
   *
   * Users who are not members count as removed. Live rooms are refused with 10004.
   *
   * @title 删除群成员
   * @see https://cloud.tencent.com/document/product/269/1622
   */
  deleteGroupMember: endpoint<DeleteGroupMemberRequest, DeleteGroupMemberResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/delete_group_member',
    request: deleteGroupMemberRequest,
    response: deleteGroupMemberResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'MemberToDel_Account', max: 100 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-12',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
  }),

  /**
   * Changes a member's role, name card, message flag or custom fields.
   *
   * `Private` groups have neither admins nor mutes.
   *
   * @title 修改群成员资料
   * @see https://cloud.tencent.com/document/product/269/1623
   */
  modifyGroupMemberInfo: endpoint<ModifyGroupMemberInfoRequest, ModifyGroupMemberInfoResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/modify_group_member_info',
    request: modifyGroupMemberInfoRequest,
    response: modifyGroupMemberInfoResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2026-01' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
  }),

  /**
   * Reads the roles of up to 500 users.
   *
   * `NotMember` for those who are not in the group.
   *
   * @title 查询用户在群组中的身份
   * @see https://cloud.tencent.com/document/product/269/1626
   */
  getRoleInGroup: endpoint<GetRoleInGroupRequest, GetRoleInGroupResponse, 'failures'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_role_in_group',
    request: getRoleInGroupRequest,
    response: getRoleInGroupResponse,
    repeat: 'read',
    limits: {
      items: { field: 'User_Account', max: 500 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2026-02',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
    failures: (response) =>
      (response.UserIdList ?? [])
        .filter((user) => user.Role === 'NotMember')
        .map((user) => ({ item: user.Member_Account, code: 'NotMember' })),
  }),
};

/** The next page of members: communities go on by `Next`, others by offset until all are read or a page is empty. */
function nextMembers(
  request: GetGroupMemberInfoRequest,
  response: GetGroupMemberInfoResponse,
): GetGroupMemberInfoRequest | undefined {
  const received = response.MemberList?.length ?? 0;
  if (received === 0) return undefined;
  if (request.Next !== undefined) {
    const next = response.Next ?? '';
    return next === '' || next === '0' ? undefined : { ...request, Next: next };
  }
  const offset = (request.Offset ?? 0) + received;
  // A role filter leaves members out, but `MemberNum` counts them.
  const total = request.MemberRoleFilter ? Infinity : (response.MemberNum ?? Infinity);
  return offset >= total ? undefined : { ...request, Offset: offset };
}
