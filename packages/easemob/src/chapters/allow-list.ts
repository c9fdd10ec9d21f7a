import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { groupId, username, usernames, usernamesResponse, userOutcomesResponse } from './common.ts';
import { failedUsers } from './failures.ts';
import { hundredPerSecond } from './rates.ts';

export const listAllowListRequest = v.object({ group_id: groupId });
export interface ListAllowListRequest extends v.InferInput<typeof listAllowListRequest> {}

export const listAllowListResponse = usernamesResponse;
export interface ListAllowListResponse extends v.InferOutput<typeof listAllowListResponse> {}

export const addToAllowListRequest = v.object({ group_id: groupId, username });
export interface AddToAllowListRequest extends v.InferInput<typeof addToAllowListRequest> {}

export const addToAllowListResponse = userOutcomesResponse;
export interface AddToAllowListResponse extends v.InferOutput<typeof addToAllowListResponse> {}

export const addManyToAllowListRequest = v.object({ group_id: groupId, usernames });
export interface AddManyToAllowListRequest extends v.InferInput<typeof addManyToAllowListRequest> {}

export const addManyToAllowListResponse = userOutcomesResponse;
export interface AddManyToAllowListResponse
  extends v.InferOutput<typeof addManyToAllowListResponse> {}

export const removeFromAllowListRequest = v.object({ group_id: groupId, usernames });
export interface RemoveFromAllowListRequest
  extends v.InferInput<typeof removeFromAllowListRequest> {}

export const removeFromAllowListResponse = userOutcomesResponse;
export interface RemoveFromAllowListResponse
  extends v.InferOutput<typeof removeFromAllowListResponse> {}

/**
 * Allow list.
 *
 * Its members may speak while everybody is muted, as the owner and the admins may.
 *
 * @title 群组白名单
 */
export const allowListEndpoints = {
  /**
   * Lists the users on the allow list of a group.
   *
   * @title 查询群组白名单
   * @see https://doc.easemob.com/document/server-side/group_allowlist_query.html
   */
  listAllowList: endpoint<ListAllowListRequest, ListAllowListResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/white/users',
    request: listAllowListRequest,
    response: listAllowListResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Puts a member on the allow list.
   *
   * @title 添加用户至群组白名单[单个]
   * @see https://doc.easemob.com/document/server-side/group_allowlist_add_single.html
   */
  addToAllowList: endpoint<AddToAllowListRequest, AddToAllowListResponse, 'failures'>({
    method: 'POST',
    path: '/chatgroups/{group_id}/white/users/{username}',
    request: addToAllowListRequest,
    response: addToAllowListResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    failures: failedUsers,
  }),

  /**
   * Puts up to 60 members on the allow list.
   *
   * @title 添加用户至群组白名单[批量]
   * @see https://doc.easemob.com/document/server-side/group_allowlist_add_batch.html
   */
  addManyToAllowList: endpoint<AddManyToAllowListRequest, AddManyToAllowListResponse, 'failures'>({
    method: 'POST',
    path: '/chatgroups/{group_id}/white/users',
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
   * @title 从群组白名单移除用户
   * @see https://doc.easemob.com/document/server-side/group_allowlist_remove.html
   */
  removeFromAllowList: endpoint<
    RemoveFromAllowListRequest,
    RemoveFromAllowListResponse,
    'failures'
  >({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/white/users/{usernames}',
    request: removeFromAllowListRequest,
    response: removeFromAllowListResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 60 }, rate: hundredPerSecond, asOf: '2025-12' },
    failures: failedUsers,
  }),
};
