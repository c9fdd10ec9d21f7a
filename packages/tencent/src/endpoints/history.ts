import { endpoint } from '@imgroups/core/adapter';
import {
  type GroupMsgGetSimpleRequest,
  type GroupMsgGetSimpleResponse,
  groupMsgGetSimpleRequest,
  groupMsgGetSimpleResponse,
  type ImportGroupMsgRequest,
  type ImportGroupMsgResponse,
  importGroupMsgRequest,
  importGroupMsgResponse,
  type SetUnreadMsgNumRequest,
  type SetUnreadMsgNumResponse,
  setUnreadMsgNumRequest,
  setUnreadMsgNumResponse,
} from '../schemas/history.ts';

/** Messages that are stored: reading and importing them, and how many are unread. */
export const historyEndpoints = {
  /**
   * Reads the stored messages of a group, newest first.
   *
   * At most 20 per page. Live rooms store none.
   *
   * @see https://cloud.tencent.com/document/product/269/2738
   */
  groupMsgGetSimple: endpoint<GroupMsgGetSimpleRequest, GroupMsgGetSimpleResponse, 'page'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/group_msg_get_simple',
    summary: 'Reads the stored messages of a group, newest first.',
    docs: 'https://cloud.tencent.com/document/product/269/2738',
    request: groupMsgGetSimpleRequest,
    response: groupMsgGetSimpleResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
    page: (request, { RspMsgList = [] }) => {
      const lowest = Math.min(...RspMsgList.map(({ MsgSeq }) => MsgSeq));
      return RspMsgList.length > 0 && lowest > 1
        ? { ...request, ReqMsgSeq: lowest - 1 }
        : undefined;
    },
  }),

  /**
   * Imports up to 7 messages into a group.
   *
   * Each has its own `Result`. Nobody is notified, and all messages count as read afterwards. The same list is refused the
   * second time, because its times are no longer the newest.
   *
   * @see https://cloud.tencent.com/document/product/269/1635
   */
  importGroupMsg: endpoint<ImportGroupMsgRequest, ImportGroupMsgResponse, 'failures'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/import_group_msg',
    summary: 'Imports up to 7 messages into a group.',
    docs: 'https://cloud.tencent.com/document/product/269/1635',
    request: importGroupMsgRequest,
    response: importGroupMsgResponse,
    repeat: 'never',
    limits: {
      items: { field: 'MsgList', max: 7 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-12',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
    // A message that was not imported has no number, so its place in the request names it.
    failures: (response) =>
      (response.ImportMsgResult ?? []).flatMap(({ Result = 0 }, index) =>
        Result === 0 ? [] : [{ item: `MsgList.${index}`, code: Result }],
      ),
  }),

  /**
   * Sets how many messages of a group are unread for a member.
   *
   * In `ChatRoom` and live rooms, which do not count them, the call succeeds and does nothing.
   *
   * @see https://cloud.tencent.com/document/product/269/1637
   */
  setUnreadMsgNum: endpoint<SetUnreadMsgNumRequest, SetUnreadMsgNumResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/set_unread_msg_num',
    summary: 'Sets how many messages of a group are unread for a member.',
    docs: 'https://cloud.tencent.com/document/product/269/1637',
    request: setUnreadMsgNumRequest,
    response: setUnreadMsgNumResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
    groupTypes: ['Private', 'Public', 'Community'],
  }),
};
