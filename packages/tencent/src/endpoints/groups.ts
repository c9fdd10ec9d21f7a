import { endpoint } from '@imgroups/core';
import {
  type ChangeGroupOwnerRequest,
  type ChangeGroupOwnerResponse,
  type CreateGroupRequest,
  type CreateGroupResponse,
  changeGroupOwnerRequest,
  changeGroupOwnerResponse,
  createGroupRequest,
  createGroupResponse,
  type DestroyGroupRequest,
  type DestroyGroupResponse,
  destroyGroupRequest,
  destroyGroupResponse,
  type GetAppIdGroupListRequest,
  type GetAppIdGroupListResponse,
  type GetGroupInfoRequest,
  type GetGroupInfoResponse,
  type GetJoinGroupListRequest,
  type GetJoinGroupListResponse,
  getAppIdGroupListRequest,
  getAppIdGroupListResponse,
  getGroupInfoRequest,
  getGroupInfoResponse,
  getJoinGroupListRequest,
  getJoinGroupListResponse,
  type ModifyGroupBaseInfoRequest,
  type ModifyGroupBaseInfoResponse,
  modifyGroupBaseInfoRequest,
  modifyGroupBaseInfoResponse,
} from '../schemas/groups.ts';

/** Groups themselves. */
export const groupEndpoints = {
  /**
   * Lists the ids of all groups of the app.
   *
   * One call per second.
   *
   * @see https://cloud.tencent.com/document/product/269/1614
   */
  getAppIdGroupList: endpoint<GetAppIdGroupListRequest, GetAppIdGroupListResponse, 'page'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_appid_group_list',
    summary: 'Lists the ids of all groups of the app.',
    docs: 'https://cloud.tencent.com/document/product/269/1614',
    request: getAppIdGroupListRequest,
    response: getAppIdGroupListResponse,
    repeat: 'read',
    limits: { rate: { requests: 1, perSeconds: 1 }, asOf: '2026-02' },
    int64: ['Next'],
    page: (request, response) =>
      response.GroupIdList?.length && response.Next && response.Next !== '0'
        ? { ...request, Next: response.Next }
        : undefined,
  }),

  /**
   * Creates a group.
   *
   * Without `GroupId` a repeated call makes a second group, so a lost answer is not tried again.
   *
   * @see https://cloud.tencent.com/document/product/269/1615
   */
  createGroup: endpoint<CreateGroupRequest, CreateGroupResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/create_group',
    summary: 'Creates a group.',
    docs: 'https://cloud.tencent.com/document/product/269/1615',
    request: createGroupRequest,
    response: createGroupResponse,
    repeat: { safeWith: 'GroupId' },
    limits: {
      items: { field: 'MemberList', max: 100 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2026-02',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),

  /**
   * Reads the profiles of up to 50 groups.
   *
   * Each item has its own `ErrorCode`. Without `ResponseFilter` all members come along; an answer above 1 MB is refused (10018).
   *
   * @see https://cloud.tencent.com/document/product/269/1616
   */
  getGroupInfo: endpoint<GetGroupInfoRequest, GetGroupInfoResponse, 'failures'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_group_info',
    summary: 'Reads the profiles of up to 50 groups.',
    docs: 'https://cloud.tencent.com/document/product/269/1616',
    request: getGroupInfoRequest,
    response: getGroupInfoResponse,
    repeat: 'read',
    limits: {
      items: { field: 'GroupIdList', max: 50 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-12',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
    outcomesIn: 'GroupInfo',
    failures: (response) =>
      (response.GroupInfo ?? [])
        .filter((group) => (group.ErrorCode ?? 0) !== 0)
        .map((group) => ({
          item: group.GroupId,
          code: group.ErrorCode ?? 0,
          message: group.ErrorInfo,
        })),
  }),

  /**
   * Changes a group's profile.
   *
   * Fields left out keep their value.
   *
   * @see https://cloud.tencent.com/document/product/269/1620
   */
  modifyGroupBaseInfo: endpoint<ModifyGroupBaseInfoRequest, ModifyGroupBaseInfoResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/modify_group_base_info',
    summary: "Changes a group's profile.",
    docs: 'https://cloud.tencent.com/document/product/269/1620',
    request: modifyGroupBaseInfoRequest,
    response: modifyGroupBaseInfoResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2026-02' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),

  /**
   * Dissolves a group.
   *
   * Cannot be undone.
   *
   * @see https://cloud.tencent.com/document/product/269/1624
   */
  destroyGroup: endpoint<DestroyGroupRequest, DestroyGroupResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/destroy_group',
    summary: 'Dissolves a group.',
    docs: 'https://cloud.tencent.com/document/product/269/1624',
    request: destroyGroupRequest,
    response: destroyGroupResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2026-02' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),

  /**
   * Lists the groups a user is in.
   *
   * Live rooms come only with `WithHugeGroups`, and not reliably.
   *
   * @see https://cloud.tencent.com/document/product/269/1625
   */
  getJoinGroupList: endpoint<GetJoinGroupListRequest, GetJoinGroupListResponse, 'page'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_joined_group_list',
    summary: 'Lists the groups a user is in.',
    docs: 'https://cloud.tencent.com/document/product/269/1625',
    request: getJoinGroupListRequest,
    response: getJoinGroupListResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2026-02' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
    page: (request, response) => {
      const received = response.GroupIdList?.length ?? 0;
      const offset = (request.Offset ?? 0) + received;
      const complete = received === 0 || offset >= (response.TotalCount ?? Infinity);
      return complete ? undefined : { ...request, Offset: offset };
    },
  }),

  /**
   * Makes a member the owner of a group.
   *
   * Also gives an owner to a group that has none.
   *
   * @see https://cloud.tencent.com/document/product/269/1633
   */
  changeGroupOwner: endpoint<ChangeGroupOwnerRequest, ChangeGroupOwnerResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/change_group_owner',
    summary: 'Makes a member the owner of a group.',
    docs: 'https://cloud.tencent.com/document/product/269/1633',
    request: changeGroupOwnerRequest,
    response: changeGroupOwnerResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2026-02' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
  }),
};
