import { endpoint } from '@imgroups/core';
import {
  type AddAdminRequest,
  type AddAdminResponse,
  addAdminRequest,
  addAdminResponse,
  type ListAdminsRequest,
  type ListAdminsResponse,
  listAdminsRequest,
  listAdminsResponse,
  type RemoveAdminRequest,
  type RemoveAdminResponse,
  removeAdminRequest,
  removeAdminResponse,
  type TransferOwnershipRequest,
  type TransferOwnershipResponse,
  transferOwnershipRequest,
  transferOwnershipResponse,
} from '../schemas/admins.ts';
import { failedAdmin } from './failures.ts';
import { hundredPerSecond } from './rates.ts';

/** Who leads a group. */
export const adminEndpoints = {
  /**
   * Lists the admins of a group, without the owner.
   *
   * @see https://doc.easemob.com/document/server-side/group_admin_list_get.html
   */
  listAdmins: endpoint<ListAdminsRequest, ListAdminsResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/admin',
    summary: 'Lists the admins of a group, without the owner.',
    docs: 'https://doc.easemob.com/document/server-side/group_admin_list_get.html',
    request: listAdminsRequest,
    response: listAdminsResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Makes a member an admin.
   * A group has at most 99 admins.
   *
   * @see https://doc.easemob.com/document/server-side/group_admin_add.html
   */
  addAdmin: endpoint<AddAdminRequest, AddAdminResponse, 'failures'>({
    method: 'POST',
    path: '/chatgroups/{group_id}/admin',
    summary: 'Makes a member an admin.',
    docs: 'https://doc.easemob.com/document/server-side/group_admin_add.html',
    request: addAdminRequest,
    response: addAdminResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    failures: failedAdmin,
  }),

  /**
   * Makes an admin an ordinary member.
   *
   * @see https://doc.easemob.com/document/server-side/group_admin_remove.html
   */
  removeAdmin: endpoint<RemoveAdminRequest, RemoveAdminResponse, 'failures'>({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/admin/{oldadmin}',
    summary: 'Makes an admin an ordinary member.',
    docs: 'https://doc.easemob.com/document/server-side/group_admin_remove.html',
    request: removeAdminRequest,
    response: removeAdminResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    failures: failedAdmin,
  }),

  /**
   * Makes a member the owner of a group.
   * The old owner becomes an ordinary member.
   *
   * @see https://doc.easemob.com/document/server-side/group_owner_transfer.html
   */
  transferOwnership: endpoint<TransferOwnershipRequest, TransferOwnershipResponse>({
    method: 'PUT',
    path: '/chatgroups/{group_id}',
    summary: 'Makes a member the owner of a group.',
    docs: 'https://doc.easemob.com/document/server-side/group_owner_transfer.html',
    request: transferOwnershipRequest,
    response: transferOwnershipResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),
};
