import { endpoint } from '@imgroups/core/adapter';
import {
  type BanGroupMemberRequest,
  type BanGroupMemberResponse,
  banGroupMemberRequest,
  banGroupMemberResponse,
  type GetGroupBanMemberRequest,
  type GetGroupBanMemberResponse,
  getGroupBanMemberRequest,
  getGroupBanMemberResponse,
  type UnbanGroupMemberRequest,
  type UnbanGroupMemberResponse,
  unbanGroupMemberRequest,
  unbanGroupMemberResponse,
} from '../schemas/blacklist.ts';

/** Who was put out of a group and cannot come back in. */
export const blacklistEndpoints = {
  /**
   * Lists the banned accounts of a group.
   *
   * Vendor pages disagree on the group types; a console switch decides as well.
   *
   * @see https://cloud.tencent.com/document/product/269/79248
   */
  getGroupBanMember: endpoint<GetGroupBanMemberRequest, GetGroupBanMemberResponse, 'page'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_group_ban_member',
    summary: 'Lists the banned accounts of a group.',
    docs: 'https://cloud.tencent.com/document/product/269/79248',
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
   * @see https://cloud.tencent.com/document/product/269/79249
   */
  banGroupMember: endpoint<BanGroupMemberRequest, BanGroupMemberResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/ban_group_member',
    summary: 'Puts up to 20 members out of a group and keeps them out.',
    docs: 'https://cloud.tencent.com/document/product/269/79249',
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
   * @see https://cloud.tencent.com/document/product/269/79250
   */
  unbanGroupMember: endpoint<UnbanGroupMemberRequest, UnbanGroupMemberResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/unban_group_member',
    summary: 'Lets up to 20 banned accounts come in again.',
    docs: 'https://cloud.tencent.com/document/product/269/79250',
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
