import {
  type Driver,
  type Failure,
  type Mute,
  type OnGroup,
  type OperationCall,
  readItems,
  readOptional,
  unsupported,
  wireNumber,
} from '@imgroups/core/adapter';
import type { ListedMute } from '../chapters/mutes.ts';
import { fromSeconds, isRunning, muteList, toMute } from '../mapping/mute.ts';
import { toOutcomes } from '../mapping/outcome.ts';
import { foldUserId } from '../mapping/user-id.ts';
import { maxPathListBytes } from './read-answer.ts';
import {
  absentAreDone,
  alreadySo,
  confirmed,
  isAbout,
  isAbsence,
  mayBeAlreadySo,
  readOnce,
} from './refusals.ts';
import type { EasemobDriverTypes } from './types.ts';

/**
 * The greatest difference, in milliseconds, between the end of a mute and the one that was asked for. Both ends are by the
 * clock of the service, so it only has to cover rounding; a wider one would take an older mute for this one.
 */
const endTolerance = 2000;

type Input = OnGroup<EasemobDriverTypes>;

export const mutes: Driver<EasemobDriverTypes>['mutes'] = {
  add: {
    plan: (input) => {
      const { client, group, settings, now, maxItems, read } = input;
      const { permanentMutes, title } = settings.dialect;
      const mute_duration = fromSeconds(input.seconds);
      if (input.seconds === 'permanent' && !permanentMutes) {
        throw unsupported(`duration: ${title} have no permanent mutes; give { seconds }`, {
          field: 'duration',
        });
      }
      /** When each user was first sent. */
      const askedAt = new Map<string, number>();
      return {
        endpoint: 'muteMembers',
        maxChunk: maxItems('muteMembers'),
        async send(userIds, call) {
          for (const userId of userIds) askedAt.set(userId, askedAt.get(userId) ?? now());
          const request = { group_id: group.id, usernames: [...userIds], mute_duration };
          const answer = await client.muteMembers(request, call);
          return read('muteMembers', (reading) =>
            toOutcomes(answer.data, { asked: userIds }, reading),
          );
        },
        async explain(_, error) {
          const isAsked = permanentMutes === 'depends' && input.seconds === 'permanent';
          if (!isAsked || error.code !== 'invalid_argument') return undefined;
          const words = error.vendorMessage ?? error.code;
          return unsupported(
            `duration: ${title} refused a permanent mute (${words}); give { seconds }`,
            {
              field: 'duration',
            },
          );
        },
        async readBack(userIds, _, call) {
          const running = await readMutes(input, call);
          return confirmed(userIds, (userId) => {
            const elapsed = now() - (askedAt.get(userId) ?? now());
            return lastsAsAsked(running, userId, mute_duration, elapsed);
          });
        },
      };
    },
  },

  remove: {
    plan: (input) => {
      const { client, group, maxItems, read } = input;
      // Read once for all refusals of the batch: it tells who was not muted before.
      const before = readOnce((call: OperationCall) => readMutes(input, call));
      return {
        endpoint: 'unmuteMembers',
        maxChunk: maxItems('unmuteMembers'),
        maxJoinedBytes: maxPathListBytes,
        async send(userIds, call) {
          const request = { group_id: group.id, usernames: [...userIds] };
          const answer = await client.unmuteMembers(request, call);
          return absentAreDone(
            read('unmuteMembers', (reading) =>
              toOutcomes(answer.data, { asked: userIds }, reading),
            ),
          );
        },
        async explain(userIds, error, call) {
          // Somebody who is not there is not muted there either.
          if (isAbsence(error)) return alreadySo(userIds, isAbout(error, userIds));
          if (!mayBeAlreadySo(error)) return undefined;
          const running = await before(call);
          return alreadySo(userIds, (userId) => isUnmuted(running, userId));
        },
        async readBack(userIds, _, call) {
          const running = await readMutes(input, call);
          return confirmed(userIds, (userId) => isUnmuted(running, userId));
        },
      };
    },
  },

  list: {
    pageSizes: () => undefined,
    open: (input) => ({
      async read(_, __, call) {
        const { ends, unreadable } = await readMutes(input, call);
        return { items: [...ends.values()], unreadable };
      },
    }),
  },

  muteAll: {
    async send({ client, group, call }) {
      await client.muteAll({ group_id: group.id }, call);
    },
  },
  unmuteAll: {
    async send({ client, group, call }) {
      await client.unmuteAll({ group_id: group.id }, call);
    },
  },
};

/** The mutes that still run, by folded user, and when the service told so. */
interface RunningMutes {
  readonly ends: ReadonlyMap<string, Mute<ListedMute>>;
  readonly readAt: number;
  readonly unreadable: readonly Failure[];
}

async function readMutes(
  { client, group, now, read }: Input,
  call: OperationCall,
): Promise<RunningMutes> {
  const answer = await client.listMutes({ group_id: group.id }, call);
  return read('listMutes', (reading) => {
    // The ends are by the clock of the service.
    const readAt = readOptional(wireNumber, answer.timestamp, 'timestamp', reading.note) ?? now();
    const { items, unreadable } = readItems(muteList, answer.data, reading, (item) =>
      toMute(item, readAt),
    );
    const running = items.filter((mute) => isRunning(mute, readAt));
    const ends = new Map(running.map((mute) => [foldUserId(mute.userId), mute]));
    return { ends, readAt, unreadable };
  });
}

/** True if a user is surely not muted: a mute that cannot be read may be any user's. */
function isUnmuted({ ends, unreadable }: RunningMutes, userId: string): boolean {
  return unreadable.length === 0 && !ends.has(userId);
}

/** True if the mute of a user is the one that was asked for, by its remaining time. */
function lastsAsAsked(
  { ends, readAt }: RunningMutes,
  userId: string,
  mute_duration: number,
  elapsed: number,
): boolean {
  const mute = ends.get(userId);
  if (mute === undefined) return false;
  if (mute.until === 'permanent') return mute_duration < 0;
  // A mute that ends is not the permanent one that was asked for, however soon it ends.
  if (mute_duration < 0) return false;
  const left = mute.until.getTime() - readAt;
  return left <= mute_duration + endTolerance && left >= mute_duration - elapsed - endTolerance;
}
