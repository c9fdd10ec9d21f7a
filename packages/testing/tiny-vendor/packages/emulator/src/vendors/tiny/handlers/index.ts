import type { tinyEndpoints } from '@imgroups/tiny/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { TinyRoom, TinyState } from '../state/state.ts';

/** The parts that a handler works with. */
export interface TinyCall {
  readonly state: TinyState;
}

const done = { ok: true };

/** The handlers of all endpoints, by name. */
export const handlers: HandlersOf<typeof tinyEndpoints, TinyCall> = {
  openRoom: ({ state }, { title, host, room }) => ({
    ok: true,
    room: toWireRoom(state.open(title, host, room)),
  }),
  getRoom: ({ state }, { room }) => ({ ok: true, room: toWireRoom(state.requireRoom(room)) }),
  listRooms: ({ state }) => ({ ok: true, rooms: [...state.rooms.values()].map(toWireRoom) }),

  renameRoom({ state }, { room, title }) {
    state.rename(state.requireRoom(room), title);
    return done;
  },

  closeRoom({ state }, { room }) {
    state.close(state.requireRoom(room));
    return done;
  },

  invite({ state }, { room, people }) {
    const known = people.filter((person) => state.people.has(person));
    state.invite(state.requireRoom(room), known);
    return { ok: true, unknown: people.filter((person) => !known.includes(person)) };
  },

  listGuests({ state }, { room }) {
    const { guests } = state.requireRoom(room);
    return {
      ok: true,
      guests: Array.from(guests, ([person, since]) => ({ person, since: inSeconds(since) })),
    };
  },

  dismiss({ state }, { room, person }) {
    state.dismiss(state.requireRoom(room), person);
    return done;
  },

  register({ state }, { person }) {
    state.people.add(person);
    return done;
  },

  getPerson({ state }, { person }) {
    state.requirePerson(person);
    return { ok: true, person };
  },
};

function toWireRoom({ id, title, host, since, guests }: TinyRoom) {
  return { room: id, title, host, since: inSeconds(since), count: guests.size };
}

function inSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
