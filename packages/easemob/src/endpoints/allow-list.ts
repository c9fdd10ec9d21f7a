import { endpoint } from '@imgroups/core/adapter';
import {
  type AddManyToAllowListRequest,
  type AddManyToAllowListResponse,
  type AddToAllowListRequest,
  type AddToAllowListResponse,
  addManyToAllowListRequest,
  addManyToAllowListResponse,
  addToAllowListRequest,
  addToAllowListResponse,
  type ListAllowListRequest,
  type ListAllowListResponse,
  listAllowListRequest,
  listAllowListResponse,
  type RemoveFromAllowListRequest,
  type RemoveFromAllowListResponse,
  removeFromAllowListRequest,
  removeFromAllowListResponse,
} from '../schemas/allow-list.ts';
import { failedUsers } from './failures.ts';
import { hundredPerSecond } from './rates.ts';

/** Who may speak while everybody is muted, beside the owner and the admins. */
export const allowListEndpoints = {
  /**
   * Lists the users on the allow list of a group.
   *
   * @see https://doc.easemob.com/document/server-side/group_allowlist_query.html
   */
  listAllowList: endpoint<ListAllowListRequest, ListAllowListResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/white/users',
    summary: 'Lists the users on the allow list of a group.',
    docs: 'https://doc.easemob.com/document/server-side/group_allowlist_query.html',
    request: listAllowListRequest,
    response: listAllowListResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Puts a member on the allow list.
   *
   * @see https://doc.easemob.com/document/server-side/group_allowlist_add_single.html
   */
  addToAllowList: endpoint<AddToAllowListRequest, AddToAllowListResponse, 'failures'>({
    method: 'POST',
    path: '/chatgroups/{group_id}/white/users/{username}',
    summary: 'Puts a member on the allow list.',
    docs: 'https://doc.easemob.com/document/server-side/group_allowlist_add_single.html',
    request: addToAllowListRequest,
    response: addToAllowListResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    failures: failedUsers,
  }),

  /**
   * Puts up to 60 members on the allow list.
   *
   * @see https://doc.easemob.com/document/server-side/group_allowlist_add_batch.html
   */
  addManyToAllowList: endpoint<AddManyToAllowListRequest, AddManyToAllowListResponse, 'failures'>({
    method: 'POST',
    path: '/chatgroups/{group_id}/white/users',
    summary: 'Puts up to 60 members on the allow list.',
    docs: 'https://doc.easemob.com/document/server-side/group_allowlist_add_batch.html',
    request: addManyToAllowListRequest,
    response: addManyToAllowListResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 60 }, rate: hundredPerSecond, asOf: '2025-12' },
    failures: failedUsers,
  }),

  /**
   * Takes up to 60 members off the allow list.
   * The names stand in the URL, which may have 4 KB. The answer is a list for one name too.
   *
   * @see https://doc.easemob.com/document/server-side/group_allowlist_remove.html
   */
  removeFromAllowList: endpoint<
    RemoveFromAllowListRequest,
    RemoveFromAllowListResponse,
    'failures'
  >({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/white/users/{usernames}',
    summary: 'Takes up to 60 members off the allow list.',
    docs: 'https://doc.easemob.com/document/server-side/group_allowlist_remove.html',
    request: removeFromAllowListRequest,
    response: removeFromAllowListResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 60 }, rate: hundredPerSecond, asOf: '2025-12' },
    failures: failedUsers,
  }),
};
