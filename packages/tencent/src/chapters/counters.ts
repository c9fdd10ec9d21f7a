import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { envelope, groupId, int64 } from './common.ts';

/** Name of a counter, at most 128 bytes. */
const counterKey = v.pipe(v.string(), v.minLength(1), v.maxBytes(128));

const counters = v.array(
  v.object({
    Key: v.string(),
    /** Signed, 64 bits, as a decimal string. */
    Value: v.optional(v.string()),
  }),
);

export const getGroupCounterRequest = v.object({
  GroupId: groupId,
  /** Absent = all; unknown ones are left out of the answer. */
  GroupCounterKeys: v.optional(v.array(counterKey)),
});
export interface GetGroupCounterRequest extends v.InferInput<typeof getGroupCounterRequest> {}

export const getGroupCounterResponse = v.object({
  ...envelope,
  GroupCounter: v.optional(counters),
});
export interface GetGroupCounterResponse extends v.InferInput<typeof getGroupCounterResponse> {}

export const updateGroupCounterRequest = v.object({
  GroupId: groupId,
  /** At most 20 keys per group. */
  GroupCounter: v.pipe(
    v.array(
      v.object({
        /** At most 128 bytes. */
        Key: counterKey,
        /** The new value, or how much it changes: signed, 64 bits. */
        Value: int64,
      }),
    ),
    v.minLength(1),
  ),
  /** `Increase` and `Decrease` begin a missing key at 0. */
  Mode: v.picklist(['Set', 'Increase', 'Decrease']),
});
export interface UpdateGroupCounterRequest extends v.InferInput<typeof updateGroupCounterRequest> {}

export const updateGroupCounterResponse = v.object({
  ...envelope,
  /** The counters that changed, with their new values. */
  GroupCounter: v.optional(counters),
});
export interface UpdateGroupCounterResponse
  extends v.InferInput<typeof updateGroupCounterResponse> {}

export const deleteGroupCounterRequest = v.object({
  GroupId: groupId,
  /** Absent = all. An empty list is refused, because it may well mean all as well. */
  GroupCounterKeys: v.optional(v.pipe(v.array(counterKey), v.minLength(1))),
});
export interface DeleteGroupCounterRequest extends v.InferInput<typeof deleteGroupCounterRequest> {}

export const deleteGroupCounterResponse = v.object(envelope);
export interface DeleteGroupCounterResponse
  extends v.InferInput<typeof deleteGroupCounterResponse> {}

/**
 * Group counters.
 *
 * Up to 20 keys with 64-bit values per group. Needs one of the top plans.
 *
 * @title 群计数器
 */
export const counterEndpoints = {
  /**
   * Reads counters of a group.
   *
   * @title 获取群计数器
   * @see https://www.tencentcloud.com/document/product/1047/53427
   */
  getGroupCounter: endpoint<GetGroupCounterRequest, GetGroupCounterResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_group_counter',
    request: getGroupCounterRequest,
    response: getGroupCounterResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-11' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom'],
    int64: ['Value'],
  }),

  /**
   * Sets, increases or decreases counters of a group.
   *
   * An increase would count twice if it was repeated, so a lost answer is not tried again.
   *
   * @title 更新群计数器
   * @see https://www.tencentcloud.com/document/product/1047/53428
   */
  updateGroupCounter: endpoint<UpdateGroupCounterRequest, UpdateGroupCounterResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/update_group_counter',
    request: updateGroupCounterRequest,
    response: updateGroupCounterResponse,
    repeat: { safeWhen: { Mode: 'Set' } },
    limits: {
      items: { field: 'GroupCounter', max: 20 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-11',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom'],
    int64: ['Value'],
  }),

  /**
   * Deletes counters of a group.
   *
   * Without `GroupCounterKeys` it deletes all of them.
   *
   * @title 删除群计数器
   * @see https://www.tencentcloud.com/document/product/1047/53429
   */
  deleteGroupCounter: endpoint<DeleteGroupCounterRequest, DeleteGroupCounterResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/delete_group_counter',
    request: deleteGroupCounterRequest,
    response: deleteGroupCounterResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-11' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom'],
  }),
};
