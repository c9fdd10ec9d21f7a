import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import {
  envelope,
  groupId,
  noEntities,
  pageNumber,
  pageSize,
  username,
  usernames,
  userOutcome,
  userOutcomesResponse,
} from './common.ts';
import { failedUsers } from './failures.ts';
import { nextCursor, nextNumber } from './next-page.ts';
import { hundredPerSecond } from './rates.ts';

export const listMembersRequest = v.object({
  group_id: groupId,
  /** From 1. */
  pagenum: v.optional(pageNumber),
  /** Members per page, cut to 1000 (100 on older clusters). */
  pagesize: v.optional(pageSize),
  /** Asks for the time at which each member joined. */
  joined_time: v.optional(v.boolean()),
  sort: v.optional(v.picklist(['asc', 'desc'])),
});
export interface ListMembersRequest extends v.InferInput<typeof listMembersRequest> {}

/** An object with one key that tells the role; admins come as `member`. */
export const listedMember = v.object({
  owner: v.optional(v.string()),
  admin: v.optional(v.string()),
  member: v.optional(v.string()),
  /** Milliseconds since 1970; only when asked for. */
  joined_time: v.optional(v.number()),
});
export interface ListedMember extends v.InferOutput<typeof listedMember> {}

export const listMembersResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.array(listedMember)),
});
export interface ListMembersResponse extends v.InferOutput<typeof listMembersResponse> {}

export const listMembersByCursorRequest = v.object({
  group_id: groupId,
  limit: v.optional(pageSize),
  /** The `cursor` of the page before. */
  cursor: v.optional(v.string()),
  /** `asc` is oldest first. */
  sort: v.optional(v.picklist(['asc', 'desc'])),
});
export interface ListMembersByCursorRequest
  extends v.InferInput<typeof listMembersByCursorRequest> {}

export const listMembersByCursorResponse = v.object({
  ...envelope,
  entities: noEntities,
  /** User names, without the owner. */
  data: v.optional(v.array(v.string())),
  /** Absent on the last page. */
  cursor: v.nullish(v.string()),
});
export interface ListMembersByCursorResponse
  extends v.InferOutput<typeof listMembersByCursorResponse> {}

export const listMembersWithTimesRequest = v.object({
  group_id: groupId,
  /** Members per page; what tells this call from the list with page numbers. */
  limit: pageSize,
  /** The `cursor` of the page before. */
  cursor: v.optional(v.string()),
  /** `asc` is oldest first. */
  sort: v.optional(v.picklist(['asc', 'desc'])),
});
export interface ListMembersWithTimesRequest
  extends v.InferInput<typeof listMembersWithTimesRequest> {}

/**
 * A member as the list by cursor shows them when it tells times: one key tells the role. Older clusters say `member_name` and
 * leave the owner out.
 */
export const timedMember = v.object({
  owner: v.optional(v.string()),
  admin: v.optional(v.string()),
  member: v.optional(v.string()),
  member_name: v.optional(v.string()),
  /** Milliseconds since 1970. */
  joined_time: v.optional(v.number()),
});
export interface TimedMember extends v.InferOutput<typeof timedMember> {}

export const listMembersWithTimesResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.array(timedMember)),
  /** Absent on the last page. */
  cursor: v.nullish(v.string()),
});
export interface ListMembersWithTimesResponse
  extends v.InferOutput<typeof listMembersWithTimesResponse> {}

export const addMemberRequest = v.object({
  group_id: groupId,
  username,
  /** Tells the members; true by default. */
  need_notify: v.optional(v.boolean()),
});
export interface AddMemberRequest extends v.InferInput<typeof addMemberRequest> {}

export const addMemberResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(userOutcome),
});
export interface AddMemberResponse extends v.InferOutput<typeof addMemberResponse> {}

export const addMembersRequest = v.object({
  group_id: groupId,
  usernames,
  /** Tells the members; true by default. */
  need_notify: v.optional(v.boolean()),
});
export interface AddMembersRequest extends v.InferInput<typeof addMembersRequest> {}

export const addMembersResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(
    v.object({
      /** Only those who were added now, in any order. */
      newmembers: v.optional(v.array(v.string())),
      action: v.optional(v.string()),
      groupid: v.optional(v.string()),
    }),
  ),
});
export interface AddMembersResponse extends v.InferOutput<typeof addMembersResponse> {}

export const removeMemberRequest = v.object({ group_id: groupId, username });
export interface RemoveMemberRequest extends v.InferInput<typeof removeMemberRequest> {}

export const removeMemberResponse = userOutcomesResponse;
export interface RemoveMemberResponse extends v.InferOutput<typeof removeMemberResponse> {}

export const removeMembersRequest = v.object({ group_id: groupId, usernames });
export interface RemoveMembersRequest extends v.InferInput<typeof removeMembersRequest> {}

export const removeMembersResponse = userOutcomesResponse;
export interface RemoveMembersResponse extends v.InferOutput<typeof removeMembersResponse> {}

export const isMemberRequest = v.object({ group_id: groupId, username });
export interface IsMemberRequest extends v.InferInput<typeof isMemberRequest> {}

export const isMemberResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.boolean()),
});
export interface IsMemberResponse extends v.InferOutput<typeof isMemberResponse> {}

export const countOnlineMembersRequest = v.object({ group_id: groupId });
export interface CountOnlineMembersRequest extends v.InferInput<typeof countOnlineMembersRequest> {}

/** Nothing is around the number. */
export const countOnlineMembersResponse = v.object({ result: v.number() });
export interface CountOnlineMembersResponse
  extends v.InferOutput<typeof countOnlineMembersResponse> {}

/**
 * Members.
 *
 * @title 群成员
 */
export const memberEndpoints = {
  /**
   * Lists the members of a group by cursor, without the owner.
   * Not in the public pages; the official Java SDK uses it.
   *
   * @title 分页获取群组成员（游标）
   * @see https://doc.easemob.com/document/server-side/group_member_list_obtain.html
   */
  listMembersByCursor: endpoint<ListMembersByCursorRequest, ListMembersByCursorResponse, 'page'>({
    method: 'GET',
    path: '/chatgroups/{group_id}/users',
    request: listMembersByCursorRequest,
    response: listMembersByCursorResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    fixedQuery: { version: 'v3' },
    page: (request, response) => nextCursor(request, response.cursor),
  }),

  /**
   * Lists the members of a group by cursor, the owner among them, with their roles and the times of joining.
   * Older clusters leave the owner out and tell no roles.
   * Not in the public pages; the client SDKs use it.
   *
   * @title 分页获取群组成员（含入群时间）
   * @see https://doc.easemob.com/document/server-side/group_member_list_obtain.html
   */
  listMembersWithTimes: endpoint<ListMembersWithTimesRequest, ListMembersWithTimesResponse, 'page'>(
    {
      method: 'GET',
      path: '/chatgroups/{group_id}/users',
      request: listMembersWithTimesRequest,
      response: listMembersWithTimesResponse,
      repeat: 'read',
      limits: { rate: hundredPerSecond, asOf: '2026-02' },
      fixedQuery: { joined_time: 'true' },
      page: (request, response) => nextCursor(request, response.cursor),
    },
  ),

  /**
   * Lists the members of a group page by page, the owner among them.
   * Page numbers start at 1. Admins come as `member`.
   *
   * @title 分页获取群组成员
   * @see https://doc.easemob.com/document/server-side/group_member_list_obtain.html
   */
  listMembers: endpoint<ListMembersRequest, ListMembersResponse, 'page'>({
    method: 'GET',
    path: '/chatgroups/{group_id}/users',
    request: listMembersRequest,
    response: listMembersResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    page: (request, response) => nextNumber(request, response.data, 1),
  }),

  /**
   * Adds a user to a group.
   *
   * @title 添加群组成员[单个]
   * @see https://doc.easemob.com/document/server-side/group_member_add_single.html
   */
  addMember: endpoint<AddMemberRequest, AddMemberResponse>({
    method: 'POST',
    path: '/chatgroups/{group_id}/users/{username}',
    request: addMemberRequest,
    response: addMemberResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    query: ['need_notify'],
  }),

  /**
   * Adds up to 60 users to a group.
   * Those who are members already are left out of `newmembers`; one user who does not exist fails the whole call.
   *
   * @title 添加群组成员[批量]
   * @see https://doc.easemob.com/document/server-side/group_members_add_batch.html
   */
  addMembers: endpoint<AddMembersRequest, AddMembersResponse>({
    method: 'POST',
    path: '/chatgroups/{group_id}/users',
    request: addMembersRequest,
    response: addMembersResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 60 }, rate: hundredPerSecond, asOf: '2025-12' },
    query: ['need_notify'],
  }),

  /**
   * Removes a member from a group.
   *
   * @title 移除群组成员[单个]
   * @see https://doc.easemob.com/document/server-side/group_member_remove_single.html
   */
  removeMember: endpoint<RemoveMemberRequest, RemoveMemberResponse, 'failures'>({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/users/{username}',
    request: removeMemberRequest,
    response: removeMemberResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    failures: failedUsers,
  }),

  /**
   * Removes up to 60 members from a group.
   * The names stand in the URL, which may have 4 KB. The answer is an object for one name and a list for several.
   *
   * @title 移除群组成员[批量]
   * @see https://doc.easemob.com/document/server-side/group_members_remove_batch.html
   */
  removeMembers: endpoint<RemoveMembersRequest, RemoveMembersResponse, 'failures'>({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/users/{usernames}',
    request: removeMembersRequest,
    response: removeMembersResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 60 }, rate: hundredPerSecond, asOf: '2025-12' },
    failures: failedUsers,
  }),

  /**
   * Tells whether a user is a member of a group.
   *
   * @title 查看用户是否已加入群组
   * @see https://doc.easemob.com/document/server-side/group_check_joined.html
   */
  isMember: endpoint<IsMemberRequest, IsMemberResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/user/{username}/is_joined',
    request: isMemberRequest,
    response: isMemberResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Counts the members of a group who are online.
   * The vendor must have switched this on for the app.
   *
   * @title 获取群组在线人数
   * @see https://doc.easemob.com/document/server-side/presence_group_online_count_obtain.html
   */
  countOnlineMembers: endpoint<CountOnlineMembersRequest, CountOnlineMembersResponse>({
    method: 'GET',
    path: '/presence/online/{group_id}/type/1',
    request: countOnlineMembersRequest,
    response: countOnlineMembersResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),
};
