import type { messageEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { StoredMessage } from '../state/conversations.ts';
import { MessageExtensions } from '../state/message-extensions.ts';
import { ReadReceipts } from '../state/read-receipts.ts';
import type { StoredGroup, TencentState } from '../state/state.ts';
import { done, Failure, failure } from '../wire/failures.ts';
import { findMessage, type Place, requirePlace } from './places.ts';
import { requireMaySpeak } from './speaking.ts';

type Handlers = HandlersOf<typeof messageEndpoints, TencentState>;
type SendRequest = Parameters<Handlers['sendGroupMsg']>[1];

const priorities = { High: 1, Normal: 2, Low: 3, Lowest: 4 } as const;

/** Messages of all senders of a group together. */
const groupRate = { requests: 40, perSeconds: 1 };

/** Longest message by the dated pages, which is less than the schema takes. */
const maxMessageBytes = 12_000;

/** Largest group with read receipts. */
const maxReceiptMembers = 200;

/** How long a message of a live room can be recalled, in seconds. */
const liveRoomRecallSeconds = 3600;

/** How many of the newest messages are searched for those of a sender. */
const searchedMessages = 1000;

export const messageHandlers: Handlers = {
  sendGroupMsg(state, request) {
    const place = requirePlace(state, request);
    const { group, conversation } = place;
    const sender = request.From_Account ?? state.caller;
    state.requireAccount(sender);
    checkMessage(state, group, request);
    requireMaySpeak(state, place, sender);

    const content = JSON.stringify(request.MsgBody);
    const duplicate = conversation.duplicateOf(sender, request.Random, content, state.now());
    if (duplicate) return { ...done, MsgTime: duplicate.time, MsgSeq: duplicate.seq };
    // The vendor says so in a success, which is easily taken for a sent message.
    if (!state.rates.allows(`messages of ${group.id}`, groupRate)) {
      return { ...done, MsgDropReason: 'MsgFreqCtrl' };
    }
    const time = state.now();
    // What goes only to who is online is not stored, and so has no number.
    const seq = request.OnlineOnlyFlag === 1 ? 0 : storeMessage(state, place, sender, request).seq;
    conversation.rememberSent(sender, request.Random, { content, seq, time });
    return { ...done, MsgTime: time, MsgSeq: seq };
  },

  sendGroupSystemNotification(state, request) {
    const { group } = requirePlace(state, request);
    if (group.type === 'AVChatRoom' && request.ToMembers_Account?.length) {
      throw failure(10004, 'a live room takes notifications only for everybody');
    }
    return done;
  },

  sendBroadcastMsg(state, { From_Account = state.caller, MsgBody }) {
    if (!state.settings.broadcasts) throw failure(10007, 'broadcasts are switched off');
    state.requireAccount(From_Account);
    requireShort(MsgBody);
    state.broadcasts += 1;
    return { ...done, MsgSeq: state.broadcasts };
  },

  groupMsgRecall(state, request) {
    const place = requirePlace(state, request);
    return {
      ...done,
      RecallRetList: request.MsgSeqList.map(({ MsgSeq }) => ({
        MsgSeq,
        RetCode: recall(state, place, MsgSeq),
      })),
    };
  },

  modifyGroupMsg(state, request) {
    const message = requireEditable(state, request);
    if (request.MsgBody) requireShort(request.MsgBody);
    message.body = request.MsgBody ?? message.body;
    message.cloudCustomData = request.CloudCustomData ?? message.cloudCustomData;
    return { ...done, ErrorInfo: 'succeed' };
  },

  deleteGroupMsgBySender(state, request) {
    const { group, conversation } = requirePlace(state, request);
    // Live rooms store no messages: a success without effect.
    if (group.type === 'AVChatRoom') return done;
    for (const message of conversation.messages.slice(-searchedMessages)) {
      if (message.sender === request.Sender_Account) message.recalled = true;
    }
    return done;
  },
};

/** Whether a message keeps the limit of the dated pages. */
export function isShort(body: SendRequest['MsgBody']): boolean {
  return new TextEncoder().encode(JSON.stringify(body)).length <= maxMessageBytes;
}

function requireShort(body: SendRequest['MsgBody']): void {
  if (!isShort(body)) throw failure(80002, `at most ${maxMessageBytes} bytes`);
}

function checkMessage(state: TencentState, group: StoredGroup, request: SendRequest): void {
  requireShort(request.MsgBody);
  checkSendControl(group, request);
  checkMentions(group, request);
  if (request.To_Account?.length && !['Private', 'Public', 'ChatRoom'].includes(group.type)) {
    throw failure(10007, `no messages to single members in ${group.type}`);
  }
  if (request.NeedReadReceipt === 1) checkReceipts(state, group, request);
}

function checkSendControl(
  { type }: StoredGroup,
  { OnlineOnlyFlag, SendMsgControl = [] }: SendRequest,
): void {
  if (OnlineOnlyFlag === 1 && type === 'AVChatRoom') throw failure(10004, 'OnlineOnlyFlag');
  if (OnlineOnlyFlag === 1 && SendMsgControl.length > 0) {
    throw failure(10004, 'SendMsgControl together with OnlineOnlyFlag');
  }
  const countsUnread = type !== 'ChatRoom' && type !== 'AVChatRoom';
  if (SendMsgControl.includes('NoUnread') && !countsUnread) throw failure(10004, 'NoUnread');
}

function checkMentions({ type }: StoredGroup, { GroupAtInfo = [] }: SendRequest): void {
  for (const { GroupAtAllFlag, GroupAt_Account } of GroupAtInfo) {
    if (GroupAtAllFlag === 1 && type === 'AVChatRoom') throw failure(10004, 'GroupAtAllFlag');
    if (GroupAtAllFlag === 0 && !GroupAt_Account) throw failure(10004, 'GroupAt_Account');
  }
}

function checkReceipts(
  state: TencentState,
  group: StoredGroup,
  { OnlineOnlyFlag }: SendRequest,
): void {
  if (!state.settings.readReceipts) throw failure(10059);
  if (OnlineOnlyFlag === 1) throw failure(10061);
  requireReceiptSize(group);
}

/** Refuses a group that is too large for read receipts. */
export function requireReceiptSize({ members }: StoredGroup): void {
  if (members.size > maxReceiptMembers) throw failure(10060);
}

function storeMessage(
  state: TencentState,
  { group, conversation }: Place,
  sender: string,
  request: SendRequest,
): StoredMessage {
  const { MsgPriority = 'Normal', NeedReadReceipt, SupportMessageExtension } = request;
  return conversation.add({
    sender,
    time: state.now(),
    random: request.Random,
    priority: priorities[MsgPriority],
    body: request.MsgBody,
    cloudCustomData: request.CloudCustomData,
    receipts: NeedReadReceipt === 1 ? askForReceipts(group, sender, request) : undefined,
    extensions: SupportMessageExtension === 1 ? new MessageExtensions() : undefined,
  });
}

function askForReceipts(
  { members }: StoredGroup,
  sender: string,
  { To_Account = [] }: SendRequest,
): ReadReceipts {
  const receivers = To_Account.length > 0 ? To_Account : [...members.keys()];
  return new ReadReceipts(receivers.filter((userId) => userId !== sender));
}

/** 0, or why the message is not recalled; one that was recalled before stays so. */
function recall(state: TencentState, place: Place, seq: number): number {
  const message = findMessage(state, place, seq);
  if (!message) return place.conversation.at(seq)?.recalled ? 0 : 10030;
  const isTooLate =
    place.group.type === 'AVChatRoom' && message.time < state.now() - liveRoomRecallSeconds;
  if (isTooLate) return 10031;
  message.recalled = true;
  return 0;
}

/** The message to edit; the service of one-to-one messages has one code for whatever does not exist. */
function requireEditable(
  state: TencentState,
  request: Parameters<Handlers['modifyGroupMsg']>[1],
): StoredMessage {
  try {
    const place = requirePlace(state, request);
    const message =
      place.group.type === 'AVChatRoom' ? undefined : findMessage(state, place, request.MsgSeq);
    if (message) return message;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw failure(20001, error.message);
  }
  throw failure(20001, `no message ${request.MsgSeq}`);
}
