import {
  type Driver,
  type DriverOutcome,
  type Mute,
  type OnGroup,
  type OperationCall,
  refused,
} from '@imgroups/core/adapter';
import type { MutedAccount } from '../chapters/mutes.ts';
import { fromSeconds, toMute } from '../mapping/mute.ts';
import { endsAsAsked } from './ends-as-asked.ts';
import { objectsOf, readAnswer } from './read-answer.ts';
import { readRoles } from './roles.ts';
import type { TencentDriverTypes } from './types.ts';

type Input = OnGroup<TencentDriverTypes>;

export const mutes: Driver<TencentDriverTypes>['mutes'] = {
  add: {
    plan: (input) => ({
      ...setMuteTime(input, fromSeconds(input.seconds)),
      async verify(userIds, call) {
        const roles = await readRoles(input, userIds, call);
        return userIds.flatMap((userId): DriverOutcome[] => {
          const role = roles.get(userId);
          if (role === undefined) return [{ userId, status: 'failed', failure: stranger(userId) }];
          return role === 'owner' ? [{ userId, status: 'failed', failure: owner(userId) }] : [];
        });
      },
    }),
  },
  remove: { plan: (input) => setMuteTime(input, 0) },

  list: {
    pageSizes: () => undefined,
    open: (input) => ({ read: async (_, __, call) => ({ items: await readMutes(input, call) }) }),
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
      const muted = await readMutes(input, call);
      const ends = new Map(muted.map(({ userId, until }) => [userId, until]));
      return userIds
        .filter((userId) => endsAsAsked(ends.get(userId), MuteTime, now()))
        .map((userId) => ({ userId, status: 'done' as const }));
    },
  };
}

async function readMutes(
  { client, group, now }: Input,
  call: OperationCall,
): Promise<readonly Mute<MutedAccount>[]> {
  const answer = await client.getGroupMutedAccount({ GroupId: group.id }, call);
  return readAnswer('getGroupMutedAccount', () =>
    objectsOf(answer.MutedAccountList ?? answer.ShuttedUinList, 'MutedAccountList').map((account) =>
      toMute(account, now()),
    ),
  );
}

async function setMuteAll(
  { client, group, call }: Input,
  MuteAllMember: 'On' | 'Off',
): Promise<void> {
  await client.modifyGroupBaseInfo({ GroupId: group.id, MuteAllMember }, call);
}
