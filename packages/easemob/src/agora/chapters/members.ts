import { endpoint } from '@imgroups/core/adapter';
import {
  type AddMemberRequest,
  type AddMemberResponse,
  type AddMembersRequest,
  type AddMembersResponse,
  memberEndpoints as easemob,
  type IsMemberRequest,
  type IsMemberResponse,
  type ListMembersRequest,
  type ListMembersResponse,
  type RemoveMemberRequest,
  type RemoveMemberResponse,
  type RemoveMembersRequest,
  type RemoveMembersResponse,
} from '../../chapters/members.ts';
import { hundredPerSecond } from '../rates.ts';

/**
 * Members.
 *
 * @title 群成员
 */
export const memberEndpoints = {
  /**
   * Lists the members of a group page by page, the owner among them.
   * Page numbers start at 1; a page has 10 members unless `pagesize` says otherwise, and at most 100. Admins come as `member`.
   * Of times of joining, which Easemob can tell, the page says nothing.
   *
   * @title 分页获取群组成员
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-members
   */
  listMembers: endpoint<ListMembersRequest, ListMembersResponse, 'page'>({
    ...easemob.listMembers,
    limits: hundredPerSecond,
  }),

  /**
   * Adds a user to a group.
   *
   * @title 添加群组成员[单个]
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-members
   */
  addMember: endpoint<AddMemberRequest, AddMemberResponse>({
    ...easemob.addMember,
    limits: hundredPerSecond,
  }),

  /**
   * Adds up to 60 users to a group.
   * Those who are members already are left out of `newmembers`; one user who does not exist fails the whole call.
   *
   * @title 添加群组成员[批量]
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-members
   */
  addMembers: endpoint<AddMembersRequest, AddMembersResponse>({
    ...easemob.addMembers,
    limits: { items: { field: 'usernames', max: 60 }, ...hundredPerSecond },
  }),

  /**
   * Removes a member from a group.
   *
   * @title 移除群组成员[单个]
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-members
   */
  removeMember: endpoint<RemoveMemberRequest, RemoveMemberResponse, 'failures'>({
    ...easemob.removeMember,
    limits: hundredPerSecond,
  }),

  /**
   * Removes up to 60 members from a group.
   * The names stand in the URL, which may have 4 KB. The answer is an object for one name and a list for several.
   *
   * @title 移除群组成员[批量]
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-members
   */
  removeMembers: endpoint<RemoveMembersRequest, RemoveMembersResponse, 'failures'>({
    ...easemob.removeMembers,
    limits: { items: { field: 'usernames', max: 60 }, ...hundredPerSecond },
  }),

  /**
   * Tells whether a user is a member of a group.
   *
   * @title 查看用户是否已加入群组
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/create-delete-retrieve-groups
   */
  isMember: endpoint<IsMemberRequest, IsMemberResponse>({
    ...easemob.isMember,
    limits: hundredPerSecond,
  }),
};
