import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { count, envelope, groupId, integer, uint32, userId } from './common.ts';

export const getGroupBanMemberRequest = v.object({
  GroupId: groupId,
  /** 0 first, then `NextOffset`. */
  Offset: count,
  /** At most 100. */
  Limit: v.optional(v.pipe(count, v.maxValue(100))),
});
export interface GetGroupBanMemberRequest extends v.InferInput<typeof getGroupBanMemberRequest> {}

/** A banned account. */
const bannedAccount = v.object({
  Member_Account: v.string(),
  /** End in Unix seconds. */
  BannedUntil: v.optional(integer),
});
export interface BannedAccount extends v.InferInput<typeof bannedAccount> {}

export const getGroupBanMemberResponse = v.object({
  ...envelope,
  /** Ordered by `BannedUntil`. */
  BannedAccountList: v.optional(v.array(bannedAccount)),
  /** 0 = complete. */
  NextOffset: v.optional(integer),
});
export interface GetGroupBanMemberResponse extends v.InferInput<typeof getGroupBanMemberResponse> {}

export const banGroupMemberRequest = v.object({
  GroupId: groupId,
  /** At most 20. */
  Members_Account: v.array(userId),
  /** Seconds from now; 4294967295 = for good. */
  Duration: uint32,
  /** At most 1,000 bytes. */
  Description: v.optional(v.pipe(v.string(), v.maxBytes(1_000))),
});
export interface BanGroupMemberRequest extends v.InferInput<typeof banGroupMemberRequest> {}

export const banGroupMemberResponse = v.object(envelope);
export interface BanGroupMemberResponse extends v.InferInput<typeof banGroupMemberResponse> {}

export const unbanGroupMemberRequest = v.object({
  GroupId: groupId,
  /** At most 20. */
  Members_Account: v.array(userId),
});
export interface UnbanGroupMemberRequest extends v.InferInput<typeof unbanGroupMemberRequest> {}

export const unbanGroupMemberResponse = v.object(envelope);
export interface UnbanGroupMemberResponse extends v.InferInput<typeof unbanGroupMemberResponse> {}

/**
 * Bans.
 *
 * Banned accounts are put out of the group and cannot come back in.
 *
 * @title 封禁（群黑名单）
 */
export const blacklistEndpoints = {
  /**
   * Lists the banned accounts of a group.
   *
   * Vendor pages disagree on the group types; a console switch decides as well.
   *
   * @title 获取封禁群成员列表
   * @see https://cloud.tencent.com/document/product/269/79248
   */
  getGroupBanMember: endpoint<GetGroupBanMemberRequest, GetGroupBanMemberResponse, 'page'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_group_ban_member',
    request: getGroupBanMemberRequest,
    response: getGroupBanMemberResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
    page: (request, response) =>
      response.BannedAccountList?.length && response.NextOffset
        ? { ...request, Offset: response.NextOffset }
        : undefined,
  }),

  /**
   * Puts up to 20 members out of a group and keeps them out.
   *
   * Vendor pages disagree on the group types; a console switch decides as well.
   *
   * @title 群成员封禁
   * @see https://cloud.tencent.com/document/product/269/79249
   */
  banGroupMember: endpoint<BanGroupMemberRequest, BanGroupMemberResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/ban_group_member',
    request: banGroupMemberRequest,
    response: banGroupMemberResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'Members_Account', max: 20 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-12',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),

  /**
   * Lets up to 20 banned accounts come in again.
   *
   * Nobody is put back into the group.
   *
   * @title 群成员解封
   * @see https://cloud.tencent.com/document/product/269/79250
   */
  unbanGroupMember: endpoint<UnbanGroupMemberRequest, UnbanGroupMemberResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/unban_group_member',
    request: unbanGroupMemberRequest,
    response: unbanGroupMemberResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'Members_Account', max: 20 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-10',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),
};
