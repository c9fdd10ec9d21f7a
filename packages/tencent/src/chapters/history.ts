import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { count, envelope, flag, groupId, integer, uint32, userId } from './common.ts';
import { importedBody, storedBody } from './message-body.ts';

export const groupMsgGetSimpleRequest = v.object({
  GroupId: groupId,
  /** Messages per page; more than 20 do not come. */
  ReqMsgNumber: v.pipe(count, v.minValue(1)),
  /** The newest message of the page; absent = of the group. */
  ReqMsgSeq: v.optional(uint32),
  /** 1 = recalled messages come as place holders. */
  WithRecalledMsg: v.optional(flag),
  /** Communities with topics: messages of this topic. */
  TopicId: v.optional(v.string()),
});
export interface GroupMsgGetSimpleRequest extends v.InferInput<typeof groupMsgGetSimpleRequest> {}

const storedMessageFields = {
  From_Account: v.optional(v.string()),
  MsgSeq: integer,
  /** Unix seconds. */
  MsgTimeStamp: v.optional(integer),
  MsgRandom: v.optional(integer),
  /** 1 High, 2 Normal, 3 Low, 4 Lowest. */
  MsgPriority: v.optional(integer),
  /** 0 normal; 1 expired, lost or deleted; 2 recalled. A place holder has no elements. */
  IsPlaceMsg: v.optional(integer),
  CloudCustomData: v.optional(v.string()),
  MsgKey: v.optional(v.string()),
};

/** A message from a user. */
const userMessage = v.object({
  ...storedMessageFields,
  /** Only system messages have it. */
  IsSystemMsg: v.optional(v.literal(0)),
  MsgBody: v.optional(storedBody),
});
export interface UserMessage extends v.InferInput<typeof userMessage> {}

/** A message of the service, for example about a user who joined. */
const systemMessage = v.object({
  ...storedMessageFields,
  IsSystemMsg: v.literal(1),
  /** Not documented. */
  MsgBody: v.optional(v.unknown()),
});
export interface SystemMessage extends v.InferInput<typeof systemMessage> {}

/** A message of the history: check `IsSystemMsg`, then `IsPlaceMsg`. */
export type HistoryMessage = UserMessage | SystemMessage;

export const groupMsgGetSimpleResponse = v.object({
  ...envelope,
  GroupId: v.optional(v.string()),
  /** 1 = all that was asked for; 0 = cut; 2 = cut, and all messages expired. */
  IsFinished: v.optional(integer),
  /** Newest first. */
  RspMsgList: v.optional(v.array(v.union([userMessage, systemMessage]))),
});
export interface GroupMsgGetSimpleResponse extends v.InferInput<typeof groupMsgGetSimpleResponse> {}

export const importGroupMsgRequest = v.object({
  GroupId: groupId,
  /** At most 7, in the order of their times. */
  MsgList: v.array(
    v.object({
      From_Account: userId,
      /** Unix seconds: after the group's creation and its newest message, and before now. */
      SendTime: count,
      /** The same number within 5 minutes is a duplicate. */
      Random: v.optional(uint32),
      /** Text, face, location and custom elements. */
      MsgBody: importedBody,
    }),
  ),
  /** 1 = the conversations of the members are refreshed; not for communities. */
  RecentContactFlag: v.optional(flag),
  /** Communities with topics: into this topic. */
  TopicId: v.optional(v.string()),
});
export interface ImportGroupMsgRequest extends v.InferInput<typeof importGroupMsgRequest> {}

export const importGroupMsgResponse = v.object({
  ...envelope,
  /** One item per message, in the order of the request. */
  ImportMsgResult: v.optional(
    v.array(
      v.object({
        MsgSeq: v.optional(integer),
        /** Unix seconds. */
        MsgTime: v.optional(integer),
        /** 0, or why this message was not imported: 10004 its time, 80001 its content, 80002 its length. */
        Result: v.optional(integer),
      }),
    ),
  ),
});
export interface ImportGroupMsgResponse extends v.InferInput<typeof importGroupMsgResponse> {}

export const clearGroupMsgRequest = v.object({
  GroupId: groupId,
  /** The newest message that is cleared; absent = of the group. */
  MsgSeq: v.optional(uint32),
});
export interface ClearGroupMsgRequest extends v.InferInput<typeof clearGroupMsgRequest> {}

export const clearGroupMsgResponse = v.object(envelope);
export interface ClearGroupMsgResponse extends v.InferInput<typeof clearGroupMsgResponse> {}

export const setUnreadMsgNumRequest = v.object({
  GroupId: groupId,
  Member_Account: userId,
  /** At most as many as the group has messages; more count as that. */
  UnreadMsgNum: count,
});
export interface SetUnreadMsgNumRequest extends v.InferInput<typeof setUnreadMsgNumRequest> {}

export const setUnreadMsgNumResponse = v.object(envelope);
export interface SetUnreadMsgNumResponse extends v.InferInput<typeof setUnreadMsgNumResponse> {}

/**
 * History.
 *
 * Reads, imports and clears stored messages, and counts unread ones.
 *
 * @title 历史消息
 */
export const historyEndpoints = {
  /**
   * Reads the stored messages of a group, newest first.
   *
   * At most 20 per page. Live rooms store none.
   *
   * @title 拉取群历史消息
   * @see https://cloud.tencent.com/document/product/269/2738
   */
  groupMsgGetSimple: endpoint<GroupMsgGetSimpleRequest, GroupMsgGetSimpleResponse, 'page'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/group_msg_get_simple',
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
   * @title 导入群消息
   * @see https://cloud.tencent.com/document/product/269/1635
   */
  importGroupMsg: endpoint<ImportGroupMsgRequest, ImportGroupMsgResponse, 'failures'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/import_group_msg',
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
   * Clears the messages of a group, all or up to one of them.
   *
   * Members can no longer pull them; `groupMsgGetSimple` still reads them. Without a `MsgSeq` a repetition would clear what
   * was said meanwhile too, so that a lost answer is not tried again.
   *
   * @title 清空群聊历史消息
   * @see https://cloud.tencent.com/document/product/269/95617
   */
  clearGroupMsg: endpoint<ClearGroupMsgRequest, ClearGroupMsgResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/clear_group_msg',
    request: clearGroupMsgRequest,
    response: clearGroupMsgResponse,
    repeat: { safeWith: 'MsgSeq' },
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom'],
  }),

  /**
   * Sets how many messages of a group are unread for a member.
   *
   * In `ChatRoom` and live rooms, which do not count them, the call succeeds and does nothing.
   *
   * @title 设置成员未读消息计数
   * @see https://cloud.tencent.com/document/product/269/1637
   */
  setUnreadMsgNum: endpoint<SetUnreadMsgNumRequest, SetUnreadMsgNumResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/set_unread_msg_num',
    request: setUnreadMsgNumRequest,
    response: setUnreadMsgNumResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
    groupTypes: ['Private', 'Public', 'Community'],
  }),
};
