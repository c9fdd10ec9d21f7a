import * as v from 'valibot';
import { count, envelope, groupId, integer, uint32, userId } from './common.ts';
import { messageNumber } from './messages.ts';

export const groupMsgReceiptRequest = v.object({
  GroupId: groupId,
  /** Who has read the messages. */
  From_Account: userId,
  /** Messages that were sent with `NeedReadReceipt` 1, at most 50. */
  MsgSeqList: v.array(messageNumber),
});
export interface GroupMsgReceiptRequest extends v.InferInput<typeof groupMsgReceiptRequest> {}

export const groupMsgReceiptResponse = v.object(envelope);
export interface GroupMsgReceiptResponse extends v.InferInput<typeof groupMsgReceiptResponse> {}

export const c2cMsgReadReceiptRequest = v.object({
  /** Who has read the messages. */
  Operator_Account: userId,
  /** Who sent them. */
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
