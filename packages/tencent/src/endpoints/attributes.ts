import { endpoint } from '@imgroups/core';
import {
  type ClearGroupAttrRequest,
  type ClearGroupAttrResponse,
  clearGroupAttrRequest,
  clearGroupAttrResponse,
  type DeleteGroupAttrRequest,
  type DeleteGroupAttrResponse,
  deleteGroupAttrRequest,
  deleteGroupAttrResponse,
  type GetGroupAttrRequest,
  type GetGroupAttrResponse,
  getGroupAttrRequest,
  getGroupAttrResponse,
  type ModifyGroupAttrRequest,
  type ModifyGroupAttrResponse,
  modifyGroupAttrRequest,
  modifyGroupAttrResponse,
  type SetGroupAttrRequest,
  type SetGroupAttrResponse,
  setGroupAttrRequest,
  setGroupAttrResponse,
} from '../schemas/attributes.ts';

/** Attributes of groups: up to 16 keys with values of your own. At most 5 writes per second and group. */
export const attributeEndpoints = {
  /**
   * Reads the attributes of a group.
   *
   * All in one answer.
   *
   * @see https://www.tencentcloud.com/document/product/1047/44187
   */
  getGroupAttr: endpoint<GetGroupAttrRequest, GetGroupAttrResponse>({
    method: 'POST',
    path: '/v4/group_open_attr_http_svc/get_group_attr',
    summary: 'Reads the attributes of a group.',
    docs: 'https://www.tencentcloud.com/document/product/1047/44187',
    request: getGroupAttrRequest,
    response: getGroupAttrResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2024-07' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),

  /**
   * Adds or overwrites attributes of a group.
   *
   * The others stay as they are.
   *
   * @see https://www.tencentcloud.com/document/product/1047/44188
   */
  modifyGroupAttr: endpoint<ModifyGroupAttrRequest, ModifyGroupAttrResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/modify_group_attr',
    summary: 'Adds or overwrites attributes of a group.',
    docs: 'https://www.tencentcloud.com/document/product/1047/44188',
    request: modifyGroupAttrRequest,
    response: modifyGroupAttrResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'GroupAttr', max: 16 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2026-01',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),

  /**
   * Replaces all attributes of a group.
   *
   * Those that are not in the request are gone.
   *
   * @see https://www.tencentcloud.com/document/product/1047/44190
   */
  setGroupAttr: endpoint<SetGroupAttrRequest, SetGroupAttrResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/set_group_attr',
    summary: 'Replaces all attributes of a group.',
    docs: 'https://www.tencentcloud.com/document/product/1047/44190',
    request: setGroupAttrRequest,
    response: setGroupAttrResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'GroupAttr', max: 16 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2024-07',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),

  /**
   * Deletes single attributes of a group.
   *
   * A key that the group does not have is refused with 10050, so also one that an earlier attempt has deleted.
   *
   * @see https://www.tencentcloud.com/document/product/1047/59499
   */
  deleteGroupAttr: endpoint<DeleteGroupAttrRequest, DeleteGroupAttrResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/delete_group_attr',
    summary: 'Deletes single attributes of a group.',
    docs: 'https://www.tencentcloud.com/document/product/1047/59499',
    request: deleteGroupAttrRequest,
    response: deleteGroupAttrResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'GroupAttr', max: 16 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2026-01',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),

  /**
   * Deletes all attributes of a group.
   *
   * Not for communities, unlike its siblings.
   *
   * @see https://www.tencentcloud.com/document/product/1047/44189
   */
  clearGroupAttr: endpoint<ClearGroupAttrRequest, ClearGroupAttrResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/clear_group_attr',
    summary: 'Deletes all attributes of a group.',
    docs: 'https://www.tencentcloud.com/document/product/1047/44189',
    request: clearGroupAttrRequest,
    response: clearGroupAttrResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2024-07' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom'],
  }),
};
