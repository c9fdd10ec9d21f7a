import { endpoint } from '@imgroups/core/adapter';
import {
  muteEndpoints as easemob,
  type ListMutesRequest,
  type ListMutesResponse,
  type MuteAllRequest,
  type MuteAllResponse,
  type MuteMembersRequest,
  type MuteMembersResponse,
  type UnmuteAllRequest,
  type UnmuteAllResponse,
  type UnmuteMembersRequest,
  type UnmuteMembersResponse,
} from '../../chapters/mutes.ts';
import { hundredPerSecond } from '../rates.ts';

/**
 * Mutes.
 *
 * @title 禁言
 */
export const muteEndpoints = {
  /**
   * Mutes up to 60 members for a number of milliseconds.
   * Muting again replaces the end. Of -1, a mute for good on Easemob, the page says nothing.
   *
   * @title 添加禁言
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-mutelist
   */
  muteMembers: endpoint<MuteMembersRequest, MuteMembersResponse, 'failures'>({
    ...easemob.muteMembers,
    limits: { items: { field: 'usernames', max: 60 }, ...hundredPerSecond },
  }),

  /**
   * Lets up to 60 members speak again.
   *
   * @title 移除禁言
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-mutelist
   */
  unmuteMembers: endpoint<UnmuteMembersRequest, UnmuteMembersResponse, 'failures'>({
    ...easemob.unmuteMembers,
    limits: { items: { field: 'usernames', max: 60 }, ...hundredPerSecond },
  }),

  /**
   * Lists the muted members of a group.
   *
   * @title 获取禁言列表
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-mutelist
   */
  listMutes: endpoint<ListMutesRequest, ListMutesResponse>({
    ...easemob.listMutes,
    limits: hundredPerSecond,
  }),

  /**
   * Mutes everybody but the owner, the admins and the allow list.
   * Single mutes stay as they are.
   *
   * @title 禁言全体群成员
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-mutelist
   */
  muteAll: endpoint<MuteAllRequest, MuteAllResponse>({
    ...easemob.muteAll,
    limits: hundredPerSecond,
  }),

  /**
   * Ends the mute of everybody.
   * Single mutes stay as they are.
   *
   * @title 解除全体群成员禁言
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-mutelist
   */
  unmuteAll: endpoint<UnmuteAllRequest, UnmuteAllResponse>({
    ...easemob.unmuteAll,
    limits: hundredPerSecond,
  }),
};
