import { endpoint } from '@imgroups/core/adapter';
import {
  type AddThreadMembersRequest,
  type AddThreadMembersResponse,
  type CreateThreadRequest,
  type CreateThreadResponse,
  type DeleteThreadRequest,
  type DeleteThreadResponse,
  threadEndpoints as easemob,
  type ListThreadMembersRequest,
  type ListThreadMembersResponse,
  type ListThreadsRequest,
  type ListThreadsResponse,
  type ListUserThreadsInGroupRequest,
  type ListUserThreadsInGroupResponse,
  type ListUserThreadsRequest,
  type ListUserThreadsResponse,
  type RemoveThreadMembersRequest,
  type RemoveThreadMembersResponse,
  type RenameThreadRequest,
  type RenameThreadResponse,
} from '../../chapters/threads.ts';
import { hundredPerSecond } from '../rates.ts';

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
   * @see https://docs.agora.io/en/api-reference/api-ref/im/thread-management/create-delete-retrieve-threads
   */
  listThreads: endpoint<ListThreadsRequest, ListThreadsResponse, 'page'>({
    ...easemob.listThreads,
    limits: hundredPerSecond,
  }),

  /**
   * Lists the threads a user has joined.
   * At most 50 per page.
   *
   * @title 获取单个用户加入的所有子区
   * @see https://docs.agora.io/en/api-reference/api-ref/im/thread-management/create-delete-retrieve-threads
   */
  listUserThreads: endpoint<ListUserThreadsRequest, ListUserThreadsResponse, 'page'>({
    ...easemob.listUserThreads,
    limits: hundredPerSecond,
  }),

  /**
   * Lists the threads a user has joined in one group.
   * At most 50 per page.
   *
   * @title 获取单个用户在群组中加入的子区
   * @see https://docs.agora.io/en/api-reference/api-ref/im/thread-management/create-delete-retrieve-threads
   */
  listUserThreadsInGroup: endpoint<
    ListUserThreadsInGroupRequest,
    ListUserThreadsInGroupResponse,
    'page'
  >({
    ...easemob.listUserThreadsInGroup,
    limits: hundredPerSecond,
  }),

  /**
   * Creates a thread below a message of a group.
   * A message has at most one thread, so a repeated call cannot make a second one.
   *
   * @title 创建子区
   * @see https://docs.agora.io/en/api-reference/api-ref/im/thread-management/create-delete-retrieve-threads
   */
  createThread: endpoint<CreateThreadRequest, CreateThreadResponse>({
    ...easemob.createThread,
    limits: hundredPerSecond,
  }),

  /**
   * Renames a thread.
   *
   * @title 修改子区
   * @see https://docs.agora.io/en/api-reference/api-ref/im/thread-management/create-delete-retrieve-threads
   */
  renameThread: endpoint<RenameThreadRequest, RenameThreadResponse>({
    ...easemob.renameThread,
    limits: hundredPerSecond,
  }),

  /**
   * Deletes a thread, for good.
   *
   * @title 删除子区
   * @see https://docs.agora.io/en/api-reference/api-ref/im/thread-management/create-delete-retrieve-threads
   */
  deleteThread: endpoint<DeleteThreadRequest, DeleteThreadResponse>({
    ...easemob.deleteThread,
    limits: hundredPerSecond,
  }),

  /**
   * Lists the members of a thread.
   * At most 50 per page.
   *
   * @title 获取子区成员列表
   * @see https://docs.agora.io/en/api-reference/api-ref/im/thread-management/manage-thread-members
   */
  listThreadMembers: endpoint<ListThreadMembersRequest, ListThreadMembersResponse, 'page'>({
    ...easemob.listThreadMembers,
    limits: hundredPerSecond,
  }),

  /**
   * Adds up to 10 members of the group to a thread.
   *
   * @title 批量用户加入子区
   * @see https://docs.agora.io/en/api-reference/api-ref/im/thread-management/manage-thread-members
   */
  addThreadMembers: endpoint<AddThreadMembersRequest, AddThreadMembersResponse>({
    ...easemob.addThreadMembers,
    limits: { items: { field: 'usernames', max: 10 }, ...hundredPerSecond },
  }),

  /**
   * Removes up to 10 members from a thread.
   * The path has an s more than the others, and the call is a DELETE with a body.
   *
   * @title 批量踢出子区成员
   * @see https://docs.agora.io/en/api-reference/api-ref/im/thread-management/manage-thread-members
   */
  removeThreadMembers: endpoint<
    RemoveThreadMembersRequest,
    RemoveThreadMembersResponse,
    'failures'
  >({
    ...easemob.removeThreadMembers,
    limits: { items: { field: 'usernames', max: 10 }, ...hundredPerSecond },
  }),
};
