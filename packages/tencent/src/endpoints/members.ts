import { endpoint } from '@imgroups/core/adapter';
import {
  type AddGroupMemberRequest,
  type AddGroupMemberResponse,
  addGroupMemberRequest,
  addGroupMemberResponse,
  type DeleteGroupMemberRequest,
  type DeleteGroupMemberResponse,
  deleteGroupMemberRequest,
  deleteGroupMemberResponse,
  type GetGroupMemberInfoRequest,
  type GetGroupMemberInfoResponse,
  type GetRoleInGroupRequest,
  type GetRoleInGroupResponse,
  type GetSpecifiedGroupMemberInfoRequest,
  type GetSpecifiedGroupMemberInfoResponse,
  getGroupMemberInfoRequest,
  getGroupMemberInfoResponse,
  getRoleInGroupRequest,
  getRoleInGroupResponse,
  getSpecifiedGroupMemberInfoRequest,
  getSpecifiedGroupMemberInfoResponse,
  type ModifyGroupMemberInfoRequest,
  type ModifyGroupMemberInfoResponse,
  modifyGroupMemberInfoRequest,
  modifyGroupMemberInfoResponse,
} from '../schemas/members.ts';
import { absentAccounts } from './absent-accounts.ts';

/** Who is in a group, and as what. */
export const memberEndpoints = {
  /**
   * Lists the members of a group.
   *
   * Pages by `Offset`, those of communities by `Next`.
   *
   * @see https://cloud.tencent.com/document/product/269/1617
   */
  getGroupMemberInfo: endpoint<GetGroupMemberInfoRequest, GetGroupMemberInfoResponse, 'page'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_group_member_info',
    summary: 'Lists the members of a group.',
    docs: 'https://cloud.tencent.com/document/product/269/1617',
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
   * Who is not a member is absent from the answer.
   *
   * @see https://cloud.tencent.com/document/product/269/112002
   */
  getSpecifiedGroupMemberInfo: endpoint<
    GetSpecifiedGroupMemberInfoRequest,
    GetSpecifiedGroupMemberInfoResponse,
    'failures'
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_specified_group_member_info',
    summary: 'Reads the profiles of up to 50 members.',
    docs: 'https://cloud.tencent.com/document/product/269/112002',
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
   * Each has its own `Result`: 0 failed, 1 added, 2 already a member, 3 waits for somebody to agree.
   *
   * @see https://cloud.tencent.com/document/product/269/1621
   */
  addGroupMember: endpoint<AddGroupMemberRequest, AddGroupMemberResponse, 'failures'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/add_group_member',
    summary: 'Adds up to 20 users to a group.',
    docs: 'https://cloud.tencent.com/document/product/269/1621',
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
   * Who is not a member counts as removed. Live rooms are refused with 10004.
   *
   * @see https://cloud.tencent.com/document/product/269/1622
   */
  deleteGroupMember: endpoint<DeleteGroupMemberRequest, DeleteGroupMemberResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/delete_group_member',
    summary: 'Removes up to 100 users from a group.',
    docs: 'https://cloud.tencent.com/document/product/269/1622',
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
   * @see https://cloud.tencent.com/document/product/269/1623
   */
  modifyGroupMemberInfo: endpoint<ModifyGroupMemberInfoRequest, ModifyGroupMemberInfoResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/modify_group_member_info',
    summary: "Changes a member's role, name card, message flag or custom fields.",
    docs: 'https://cloud.tencent.com/document/product/269/1623',
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
   * @see https://cloud.tencent.com/document/product/269/1626
   */
  getRoleInGroup: endpoint<GetRoleInGroupRequest, GetRoleInGroupResponse, 'failures'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_role_in_group',
    summary: 'Reads the roles of up to 500 users.',
    docs: 'https://cloud.tencent.com/document/product/269/1626',
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
