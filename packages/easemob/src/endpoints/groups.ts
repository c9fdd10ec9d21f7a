import { endpoint } from '@imgroups/core';
import {
  type CreateGroupRequest,
  type CreateGroupResponse,
  createGroupRequest,
  createGroupResponse,
  type DeleteGroupRequest,
  type DeleteGroupResponse,
  type DisableGroupRequest,
  type DisableGroupResponse,
  deleteGroupRequest,
  deleteGroupResponse,
  disableGroupRequest,
  disableGroupResponse,
  type EnableGroupRequest,
  type EnableGroupResponse,
  enableGroupRequest,
  enableGroupResponse,
  type GetGroupsRequest,
  type GetGroupsResponse,
  getGroupsRequest,
  getGroupsResponse,
  type ListGroupsRequest,
  type ListGroupsResponse,
  type ListJoinedGroupsRequest,
  type ListJoinedGroupsResponse,
  type ListUserGroupsRequest,
  type ListUserGroupsResponse,
  listGroupsRequest,
  listGroupsResponse,
  listJoinedGroupsRequest,
  listJoinedGroupsResponse,
  listUserGroupsRequest,
  listUserGroupsResponse,
  type UpdateGroupRequest,
  type UpdateGroupResponse,
  updateGroupRequest,
  updateGroupResponse,
} from '../schemas/groups.ts';
import { refusedFields } from './failures.ts';
import { nextCursor, nextNumber } from './next-page.ts';
import { fiftyPerSecond, hundredPerSecond } from './rates.ts';

/** Groups themselves. */
export const groupEndpoints = {
  /**
   * Lists the groups of the app, newest first.
   *
   * @see https://doc.easemob.com/document/server-side/group_obtain_total.html
   */
  listGroups: endpoint<ListGroupsRequest, ListGroupsResponse, 'page'>({
    method: 'GET',
    path: '/chatgroups',
    summary: 'Lists the groups of the app, newest first.',
    docs: 'https://doc.easemob.com/document/server-side/group_obtain_total.html',
    request: listGroupsRequest,
    response: listGroupsResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    page: (request, response) => nextCursor(request, response.cursor),
  }),

  /**
   * Lists the groups a user has joined (old path).
   * Without page fields up to 500 groups come at once. Newer clusters document `listUserGroups` instead; this path still answers.
   *
   * @see https://doc.easemob.com/document/server-side/group_obtain_joined.html
   */
  listJoinedGroups: endpoint<ListJoinedGroupsRequest, ListJoinedGroupsResponse, 'page'>({
    method: 'GET',
    path: '/users/{username}/joined_chatgroups',
    summary: 'Lists the groups a user has joined (old path).',
    docs: 'https://doc.easemob.com/document/server-side/group_obtain_joined.html',
    request: listJoinedGroupsRequest,
    response: listJoinedGroupsResponse,
    repeat: 'read',
    limits: { rate: fiftyPerSecond, asOf: '2026-02' },
    page: (request, response) =>
      request.pagesize === undefined ? undefined : nextNumber(request, response.data, 1),
  }),

  /**
   * Lists the groups a user has joined (new path).
   * At most 20 groups per page, and page numbers start at 0. The payload is in `entities`.
   *
   * @see https://doc.easemob.com/document/server-side/group_obtain_joined.html
   */
  listUserGroups: endpoint<ListUserGroupsRequest, ListUserGroupsResponse, 'page'>({
    method: 'GET',
    path: '/chatgroups/user/{username}',
    summary: 'Lists the groups a user has joined (new path).',
    docs: 'https://doc.easemob.com/document/server-side/group_obtain_joined.html',
    request: listUserGroupsRequest,
    response: listUserGroupsResponse,
    repeat: 'read',
    limits: { rate: fiftyPerSecond, asOf: '2026-02' },
    page: (request, response) => nextNumber(request, response.entities, 0),
  }),

  /**
   * Reads the details of up to 100 groups.
   * The answer has them in no certain order and leaves missing groups out; when none exists it is a 404.
   *
   * @see https://doc.easemob.com/document/server-side/group_obtain_detail.html
   */
  getGroups: endpoint<GetGroupsRequest, GetGroupsResponse>({
    method: 'GET',
    path: '/chatgroups/{group_ids}',
    summary: 'Reads the details of up to 100 groups.',
    docs: 'https://doc.easemob.com/document/server-side/group_obtain_detail.html',
    request: getGroupsRequest,
    response: getGroupsResponse,
    repeat: 'read',
    limits: { items: { field: 'group_ids', max: 100 }, rate: hundredPerSecond, asOf: '2025-12' },
  }),

  /**
   * Creates a group.
   * Without a `groupid` of your own the call must not be repeated after a lost answer: there would be two groups.
   *
   * @see https://doc.easemob.com/document/server-side/group_create.html
   */
  createGroup: endpoint<CreateGroupRequest, CreateGroupResponse>({
    method: 'POST',
    path: '/chatgroups',
    summary: 'Creates a group.',
    docs: 'https://doc.easemob.com/document/server-side/group_create.html',
    request: createGroupRequest,
    response: createGroupResponse,
    repeat: (request) => (request.groupid ? 'safe' : 'never'),
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Changes the properties of a group.
   * The answer tells for each field whether it was changed; a field answered `false` was not.
   *
   * @see https://doc.easemob.com/document/server-side/group_modify.html
   */
  updateGroup: endpoint<UpdateGroupRequest, UpdateGroupResponse, 'failures'>({
    method: 'PUT',
    path: '/chatgroups/{group_id}',
    summary: 'Changes the properties of a group.',
    docs: 'https://doc.easemob.com/document/server-side/group_modify.html',
    request: updateGroupRequest,
    response: updateGroupResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    failures: refusedFields,
  }),

  /**
   * Disables a group.
   * Nobody can write or read in it and its threads, and everything but reading and enabling it is refused.
   *
   * @see https://doc.easemob.com/document/server-side/group_ban.html
   */
  disableGroup: endpoint<DisableGroupRequest, DisableGroupResponse>({
    method: 'POST',
    path: '/chatgroups/{group_id}/disable',
    summary: 'Disables a group.',
    docs: 'https://doc.easemob.com/document/server-side/group_ban.html',
    request: disableGroupRequest,
    response: disableGroupResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Enables a disabled group.
   *
   * @see https://doc.easemob.com/document/server-side/group_unban.html
   */
  enableGroup: endpoint<EnableGroupRequest, EnableGroupResponse>({
    method: 'POST',
    path: '/chatgroups/{group_id}/enable',
    summary: 'Enables a disabled group.',
    docs: 'https://doc.easemob.com/document/server-side/group_unban.html',
    request: enableGroupRequest,
    response: enableGroupResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Dissolves a group, for good.
   *
   * @see https://doc.easemob.com/document/server-side/group_delete.html
   */
  deleteGroup: endpoint<DeleteGroupRequest, DeleteGroupResponse>({
    method: 'DELETE',
    path: '/chatgroups/{group_id}',
    summary: 'Dissolves a group, for good.',
    docs: 'https://doc.easemob.com/document/server-side/group_delete.html',
    request: deleteGroupRequest,
    response: deleteGroupResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),
};
