import {
  type Blacklist,
  type BlacklistEntry,
  type CallOptions,
  callOptions,
  type Outcome,
  pageSizeOf,
  paginate,
  readOptionalCount,
  runBatch,
  type Until,
  withReadBack,
} from '@imgroups/core';
import type {
  BannedAccount,
  GetGroupBanMemberRequest,
  GetGroupBanMemberResponse,
} from '../chapters/blacklist.ts';
import { blacklistEndpoints } from '../chapters/blacklist.ts';
import { toBlacklistEntry } from '../mapping/blacklist.ts';
import { fromDuration } from '../mapping/mute.ts';
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

const largestPage = 100;

export function tencentBlacklist(calls: Calls): Blacklist<TencentTypes> {
  const { client, context, cursors } = calls;

  function toPage(
    request: GetGroupBanMemberRequest,
    answer: GetGroupBanMemberResponse,
  ): { items: BlacklistEntry<BannedAccount>[]; next: number | undefined } {
    return readAnswer('getGroupBanMember', () => {
      const NextOffset = readOptionalCount(answer.NextOffset, 'NextOffset');
      return {
        items: objectsOf(answer.BannedAccountList, 'BannedAccountList').map((account) =>
          toBlacklistEntry(account, context.now()),
        ),
        next: blacklistEndpoints.getGroupBanMember.page(request, { ...answer, NextOffset })?.Offset,
      };
    });
  }

  /** When the bans of these users end; reads on until all are found. */
  async function readEnds(
    GroupId: string,
    userIds: readonly string[],
    call: CallOptions,
  ): Promise<ReadonlyMap<string, Until>> {
    const ends = new Map<string, Until>();
    let Offset: number | undefined = 0;
    while (Offset !== undefined && !userIds.every((userId) => ends.has(userId))) {
      const request: GetGroupBanMemberRequest = { GroupId, Limit: largestPage, Offset };
      const page = toPage(request, await client.getGroupBanMember(request, call));
      for (const { userId, until } of page.items) ends.set(userId, until);
      Offset = page.next;
    }
    return ends;
  }

  /** Runs a write that bans users for so many seconds, 0 for none. */
  function setBans(
    GroupId: string,
    ids: readonly string[],
    seconds: number,
    call: CallOptions,
    write: () => Promise<unknown>,
  ): Promise<readonly Outcome[]> {
    const done = ids.map((userId): Outcome => ({ userId, status: 'done' }));
    return withReadBack(
      async () => {
        await write();
        return done;
      },
      async () => {
        const ends = await readEnds(GroupId, ids, call);
        const asAsked = ids.every((id) => endsAsAsked(ends.get(id), seconds, context.now()));
        return asAsked ? done : undefined;
      },
    );
  }

  return {
    add(ref, userIds, duration = 'permanent', options) {
      return performOn('blacklist.add', ref, async ({ id: GroupId }) => {
        const call = callOptions('blacklist.add', options);
        const Duration = fromDuration(duration);
        const request = { ...call.providerOptions?.tencent, GroupId, Duration };
        return runBatch({
          ...call,
          userIds,
          maxChunk: itemLimit(calls, 'banGroupMember'),
          send: (ids) =>
            setBans(GroupId, ids, Duration, call, () =>
              client.banGroupMember({ ...request, Members_Account: [...ids] }, call),
            ),
        });
      });
    },

    remove(ref, userIds, options) {
      return performOn('blacklist.remove', ref, ({ id: GroupId }) => {
        const call = callOptions('blacklist.remove', options);
        return runBatch({
          ...call,
          userIds,
          maxChunk: itemLimit(calls, 'unbanGroupMember'),
          send: (ids) =>
            setBans(GroupId, ids, 0, call, () =>
              client.unbanGroupMember({ GroupId, Members_Account: [...ids] }, call),
            ),
        });
      });
    },

    list(ref, options) {
      return pagesOn('blacklist.list', ref, ({ id: GroupId }, read) => {
        const call = callOptions('blacklist.list', options);
        const request = { GroupId, Limit: pageSizeOf(call, largestPage) };
        return paginate({
          binding: bindingOf(calls, 'blacklist.list', GroupId),
          cursors,
          cursor: call.cursor,
          idOf: ({ userId }) => userId,
          async read(position: number | undefined) {
            const asked = { ...request, Offset: position ?? 0 };
            return toPage(asked, await read(client.getGroupBanMember(asked, call)));
          },
        });
      });
    },
  };
}
