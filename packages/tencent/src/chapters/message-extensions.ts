import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { count, envelope, groupId, integer, uint32 } from './common.ts';
import { failedItems } from './failures.ts';

export const groupGetKeyValuesRequest = v.object({
  GroupId: groupId,
  /** A message that was sent with `SupportMessageExtension` 1. */
  MsgSeq: uint32,
  /** Only pairs of this version and newer ones. */
  StartSeq: v.optional(count),
});
export interface GroupGetKeyValuesRequest extends v.InferInput<typeof groupGetKeyValuesRequest> {}

/** A stored pair. */
const messageExtension = v.object({
  Key: v.string(),
  Value: v.optional(v.string()),
  /** Version of the pair; pairs of one call share it. */
  Seq: v.optional(integer),
});
export interface MessageExtension extends v.InferInput<typeof messageExtension> {}

export const groupGetKeyValuesResponse = v.object({
  ...envelope,
  /** In the order of `Seq`, at most 200. */
  ExtensionList: v.optional(v.array(messageExtension)),
  /** 1 = complete, 0 = more to come. */
  CompleteFlag: v.optional(integer),
  /** The highest `Seq` on the server. */
  LatestSeq: v.optional(integer),
  /** Pairs of this version and older ones were cleared. */
  ClearSeq: v.optional(integer),
});
export interface GroupGetKeyValuesResponse extends v.InferInput<typeof groupGetKeyValuesResponse> {}

export const groupSetKeyValuesRequest = v.pipe(
  v.object({
    GroupId: groupId,
    /** A message that was sent with `SupportMessageExtension` 1. */
    MsgSeq: uint32,
    /** 1 = set, 2 = delete, 3 = clear all. */
    OperateType: v.picklist([1, 2, 3]),
    /** At most 20 pairs; needed unless all are cleared. */
    ExtensionList: v.optional(
      v.array(
        v.object({
          /** At most 100 bytes. */
          Key: v.pipe(v.string(), v.minLength(1), v.maxBytes(100)),
          /** At most 1,000 bytes; needed to set. */
          Value: v.optional(v.pipe(v.string(), v.maxBytes(1_000))),
          /** The version that is to be replaced; not checked for an administrator. */
          Seq: v.optional(count),
        }),
      ),
    ),
  }),
  v.forward(
    v.check(
      ({ OperateType, ExtensionList = [] }) => OperateType === 3 || ExtensionList.length > 0,
      'needed to set and to delete',
    ),
    ['ExtensionList'],
  ),
  v.forward(
    v.check(
      ({ OperateType, ExtensionList = [] }) =>
        OperateType !== 1 || ExtensionList.every(({ Value }) => Value !== undefined),
      'each pair needs a Value to be set',
    ),
    ['ExtensionList'],
  ),
);
export interface GroupSetKeyValuesRequest extends v.InferInput<typeof groupSetKeyValuesRequest> {}

export const groupSetKeyValuesResponse = v.object({
  ...envelope,
  /** One item per pair; absent when all were cleared. */
  ExtensionList: v.optional(
    v.array(
      v.object({
        /** 0, or 23001 when another user has changed the pair. */
        ErrorCode: v.optional(integer),
        /** The pair that is stored now. */
        Extension: v.optional(messageExtension),
      }),
    ),
  ),
});
export interface GroupSetKeyValuesResponse extends v.InferInput<typeof groupSetKeyValuesResponse> {}

/**
 * Message extensions.
 *
 * Pairs of key and value on a message, for polls and the like. Needs one of the top plans and a console switch.
 *
 * @title 消息扩展
 */
export const messageExtensionEndpoints = {
  /**
   * Reads the extensions of a message.
   *
   * At most 200 per page; where a page ends, pairs of the same `Seq` come twice.
   *
   * @title 拉取群消息扩展
   * @see https://cloud.tencent.com/document/product/269/82031
   */
  groupGetKeyValues: endpoint<GroupGetKeyValuesRequest, GroupGetKeyValuesResponse, 'page'>({
    method: 'POST',
    path: '/v4/openim_msg_ext_http_svc/group_get_key_values',
    request: groupGetKeyValuesRequest,
    response: groupGetKeyValuesResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-11' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
    page: (request, { CompleteFlag, ExtensionList = [] }) => {
      const highest = Math.max(...ExtensionList.map(({ Seq = 0 }) => Seq));
      return CompleteFlag === 0 && ExtensionList.length > 0
        ? { ...request, StartSeq: highest }
        : undefined;
    },
  }),

  /**
   * Sets or deletes up to 20 extensions of a message, or clears all.
   *
   * Each pair has its own `ErrorCode`. At most 300 pairs per message, and 200 calls per minute and message.
   *
   * @title 设置群消息扩展
   * @see https://cloud.tencent.com/document/product/269/82032
   */
  groupSetKeyValues: endpoint<GroupSetKeyValuesRequest, GroupSetKeyValuesResponse, 'failures'>({
    method: 'POST',
    path: '/v4/openim_msg_ext_http_svc/group_set_key_values',
    request: groupSetKeyValuesRequest,
    response: groupSetKeyValuesResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'ExtensionList', max: 20 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-11',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
    failures: (response) =>
      failedItems(response.ExtensionList, (pair) => pair.Extension?.Key ?? ''),
  }),
};
