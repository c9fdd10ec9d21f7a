import {
  type BatchPlan,
  type Driver,
  type OnGroup,
  type OperationCall,
  readItems,
  unsupported,
} from '@imgroups/core/adapter';
import { nameList, toBlacklistEntry } from '../mapping/blacklist.ts';
import { toOutcomes } from '../mapping/outcome.ts';
import { maxPathListBytes } from './read-answer.ts';
import { alreadySo, confirmed, mayBeAlreadySo, once } from './refusals.ts';
import { readNames, shows } from './roles.ts';
import type { EasemobDriverTypes } from './types.ts';

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
    pageSizes: () => undefined,
    open: ({ client, group, read }) => ({
      async read(_, __, call) {
        const { data } = await client.listBlacklist({ group_id: group.id }, call);
        return read('listBlacklist', (reading) =>
          readItems(nameList, data, reading, toBlacklistEntry),
        );
      },
    }),
  },
};

/** Puts users on the list, or takes them off. */
function change(
  { client, group, maxItems, read }: Input,
  endpoint: 'addManyToBlacklist' | 'removeManyFromBlacklist',
  listed: boolean,
): BatchPlan {
  const readNow = async (call: OperationCall) => {
    const { data } = await client.listBlacklist({ group_id: group.id }, call);
    return readNames({ client, read }, 'listBlacklist', data);
  };
  // Read once for all refusals of the batch: it tells who was as asked before.
  const before = once(readNow);
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
