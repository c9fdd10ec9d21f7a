import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { count, envelope, groupId, integer, uint32, userId } from './common.ts';
import { messageNumber } from './messages.ts';

export const groupMsgReceiptRequest = v.object({
  GroupId: groupId,
  /** The user who has read the messages. */
  From_Account: userId,
  /** Messages that were sent with `NeedReadReceipt` 1, at most 50. */
  MsgSeqList: v.array(messageNumber),
});
export interface GroupMsgReceiptRequest extends v.InferInput<typeof groupMsgReceiptRequest> {}

export const groupMsgReceiptResponse = v.object(envelope);
export interface GroupMsgReceiptResponse extends v.InferInput<typeof groupMsgReceiptResponse> {}

export const c2cMsgReadReceiptRequest = v.object({
  /** The user who has read the messages. */
  Operator_Account: userId,
  /** The sender of the messages. */
  Peer_Account: userId,
  C2CMsgInfo: v.array(
    v.object({
      /** The same as `Peer_Account`. */
      From_Account: userId,
      /** The same as `Operator_Account`. */
      To_Account: userId,
      /** As the vendor gave it: `{number}_{random}_{time}`. */
      MsgKey: v.pipe(v.string(), v.minLength(1)),
    }),
  ),
});
export interface C2cMsgReadReceiptRequest extends v.InferInput<typeof c2cMsgReadReceiptRequest> {}

export const c2cMsgReadReceiptResponse = v.object(envelope);
export interface C2cMsgReadReceiptResponse extends v.InferInput<typeof c2cMsgReadReceiptResponse> {}

export const getGroupMsgReceiptRequest = v.object({
  GroupId: groupId,
  MsgSeqList: v.array(messageNumber),
});
export interface GetGroupMsgReceiptRequest extends v.InferInput<typeof getGroupMsgReceiptRequest> {}

export const getGroupMsgReceiptResponse = v.object({
  ...envelope,
  GroupMsgReceiptList: v.optional(
    v.array(
      v.object({
        MsgSeq: integer,
        /** 0, or 10062 when the message has no receipts. */
        Code: v.optional(integer),
        ReadNum: v.optional(integer),
        UnreadNum: v.optional(integer),
      }),
    ),
  ),
});
export interface GetGroupMsgReceiptResponse
  extends v.InferInput<typeof getGroupMsgReceiptResponse> {}

export const getGroupMsgReceiptDetailRequest = v.object({
  GroupId: groupId,
  MsgSeq: uint32,
  /** 0 = who has read it, 1 = who has not. */
  Filter: v.picklist([0, 1]),
  /** `""` first, then the value returned. */
  Cursor: v.string(),
  /** At most 200; more count as 200. */
  Count: v.pipe(count, v.minValue(1)),
});
export interface GetGroupMsgReceiptDetailRequest
  extends v.InferInput<typeof getGroupMsgReceiptDetailRequest> {}

export const getGroupMsgReceiptDetailResponse = v.object({
  ...envelope,
  /** 1 = complete. Some answers have this name, some `IsFinished`. */
  IsFinish: v.optional(integer),
  /** 1 = complete. Some answers have this name, some `IsFinish`. */
  IsFinished: v.optional(integer),
  MsgSeq: v.optional(integer),
  /** With `Filter` 0. */
  ReadList: v.optional(v.array(v.object({ Read_Account: v.string() }))),
  /** With `Filter` 1. */
  UnreadList: v.optional(v.array(v.object({ Unread_Account: v.string() }))),
  /** `"0"` = complete. */
  Cursor: v.optional(v.string()),
});
export interface GetGroupMsgReceiptDetailResponse
  extends v.InferInput<typeof getGroupMsgReceiptDetailResponse> {}

/**
 * Read receipts.
 *
 * Needs one of the top plans and a console switch.
 *
 * @title 已读回执
 */
export const receiptEndpoints = {
  /**
   * Sends read receipts for up to 50 messages of a group in the name of a reader.
   *
   * Only in groups of at most 200 members.
   *
   * @title 群消息已读回执
   * @see https://cloud.tencent.com/document/product/269/1520
   */
  groupMsgReceipt: endpoint<GroupMsgReceiptRequest, GroupMsgReceiptResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/group_msg_receipt',
    request: groupMsgReceiptRequest,
    response: groupMsgReceiptResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'MsgSeqList', max: 50 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-12',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom'],
  }),

  /**
   * Sends read receipts for one-to-one messages in the name of their receiver.
   *
   * @title 发送单聊消息已读回执
   * @see https://cloud.tencent.com/document/product/269/104121
   */
  c2cMsgReadReceipt: endpoint<C2cMsgReadReceiptRequest, C2cMsgReadReceiptResponse>({
    method: 'POST',
    path: '/v4/openim/c2c_msg_read_receipt',
    request: c2cMsgReadReceiptRequest,
    response: c2cMsgReadReceiptResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
  }),

  /**
   * Counts who has read messages of a group.
   *
   * Each message has its own `Code`.
   *
   * @title 拉取群消息已读回执信息
   * @see https://cloud.tencent.com/document/product/269/77694
   */
  getGroupMsgReceipt: endpoint<GetGroupMsgReceiptRequest, GetGroupMsgReceiptResponse, 'failures'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_group_msg_receipt',
    request: getGroupMsgReceiptRequest,
    response: getGroupMsgReceiptResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
    groupTypes: ['Private', 'Public', 'ChatRoom'],
    failures: (response) =>
      (response.GroupMsgReceiptList ?? [])
        .filter((message) => (message.Code ?? 0) !== 0)
        .map((message) => ({ item: String(message.MsgSeq), code: message.Code ?? 0 })),
  }),

  /**
   * Lists who has read a message of a group, or who has not.
   *
   * At most 200 per page.
   *
   * @title 拉取群消息已读回执详情
   * @see https://cloud.tencent.com/document/product/269/77693
   */
  getGroupMsgReceiptDetail: endpoint<
    GetGroupMsgReceiptDetailRequest,
    GetGroupMsgReceiptDetailResponse,
    'page'
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_group_msg_receipt_detail',
    request: getGroupMsgReceiptDetailRequest,
    response: getGroupMsgReceiptDetailResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
    groupTypes: ['Private', 'Public', 'ChatRoom'],
    page: nextReaders,
  }),
};

/** The next page of readers: until either spelling says it was the last, or the page is empty. */
function nextReaders(
  request: GetGroupMsgReceiptDetailRequest,
  response: GetGroupMsgReceiptDetailResponse,
): GetGroupMsgReceiptDetailRequest | undefined {
  const { Cursor, IsFinish, IsFinished, ReadList = [], UnreadList = [] } = response;
  const isComplete = IsFinish === 1 || IsFinished === 1 || !Cursor || Cursor === '0';
  const isEmpty = ReadList.length === 0 && UnreadList.length === 0;
  return isComplete || isEmpty ? undefined : { ...request, Cursor };
}
