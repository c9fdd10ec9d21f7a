import { endpoint } from '@imgroups/core';
import {
  type ImportGroupMemberRequest,
  type ImportGroupMemberResponse,
  type ImportGroupRequest,
  type ImportGroupResponse,
  importGroupMemberRequest,
  importGroupMemberResponse,
  importGroupRequest,
  importGroupResponse,
} from '../schemas/imports.ts';

/** Moving groups in from elsewhere, without notices and webhooks: the group first, then messages, then members. */
export const importEndpoints = {
  /**
   * Imports a group.
   *
   * Without `GroupId` a repeated call makes a second group, so a lost answer is not tried again.
   *
   * @see https://cloud.tencent.com/document/product/269/1634
   */
  importGroup: endpoint<ImportGroupRequest, ImportGroupResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/import_group',
    summary: 'Imports a group.',
    docs: 'https://cloud.tencent.com/document/product/269/1634',
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
   * @see https://cloud.tencent.com/document/product/269/1636
   */
  importGroupMember: endpoint<ImportGroupMemberRequest, ImportGroupMemberResponse, 'failures'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/import_group_member',
    summary: 'Imports up to 20 members into a group.',
    docs: 'https://cloud.tencent.com/document/product/269/1636',
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
