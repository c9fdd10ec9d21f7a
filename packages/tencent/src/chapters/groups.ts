import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import {
  applyJoinOption,
  count,
  envelope,
  faceUrl,
  flag,
  groupCustomField,
  groupId,
  groupName,
  groupProfile,
  groupType,
  integer,
  introduction,
  inviteJoinOption,
  listedGroupType,
  memberCustomField,
  memberProfile,
  newGroupId,
  notification,
  onOff,
  userId,
} from './common.ts';
import { failedItems } from './failures.ts';

export const getAppIdGroupListRequest = v.object({
  /** Ids per page, at most 10,000. Default 10,000. */
  Limit: v.optional(v.pipe(count, v.maxValue(10_000))),
  /** 0 or absent on the first call, then the value returned (unsigned, 64 bits). */
  Next: v.optional(
    v.union([v.pipe(v.string(), v.regex(/^\d+$/)), count, v.pipe(v.bigint(), v.minValue(0n))]),
  ),
  /** Only groups of this type; absent = all. */
  GroupType: v.optional(listedGroupType),
});
export interface GetAppIdGroupListRequest extends v.InferInput<typeof getAppIdGroupListRequest> {}

export const getAppIdGroupListResponse = v.object({
  ...envelope,
  /** Groups in the app, or of `GroupType` when given; paging does not change it. */
  TotalCount: v.optional(integer),
  GroupIdList: v.optional(v.array(v.object({ GroupId: v.string() }))),
  /** The start of the next page, as a decimal string; `"0"` = complete. */
  Next: v.optional(v.string()),
});
export interface GetAppIdGroupListResponse extends v.InferInput<typeof getAppIdGroupListResponse> {}

export const createGroupRequest = v.object({
  /** Account that will own the group and becomes a member; without it the group has no owner. */
  Owner_Account: v.optional(userId),
  Type: groupType,
  /** Display name, in bytes of UTF-8: at most 100 by the client reference, 30 by the use-limits page. */
  Name: groupName,
  /** An id of your own: printable ASCII, at most 48 bytes, not beginning with `@TGS#` (but `@TGS#_` for communities). */
  GroupId: v.optional(newGroupId),
  /** In bytes of UTF-8: at most 400 by the client reference, 240 by the use-limits page. */
  Introduction: v.optional(introduction),
  /** In bytes of UTF-8: at most 400 by the client reference, 300 by the use-limits page. */
  Notification: v.optional(notification),
  /** In bytes: at most 500 by the client reference, 100 by the use-limits page. */
  FaceUrl: v.optional(faceUrl),
  /** Members at most; the plan's limit by default. It is `MaxMemberNum` everywhere else. */
  MaxMemberCount: v.optional(count),
  /** Default `NeedPermission`; not for communities. */
  ApplyJoinOption: v.optional(applyJoinOption),
  /** Not for live rooms. */
  InviteJoinOption: v.optional(inviteJoinOption),
  AppDefinedData: v.optional(v.array(groupCustomField)),
  /** First members, at most 100; not for live rooms. */
  MemberList: v.optional(
    v.array(
      v.object({
        Member_Account: userId,
        /** Only `Admin`; absent = ordinary member. */
        Role: v.optional(v.picklist(['Admin'])),
        AppMemberDefinedData: v.optional(v.array(memberCustomField)),
      }),
    ),
  ),
  /** Communities only: 1 = with topics. */
  SupportTopic: v.optional(flag),
  /** Communities with topics only: 1 = with permission groups. */
  EnablePermission: v.optional(flag),
  /** With `EnablePermission` 1: permission bits of an ordinary member. */
  DefaultPermission: v.optional(count),
});
export interface CreateGroupRequest extends v.InferInput<typeof createGroupRequest> {}

export const createGroupResponse = v.object({
  ...envelope,
  GroupId: v.optional(v.string()),
  /** Only for communities with topics. */
  Type: v.optional(v.string()),
  /** Only for communities with topics. */
  HugeGroupFlag: v.optional(integer),
});
export interface CreateGroupResponse extends v.InferInput<typeof createGroupResponse> {}

/** A group's profile with the result of reading it. */
const groupInfoItem = v.object({
  ...groupProfile.entries,
  /** The result of this group: 0, or 10010 or 10015 when there is none. */
  ErrorCode: v.optional(integer),
  ErrorInfo: v.optional(v.string()),
  MemberList: v.optional(v.array(memberProfile)),
});
export interface GroupInfoItem extends v.InferInput<typeof groupInfoItem> {}

export const getGroupInfoRequest = v.object({
  /** At most 50 ids. */
  GroupIdList: v.array(groupId),
  /** When given, only the fields it names come back; without it all members come along. */
  ResponseFilter: v.optional(
    v.object({
      /** Fields of the profile. */
      GroupBaseInfoFilter: v.optional(v.array(v.string())),
      /** Fields of the members' profiles. */
      MemberInfoFilter: v.optional(v.array(v.string())),
      /** Keys of custom fields of the group. */
      AppDefinedDataFilter_Group: v.optional(v.array(v.string())),
      /** Keys of custom fields of the members. */
      AppDefinedDataFilter_GroupMember: v.optional(v.array(v.string())),
    }),
  ),
});
export interface GetGroupInfoRequest extends v.InferInput<typeof getGroupInfoRequest> {}

export const getGroupInfoResponse = v.object({
  ...envelope,
  /** One item per requested id, each with its own result. */
  GroupInfo: v.optional(v.array(groupInfoItem)),
});
export interface GetGroupInfoResponse extends v.InferInput<typeof getGroupInfoResponse> {}

export const modifyGroupBaseInfoRequest = v.object({
  GroupId: groupId,
  /** In bytes of UTF-8: at most 100 by the client reference, 30 by the use-limits page. */
  Name: v.optional(groupName),
  /** In bytes of UTF-8: at most 400 by the client reference, 240 by the use-limits page. */
  Introduction: v.optional(introduction),
  /** In bytes of UTF-8: at most 400 by the client reference, 300 by the use-limits page. */
  Notification: v.optional(notification),
  /** In bytes: at most 500 by the client reference, 100 by the use-limits page. */
  FaceUrl: v.optional(faceUrl),
  /** Up to the plan's limit; no effect on live rooms. */
  MaxMemberNum: v.optional(count),
  /** Not for communities. */
  ApplyJoinOption: v.optional(applyJoinOption),
  /** Not for live rooms. */
  InviteJoinOption: v.optional(inviteJoinOption),
  /** `On`: only the owner, admins and app administrators may speak. */
  MuteAllMember: v.optional(onOff),
  AppDefinedData: v.optional(v.array(groupCustomField)),
  /** Acts as this existing account. */
  From_Account: v.optional(userId),
  /** Communities with topics only: 1 = with permission groups. */
  EnablePermission: v.optional(flag),
  /** With permission groups: permission bits of an ordinary member. */
  DefaultPermission: v.optional(count),
  /** Shows new members older messages; `Private`, `Public` and `ChatRoom` only. */
  HistoryMsgBeforeJoin: v.optional(onOff),
});
export interface ModifyGroupBaseInfoRequest
  extends v.InferInput<typeof modifyGroupBaseInfoRequest> {}

export const modifyGroupBaseInfoResponse = v.object(envelope);
export interface ModifyGroupBaseInfoResponse
  extends v.InferInput<typeof modifyGroupBaseInfoResponse> {}

export const destroyGroupRequest = v.object({ GroupId: groupId });
export interface DestroyGroupRequest extends v.InferInput<typeof destroyGroupRequest> {}

export const destroyGroupResponse = v.object(envelope);
export interface DestroyGroupResponse extends v.InferInput<typeof destroyGroupResponse> {}

export const getJoinGroupListRequest = v.object({
  Member_Account: userId,
  /** 1 = also live rooms, as far as known. Default 0. */
  WithHugeGroups: v.optional(flag),
  /** 1 = also `Private` groups without a message. Default 0. */
  WithNoActiveGroups: v.optional(flag),
  /** At most 5,000; absent = all. */
  Limit: v.optional(v.pipe(count, v.maxValue(5_000))),
  /** Default 0. */
  Offset: v.optional(count),
  /** Only groups of this type; absent = all. */
  GroupType: v.optional(groupType),
  /** With `GroupType` `Community`: with or without topics. */
  SupportTopic: v.optional(flag),
  /** Without it only ids come back. */
  ResponseFilter: v.optional(
    v.object({
      /** Fields of the profile. */
      GroupBaseInfoFilter: v.optional(v.array(v.string())),
      /** Fields of the user's own membership. */
      SelfInfoFilter: v.optional(v.array(v.string())),
    }),
  ),
});
export interface GetJoinGroupListRequest extends v.InferInput<typeof getJoinGroupListRequest> {}

/** A group as a list gives it. */
const listedGroup = v.object({
  ...groupProfile.entries,
  /** The user's own membership. */
  SelfInfo: v.optional(
    v.object({
      Role: v.optional(v.string()),
      /** Unix seconds. */
      JoinTime: v.optional(integer),
      MsgFlag: v.optional(v.string()),
      MsgSeq: v.optional(integer),
      /** Communities with topics only. */
      GrossTopicReadSeq: v.optional(integer),
    }),
  ),
  /** Communities with topics only. */
  GrossTopicNextMsgSeq: v.optional(integer),
});
export interface ListedGroup extends v.InferInput<typeof listedGroup> {}

export const getJoinGroupListResponse = v.object({
  ...envelope,
  /** Groups that match, whatever the page. */
  TotalCount: v.optional(integer),
  GroupIdList: v.optional(v.array(listedGroup)),
});
export interface GetJoinGroupListResponse extends v.InferInput<typeof getJoinGroupListResponse> {}

export const changeGroupOwnerRequest = v.object({
  GroupId: groupId,
  /** Must be a member. */
  NewOwner_Account: userId,
  /** Acts as this existing account. */
  From_Account: v.optional(userId),
});
export interface ChangeGroupOwnerRequest extends v.InferInput<typeof changeGroupOwnerRequest> {}

export const changeGroupOwnerResponse = v.object(envelope);
export interface ChangeGroupOwnerResponse extends v.InferInput<typeof changeGroupOwnerResponse> {}

/**
 * Groups.
 *
 * @title 群组
 */
export const groupEndpoints = {
  /**
   * Lists the ids of all groups of the app.
   *
   * One call per second.
   *
   * @title 获取 App 中的所有群组
   * @see https://cloud.tencent.com/document/product/269/1614
   */
  getAppIdGroupList: endpoint<GetAppIdGroupListRequest, GetAppIdGroupListResponse, 'page'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_appid_group_list',
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
   * @title 创建群组
   * @see https://cloud.tencent.com/document/product/269/1615
   */
  createGroup: endpoint<CreateGroupRequest, CreateGroupResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/create_group',
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
   * Each item has its own `ErrorCode`. Without `ResponseFilter` all members come along; an answer above 1 MB is refused
   * (10018).
   *
   * @title 获取群详细资料
   * @see https://cloud.tencent.com/document/product/269/1616
   */
  getGroupInfo: endpoint<GetGroupInfoRequest, GetGroupInfoResponse, 'failures'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_group_info',
    request: getGroupInfoRequest,
    response: getGroupInfoResponse,
    repeat: 'read',
    limits: {
      items: { field: 'GroupIdList', max: 50 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-12',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
    // The code of the envelope means nothing where every group has its own.
    failures: ({ GroupInfo }) => {
      const items = failedItems(GroupInfo, ({ GroupId }) => GroupId);
      return GroupInfo ? { call: 'accepted', items } : items;
    },
  }),

  /**
   * Changes a group's profile.
   *
   * Fields left out keep their value.
   *
   * @title 修改群基础资料
   * @see https://cloud.tencent.com/document/product/269/1620
   */
  modifyGroupBaseInfo: endpoint<ModifyGroupBaseInfoRequest, ModifyGroupBaseInfoResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/modify_group_base_info',
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
   * @title 解散群组
   * @see https://cloud.tencent.com/document/product/269/1624
   */
  destroyGroup: endpoint<DestroyGroupRequest, DestroyGroupResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/destroy_group',
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
   * @title 获取用户所加入的群组
   * @see https://cloud.tencent.com/document/product/269/1625
   */
  getJoinGroupList: endpoint<GetJoinGroupListRequest, GetJoinGroupListResponse, 'page'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_joined_group_list',
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
   * @title 转让群主
   * @see https://cloud.tencent.com/document/product/269/1633
   */
  changeGroupOwner: endpoint<ChangeGroupOwnerRequest, ChangeGroupOwnerResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/change_group_owner',
    request: changeGroupOwnerRequest,
    response: changeGroupOwnerResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2026-02' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
  }),
};
