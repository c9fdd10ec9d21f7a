import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import {
  groupId,
  pageSize,
  username,
  usernames,
  usernamesResponse,
  userOutcomesResponse,
} from './common.ts';
import { failedUsers } from './failures.ts';
import { nextCursor } from './next-page.ts';
import { hundredPerSecond } from './rates.ts';

export const listBlacklistRequest = v.object({
  group_id: groupId,
  /** Users per page, cut to 50; without it and without a cursor they come at once. */
  pageSize: v.optional(pageSize),
  /** The `cursor` of the page before. */
  cursor: v.optional(v.string()),
});
export interface ListBlacklistRequest extends v.InferInput<typeof listBlacklistRequest> {}

export const listBlacklistResponse = v.object({
  ...usernamesResponse.entries,
  /** Absent on the last page. */
  cursor: v.nullish(v.string()),
});
export interface ListBlacklistResponse extends v.InferOutput<typeof listBlacklistResponse> {}

export const addToBlacklistRequest = v.object({ group_id: groupId, username });
export interface AddToBlacklistRequest extends v.InferInput<typeof addToBlacklistRequest> {}

export const addToBlacklistResponse = userOutcomesResponse;
export interface AddToBlacklistResponse extends v.InferOutput<typeof addToBlacklistResponse> {}

export const addManyToBlacklistRequest = v.object({ group_id: groupId, usernames });
export interface AddManyToBlacklistRequest extends v.InferInput<typeof addManyToBlacklistRequest> {}

export const addManyToBlacklistResponse = userOutcomesResponse;
export interface AddManyToBlacklistResponse
  extends v.InferOutput<typeof addManyToBlacklistResponse> {}

export const removeFromBlacklistRequest = v.object({ group_id: groupId, username });
export interface RemoveFromBlacklistRequest
  extends v.InferInput<typeof removeFromBlacklistRequest> {}

export const removeFromBlacklistResponse = userOutcomesResponse;
export interface RemoveFromBlacklistResponse
  extends v.InferOutput<typeof removeFromBlacklistResponse> {}

export const removeManyFromBlacklistRequest = v.object({ group_id: groupId, usernames });
export interface RemoveManyFromBlacklistRequest
  extends v.InferInput<typeof removeManyFromBlacklistRequest> {}

export const removeManyFromBlacklistResponse = userOutcomesResponse;
export interface RemoveManyFromBlacklistResponse
  extends v.InferOutput<typeof removeManyFromBlacklistResponse> {}

/**
 * Block list.
 *
 * Blocked users are put out of the group and cannot come back in.
 *
 * @title 群组黑名单
 */
export const blacklistEndpoints = {
  /**
   * Lists the users on the block list of a group.
   *
   * @title 查询群组黑名单
   * @see https://doc.easemob.com/document/server-side/group_member_blocklist_obtain.html
   */
  listBlacklist: endpoint<ListBlacklistRequest, ListBlacklistResponse, 'page'>({
    method: 'GET',
    path: '/chatgroups/{group_id}/blocks/users',
    request: listBlacklistRequest,
    response: listBlacklistResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    page: (request, response) => nextCursor(request, response.cursor),
  }),

  /**
   * Puts a member on the block list, which removes them from the group.
   *
   * @title 添加用户至群组黑名单[单个]
   * @see https://doc.easemob.com/document/server-side/group_member_blocklist_add_single.html
   */
  addToBlacklist: endpoint<AddToBlacklistRequest, AddToBlacklistResponse, 'failures'>({
    method: 'POST',
    path: '/chatgroups/{group_id}/blocks/users/{username}',
    request: addToBlacklistRequest,
    response: addToBlacklistResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    failures: failedUsers,
  }),

  /**
   * Puts up to 60 members on the block list, which removes them from the group.
   *
   * @title 添加用户至群组黑名单[批量]
   * @see https://doc.easemob.com/document/server-side/group_member_blocklist_add_batch.html
   */
  addManyToBlacklist: endpoint<AddManyToBlacklistRequest, AddManyToBlacklistResponse, 'failures'>({
    method: 'POST',
    path: '/chatgroups/{group_id}/blocks/users',
    request: addManyToBlacklistRequest,
    response: addManyToBlacklistResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 60 }, rate: hundredPerSecond, asOf: '2025-12' },
    failures: failedUsers,
  }),

  /**
   * Takes a user off the block list; that does not bring them back into the group.
   *
   * @title 从群组黑名单移除用户[单个]
   * @see https://doc.easemob.com/document/server-side/group_member_blocklist_remove_single.html
   */
  removeFromBlacklist: endpoint<
    RemoveFromBlacklistRequest,
    RemoveFromBlacklistResponse,
    'failures'
  >({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/blocks/users/{username}',
    request: removeFromBlacklistRequest,
    response: removeFromBlacklistResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    failures: failedUsers,
  }),

  /**
   * Takes up to 60 users off the block list; they do not come back into the group.
   *
   * @title 从群组黑名单移除用户[批量]
   * @see https://doc.easemob.com/document/server-side/group_member_blocklist_remove_batch.html
   */
  removeManyFromBlacklist: endpoint<
    RemoveManyFromBlacklistRequest,
    RemoveManyFromBlacklistResponse,
    'failures'
  >({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/blocks/users/{usernames}',
    request: removeManyFromBlacklistRequest,
    response: removeManyFromBlacklistResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 60 }, rate: hundredPerSecond, asOf: '2025-12' },
    failures: failedUsers,
  }),
};
