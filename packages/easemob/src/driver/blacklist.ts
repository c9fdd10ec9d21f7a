import {
  type BatchPlan,
  type Driver,
  type OnGroup,
  type OperationCall,
  readAnswer,
  readItems,
  unsupported,
  wireText,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { nameList, toBlacklistEntry } from '../mapping/blacklist.ts';
import { toOutcomes } from '../mapping/outcome.ts';
import { maxPathListBytes } from './read-answer.ts';
import { alreadySo, confirmed, mayBeAlreadySo, readOnce } from './refusals.ts';
import { readNames, shows } from './roles.ts';
import type { EasemobDriverTypes } from './types.ts';

/** The next position of the list; without it the list would seem to be complete. */
const nextCursor = v.nullish(wireText);

type Input = OnGroup<EasemobDriverTypes>;

export const blacklist: Driver<EasemobDriverTypes>['blacklist'] = {
  add: {
    plan: (input) => {
      if (input.seconds !== 'permanent') {
        throw unsupported(
          "duration: the service has only permanent entries; give 'permanent' and remove the user later",
          { field: 'duration' },
        );
      }
      return { ...change(input, 'addManyToBlacklist', true), endsMembership: true };
    },
  },

  remove: {
    plan: (input) => ({
      ...change(input, 'removeManyFromBlacklist', false),
      maxJoinedBytes: maxPathListBytes,
    }),
  },

  list: {
    pageSizes: ({ settings }) => {
      const max = settings.dialect.largestBlacklistPage;
      return max === undefined ? undefined : { usual: max, max };
    },
    open: ({ client, group, settings, read }) => ({
      async read(cursor: string | undefined, pageSize, call) {
        const isPaged = settings.dialect.largestBlacklistPage !== undefined;
        const page = isPaged ? { pageSize, ...(cursor === undefined ? {} : { cursor }) } : {};
        const answer = await client.listBlacklist({ group_id: group.id, ...page }, call);
        return read('listBlacklist', (reading) => ({
          ...readItems(nameList, answer.data, reading, toBlacklistEntry),
          next: isPaged ? readAnswer(nextCursor, answer.cursor, 'cursor') || undefined : undefined,
        }));
      },
    }),
  },
};

/** Puts users on the list, or takes them off. */
function change(
  { client, group, settings, maxItems, read }: Input,
  endpoint: 'addManyToBlacklist' | 'removeManyFromBlacklist',
  listed: boolean,
): BatchPlan {
  const readNow = async (call: OperationCall) => {
    const { data } = await client.listBlacklist({ group_id: group.id }, call);
    const { names, unreadable } = readNames({ client, read }, 'listBlacklist', data);
    const { blacklistAtOnce = Number.POSITIVE_INFINITY } = settings.dialect;
    return { names, unreadable, isCut: names.size >= blacklistAtOnce };
  };
  // Read once for all refusals of the batch: it tells who was as asked before.
  const before = readOnce(readNow);
  return {
    endpoint,
    maxChunk: maxItems(endpoint),
    async send(userIds, call) {
      const request = { group_id: group.id, usernames: [...userIds] };
      const { data } = await client[endpoint](request, call);
      const change = { asked: userIds, groupId: group.id, changed: true } as const;
      return read(endpoint, (reading) => toOutcomes(data, change, reading));
    },
    async explain(userIds, error, call) {
      if (!mayBeAlreadySo(error)) return undefined;
      const names = await before(call);
      return alreadySo(userIds, (userId) => shows(names, userId, listed));
    },
    async readBack(userIds, _, call) {
      const names = await readNow(call);
      return confirmed(userIds, (userId) => shows(names, userId, listed));
    },
  };
}
