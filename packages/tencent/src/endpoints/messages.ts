import { endpoint } from '@imgroups/core/adapter';
import {
  type DeleteGroupMsgBySenderRequest,
  type DeleteGroupMsgBySenderResponse,
  deleteGroupMsgBySenderRequest,
  deleteGroupMsgBySenderResponse,
  type GroupMsgRecallRequest,
  type GroupMsgRecallResponse,
  groupMsgRecallRequest,
  groupMsgRecallResponse,
  type ModifyGroupMsgRequest,
  type ModifyGroupMsgResponse,
  modifyGroupMsgRequest,
  modifyGroupMsgResponse,
  type SendBroadcastMsgRequest,
  type SendBroadcastMsgResponse,
  type SendGroupMsgRequest,
  type SendGroupMsgResponse,
  type SendGroupSystemNotificationRequest,
  type SendGroupSystemNotificationResponse,
  sendBroadcastMsgRequest,
  sendBroadcastMsgResponse,
  sendGroupMsgRequest,
  sendGroupMsgResponse,
  sendGroupSystemNotificationRequest,
  sendGroupSystemNotificationResponse,
} from '../schemas/messages.ts';

/** Messages of a group: sending, changing and taking back. */
export const messageEndpoints = {
  /**
   * Sends a message to a group.
   *
   * Can be repeated with the same `Random`. Above 40 messages per second and group the vendor drops messages; that is an
   * error here, also where the vendor reports a success (`MsgDropReason`).
   *
   * @see https://cloud.tencent.com/document/product/269/1629
   */
  sendGroupMsg: endpoint<SendGroupMsgRequest, SendGroupMsgResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/send_group_msg',
    summary: 'Sends a message to a group.',
    docs: 'https://cloud.tencent.com/document/product/269/1629',
    request: sendGroupMsgRequest,
    response: sendGroupMsgResponse,
    // The vendor drops the same Random and content within 5 minutes.
    repeat: 'safe',
    limits: {
      items: { field: 'To_Account', max: 50 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2026-02',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
    refusal: ({ MsgDropReason }) => (MsgDropReason ? { code: MsgDropReason } : undefined),
  }),

  /**
   * Sends a notification to the members of a group who are online.
   *
   * It is not stored. A live room takes it only for everybody.
   *
   * @see https://cloud.tencent.com/document/product/269/1630
   */
  sendGroupSystemNotification: endpoint<
    SendGroupSystemNotificationRequest,
    SendGroupSystemNotificationResponse
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/send_group_system_notification',
    summary: 'Sends a notification to the members of a group who are online.',
    docs: 'https://cloud.tencent.com/document/product/269/1630',
    request: sendGroupSystemNotificationRequest,
    response: sendGroupSystemNotificationResponse,
    repeat: 'never',
    limits: {
      items: { field: 'ToMembers_Account', max: 500 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-12',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),

  /**
   * Sends a message to every live room of the app.
   *
   * One call per second. Needs one of the top plans and a console switch.
   *
   * @see https://cloud.tencent.com/document/product/269/77402
   */
  sendBroadcastMsg: endpoint<SendBroadcastMsgRequest, SendBroadcastMsgResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/send_broadcast_msg',
    summary: 'Sends a message to every live room of the app.',
    docs: 'https://cloud.tencent.com/document/product/269/77402',
    request: sendBroadcastMsgRequest,
    response: sendBroadcastMsgResponse,
    repeat: 'never',
    limits: { rate: { requests: 1, perSeconds: 1 }, asOf: '2025-12' },
    groupTypes: ['AVChatRoom'],
  }),

  /**
   * Takes back up to 10 messages of a group.
   *
   * Each has its own `RetCode`. An administrator can do it as long as a message is stored; in a live room for an hour.
   *
   * @see https://cloud.tencent.com/document/product/269/12341
   */
  groupMsgRecall: endpoint<GroupMsgRecallRequest, GroupMsgRecallResponse, 'failures'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/group_msg_recall',
    summary: 'Takes back up to 10 messages of a group.',
    docs: 'https://cloud.tencent.com/document/product/269/12341',
    request: groupMsgRecallRequest,
    response: groupMsgRecallResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'MsgSeqList', max: 10 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2026-01',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
    failures: (response) =>
      (response.RecallRetList ?? [])
        .filter((message) => (message.RetCode ?? 0) !== 0)
        .map((message) => ({ item: String(message.MsgSeq), code: message.RetCode ?? 0 })),
  }),

  /**
   * Changes the content of a message.
   *
   * Cannot be undone.
   *
   * @see https://cloud.tencent.com/document/product/269/74741
   */
  modifyGroupMsg: endpoint<ModifyGroupMsgRequest, ModifyGroupMsgResponse>({
    method: 'POST',
    path: '/v4/openim/modify_group_msg',
    summary: 'Changes the content of a message.',
    docs: 'https://cloud.tencent.com/document/product/269/74741',
    request: modifyGroupMsgRequest,
    response: modifyGroupMsgResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
  }),

  /**
   * Takes back the messages of one sender.
   *
   * Among the newest 1,000 of the group, without a notice. In a live room the call succeeds and does nothing.
   *
   * @see https://cloud.tencent.com/document/product/269/2359
   */
  deleteGroupMsgBySender: endpoint<DeleteGroupMsgBySenderRequest, DeleteGroupMsgBySenderResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/delete_group_msg_by_sender',
    summary: 'Takes back the messages of one sender.',
    docs: 'https://cloud.tencent.com/document/product/269/2359',
    request: deleteGroupMsgBySenderRequest,
    response: deleteGroupMsgBySenderResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
  }),
};
