import { endpoint } from '@imgroups/core/adapter';
import {
  type CreateGroupRequest,
  type CreateGroupResponse,
  type DeleteGroupRequest,
  type DeleteGroupResponse,
  type DisableGroupRequest,
  type DisableGroupResponse,
  type EnableGroupRequest,
  type EnableGroupResponse,
  groupEndpoints as easemob,
  type GetGroupsRequest,
  type GetGroupsResponse,
  type ListGroupsRequest,
  type ListGroupsResponse,
  type ListJoinedGroupsRequest,
  type ListJoinedGroupsResponse,
  type UpdateGroupRequest,
  type UpdateGroupResponse,
} from '../../chapters/groups.ts';
import { hundredPerSecond } from '../rates.ts';

/**
 * Groups.
 *
 * @title 群组
 */
export const groupEndpoints = {
  /**
   * Lists the groups of the app, newest first.
   *
   * @title 分页获取 APP 下的群组
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/create-delete-retrieve-groups
   */
  listGroups: endpoint<ListGroupsRequest, ListGroupsResponse, 'page'>({
    ...easemob.listGroups,
    limits: hundredPerSecond,
  }),

  /**
   * Lists the groups a user has joined.
   * Page numbers start at 1; a page has at most 20 groups.
   *
   * @title 获取一个用户参与的所有群组
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/create-delete-retrieve-groups
   */
  listJoinedGroups: endpoint<ListJoinedGroupsRequest, ListJoinedGroupsResponse, 'page'>({
    ...easemob.listJoinedGroups,
    limits: hundredPerSecond,
  }),

  /**
   * Reads the details of up to 100 groups.
   * The answer has them in no certain order and leaves missing groups out; when none exists it is a 404. `joined_time` is on
   * no page: the vendor's own clients send it.
   *
   * @title 获取群组详情
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/create-delete-retrieve-groups
   */
  getGroups: endpoint<GetGroupsRequest, GetGroupsResponse>({
    ...easemob.getGroups,
    limits: { items: { field: 'group_ids', max: 100 }, ...hundredPerSecond },
  }),

  /**
   * Creates a group.
   * Without a `groupid` of your own the call must not be repeated after a lost answer: there would be two groups.
   *
   * @title 创建一个群组
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/create-delete-retrieve-groups
   */
  createGroup: endpoint<CreateGroupRequest, CreateGroupResponse>({
    ...easemob.createGroup,
    limits: hundredPerSecond,
  }),

  /**
   * Changes the properties of a group.
   * The answer tells for each field whether it was changed; a field answered `false` was not.
   *
   * @title 修改群组信息
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/create-delete-retrieve-groups
   */
  updateGroup: endpoint<UpdateGroupRequest, UpdateGroupResponse, 'failures'>({
    ...easemob.updateGroup,
    limits: hundredPerSecond,
  }),

  /**
   * Disables a group.
   * Nobody can write or read in it and its threads, and everything but reading and enabling it is refused.
   *
   * @title 封禁群组
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/create-delete-retrieve-groups
   */
  disableGroup: endpoint<DisableGroupRequest, DisableGroupResponse>({
    ...easemob.disableGroup,
    limits: hundredPerSecond,
  }),

  /**
   * Enables a disabled group.
   *
   * @title 解禁群组
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/create-delete-retrieve-groups
   */
  enableGroup: endpoint<EnableGroupRequest, EnableGroupResponse>({
    ...easemob.enableGroup,
    limits: hundredPerSecond,
  }),

  /**
   * Dissolves a group, for good.
   *
   * @title 删除群组
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/create-delete-retrieve-groups
   */
  deleteGroup: endpoint<DeleteGroupRequest, DeleteGroupResponse>({
    ...easemob.deleteGroup,
    limits: hundredPerSecond,
  }),
};
