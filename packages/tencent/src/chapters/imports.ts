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
  groupType,
  integer,
  introduction,
  newGroupId,
  notification,
  userId,
} from './common.ts';

export const importGroupRequest = v.object({
  /** Live rooms (`AVChatRoom`) are refused with 10007. */
  Type: groupType,
  /** Display name, in bytes of UTF-8: at most 100 by the client reference, 30 by the use-limits page. */
  Name: groupName,
  /** Account that will own the group and becomes a member; without it the group has no owner. */
  Owner_Account: v.optional(userId),
  /** An id of your own: printable ASCII, at most 48 bytes, not beginning with `@TGS#` (but `@TGS#_` for communities). */
  GroupId: v.optional(newGroupId),
  /** In bytes of UTF-8: at most 400 by the client reference, 240 by the use-limits page. */
  Introduction: v.optional(introduction),
  /** In bytes of UTF-8: at most 400 by the client reference, 300 by the use-limits page. */
  Notification: v.optional(notification),
  /** In bytes: at most 500 by the client reference, 100 by the use-limits page. */
  FaceUrl: v.optional(faceUrl),
  /** Members at most: 2,000 by default, at most 6,000 (communities 100,000). */
  MaxMemberCount: v.optional(count),
  /** Default `NeedPermission`; not for communities. */
  ApplyJoinOption: v.optional(applyJoinOption),
  AppDefinedData: v.optional(v.array(groupCustomField)),
  /** Unix seconds, not in the future; now by default. */
  CreateTime: v.optional(count),
  /** Communities only: 1 = with topics. */
  SupportTopic: v.optional(flag),
});
export interface ImportGroupRequest extends v.InferInput<typeof importGroupRequest> {}

export const importGroupResponse = v.object({
  ...envelope,
  GroupId: v.optional(v.string()),
});
export interface ImportGroupResponse extends v.InferInput<typeof importGroupResponse> {}

export const importGroupMemberRequest = v.object({
  GroupId: groupId,
  /** At most 20 by the newest page, 300 by the international ones. */
  MemberList: v.array(
    v.object({
      Member_Account: userId,
      /** Only `Admin`; absent = ordinary member. */
      Role: v.optional(v.picklist(['Admin'])),
      /** Unix seconds, after the group's creation and in the past, or this member fails; now by default. */
      JoinTime: v.optional(count),
      /** Counts no further than there are messages. */
      UnreadMsgNum: v.optional(count),
    }),
  ),
});
export interface ImportGroupMemberRequest extends v.InferInput<typeof importGroupMemberRequest> {}

/** The result for one account. */
const importedMember = v.object({
  Member_Account: v.string(),
  /** 0 failed, 1 imported, 2 already a member. */
  Result: v.optional(integer),
});
export interface ImportedMember extends v.InferInput<typeof importedMember> {}

export const importGroupMemberResponse = v.object({
  ...envelope,
  MemberList: v.optional(v.array(importedMember)),
});
export interface ImportGroupMemberResponse extends v.InferInput<typeof importGroupMemberResponse> {}

/**
 * Imports.
 *
 * Groups from elsewhere, without notices and webhooks: the group first, then messages, then members.
 *
 * @title 导入
 */
export const importEndpoints = {
  /**
   * Imports a group.
   *
   * Without `GroupId` a repeated call makes a second group, so a lost answer is not tried again.
   *
   * @title 导入群基础资料
   * @see https://cloud.tencent.com/document/product/269/1634
   */
  importGroup: endpoint<ImportGroupRequest, ImportGroupResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/import_group',
    request: importGroupRequest,
    response: importGroupResponse,
    repeat: { safeWith: 'GroupId' },
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2026-01' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
  }),

  /**
   * Imports up to 20 members into a group.
   *
   * Each has its own `Result`: 0 failed, 1 imported, 2 already a member.
   *
   * @title 导入群成员
   * @see https://cloud.tencent.com/document/product/269/1636
   */
  importGroupMember: endpoint<ImportGroupMemberRequest, ImportGroupMemberResponse, 'failures'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/import_group_member',
    request: importGroupMemberRequest,
    response: importGroupMemberResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'MemberList', max: 20 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2026-01',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
    failures: (response) =>
      (response.MemberList ?? [])
        .filter((member) => member.Result === 0)
        .map((member) => ({ item: member.Member_Account, code: 0 })),
  }),
};
