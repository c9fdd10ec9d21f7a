import {
  type BlacklistEntry,
  type Driver,
  type OnGroup,
  type OperationCall,
  type PageAnswer,
  readAnswer,
  readItems,
  type Until,
  wireCount,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { BannedAccount } from '../chapters/blacklist.ts';
import { blacklistEndpoints } from '../chapters/blacklist.ts';
import { bannedAccounts, toBlacklistEntry } from '../mapping/blacklist.ts';
import { fromSeconds } from '../mapping/mute.ts';
import { endsAsAsked } from './ends-as-asked.ts';
import type { TencentDriverTypes } from './types.ts';

const largestPage = 100;

const nextOffset = v.nullish(wireCount);

type Input = OnGroup<TencentDriverTypes>;

export const blacklist: Driver<TencentDriverTypes>['blacklist'] = {
  add: {
    plan: (input) => {
      const { client, group, extras, maxItems } = input;
      const Duration = fromSeconds(input.seconds);
      return {
        endpoint: 'banGroupMember',
        maxChunk: maxItems('banGroupMember'),
        endsMembership: true,
        async send(userIds, call) {
          const request = { Duration, ...extras, GroupId: group.id };
          await client.banGroupMember({ ...request, Members_Account: [...userIds] }, call);
          return done(userIds);
        },
        readBack: (userIds, _, call) => bannedAsAsked(input, userIds, Duration, call),
      };
    },
  },

  remove: {
    plan: (input) => ({
      endpoint: 'unbanGroupMember',
      maxChunk: input.maxItems('unbanGroupMember'),
      async send(userIds, call) {
        const request = { GroupId: input.group.id, Members_Account: [...userIds] };
        await input.client.unbanGroupMember(request, call);
        return done(userIds);
      },
      readBack: (userIds, _, call) => bannedAsAsked(input, userIds, 0, call),
    }),
  },

  list: {
    pageSizes: () => ({ usual: largestPage, max: largestPage }),
    open: (input) => ({
      read: (position: number | undefined, Limit, call) =>
        readPage(input, position ?? 0, Limit, [], call),
    }),
  },
};

/** Reads a page of the list; `whenAbsent` stands for a list that a success leaves out. */
async function readPage(
  { client, group, now, read }: Input,
  Offset: number,
  Limit: number,
  whenAbsent: readonly BannedAccount[] | undefined,
  call: OperationCall,
): Promise<PageAnswer<BlacklistEntry<BannedAccount>, number>> {
  const request = { GroupId: group.id, Limit, Offset };
  const answer = await client.getGroupBanMember(request, call);
  return read('getGroupBanMember', (reading) => {
    const NextOffset = readAnswer(nextOffset, answer.NextOffset, 'NextOffset') ?? undefined;
    const readAt = now();
    return {
      ...readItems(bannedAccounts, answer.BannedAccountList ?? whenAbsent, reading, (account) =>
        toBlacklistEntry(account, readAt),
      ),
      next: blacklistEndpoints.getGroupBanMember.page(request, { ...answer, NextOffset })?.Offset,
    };
  });
}

/** After a lost answer: those whose bans end as asked; reads on until all users are found. */
async function bannedAsAsked(
  input: Input,
  userIds: readonly string[],
  seconds: number,
  call: OperationCall,
) {
  const ends = new Map<string, Until>();
  let isComplete = true;
  let offset: number | undefined = 0;
  while (offset !== undefined && !userIds.every((userId) => ends.has(userId))) {
    const page: PageAnswer<BlacklistEntry<BannedAccount>, number> = await readPage(
      input,
      offset,
      largestPage,
      // A success without its list proves nothing.
      undefined,
      call,
    );
    for (const { userId, until } of page.items) ends.set(userId, until);
    if (page.unreadable?.length) isComplete = false;
    offset = page.next;
  }
  return done(
    userIds.filter(
      (id) => (isComplete || ends.has(id)) && endsAsAsked(ends.get(id), seconds, input.now()),
    ),
  );
}

function done(userIds: readonly string[]) {
  return userIds.map((userId) => ({ userId, status: 'done' as const }));
}
