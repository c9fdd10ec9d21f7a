import { endpoint } from '@imgroups/core/adapter';
import {
  type C2cMsgReadReceiptRequest,
  type C2cMsgReadReceiptResponse,
  c2cMsgReadReceiptRequest,
  c2cMsgReadReceiptResponse,
  type GetGroupMsgReceiptDetailRequest,
  type GetGroupMsgReceiptDetailResponse,
  type GetGroupMsgReceiptRequest,
  type GetGroupMsgReceiptResponse,
  type GroupMsgReceiptRequest,
  type GroupMsgReceiptResponse,
  getGroupMsgReceiptDetailRequest,
  getGroupMsgReceiptDetailResponse,
  getGroupMsgReceiptRequest,
  getGroupMsgReceiptResponse,
  groupMsgReceiptRequest,
  groupMsgReceiptResponse,
} from '../schemas/receipts.ts';

/** Who has read which message. Needs one of the top plans and a console switch. */
export const receiptEndpoints = {
  /**
   * Sends read receipts for up to 50 messages of a group in the name of a reader.
   *
   * Only in groups of at most 200 members.
   *
   * @see https://cloud.tencent.com/document/product/269/1520
   */
  groupMsgReceipt: endpoint<GroupMsgReceiptRequest, GroupMsgReceiptResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/group_msg_receipt',
    summary: 'Sends read receipts for up to 50 messages of a group in the name of a reader.',
    docs: 'https://cloud.tencent.com/document/product/269/1520',
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
   * @see https://cloud.tencent.com/document/product/269/104121
   */
  c2cMsgReadReceipt: endpoint<C2cMsgReadReceiptRequest, C2cMsgReadReceiptResponse>({
    method: 'POST',
    path: '/v4/openim/c2c_msg_read_receipt',
    summary: 'Sends read receipts for one-to-one messages in the name of their receiver.',
    docs: 'https://cloud.tencent.com/document/product/269/104121',
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
   * @see https://cloud.tencent.com/document/product/269/77694
   */
  getGroupMsgReceipt: endpoint<GetGroupMsgReceiptRequest, GetGroupMsgReceiptResponse, 'failures'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_group_msg_receipt',
    summary: 'Counts who has read messages of a group.',
    docs: 'https://cloud.tencent.com/document/product/269/77694',
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
   * @see https://cloud.tencent.com/document/product/269/77693
   */
  getGroupMsgReceiptDetail: endpoint<
    GetGroupMsgReceiptDetailRequest,
    GetGroupMsgReceiptDetailResponse,
    'page'
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_group_msg_receipt_detail',
    summary: 'Lists who has read a message of a group, or who has not.',
    docs: 'https://cloud.tencent.com/document/product/269/77693',
    request: getGroupMsgReceiptDetailRequest,
    response: getGroupMsgReceiptDetailResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
    groupTypes: ['Private', 'Public', 'ChatRoom'],
    page: nextReaders,
  }),
};

/** The next page of readers: until either spelling says it was the last, or nobody comes. */
function nextReaders(
  request: GetGroupMsgReceiptDetailRequest,
  response: GetGroupMsgReceiptDetailResponse,
): GetGroupMsgReceiptDetailRequest | undefined {
  const { Cursor, IsFinish, IsFinished, ReadList = [], UnreadList = [] } = response;
  const isComplete = IsFinish === 1 || IsFinished === 1 || !Cursor || Cursor === '0';
  const isEmpty = ReadList.length === 0 && UnreadList.length === 0;
  return isComplete || isEmpty ? undefined : { ...request, Cursor };
}
