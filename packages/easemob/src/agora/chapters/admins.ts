import { endpoint } from '@imgroups/core/adapter';
import {
  type AddAdminRequest,
  type AddAdminResponse,
  adminEndpoints as easemob,
  type ListAdminsRequest,
  type ListAdminsResponse,
  type RemoveAdminRequest,
  type RemoveAdminResponse,
  type TransferOwnershipRequest,
  type TransferOwnershipResponse,
} from '../../chapters/admins.ts';
import { hundredPerSecond } from '../rates.ts';

/**
 * Admins and owner.
 *
 * @title 群主与管理员
 */
export const adminEndpoints = {
  /**
   * Lists the admins of a group, without the owner.
   *
   * @title 获取群管理员列表
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-members
   */
  listAdmins: endpoint<ListAdminsRequest, ListAdminsResponse>({
    ...easemob.listAdmins,
    limits: hundredPerSecond,
  }),

  /**
   * Makes a member an admin.
   * A group has at most 99 admins.
   *
   * @title 添加群管理员
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-members
   */
  addAdmin: endpoint<AddAdminRequest, AddAdminResponse, 'failures'>({
    ...easemob.addAdmin,
    limits: hundredPerSecond,
  }),

  /**
   * Makes an admin an ordinary member.
   *
   * @title 移除群管理员
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-members
   */
  removeAdmin: endpoint<RemoveAdminRequest, RemoveAdminResponse, 'failures'>({
    ...easemob.removeAdmin,
    limits: hundredPerSecond,
  }),

  /**
   * Makes a member the owner of a group.
   * The old owner becomes an ordinary member.
   *
   * @title 转让群组
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-members
   */
  transferOwnership: endpoint<TransferOwnershipRequest, TransferOwnershipResponse>({
    ...easemob.transferOwnership,
    limits: hundredPerSecond,
  }),
};
