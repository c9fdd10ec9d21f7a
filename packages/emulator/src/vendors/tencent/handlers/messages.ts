import type { messageEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { StoredMessage } from '../state/conversations.ts';
import type { StoredGroup } from '../state/group.ts';
import type { TencentState } from '../state/state.ts';
import { done, Failure } from '../wire/envelope.ts';
import { failure } from '../wire/failures.ts';
import type { TencentCall } from './call.ts';
import { findMessage, type Place, requirePlace } from './places.ts';
import { requireMaySpeak } from './speaking.ts';

type Handlers = HandlersOf<typeof messageEndpoints, TencentCall>;
type SendRequest = Parameters<Handlers['sendGroupMsg']>[1];

const priorities = { High: 1, Normal: 2, Low: 3, Lowest: 4 } as const;

/** Messages of all senders of a group together. */
const groupRate = { requests: 40, perSeconds: 1 };

/** Longest message by the dated pages, which is less than the schema takes. */
const maxMessageBytes = 12_000;

/** Largest group with read receipts. */
const maxReceiptMembers = 200;

/** The time in which a message of a live room can be recalled, in seconds. */
const liveRoomRecallSeconds = 3600;

/** The number of newest messages that are searched for those of a sender. */
const searchedMessages = 1000;

export const messageHandlers: Handlers = {
  sendGroupMsg({ state, caller, rates }, request) {
    const place = requirePlace(state, request);
    const { group, conversation } = place;
    const sender = request.From_Account ?? caller;
    state.requireAccount(sender);
    checkMessage(state, group, request);
    requireMaySpeak(state, place, sender);

    const content = JSON.stringify(request.MsgBody);
    const duplicate = conversation.duplicateOf(sender, request.Random, content, state.now());
    if (duplicate) return { ...done, MsgTime: duplicate.time, MsgSeq: duplicate.seq };
    // The vendor says so in a success, which is easily taken for a sent message.
    if (!rates.allows(`messages of ${group.id}`, groupRate)) {
      return { ...done, MsgDropReason: 'MsgFreqCtrl' };
    }
    const time = state.now();
    // A message only for users who are online is not stored, and so has no number.
    const seq = request.OnlineOnlyFlag === 1 ? 0 : storeMessage(state, place, sender, request).seq;
    conversation.rememberSent(sender, request.Random, { content, seq, time });
    return { ...done, MsgTime: time, MsgSeq: seq };
  },

  sendGroupSystemNotification({ state }, request) {
    const { group } = requirePlace(state, request);
    if (group.type === 'AVChatRoom' && request.ToMembers_Account?.length) {
      throw failure(10004, 'a live room takes notifications only for everybody');
    }
    return done;
  },

  sendBroadcastMsg({ state, caller }, { From_Account = caller, MsgBody }) {
    if (!state.settings.broadcasts) throw failure(10007, 'broadcasts are switched off');
    state.requireAccount(From_Account);
    requireShort(MsgBody);
    return { ...done, MsgSeq: state.sendBroadcast(From_Account) };
  },

  groupMsgRecall({ state }, request) {
    const place = requirePlace(state, request);
    return {
      ...done,
      RecallRetList: request.MsgSeqList.map(({ MsgSeq }) => ({
        MsgSeq,
        RetCode: recall(state, place, MsgSeq),
      })),
    };
  },

  modifyGroupMsg({ state }, request) {
    const { place, seq } = requireEditable(state, request);
    if (request.MsgBody) requireShort(request.MsgBody);
    place.conversation.edit(seq, {
      body: request.MsgBody,
      cloudCustomData: request.CloudCustomData,
    });
    return { ...done, ErrorInfo: 'succeed' };
  },

  deleteGroupMsgBySender({ state }, request) {
    const { group, conversation } = requirePlace(state, request);
    // Live rooms store no messages: a success without effect.
    if (group.type === 'AVChatRoom') return done;
    const sent = conversation.messages
      .slice(-searchedMessages)
      .filter(({ sender }) => sender === request.Sender_Account);
    conversation.recall(sent.map(({ seq }) => seq));
    return done;
  },
};

/** True if a message keeps the limit of the dated pages. */
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
  return conversation.send({
    sender,
    time: state.now(),
    random: request.Random,
    priority: priorities[MsgPriority],
    body: request.MsgBody,
    cloudCustomData: request.CloudCustomData,
    audience: NeedReadReceipt === 1 ? audienceOf(group, sender, request) : undefined,
    takesExtensions: SupportMessageExtension === 1,
  });
}

/** Everybody who is to read a message, as the group is now. */
function audienceOf(
  { members }: StoredGroup,
  sender: string,
  { To_Account = [] }: SendRequest,
): readonly string[] {
  const receivers = To_Account.length > 0 ? To_Account : [...members.keys()];
  return receivers.filter((userId) => userId !== sender);
}

/** 0, or why the message is not recalled; one that was recalled before stays so. */
function recall(state: TencentState, place: Place, seq: number): number {
  const message = findMessage(state, place, seq);
  if (!message) return place.conversation.at(seq)?.recalled ? 0 : 10030;
  const isTooLate =
    place.group.type === 'AVChatRoom' && message.time < state.now() - liveRoomRecallSeconds;
  if (isTooLate) return 10031;
  place.conversation.recall([seq]);
  return 0;
}

/** The message to edit; the service of one-to-one messages has one code for whatever does not exist. */
function requireEditable(
  state: TencentState,
  request: Parameters<Handlers['modifyGroupMsg']>[1],
): { readonly place: Place; readonly seq: number } {
  try {
    const place = requirePlace(state, request);
    const message =
      place.group.type === 'AVChatRoom' ? undefined : findMessage(state, place, request.MsgSeq);
    if (message) return { place, seq: message.seq };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw failure(20001, error.message);
  }
  throw failure(20001, `no message ${request.MsgSeq}`);
}
