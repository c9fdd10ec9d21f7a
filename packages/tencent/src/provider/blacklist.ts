import {
  type Blacklist,
  callOptions,
  type Outcome,
  pageSizeOf,
  paginate,
  readOptionalCount,
  runBatch,
} from '@imgroups/core';
import { blacklistEndpoints } from '../endpoints/blacklist.ts';
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
import type { TencentTypes } from './tencent-types.ts';

const largestPage = 100;

export function tencentBlacklist(calls: Calls): Blacklist<TencentTypes> {
  const { client, context, cursors } = calls;
  return {
    add(ref, userIds, duration = 'permanent', options) {
      return performOn('blacklist.add', ref, async ({ id }) => {
        const call = callOptions('blacklist.add', options);
        const request = {
          ...call.providerOptions?.tencent,
          GroupId: id,
          Duration: fromDuration(duration),
        };
        return runBatch({
          ...call,
          userIds,
          maxChunk: itemLimit(calls, 'banGroupMember'),
          async send(ids) {
            await client.banGroupMember({ ...request, Members_Account: [...ids] }, call);
            return ids.map(done);
          },
        });
      });
    },

    remove(ref, userIds, options) {
      return performOn('blacklist.remove', ref, ({ id }) => {
        const call = callOptions('blacklist.remove', options);
        return runBatch({
          ...call,
          userIds,
          maxChunk: itemLimit(calls, 'unbanGroupMember'),
          async send(ids) {
            await client.unbanGroupMember({ GroupId: id, Members_Account: [...ids] }, call);
            return ids.map(done);
          },
        });
      });
    },

    list(ref, options) {
      return pagesOn('blacklist.list', ref, ({ id }, read) => {
        const call = callOptions('blacklist.list', options);
        const request = { GroupId: id, Limit: pageSizeOf(call, largestPage) };
        return paginate({
          binding: bindingOf(calls, 'blacklist.list', id),
          cursors,
          cursor: call.cursor,
          idOf: ({ userId }) => userId,
          async read(position: number | undefined) {
            const asked = { ...request, Offset: position ?? 0 };
            const answer = await read(client.getGroupBanMember(asked, call));
            return readAnswer('getGroupBanMember', () => {
              const NextOffset = readOptionalCount(answer.NextOffset, 'NextOffset');
              return {
                items: objectsOf(answer.BannedAccountList, 'BannedAccountList').map((account) =>
                  toBlacklistEntry(account, context.now()),
                ),
                next: blacklistEndpoints.getGroupBanMember.page(asked, { ...answer, NextOffset })
                  ?.Offset,
              };
            });
          },
        });
      });
    },
  };
}

function done(userId: string): Outcome {
  return { userId, status: 'done' };
}
