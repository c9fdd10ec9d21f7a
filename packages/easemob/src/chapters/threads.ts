import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import {
  envelope,
  groupId,
  noEntities,
  pageSize,
  text,
  threadId,
  username,
  usernames,
} from './common.ts';
import { failedAmong } from './failures.ts';
import { nextThreads } from './next-page.ts';
import { hundredPerSecond } from './rates.ts';

/** The fields of all lists of threads. */
const threadPage = {
  /** Items per page, 50 by default and at most. */
  limit: v.optional(pageSize),
  /** The `properties.cursor` of the page before. */
  cursor: v.optional(v.string()),
};

/** `desc`, the newest first, by default. */
const sort = v.optional(v.picklist(['asc', 'desc']));

/** Lists of threads carry their cursor here, also on the last page. */
const cursorProperties = v.optional(v.object({ cursor: v.nullish(v.string()) }));

/** Display name, at most 64 characters. */
const threadName = text(64);

export const listThreadsRequest = v.object({ ...threadPage, sort });
export interface ListThreadsRequest extends v.InferInput<typeof listThreadsRequest> {}

export const listThreadsResponse = v.object({
  ...envelope,
  entities: v.optional(v.array(v.object({ id: v.optional(v.string()) }))),
  properties: cursorProperties,
});
export interface ListThreadsResponse extends v.InferOutput<typeof listThreadsResponse> {}

export const listUserThreadsRequest = v.object({ username, ...threadPage, sort });
export interface ListUserThreadsRequest extends v.InferInput<typeof listUserThreadsRequest> {}

/** A thread: messages below a message of a group. */
export const thread = v.object({
  name: v.optional(v.string()),
  owner: v.optional(v.string()),
  id: v.optional(v.string()),
  /** The message it was born from. */
  msgId: v.optional(v.string()),
  groupId: v.optional(v.string()),
  /** Milliseconds since 1970. */
  created: v.optional(v.number()),
});
export interface Thread extends v.InferOutput<typeof thread> {}

const threadsResponse = v.object({
  ...envelope,
  entities: v.optional(v.array(thread)),
  properties: cursorProperties,
});

export const listUserThreadsResponse = threadsResponse;
export interface ListUserThreadsResponse extends v.InferOutput<typeof listUserThreadsResponse> {}

export const listUserThreadsInGroupRequest = v.object({
  group_id: groupId,
  username,
  ...threadPage,
  sort,
});
export interface ListUserThreadsInGroupRequest
  extends v.InferInput<typeof listUserThreadsInGroupRequest> {}

export const listUserThreadsInGroupResponse = threadsResponse;
export interface ListUserThreadsInGroupResponse
  extends v.InferOutput<typeof listUserThreadsInGroupResponse> {}

export const createThreadRequest = v.object({
  group_id: groupId,
  /** At most 64 characters. */
  name: threadName,
  /** A message of the group; it can have one thread. */
  msg_id: v.pipe(v.string(), v.nonEmpty()),
  /** Must be a member of the group. */
  owner: username,
});
export interface CreateThreadRequest extends v.InferInput<typeof createThreadRequest> {}

export const createThreadResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.object({ thread_id: v.optional(v.string()) })),
});
export interface CreateThreadResponse extends v.InferOutput<typeof createThreadResponse> {}

export const renameThreadRequest = v.object({
  thread_id: threadId,
  /** At most 64 characters. */
  name: threadName,
});
export interface RenameThreadRequest extends v.InferInput<typeof renameThreadRequest> {}

export const renameThreadResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.object({ name: v.optional(v.string()) })),
});
export interface RenameThreadResponse extends v.InferOutput<typeof renameThreadResponse> {}

/** An answer that says `ok`. */
const statusResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.object({ status: v.optional(v.string()) })),
});

export const deleteThreadRequest = v.object({ thread_id: threadId });
export interface DeleteThreadRequest extends v.InferInput<typeof deleteThreadRequest> {}

export const deleteThreadResponse = statusResponse;
export interface DeleteThreadResponse extends v.InferOutput<typeof deleteThreadResponse> {}

export const listThreadMembersRequest = v.object({ thread_id: threadId, ...threadPage });
export interface ListThreadMembersRequest extends v.InferInput<typeof listThreadMembersRequest> {}

export const listThreadMembersResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.object({ affiliations: v.optional(v.array(v.string())) })),
  properties: cursorProperties,
});
export interface ListThreadMembersResponse
  extends v.InferOutput<typeof listThreadMembersResponse> {}

export const addThreadMembersRequest = v.object({
  thread_id: threadId,
  /** At most 10 members of the group. */
  usernames: usernames,
});
export interface AddThreadMembersRequest extends v.InferInput<typeof addThreadMembersRequest> {}

export const addThreadMembersResponse = statusResponse;
export interface AddThreadMembersResponse extends v.InferOutput<typeof addThreadMembersResponse> {}

export const removeThreadMembersRequest = v.object({
  thread_id: threadId,
  /** At most 10. */
  usernames: usernames,
});
export interface RemoveThreadMembersRequest
  extends v.InferInput<typeof removeThreadMembersRequest> {}

export const removeThreadMembersResponse = v.object({
  ...envelope,
  entities: v.optional(
    v.array(v.object({ result: v.optional(v.boolean()), user: v.optional(v.string()) })),
  ),
});
export interface RemoveThreadMembersResponse
  extends v.InferOutput<typeof removeThreadMembersResponse> {}

/**
 * Threads.
 *
 * Messages below a message of a group. They must have been switched on in the console.
 *
 * @title 子区
 */
export const threadEndpoints = {
  /**
   * Lists the threads of the app, newest first.
   * At most 50 per page. The answer has ids only.
   *
   * @title 获取 app 中的子区
   * @see https://doc.easemob.com/document/server-side/group_thread_obtain.html
   */
  listThreads: endpoint<ListThreadsRequest, ListThreadsResponse, 'page'>({
    method: 'GET',
    path: '/thread',
    request: listThreadsRequest,
    response: listThreadsResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    page: (request, response) => nextThreads(request, response, response.entities),
  }),

  /**
   * Lists the threads a user has joined.
   * At most 50 per page.
   *
   * @title 获取单个用户加入的所有子区
   * @see https://doc.easemob.com/document/server-side/group_thread_joined.html
   */
  listUserThreads: endpoint<ListUserThreadsRequest, ListUserThreadsResponse, 'page'>({
    method: 'GET',
    path: '/threads/user/{username}',
    request: listUserThreadsRequest,
    response: listUserThreadsResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    page: (request, response) => nextThreads(request, response, response.entities),
  }),

  /**
   * Lists the threads a user has joined in one group.
   * At most 50 per page.
   *
   * @title 获取单个用户在群组中加入的子区
   * @see https://doc.easemob.com/document/server-side/group_threads_in_group.html
   */
  listUserThreadsInGroup: endpoint<
    ListUserThreadsInGroupRequest,
    ListUserThreadsInGroupResponse,
    'page'
  >({
    method: 'GET',
    path: '/threads/chatgroups/{group_id}/user/{username}',
    request: listUserThreadsInGroupRequest,
    response: listUserThreadsInGroupResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    page: (request, response) => nextThreads(request, response, response.entities),
  }),

  /**
   * Creates a thread below a message of a group.
   * A message has at most one thread, so a repeated call cannot make a second one.
   *
   * @title 创建子区
   * @see https://doc.easemob.com/document/server-side/group_thread_create.html
   */
  createThread: endpoint<CreateThreadRequest, CreateThreadResponse>({
    method: 'POST',
    path: '/thread',
    request: createThreadRequest,
    response: createThreadResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Renames a thread.
   *
   * @title 修改子区
   * @see https://doc.easemob.com/document/server-side/group_thread_modify.html
   */
  renameThread: endpoint<RenameThreadRequest, RenameThreadResponse>({
    method: 'PUT',
    path: '/thread/{thread_id}',
    request: renameThreadRequest,
    response: renameThreadResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Deletes a thread, for good.
   *
   * @title 删除子区
   * @see https://doc.easemob.com/document/server-side/group_thread_delete.html
   */
  deleteThread: endpoint<DeleteThreadRequest, DeleteThreadResponse>({
    method: 'DELETE',
    path: '/thread/{thread_id}',
    request: deleteThreadRequest,
    response: deleteThreadResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Lists the members of a thread.
   * At most 50 per page.
   *
   * @title 获取子区成员列表
   * @see https://doc.easemob.com/document/server-side/group_thread_member_get.html
   */
  listThreadMembers: endpoint<ListThreadMembersRequest, ListThreadMembersResponse, 'page'>({
    method: 'GET',
    path: '/thread/{thread_id}/users',
    request: listThreadMembersRequest,
    response: listThreadMembersResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    page: (request, response) => nextThreads(request, response, response.data?.affiliations),
  }),

  /**
   * Adds up to 10 members of the group to a thread.
   *
   * @title 批量用户加入子区
   * @see https://doc.easemob.com/document/server-side/group_thread_member_add.html
   */
  addThreadMembers: endpoint<AddThreadMembersRequest, AddThreadMembersResponse>({
    method: 'POST',
    path: '/thread/{thread_id}/users',
    request: addThreadMembersRequest,
    response: addThreadMembersResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 10 }, rate: hundredPerSecond, asOf: '2025-12' },
  }),

  /**
   * Removes up to 10 members from a thread.
   * The path has an s more than the others, and the call is a DELETE with a body.
   *
   * @title 批量踢出子区成员
   * @see https://doc.easemob.com/document/server-side/group_thread_member_remove.html
   */
  removeThreadMembers: endpoint<
    RemoveThreadMembersRequest,
    RemoveThreadMembersResponse,
    'failures'
  >({
    method: 'DELETE',
    path: '/threads/{thread_id}/users',
    request: removeThreadMembersRequest,
    response: removeThreadMembersResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 10 }, rate: hundredPerSecond, asOf: '2025-12' },
    // Of all calls of this kind only this one has a body.
    body: 'json',
    failures: (response) => failedAmong(response.entities),
  }),
};
