import { type Driver, type ProviderTypes, refused, unsupported } from '@imgroups/core/adapter';
import type { Guest, Room } from '../chapters/common.ts';
import type { RoomResponse } from '../chapters/rooms.ts';
import { type TinyClient, tinyEndpoints } from '../endpoints.ts';
import { tinyOperations } from './operations.ts';

/** The vendor's own types in the neutral model. */
export interface TinyTypes extends ProviderTypes {
  readonly client: TinyClient;
  readonly kind: 'standard';
  readonly group: Room;
  readonly createdGroup: RoomResponse;
  readonly member: Guest;
}

interface TinyDriverTypes extends TinyTypes {
  readonly settings: undefined;
  readonly extras: object;
}

/** The frame refuses what the table says the vendor lacks, so these are never called. */
const lacking = (): never => {
  throw unsupported('Tiny cannot do this');
};
const noList = { pageSizes: () => undefined, open: lacking };
const noWrite = { send: lacking };
const noBatch = { plan: lacking };

/** Tiny behind the neutral contract. */
export const tinyDriver: Driver<TinyDriverTypes> = {
  name: 'tiny',
  endpoints: tinyEndpoints,
  operations: tinyOperations,
  canonicalUserId: (userId) => userId,
  kindOfId: () => undefined,
  check: lacking,

  groups: {
    create: {
      async send({ client, input, call }) {
        const { name: title, ownerId: host, id: room } = input;
        const raw = await client.openRoom({ title, host, ...(room && { room }) }, call);
        return { id: requireRoom(raw).room, kind: 'standard', raw };
      },
      async readBack({ client, input: { id }, call }) {
        if (id === undefined) return undefined;
        const raw = await client.getRoom({ room: id }, call);
        return { result: { id: requireRoom(raw).room, kind: 'standard', raw } };
      },
    },
    async get({ client, group, call }) {
      const raw = requireRoom(await client.getRoom({ room: group.id }, call));
      return {
        id: raw.room,
        kind: 'standard',
        name: raw.title ?? '',
        ownerId: raw.host,
        memberCount: raw.count,
        createdAt: toDate(raw.since),
        raw,
      };
    },
    delete: {
      async send({ client, group, call }) {
        await client.closeRoom({ room: group.id }, call);
      },
    },
    getMany: noBatch,
    list: noList,
    listJoined: noList,
    update: noWrite,
    getAnnouncement: lacking,
    setAnnouncement: noWrite,
    transfer: noWrite,
  },

  members: {
    list: {
      pageSizes: () => undefined,
      open: ({ client, group }) => ({
        async read(_, __, call) {
          const [{ room }, { guests = [] }] = await Promise.all([
            client.getRoom({ room: group.id }, call),
            client.listGuests({ room: group.id }, call),
          ]);
          return {
            items: guests.map((raw) => ({
              userId: raw.person,
              role: raw.person === room?.host ? 'owner' : 'member',
              joinedAt: toDate(raw.since),
              raw,
            })),
          };
        },
      }),
    },
    add: {
      plan: ({ client, group, maxItems }) => ({
        endpoint: 'invite',
        maxChunk: maxItems('invite'),
        async send(userIds, call) {
          const request = { room: group.id, people: [...userIds] };
          const { unknown = [] } = await client.invite(request, call);
          return userIds.map((userId) =>
            unknown.includes(userId)
              ? { userId, status: 'failed', failure: unknownPerson }
              : { userId, status: 'done' },
          );
        },
        async readBack(userIds, _, call) {
          const { guests = [] } = await client.listGuests({ room: group.id }, call);
          const inside = new Set(guests.map(({ person }) => person));
          return userIds
            .filter((userId) => inside.has(userId))
            .map((userId) => ({ userId, status: 'done' }));
        },
      }),
    },
    getRoles: noBatch,
    remove: noBatch,
    setRole: noBatch,
  },

  mutes: { add: noBatch, remove: noBatch, list: noList, muteAll: noWrite, unmuteAll: noWrite },
  blacklist: { add: noBatch, remove: noBatch, list: noList },
};

const unknownPerson = refused('no such person', { code: 'not_found', reason: 'user_not_found' });

function requireRoom({ room }: RoomResponse): Room {
  if (!room) throw refused('the answer has no room', { code: 'internal' });
  return room;
}

function toDate(seconds: number | undefined): Date | undefined {
  return seconds === undefined ? undefined : new Date(seconds * 1000);
}
