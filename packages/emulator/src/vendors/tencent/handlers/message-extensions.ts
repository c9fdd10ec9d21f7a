import type { messageExtensionEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { StoredMessage } from '../state/conversations.ts';
import type { TencentState } from '../state/state.ts';
import { done } from '../wire/envelope.ts';
import { failure } from '../wire/failures.ts';
import type { TencentCall } from './call.ts';
import { findMessage, requirePlace } from './places.ts';

type Handlers = HandlersOf<typeof messageExtensionEndpoints, TencentCall>;
type Pair = NonNullable<Parameters<Handlers['groupSetKeyValues']>[1]['ExtensionList']>[number];

/** Longest page. */
const maxPage = 200;

/** Calls that set, delete or clear, per message. */
const messageRate = { requests: 200, perSeconds: 60 };

const remove = 2;
const clear = 3;

export const messageExtensionHandlers: Handlers = {
  groupGetKeyValues({ state }, { GroupId, MsgSeq, StartSeq = 0 }) {
    const { extensions } = requireMessage(state, GroupId, MsgSeq).message;
    const pairs = extensions?.from(StartSeq) ?? [];
    const page = pairs.slice(0, maxPage);
    return {
      ...done,
      ExtensionList: [...page],
      CompleteFlag: page.length === pairs.length ? 1 : 0,
      LatestSeq: extensions?.latestSeq ?? 0,
      ClearSeq: extensions?.clearSeq ?? 0,
    };
  },

  groupSetKeyValues({ state, rates }, { GroupId, MsgSeq, OperateType, ExtensionList = [] }) {
    const { message, conversation } = requireMessage(state, GroupId, MsgSeq);
    const { extensions } = message;
    if (!extensions) throw failure(23002);
    if (!rates.allows(`extensions of ${GroupId} ${MsgSeq}`, messageRate)) {
      throw failure(23003);
    }
    if (OperateType === clear) {
      conversation.clearExtensions(MsgSeq);
      return done;
    }
    const isRemoval = OperateType === remove;
    if (!isRemoval && !extensions.takes(ExtensionList.map(({ Key }) => Key))) {
      throw failure(10004, 'more than 300 pairs');
    }
    const results = ExtensionList.map((pair) => ({
      pair,
      hasConflict: state.settings.checkExtensionSeq && isOutdated(extensions, pair),
    }));
    const version = conversation.writeExtensions(
      MsgSeq,
      isRemoval ? 'delete' : 'set',
      results.filter(({ hasConflict }) => !hasConflict).map(({ pair }) => pair),
    );
    return {
      ...done,
      ExtensionList: results.map(({ pair: { Key, Value = '' }, hasConflict }) =>
        hasConflict
          ? { ErrorCode: 23001, Extension: extensions.get(Key) }
          : { ErrorCode: 0, Extension: { Key, Value: isRemoval ? '' : Value, Seq: version } },
      ),
    };
  },
};

function requireMessage(state: TencentState, GroupId: string, seq: number) {
  if (!state.settings.messageExtensions) throw failure(10008);
  const place = requirePlace(state, { GroupId });
  const message = findMessage(state, place, seq);
  if (!message) throw failure(23004);
  return { message, conversation: place.conversation };
}

/** True if another user has changed a pair since the version that is to be replaced. */
function isOutdated(
  extensions: NonNullable<StoredMessage['extensions']>,
  { Key, Seq = 0 }: Pair,
): boolean {
  return extensions.get(Key).Seq !== Seq;
}
