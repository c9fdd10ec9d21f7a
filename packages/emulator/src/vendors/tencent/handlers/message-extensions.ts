import type { messageExtensionEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { StoredMessage } from '../state/conversations.ts';
import type { MessageExtensions } from '../state/message-extensions.ts';
import type { TencentState } from '../state/state.ts';
import { done, failure } from '../wire/failures.ts';
import { findMessage, requirePlace } from './places.ts';

type Handlers = HandlersOf<typeof messageExtensionEndpoints, TencentState>;
type Pair = NonNullable<Parameters<Handlers['groupSetKeyValues']>[1]['ExtensionList']>[number];

/** Longest page. */
const maxPage = 200;

/** Calls that set, delete or clear, per message. */
const messageRate = { requests: 200, perSeconds: 60 };

const remove = 2;
const clear = 3;

export const messageExtensionHandlers: Handlers = {
  groupGetKeyValues(state, { GroupId, MsgSeq, StartSeq = 0 }) {
    const { extensions } = requireMessage(state, GroupId, MsgSeq);
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

  groupSetKeyValues(state, { GroupId, MsgSeq, OperateType, ExtensionList = [] }) {
    const { extensions } = requireMessage(state, GroupId, MsgSeq);
    if (!extensions) throw failure(23002);
    if (!state.rates.allows(`extensions of ${GroupId} ${MsgSeq}`, messageRate)) {
      throw failure(23003);
    }
    if (OperateType === clear) {
      extensions.clear();
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
    const changes = results.some(({ hasConflict }) => !hasConflict);
    const version = changes ? extensions.newVersion() : extensions.latestSeq;
    return {
      ...done,
      ExtensionList: results.map(({ pair, hasConflict }) =>
        hasConflict
          ? { ErrorCode: 23001, Extension: extensions.get(pair.Key) }
          : { ErrorCode: 0, Extension: change(extensions, pair, isRemoval, version) },
      ),
    };
  },
};

function requireMessage(state: TencentState, GroupId: string, seq: number): StoredMessage {
  if (!state.settings.messageExtensions) throw failure(10008);
  const message = findMessage(state, requirePlace(state, { GroupId }), seq);
  if (!message) throw failure(23004);
  return message;
}

/** Whether somebody else has changed a pair since the version that is to be replaced. */
function isOutdated(extensions: MessageExtensions, { Key, Seq = 0 }: Pair): boolean {
  return extensions.get(Key).Seq !== Seq;
}

/** Sets or deletes a pair, and gives it as it is then. */
function change(
  extensions: MessageExtensions,
  { Key, Value = '' }: Pair,
  isRemoval: boolean,
  version: number,
) {
  const pair = { Key, Value: isRemoval ? '' : Value, Seq: version };
  if (isRemoval) extensions.delete(Key);
  else extensions.set(pair);
  return pair;
}
