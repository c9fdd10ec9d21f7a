import { endpoint } from '@imgroups/core/adapter';
import {
  type AddManyToAllowListRequest,
  type AddManyToAllowListResponse,
  type AddToAllowListRequest,
  type AddToAllowListResponse,
  allowListEndpoints as easemob,
  type ListAllowListRequest,
  type ListAllowListResponse,
  type RemoveFromAllowListRequest,
  type RemoveFromAllowListResponse,
} from '../../chapters/allow-list.ts';
import { hundredPerSecond } from '../rates.ts';

/**
 * Allow list.
 *
 * Its members may speak while everybody is muted, as the owner and the admins may.
 *
 * @title 群组白名单
 */
export const allowListEndpoints = {
  /**
   * Lists the users on the allow list of a group.
   *
   * @title 查询群组白名单
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-allowlist
   */
  listAllowList: endpoint<ListAllowListRequest, ListAllowListResponse>({
    ...easemob.listAllowList,
    limits: hundredPerSecond,
  }),

  /**
   * Puts a member on the allow list.
   *
   * @title 添加用户至群组白名单[单个]
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-allowlist
   */
  addToAllowList: endpoint<AddToAllowListRequest, AddToAllowListResponse, 'failures'>({
    ...easemob.addToAllowList,
    limits: hundredPerSecond,
  }),

  /**
   * Puts up to 60 members on the allow list.
   *
   * @title 添加用户至群组白名单[批量]
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-allowlist
   */
  addManyToAllowList: endpoint<AddManyToAllowListRequest, AddManyToAllowListResponse, 'failures'>({
    ...easemob.addManyToAllowList,
    limits: { items: { field: 'usernames', max: 60 }, ...hundredPerSecond },
  }),

  /**
   * Takes up to 60 members off the allow list.
   * The names stand in the URL, which may have 4 KB. The answer is a list for one name too.
   *
   * @title 从群组白名单移除用户
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-allowlist
   */
  removeFromAllowList: endpoint<
    RemoveFromAllowListRequest,
    RemoveFromAllowListResponse,
    'failures'
  >({
    ...easemob.removeFromAllowList,
    limits: { items: { field: 'usernames', max: 60 }, ...hundredPerSecond },
  }),
};
