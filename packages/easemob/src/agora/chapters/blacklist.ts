import { endpoint } from '@imgroups/core/adapter';
import {
  type AddManyToBlacklistRequest,
  type AddManyToBlacklistResponse,
  type AddToBlacklistRequest,
  type AddToBlacklistResponse,
  blacklistEndpoints as easemob,
  type ListBlacklistRequest,
  type ListBlacklistResponse,
  type RemoveFromBlacklistRequest,
  type RemoveFromBlacklistResponse,
  type RemoveManyFromBlacklistRequest,
  type RemoveManyFromBlacklistResponse,
} from '../../chapters/blacklist.ts';
import { hundredPerSecond } from '../rates.ts';

/**
 * Block list.
 *
 * Blocked users are put out of the group and cannot come back in.
 *
 * @title 群组黑名单
 */
export const blacklistEndpoints = {
  /**
   * Lists the users on the block list of a group, those who came last first.
   * Without a page size the service gives the first 500, with one at most 50.
   *
   * @title 查询群组黑名单
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-blocklist
   */
  listBlacklist: endpoint<ListBlacklistRequest, ListBlacklistResponse, 'page'>({
    ...easemob.listBlacklist,
    limits: hundredPerSecond,
  }),

  /**
   * Puts a member on the block list, which removes them from the group.
   *
   * @title 添加用户至群组黑名单[单个]
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-blocklist
   */
  addToBlacklist: endpoint<AddToBlacklistRequest, AddToBlacklistResponse, 'failures'>({
    ...easemob.addToBlacklist,
    limits: hundredPerSecond,
  }),

  /**
   * Puts up to 60 members on the block list, which removes them from the group.
   *
   * @title 添加用户至群组黑名单[批量]
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-blocklist
   */
  addManyToBlacklist: endpoint<AddManyToBlacklistRequest, AddManyToBlacklistResponse, 'failures'>({
    ...easemob.addManyToBlacklist,
    limits: { items: { field: 'usernames', max: 60 }, ...hundredPerSecond },
  }),

  /**
   * Takes a user off the block list; that does not bring them back into the group.
   *
   * @title 从群组黑名单移除用户[单个]
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-blocklist
   */
  removeFromBlacklist: endpoint<
    RemoveFromBlacklistRequest,
    RemoveFromBlacklistResponse,
    'failures'
  >({
    ...easemob.removeFromBlacklist,
    limits: hundredPerSecond,
  }),

  /**
   * Takes up to 60 users off the block list; they do not come back into the group.
   *
   * @title 从群组黑名单移除用户[批量]
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-blocklist
   */
  removeManyFromBlacklist: endpoint<
    RemoveManyFromBlacklistRequest,
    RemoveManyFromBlacklistResponse,
    'failures'
  >({
    ...easemob.removeManyFromBlacklist,
    limits: { items: { field: 'usernames', max: 60 }, ...hundredPerSecond },
  }),
};
