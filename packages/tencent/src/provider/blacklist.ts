import { type Blacklist, type Outcome, pageSizeOf, paginate, runBatch } from '@imgroups/core';
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
        const request = {
          ...options?.providerOptions?.tencent,
          GroupId: id,
          Duration: fromDuration(duration),
        };
        const call = { ...options, operation: 'blacklist.add' };
        return runBatch({
          ...options,
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
        const call = { ...options, operation: 'blacklist.remove' };
        return runBatch({
          ...options,
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
        const call = { ...options, operation: 'blacklist.list' };
        const request = { GroupId: id, Limit: pageSizeOf(options, largestPage) };
        return paginate({
          binding: bindingOf(calls, 'blacklist.list', id),
          cursors,
          cursor: options?.cursor,
          idOf: ({ userId }) => userId,
          async read(position: number | undefined) {
            const asked = { ...request, Offset: position ?? 0 };
            const answer = await read(client.getGroupBanMember(asked, call));
            return {
              items: readAnswer('getGroupBanMember', () =>
                objectsOf(answer.BannedAccountList, 'BannedAccountList').map((account) =>
                  toBlacklistEntry(account, context.now()),
                ),
              ),
              next: blacklistEndpoints.getGroupBanMember.page(asked, answer)?.Offset,
            };
          },
        });
      });
    },
  };
}

function done(userId: string): Outcome {
  return { userId, status: 'done' };
}
