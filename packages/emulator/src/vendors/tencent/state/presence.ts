import type { NeutralChanges } from '../../../server/changes.ts';
import { refill } from '../../../server/saved-json.ts';
import type { TencentChangeLog } from './changes.ts';

/** Counts as online without being there. */
export const pinned = 500;

/** Left out of the list of who is there. */
export const hidden = 600;

const pinnedSeconds = 3 * 86_400;

/** Somebody who is online in a group. */
export interface PresentMember {
  readonly userId: string;
  /** Grows by one per entering, so that a list can go on behind it. */
  readonly sequence: number;
  /** Unix seconds. */
  readonly joinTime: number;
  readonly marks: ReadonlySet<number>;
}

interface Entry extends PresentMember {
  readonly marks: Set<number>;
  isThere: boolean;
  /** Unix seconds; 0 without a pin. */
  pinnedUntil: number;
}

/** The users who are online in a group; in a live room those are its members. Times are Unix seconds. */
export class Presence {
  readonly #groupId: string;
  readonly #isLiveRoom: boolean;
  readonly #changes: TencentChangeLog;
  readonly #entries = new Map<string, Entry>();
  #sequence = 0;

  constructor(groupId: string, isLiveRoom: boolean, changes: TencentChangeLog) {
    this.#groupId = groupId;
    this.#isLiveRoom = isLiveRoom;
    this.#changes = changes;
  }

  save() {
    return { entries: this.#entries, sequence: this.#sequence };
  }

  load(saved: ReturnType<Presence['save']>): void {
    refill(this.#entries, saved.entries);
    this.#sequence = saved.sequence;
  }

  enter(userId: string, now: number): void {
    const entry = this.#entryOf(userId, now);
    if (entry.isThere) return;
    entry.isThere = true;
    const userIds = [userId];
    if (this.#isLiveRoom) {
      this.#changes.add('members.joined', this.#groupId, { userIds, how: 'entered' });
    } else {
      this.#changes.addOwn('members.online', this.#groupId, { userIds });
    }
  }

  /** Takes a user out. Their marks go, but a pin stays. */
  leave(userId: string): void {
    const entry = this.#entries.get(userId);
    if (!entry) return;
    const wasThere = entry.isThere;
    entry.isThere = false;
    const isPinned = entry.marks.has(pinned);
    entry.marks.clear();
    if (isPinned) entry.marks.add(pinned);
    else this.#entries.delete(userId);
    if (wasThere) this.#tellLeft(userId, 'left');
  }

  /** Forgets a user, pin and all, because they were removed or banned, or their account was deleted. */
  forget(userId: string, how: 'removed' | 'blacklisted' | 'accountDeleted'): void {
    const entry = this.#entries.get(userId);
    this.#entries.delete(userId);
    if (entry?.isThere) this.#tellLeft(userId, how);
  }

  has(userId: string, now: number): boolean {
    const entry = this.#entries.get(userId);
    return entry !== undefined && isOnline(entry, now);
  }

  /** Returns the users who are online, newest first. */
  list(now: number): readonly PresentMember[] {
    const online = [...this.#entries.values()].filter((entry) => isOnline(entry, now));
    return online.sort((one, other) => other.sequence - one.sequence);
  }

  /** Sets marks of somebody who is online; a pin of anybody. */
  mark(userId: string, marks: readonly number[], now: number): void {
    if (marks.length === 0) return;
    const entry = this.#entryOf(userId, now);
    for (const mark of marks) entry.marks.add(mark);
    if (marks.includes(pinned)) entry.pinnedUntil = now + pinnedSeconds;
    this.#changes.addOwn('members.marked', this.#groupId, { userIds: [userId], marks });
  }

  /** Takes marks away. Whoever was only pinned is gone then. */
  unmark(userId: string, marks: readonly number[]): void {
    const entry = this.#entries.get(userId);
    if (!entry) return;
    const removed = marks.filter((mark) => entry.marks.delete(mark));
    if (marks.includes(pinned)) entry.pinnedUntil = 0;
    if (removed.length === 0) return;
    this.#changes.addOwn('members.unmarked', this.#groupId, { userIds: [userId], marks: removed });
  }

  #tellLeft(userId: string, how: NeutralChanges['members.left']['how']): void {
    const userIds = [userId];
    if (this.#isLiveRoom) this.#changes.add('members.left', this.#groupId, { userIds, how });
    else this.#changes.addOwn('members.offline', this.#groupId, { userIds });
  }

  #entryOf(userId: string, now: number): Entry {
    const known = this.#entries.get(userId);
    if (known && isOnline(known, now)) return known;
    this.#sequence += 1;
    const entry: Entry = {
      userId,
      sequence: this.#sequence,
      joinTime: now,
      marks: new Set(),
      isThere: false,
      pinnedUntil: 0,
    };
    this.#entries.set(userId, entry);
    return entry;
  }
}

function isOnline({ isThere, pinnedUntil }: Entry, now: number): boolean {
  return isThere || pinnedUntil > now;
}
