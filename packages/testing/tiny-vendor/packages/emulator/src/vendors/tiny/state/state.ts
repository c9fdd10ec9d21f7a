import type { ChangeLog } from '../../../server/changes.ts';
import type { Clock } from '../../../server/clock.ts';
import { refill, refillSet } from '../../../server/saved-json.ts';
import { TinyFailure } from '../wire/envelope.ts';

export interface TinyRoom {
  readonly id: string;
  title: string;
  readonly host: string;
  readonly since: number;
  /** When each came, in milliseconds. */
  readonly guests: Map<string, number>;
}

/** The state of the service. */
export class TinyState {
  readonly people = new Set<string>();
  readonly rooms = new Map<string, TinyRoom>();
  readonly #clock: Clock;
  readonly #changes: ChangeLog;
  #opened = 0;

  constructor(clock: Clock, changes: ChangeLog) {
    this.#clock = clock;
    this.#changes = changes;
  }

  requireRoom(id: string): TinyRoom {
    const room = this.rooms.get(id);
    if (!room) throw new TinyFailure(404, 'no_room');
    return room;
  }

  requirePerson(person: string): void {
    if (!this.people.has(person)) throw new TinyFailure(404, 'no_person');
  }

  open(title: string, host: string, id: string | undefined): TinyRoom {
    this.requirePerson(host);
    if (id !== undefined && this.rooms.has(id)) throw new TinyFailure(409, 'room_taken');
    this.#opened += 1;
    const now = this.#clock.now();
    const room = { id: id ?? `r${this.#opened}`, title, host, since: now, guests: new Map() };
    room.guests.set(host, now);
    this.rooms.set(room.id, room);
    this.#changes.add('group.created', room.id, { name: title, ownerId: host, userIds: [] });
    return room;
  }

  rename(room: TinyRoom, title: string): void {
    room.title = title;
    this.#changes.add('group.updated', room.id, { changed: { name: title } });
  }

  close(room: TinyRoom): void {
    this.rooms.delete(room.id);
    this.#changes.add('group.deleted', room.id, { userIds: [...room.guests.keys()] });
  }

  invite(room: TinyRoom, people: readonly string[]): void {
    const userIds = people.filter((person) => !room.guests.has(person));
    for (const person of userIds) room.guests.set(person, this.#clock.now());
    if (userIds.length > 0) {
      this.#changes.add('members.joined', room.id, { userIds, how: 'added' });
    }
  }

  dismiss(room: TinyRoom, person: string): void {
    if (!room.guests.delete(person)) return;
    this.#changes.add('members.left', room.id, { userIds: [person], how: 'removed' });
  }

  save() {
    return { people: this.people, rooms: this.rooms, opened: this.#opened };
  }

  load(saved: ReturnType<TinyState['save']>): void {
    refillSet(this.people, saved.people);
    refill(this.rooms, saved.rooms);
    this.#opened = saved.opened;
  }

  reset(): void {
    this.people.clear();
    this.rooms.clear();
  }
}
