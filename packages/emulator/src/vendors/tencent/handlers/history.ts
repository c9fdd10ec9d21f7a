import type { historyEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { StoredMessage } from '../state/conversations.ts';
import type { TencentState } from '../state/state.ts';
import { done } from '../wire/envelope.ts';
import { failure } from '../wire/failures.ts';
import type { TencentCall } from './call.ts';
import { isShort } from './messages.ts';
import { isExpired, type Place, requirePlace } from './places.ts';

type Handlers = HandlersOf<typeof historyEndpoints, TencentCall>;
type ImportedMessage = Parameters<Handlers['importGroupMsg']>[1]['MsgList'][number];

/** Longest page. */
const maxPage = 20;

const normalPriority = 2;

export const historyHandlers: Handlers = {
  groupMsgGetSimple({ state }, request) {
    const { group, conversation } = requirePlace(state, request);
    const { ReqMsgNumber, ReqMsgSeq, WithRecalledMsg } = request;
    const page: StoredMessage[] = [];
    const asked = Math.min(ReqMsgNumber, maxPage);
    // 0 stands for absent.
    let seq = Math.min(ReqMsgSeq || conversation.lastSeq, conversation.lastSeq);
    for (; seq > 0 && page.length < asked; seq -= 1) {
      const message = conversation.at(seq);
      if (message && (!message.recalled || WithRecalledMsg === 1)) page.push(message);
    }
    const isCut = ReqMsgNumber > maxPage && seq > 0;
    const isAllExpired = page.every((message) => isExpired(state, message));
    return {
      ...done,
      GroupId: group.id,
      IsFinished: isCut ? (isAllExpired ? 2 : 0) : 1,
      RspMsgList: page.map((message) => toHistoryMessage(state, message)),
    };
  },

  importGroupMsg({ state }, request) {
    const place = requirePlace(state, request);
    for (const { From_Account } of request.MsgList) state.requireAccount(From_Account);
    const results = request.MsgList.map((message) => importMessage(state, place, message));
    // All counts as read, until unread numbers are imported too.
    place.conversation.setUnread([...place.group.members.keys()], 0);
    return { ...done, ImportMsgResult: results };
  },

  clearGroupMsg({ state }, { GroupId, MsgSeq }) {
    const { conversation } = requirePlace(state, { GroupId });
    conversation.clear(MsgSeq ?? conversation.lastSeq);
    return done;
  },

  setUnreadMsgNum({ state }, { GroupId, Member_Account, UnreadMsgNum }) {
    const { group, conversation } = requirePlace(state, { GroupId });
    // They count nothing unread: a success without effect.
    if (group.type === 'ChatRoom' || group.type === 'AVChatRoom') return done;
    if (!group.members.has(Member_Account)) {
      throw failure(10004, `${Member_Account} is not a member`);
    }
    conversation.setUnread([Member_Account], UnreadMsgNum);
    return done;
  },
};

function toHistoryMessage(state: TencentState, message: StoredMessage) {
  const placeHolder = message.recalled ? 2 : isExpired(state, message) ? 1 : 0;
  const { cloudCustomData } = message;
  return {
    From_Account: message.sender,
    IsPlaceMsg: placeHolder,
    MsgBody: placeHolder === 0 ? message.body : [],
    MsgPriority: message.priority,
    MsgRandom: message.random,
    MsgSeq: message.seq,
    MsgTimeStamp: message.time,
    ...(placeHolder === 0 && cloudCustomData ? { CloudCustomData: cloudCustomData } : {}),
  };
}

/** Each message has its own result: its time has to be between the newest message and now. */
function importMessage(
  state: TencentState,
  { group, conversation }: Place,
  { From_Account: sender, SendTime: time, Random: random = 0, MsgBody: body }: ImportedMessage,
) {
  const failed = (Result: number) => ({ MsgSeq: 0, MsgTime: time, Result });
  const earliest = Math.max(group.createTime, conversation.lastTime);
  if (time <= earliest || time >= state.now()) return failed(10004);
  if (!isShort(body)) return failed(80002);

  const content = JSON.stringify(body);
  const duplicate = random ? conversation.duplicateOf(sender, random, content, time) : undefined;
  if (duplicate) return { MsgSeq: duplicate.seq, MsgTime: duplicate.time, Result: 0 };
  const { seq } = conversation.import({
    sender,
    time,
    random,
    priority: normalPriority,
    body,
    cloudCustomData: undefined,
    takesExtensions: false,
  });
  conversation.rememberSent(sender, random, { content, seq, time });
  return { MsgSeq: seq, MsgTime: time, Result: 0 };
}
