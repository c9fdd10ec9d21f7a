import {
  type Driver,
  type DriverOutcome,
  type Mute,
  type OnGroup,
  type OperationCall,
  type ReadItems,
  readItems,
  refused,
} from '@imgroups/core/adapter';
import type { MutedAccount } from '../chapters/mutes.ts';
import { fromSeconds, mutedAccounts, toMute } from '../mapping/mute.ts';
import { endsAsAsked } from './ends-as-asked.ts';
import { isStranger, readRoles } from './roles.ts';
import type { TencentDriverTypes } from './types.ts';

type Input = OnGroup<TencentDriverTypes>;

export const mutes: Driver<TencentDriverTypes>['mutes'] = {
  add: {
    plan: (input) => ({
      ...setMuteTime(input, fromSeconds(input.seconds)),
      async verify(userIds, call) {
        const roles = await readRoles(input, userIds, call);
        return userIds.flatMap((userId): DriverOutcome[] => {
          if (isStranger(roles, userId)) {
            return [{ userId, status: 'failed', failure: stranger(userId) }];
          }
          const isOwner = roles.values.get(userId) === 'owner';
          return isOwner ? [{ userId, status: 'failed', failure: owner(userId) }] : [];
        });
      },
    }),
  },
  remove: { plan: (input) => setMuteTime(input, 0) },

  list: {
    pageSizes: () => undefined,
    open: (input) => ({ read: (_, __, call) => readMutes(input, [], call) }),
  },

  muteAll: { send: (input) => setMuteAll(input, 'On') },
  unmuteAll: { send: (input) => setMuteAll(input, 'Off') },
};

const stranger = (userId: string) =>
  refused(`${userId} is not a member, and cannot be muted`, {
    code: 'not_found',
    reason: 'not_a_member',
  });

const owner = (userId: string) =>
  refused(`${userId} is the owner, whom nobody can mute`, {
    code: 'failed_precondition',
    reason: 'is_owner',
  });

/** Mutes members for so many seconds; 0 ends their mutes. */
function setMuteTime(input: Input, MuteTime: number) {
  const { client, group, now, maxItems } = input;
  return {
    endpoint: 'forbidSendMsg',
    maxChunk: maxItems('forbidSendMsg'),
    async send(userIds: readonly string[], call: OperationCall) {
      const request = { GroupId: group.id, Members_Account: [...userIds], MuteTime };
      await client.forbidSendMsg(request, call);
      return userIds.map((userId) => ({ userId, status: 'done' as const }));
    },
    async readBack(userIds: readonly string[], _: unknown, call: OperationCall) {
      // A success without its list proves nothing.
      const { items, unreadable } = await readMutes(input, undefined, call);
      const ends = new Map(items.map(({ userId, until }) => [userId, until]));
      return userIds
        .filter((userId) => unreadable.length === 0 || ends.has(userId))
        .filter((userId) => endsAsAsked(ends.get(userId), MuteTime, now()))
        .map((userId) => ({ userId, status: 'done' as const }));
    },
  };
}

/** Reads the list of mutes; `whenAbsent` stands for a list that a success leaves out. */
async function readMutes(
  { client, group, now, read }: Input,
  whenAbsent: readonly MutedAccount[] | undefined,
  call: OperationCall,
): Promise<ReadItems<Mute<MutedAccount>>> {
  const answer = await client.getGroupMutedAccount({ GroupId: group.id }, call);
  // The second is the name of older answers.
  const accounts = answer.MutedAccountList ?? answer.ShuttedUinList ?? whenAbsent;
  const readAt = now();
  return read('getGroupMutedAccount', (reading) =>
    readItems(mutedAccounts, accounts, reading, (account) => toMute(account, readAt)),
  );
}

async function setMuteAll(
  { client, group, call }: Input,
  MuteAllMember: 'On' | 'Off',
): Promise<void> {
  await client.modifyGroupBaseInfo({ GroupId: group.id, MuteAllMember }, call);
}
