import { endpoint } from '@imgroups/core';
import {
  type AddThreadMembersRequest,
  type AddThreadMembersResponse,
  addThreadMembersRequest,
  addThreadMembersResponse,
  type CreateThreadRequest,
  type CreateThreadResponse,
  createThreadRequest,
  createThreadResponse,
  type DeleteThreadRequest,
  type DeleteThreadResponse,
  deleteThreadRequest,
  deleteThreadResponse,
  type ListThreadMembersRequest,
  type ListThreadMembersResponse,
  type ListThreadsRequest,
  type ListThreadsResponse,
  type ListUserThreadsInGroupRequest,
  type ListUserThreadsInGroupResponse,
  type ListUserThreadsRequest,
  type ListUserThreadsResponse,
  listThreadMembersRequest,
  listThreadMembersResponse,
  listThreadsRequest,
  listThreadsResponse,
  listUserThreadsInGroupRequest,
  listUserThreadsInGroupResponse,
  listUserThreadsRequest,
  listUserThreadsResponse,
  type RemoveThreadMembersRequest,
  type RemoveThreadMembersResponse,
  type RenameThreadRequest,
  type RenameThreadResponse,
  removeThreadMembersRequest,
  removeThreadMembersResponse,
  renameThreadRequest,
  renameThreadResponse,
} from '../schemas/threads.ts';
import { failedAmong } from './failures.ts';
import { nextThreads } from './next-page.ts';
import { hundredPerSecond } from './rates.ts';

/** Threads: messages below a message of a group. They must have been switched on in the console. */
export const threadEndpoints = {
  /**
   * Lists the threads of the app, newest first.
   * At most 50 per page. The answer has ids only.
   *
   * @see https://doc.easemob.com/document/server-side/group_thread_obtain.html
   */
  listThreads: endpoint<ListThreadsRequest, ListThreadsResponse, 'page'>({
    method: 'GET',
    path: '/thread',
    summary: 'Lists the threads of the app, newest first.',
    docs: 'https://doc.easemob.com/document/server-side/group_thread_obtain.html',
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
   * @see https://doc.easemob.com/document/server-side/group_thread_joined.html
   */
  listUserThreads: endpoint<ListUserThreadsRequest, ListUserThreadsResponse, 'page'>({
    method: 'GET',
    path: '/threads/user/{username}',
    summary: 'Lists the threads a user has joined.',
    docs: 'https://doc.easemob.com/document/server-side/group_thread_joined.html',
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
   * @see https://doc.easemob.com/document/server-side/group_threads_in_group.html
   */
  listUserThreadsInGroup: endpoint<
    ListUserThreadsInGroupRequest,
    ListUserThreadsInGroupResponse,
    'page'
  >({
    method: 'GET',
    path: '/threads/chatgroups/{group_id}/user/{username}',
    summary: 'Lists the threads a user has joined in one group.',
    docs: 'https://doc.easemob.com/document/server-side/group_threads_in_group.html',
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
   * @see https://doc.easemob.com/document/server-side/group_thread_create.html
   */
  createThread: endpoint<CreateThreadRequest, CreateThreadResponse>({
    method: 'POST',
    path: '/thread',
    summary: 'Creates a thread below a message of a group.',
    docs: 'https://doc.easemob.com/document/server-side/group_thread_create.html',
    request: createThreadRequest,
    response: createThreadResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Renames a thread.
   *
   * @see https://doc.easemob.com/document/server-side/group_thread_modify.html
   */
  renameThread: endpoint<RenameThreadRequest, RenameThreadResponse>({
    method: 'PUT',
    path: '/thread/{thread_id}',
    summary: 'Renames a thread.',
    docs: 'https://doc.easemob.com/document/server-side/group_thread_modify.html',
    request: renameThreadRequest,
    response: renameThreadResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Deletes a thread, for good.
   *
   * @see https://doc.easemob.com/document/server-side/group_thread_delete.html
   */
  deleteThread: endpoint<DeleteThreadRequest, DeleteThreadResponse>({
    method: 'DELETE',
    path: '/thread/{thread_id}',
    summary: 'Deletes a thread, for good.',
    docs: 'https://doc.easemob.com/document/server-side/group_thread_delete.html',
    request: deleteThreadRequest,
    response: deleteThreadResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Lists the members of a thread.
   * At most 50 per page.
   *
   * @see https://doc.easemob.com/document/server-side/group_thread_member_get.html
   */
  listThreadMembers: endpoint<ListThreadMembersRequest, ListThreadMembersResponse, 'page'>({
    method: 'GET',
    path: '/thread/{thread_id}/users',
    summary: 'Lists the members of a thread.',
    docs: 'https://doc.easemob.com/document/server-side/group_thread_member_get.html',
    request: listThreadMembersRequest,
    response: listThreadMembersResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    page: (request, response) => nextThreads(request, response, response.data?.affiliations),
  }),

  /**
   * Adds up to 10 members of the group to a thread.
   *
   * @see https://doc.easemob.com/document/server-side/group_thread_member_add.html
   */
  addThreadMembers: endpoint<AddThreadMembersRequest, AddThreadMembersResponse>({
    method: 'POST',
    path: '/thread/{thread_id}/users',
    summary: 'Adds up to 10 members of the group to a thread.',
    docs: 'https://doc.easemob.com/document/server-side/group_thread_member_add.html',
    request: addThreadMembersRequest,
    response: addThreadMembersResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 10 }, rate: hundredPerSecond, asOf: '2025-12' },
  }),

  /**
   * Removes up to 10 members from a thread.
   * The path has an s more than the others, and the call is a DELETE with a body.
   *
   * @see https://doc.easemob.com/document/server-side/group_thread_member_remove.html
   */
  removeThreadMembers: endpoint<
    RemoveThreadMembersRequest,
    RemoveThreadMembersResponse,
    'failures'
  >({
    method: 'DELETE',
    path: '/threads/{thread_id}/users',
    summary: 'Removes up to 10 members from a thread.',
    docs: 'https://doc.easemob.com/document/server-side/group_thread_member_remove.html',
    request: removeThreadMembersRequest,
    response: removeThreadMembersResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 10 }, rate: hundredPerSecond, asOf: '2025-12' },
    // Of all calls of this kind only this one has a body.
    body: 'json',
    failures: (response) => failedAmong(response.entities),
  }),
};
