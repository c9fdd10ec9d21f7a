import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { envelope, groupId } from './common.ts';

/** Bytes of all values of a group together. */
const maxValueBytes = 16_000;

/** Name of an attribute, at most 32 bytes. */
const attributeKey = v.pipe(v.string(), v.minLength(1), v.maxBytes(32));

const attributes = v.pipe(
  v.array(
    v.object({
      /** At most 32 bytes. */
      key: attributeKey,
      /** At most 4,000 bytes. */
      value: v.pipe(v.string(), v.maxBytes(4_000)),
    }),
  ),
  v.minLength(1),
  v.check(
    (list) => bytesOfValues(list) <= maxValueBytes,
    ({ input }) =>
      `values of ${bytesOfValues(input)} bytes in all, at most ${maxValueBytes} per group`,
  ),
);

export const getGroupAttrRequest = v.object({ GroupId: groupId });
export interface GetGroupAttrRequest extends v.InferInput<typeof getGroupAttrRequest> {}

export const getGroupAttrResponse = v.object({
  ...envelope,
  /** At most 16; empty or absent when there are none. */
  GroupAttrAry: v.optional(
    v.array(
      v.object({
        key: v.string(),
        value: v.optional(v.string()),
      }),
    ),
  ),
});
export interface GetGroupAttrResponse extends v.InferInput<typeof getGroupAttrResponse> {}

export const modifyGroupAttrRequest = v.object({
  GroupId: groupId,
  /** At most 16 keys and 16,000 bytes of values per group. */
  GroupAttr: attributes,
});
export interface ModifyGroupAttrRequest extends v.InferInput<typeof modifyGroupAttrRequest> {}

export const modifyGroupAttrResponse = v.object(envelope);
export interface ModifyGroupAttrResponse extends v.InferInput<typeof modifyGroupAttrResponse> {}

export const setGroupAttrRequest = v.object({
  GroupId: groupId,
  /** All attributes the group will have: at most 16 keys and 16,000 bytes of values. */
  GroupAttr: attributes,
});
export interface SetGroupAttrRequest extends v.InferInput<typeof setGroupAttrRequest> {}

export const setGroupAttrResponse = v.object(envelope);
export interface SetGroupAttrResponse extends v.InferInput<typeof setGroupAttrResponse> {}

export const clearGroupAttrRequest = v.object({ GroupId: groupId });
export interface ClearGroupAttrRequest extends v.InferInput<typeof clearGroupAttrRequest> {}

export const clearGroupAttrResponse = v.object(envelope);
export interface ClearGroupAttrResponse extends v.InferInput<typeof clearGroupAttrResponse> {}

export const deleteGroupAttrRequest = v.object({
  GroupId: groupId,
  /** At most 16, by their keys alone. */
  GroupAttr: v.pipe(v.array(v.object({ key: attributeKey })), v.minLength(1)),
});
export interface DeleteGroupAttrRequest extends v.InferInput<typeof deleteGroupAttrRequest> {}

export const deleteGroupAttrResponse = v.object(envelope);
export interface DeleteGroupAttrResponse extends v.InferInput<typeof deleteGroupAttrResponse> {}

function bytesOfValues(list: readonly { readonly value: string }[]): number {
  return list.reduce((sum, { value }) => sum + new TextEncoder().encode(value).length, 0);
}

/**
 * Group attributes.
 *
 * Up to 16 keys with values of your own per group. At most 5 writes per second and group.
 *
 * @title 群自定义属性
 */
export const attributeEndpoints = {
  /**
   * Reads the attributes of a group.
   *
   * All in one answer.
   *
   * @title 获取群自定义属性
   * @see https://www.tencentcloud.com/document/product/1047/44187
   */
  getGroupAttr: endpoint<GetGroupAttrRequest, GetGroupAttrResponse>({
    method: 'POST',
    path: '/v4/group_open_attr_http_svc/get_group_attr',
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
   * @title 修改群自定义属性
   * @see https://www.tencentcloud.com/document/product/1047/44188
   */
  modifyGroupAttr: endpoint<ModifyGroupAttrRequest, ModifyGroupAttrResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/modify_group_attr',
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
   * @title 重置群自定义属性
   * @see https://www.tencentcloud.com/document/product/1047/44190
   */
  setGroupAttr: endpoint<SetGroupAttrRequest, SetGroupAttrResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/set_group_attr',
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
   * @title 删除群自定义属性
   * @see https://www.tencentcloud.com/document/product/1047/59499
   */
  deleteGroupAttr: endpoint<DeleteGroupAttrRequest, DeleteGroupAttrResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/delete_group_attr',
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
   * @title 清空群自定义属性
   * @see https://www.tencentcloud.com/document/product/1047/44189
   */
  clearGroupAttr: endpoint<ClearGroupAttrRequest, ClearGroupAttrResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/clear_group_attr',
    request: clearGroupAttrRequest,
    response: clearGroupAttrResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2024-07' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom'],
  }),
};
