import {
  type CallOptions,
  callOptions,
  type GroupRef,
  type KnownGroup,
  type Mute,
  type Mutes,
  type Operation,
  type OperationOptions,
  type Outcome,
  paginate,
  runBatch,
  withReadBack,
} from '@imgroups/core';
import type { MutedAccount } from '../chapters/mutes.ts';
import { fromDuration, toMute } from '../mapping/mute.ts';
import {
  bindingOf,
  type Calls,
  itemLimit,
  objectsOf,
  pagesOn,
  performOn,
  readAnswer,
} from './calls.ts';
import { endsAsAsked } from './ends-as-asked.ts';
import type { TencentTypes } from './tencent-types.ts';

export function tencentMutes(calls: Calls): Mutes<TencentTypes> {
  const { client, context, cursors } = calls;

  async function readMutes(
    { id }: KnownGroup,
    options: CallOptions,
  ): Promise<Mute<MutedAccount>[]> {
    const answer = await client.getGroupMutedAccount({ GroupId: id }, options);
    return readAnswer('getGroupMutedAccount', () =>
      objectsOf(answer.MutedAccountList ?? answer.ShuttedUinList, 'MutedAccountList').map(
        (account) => toMute(account, context.now()),
      ),
    );
  }

  async function setMuteTime(
    group: KnownGroup,
    ids: readonly string[],
    muteTime: number,
    call: CallOptions,
  ): Promise<readonly Outcome[]> {
    const done = ids.map((userId): Outcome => ({ userId, status: 'done' }));
    return withReadBack(
      async () => {
        const request = { GroupId: group.id, Members_Account: [...ids], MuteTime: muteTime };
        await client.forbidSendMsg(request, call);
        return done;
      },
      async () => {
        const mutes = await readMutes(group, call);
        const ends = new Map(mutes.map(({ userId, until }) => [userId, until]));
        const asAsked = ids.every((id) => endsAsAsked(ends.get(id), muteTime, context.now()));
        return asAsked ? done : undefined;
      },
    );
  }

  async function muteAll(
    operation: Operation,
    ref: GroupRef,
    value: 'On' | 'Off',
    options: OperationOptions<'mutes.muteAll' | 'mutes.unmuteAll'> | undefined,
  ): Promise<void> {
    await performOn(operation, ref, ({ id }) =>
      client.modifyGroupBaseInfo(
        { GroupId: id, MuteAllMember: value },
        callOptions(operation, options),
      ),
    );
  }

  return {
    add(ref, userIds, duration, options) {
      return performOn('mutes.add', ref, async (group) => {
        const muteTime = fromDuration(duration);
        const call = callOptions('mutes.add', options);
        return runBatch({
          ...call,
          userIds,
          maxChunk: itemLimit(calls, 'forbidSendMsg'),
          send: (ids) => setMuteTime(group, ids, muteTime, call),
        });
      });
    },

    remove(ref, userIds, options) {
      return performOn('mutes.remove', ref, (group) => {
        const call = callOptions('mutes.remove', options);
        return runBatch({
          ...call,
          userIds,
          maxChunk: itemLimit(calls, 'forbidSendMsg'),
          send: (ids) => setMuteTime(group, ids, 0, call),
        });
      });
    },

    // The vendor answers the whole list at once: there is one page, whatever its size.
    list(ref, options) {
      return pagesOn('mutes.list', ref, (group, read) => {
        const call = callOptions('mutes.list', options);
        return paginate({
          binding: bindingOf(calls, 'mutes.list', group.id),
          cursors,
          cursor: call.cursor,
          idOf: ({ userId }) => userId,
          read: async () => ({ items: await read(readMutes(group, call)) }),
        });
      });
    },

    muteAll: (ref, options) => muteAll('mutes.muteAll', ref, 'On', options),
    unmuteAll: (ref, options) => muteAll('mutes.unmuteAll', ref, 'Off', options),
  };
}
