import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { envelope, flag, groupId, integer, uint32, userId } from './common.ts';
import { messageBody, offlinePushInfo } from './message-body.ts';

export const sendGroupMsgRequest = v.object({
  GroupId: groupId,
  /** The same content with the same number within 5 minutes is dropped as a duplicate. */
  Random: uint32,
  /** At most 12 KB in all. */
  MsgBody: messageBody,
  /** Sender, an existing account that need not be a member; by default the calling administrator. */
  From_Account: v.optional(userId),
  /** Default `Normal`. */
  MsgPriority: v.optional(v.picklist(['High', 'Normal', 'Low', 'Lowest'])),
  /** 1 = only to who is online, and not stored; not for live rooms. */
  OnlineOnlyFlag: v.optional(flag),
  /** Not together with `OnlineOnlyFlag` 1; `NoUnread` neither for live rooms nor for `ChatRoom`. */
  SendMsgControl: v.optional(
    v.array(v.picklist(['NoUnread', 'NoLastMsg', 'WithMuteNotifications'])),
  ),
  /** Webhooks that are left out for this message. */
  ForbidCallbackControl: v.optional(
    v.array(v.picklist(['ForbidBeforeSendMsgCallback', 'ForbidAfterSendMsgCallback'])),
  ),
  /** Stored with the message. */
  CloudCustomData: v.optional(v.string()),
  OfflinePushInfo: v.optional(offlinePushInfo),
  /** The users called by `@`, in the order of the text; at most 30. */
  GroupAtInfo: v.optional(
    v.pipe(
      v.array(
        v.object({
          /** 1 = everybody; not in live rooms. */
          GroupAtAllFlag: flag,
          /** Needed when the flag is 0. */
          GroupAt_Account: v.optional(userId),
        }),
      ),
      v.maxLength(30),
    ),
  ),
  /** Only these members receive it, at most 50; `Private`, `Public` and `ChatRoom` only. */
  To_Account: v.optional(v.array(userId)),
  /** 1 = the message may carry extensions. */
  SupportMessageExtension: v.optional(flag),
  /** 1 = ask for read receipts; in groups of at most 200 members. */
  NeedReadReceipt: v.optional(flag),
  /** Communities with topics: into this topic. */
  TopicId: v.optional(v.string()),
});
export interface SendGroupMsgRequest extends v.InferInput<typeof sendGroupMsgRequest> {}

export const sendGroupMsgResponse = v.object({
  ...envelope,
  /** Unix seconds. */
  MsgTime: v.optional(integer),
  /** Number in the group or topic. */
  MsgSeq: v.optional(integer),
  /** Why the message was dropped although the call succeeded; the client makes it an error. */
  MsgDropReason: v.optional(v.string()),
});
export interface SendGroupMsgResponse extends v.InferInput<typeof sendGroupMsgResponse> {}

export const sendGroupSystemNotificationRequest = v.object({
  GroupId: groupId,
  Content: v.string(),
  /** At most 500; absent or empty = all members. Not for live rooms. */
  ToMembers_Account: v.optional(v.array(userId)),
  /** Communities with topics: to this topic. */
  TopicId: v.optional(v.string()),
});
export interface SendGroupSystemNotificationRequest
  extends v.InferInput<typeof sendGroupSystemNotificationRequest> {}

export const sendGroupSystemNotificationResponse = v.object(envelope);
export interface SendGroupSystemNotificationResponse
  extends v.InferInput<typeof sendGroupSystemNotificationResponse> {}

export const sendBroadcastMsgRequest = v.object({
  Random: uint32,
  /** At most 12,000 bytes in all. */
  MsgBody: messageBody,
  /** Sender, an existing account; by default the calling administrator. */
  From_Account: v.optional(userId),
  /** Sent with the message. */
  CloudCustomData: v.optional(v.string()),
});
export interface SendBroadcastMsgRequest extends v.InferInput<typeof sendBroadcastMsgRequest> {}

export const sendBroadcastMsgResponse = v.object({
  ...envelope,
  MsgSeq: v.optional(integer),
});
export interface SendBroadcastMsgResponse extends v.InferInput<typeof sendBroadcastMsgResponse> {}

/** A message by its number in the group or topic. */
export const messageNumber = v.object({ MsgSeq: uint32 });

export const groupMsgRecallRequest = v.object({
  GroupId: groupId,
  /** At most 10. */
  MsgSeqList: v.array(messageNumber),
  /** Communities with topics: messages of this topic. */
  TopicId: v.optional(v.string()),
  /** At most 100 bytes. */
  Reason: v.optional(v.pipe(v.string(), v.maxBytes(100))),
});
export interface GroupMsgRecallRequest extends v.InferInput<typeof groupMsgRecallRequest> {}

export const groupMsgRecallResponse = v.object({
  ...envelope,
  RecallRetList: v.optional(
    v.array(
      v.object({
        MsgSeq: integer,
        /** 0, or why this message was not recalled: 10030 no such message, 10031 too late, 10032 not possible. */
        RetCode: v.optional(integer),
        MsgKey: v.optional(v.string()),
      }),
    ),
  ),
});
export interface GroupMsgRecallResponse extends v.InferInput<typeof groupMsgRecallResponse> {}

export const modifyGroupMsgRequest = v.pipe(
  v.object({
    GroupId: groupId,
    MsgSeq: uint32,
    /** In place of the old elements. */
    MsgBody: v.optional(messageBody),
    /** In place of the old data. */
    CloudCustomData: v.optional(v.string()),
    /** Communities with topics: a message of this topic. */
    TopicId: v.optional(v.string()),
  }),
  v.forward(
    v.check(
      ({ MsgBody, CloudCustomData }) => MsgBody !== undefined || CloudCustomData !== undefined,
      'MsgBody or CloudCustomData is needed',
    ),
    ['MsgBody'],
  ),
);
export interface ModifyGroupMsgRequest extends v.InferInput<typeof modifyGroupMsgRequest> {}

export const modifyGroupMsgResponse = v.object(envelope);
export interface ModifyGroupMsgResponse extends v.InferInput<typeof modifyGroupMsgResponse> {}

export const deleteGroupMsgBySenderRequest = v.object({
  GroupId: groupId,
  Sender_Account: userId,
  /** Communities with topics: messages of this topic. */
  TopicId: v.optional(v.string()),
});
export interface DeleteGroupMsgBySenderRequest
  extends v.InferInput<typeof deleteGroupMsgBySenderRequest> {}

export const deleteGroupMsgBySenderResponse = v.object(envelope);
export interface DeleteGroupMsgBySenderResponse
  extends v.InferInput<typeof deleteGroupMsgBySenderResponse> {}

/**
 * Messages.
 *
 * Sends, changes and recalls messages.
 *
 * @title 群消息
 */
export const messageEndpoints = {
  /**
   * Sends a message to a group.
   *
   * Can be repeated with the same `Random`. Above 40 messages per second and group the vendor drops messages; that is an
   * error here, also where the vendor reports a success (`MsgDropReason`).
   *
   * @title 在群组中发送普通消息
   * @see https://cloud.tencent.com/document/product/269/1629
   */
  sendGroupMsg: endpoint<SendGroupMsgRequest, SendGroupMsgResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/send_group_msg',
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
    failures: ({ MsgDropReason }) => (MsgDropReason ? { call: { code: MsgDropReason } } : []),
  }),

  /**
   * Sends a notification to the members of a group who are online.
   *
   * It is not stored. A live room takes it only for everybody.
   *
   * @title 在群组中发送系统通知
   * @see https://cloud.tencent.com/document/product/269/1630
   */
  sendGroupSystemNotification: endpoint<
    SendGroupSystemNotificationRequest,
    SendGroupSystemNotificationResponse
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/send_group_system_notification',
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
   * @title 直播群广播消息
   * @see https://cloud.tencent.com/document/product/269/77402
   */
  sendBroadcastMsg: endpoint<SendBroadcastMsgRequest, SendBroadcastMsgResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/send_broadcast_msg',
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
   * @title 撤回群消息
   * @see https://cloud.tencent.com/document/product/269/12341
   */
  groupMsgRecall: endpoint<GroupMsgRecallRequest, GroupMsgRecallResponse, 'failures'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/group_msg_recall',
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
   * @title 修改群聊历史消息
   * @see https://cloud.tencent.com/document/product/269/74741
   */
  modifyGroupMsg: endpoint<ModifyGroupMsgRequest, ModifyGroupMsgResponse>({
    method: 'POST',
    path: '/v4/openim/modify_group_msg',
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
   * @title 删除指定用户发送的消息
   * @see https://cloud.tencent.com/document/product/269/2359
   */
  deleteGroupMsgBySender: endpoint<DeleteGroupMsgBySenderRequest, DeleteGroupMsgBySenderResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/delete_group_msg_by_sender',
    request: deleteGroupMsgBySenderRequest,
    response: deleteGroupMsgBySenderResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
  }),
};
