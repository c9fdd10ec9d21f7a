import type { receiptEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { StoredMessage } from '../state/conversations.ts';
import type { TencentState } from '../state/state.ts';
import { done } from '../wire/envelope.ts';
import { failure } from '../wire/failures.ts';
import type { TencentCall } from './call.ts';
import { requireReceiptSize } from './messages.ts';
import { findMessage, requirePlace } from './places.ts';

/** Longest page of readers. */
const maxPage = 200;

export const receiptHandlers: HandlersOf<typeof receiptEndpoints, TencentCall> = {
  groupMsgReceipt({ state }, { GroupId, From_Account, MsgSeqList }) {
    requireReceipts(state);
    const { group, conversation } = requirePlace(state, { GroupId });
    requireReceiptSize(group);
    state.requireAccount(From_Account);
    if (!group.members.has(From_Account)) throw failure(10004, `${From_Account} is not a member`);
    for (const { MsgSeq } of MsgSeqList) {
      if (!receiptsOf(state, GroupId, MsgSeq)) throw failure(10062, String(MsgSeq));
    }
    for (const { MsgSeq } of MsgSeqList) conversation.markRead(MsgSeq, From_Account);
    return done;
  },

  c2cMsgReadReceipt({ state }, { Operator_Account, Peer_Account, C2CMsgInfo }) {
    for (const userId of [Operator_Account, Peer_Account]) {
      if (!state.accounts.has(userId)) throw failure(90048, userId);
    }
    for (const { From_Account, To_Account, MsgKey } of C2CMsgInfo) {
      if (From_Account !== Peer_Account) throw failure(20001, 'From_Account is not Peer_Account');
      if (To_Account !== Operator_Account) throw failure(20001, 'To_Account is not the operator');
      if (!/^\d+_\d+_\d+$/.test(MsgKey)) throw failure(90054, MsgKey);
    }
    return done;
  },

  getGroupMsgReceipt({ state }, { GroupId, MsgSeqList }) {
    requireReceipts(state);
    return {
      ...done,
      GroupMsgReceiptList: MsgSeqList.map(({ MsgSeq }) => {
        const receipts = receiptsOf(state, GroupId, MsgSeq);
        return {
          MsgSeq,
          Code: receipts ? 0 : 10062,
          ReadNum: receipts?.readCount ?? 0,
          UnreadNum: receipts?.unreadCount ?? 0,
        };
      }),
    };
  },

  getGroupMsgReceiptDetail({ state }, { GroupId, MsgSeq, Filter, Cursor, Count }) {
    requireReceipts(state);
    const receipts = receiptsOf(state, GroupId, MsgSeq);
    if (!receipts) throw failure(10062, String(MsgSeq));
    if (!/^\d*$/.test(Cursor)) throw failure(10004, 'Cursor');
    const hasRead = Filter === 0;
    const { userIds, next } = receipts.list(hasRead, Number(Cursor), Math.min(Count, maxPage));
    const isComplete = next === undefined ? 1 : 0;
    return {
      ...done,
      // The documentation has both spellings.
      IsFinish: isComplete,
      IsFinished: isComplete,
      MsgSeq,
      Cursor: String(next ?? 0),
      ...(hasRead
        ? { ReadList: userIds.map((userId) => ({ Read_Account: userId })) }
        : { UnreadList: userIds.map((userId) => ({ Unread_Account: userId })) }),
    };
  },
};

function requireReceipts({ settings }: TencentState): void {
  if (!settings.readReceipts) throw failure(10059);
}

function receiptsOf(state: TencentState, GroupId: string, seq: number): StoredMessage['receipts'] {
  return findMessage(state, requirePlace(state, { GroupId }), seq)?.receipts;
}
