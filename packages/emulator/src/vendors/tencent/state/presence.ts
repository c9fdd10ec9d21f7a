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
  readonly marks: Set<number>;
}

interface Entry extends PresentMember {
  isThere: boolean;
  /** Unix seconds; 0 without a pin. */
  pinnedUntil: number;
}

/** Who is online in a group; for a live room that is who is in it. Times are Unix seconds. */
export class Presence {
  readonly #entries = new Map<string, Entry>();
  #sequence = 0;

  enter(userId: string, now: number): void {
    this.#entryOf(userId, now).isThere = true;
  }

  /** Takes a user out. Marks go with him, but a pin stays. */
  leave(userId: string): void {
    const entry = this.#entries.get(userId);
    if (!entry) return;
    entry.isThere = false;
    const isPinned = entry.marks.has(pinned);
    entry.marks.clear();
    if (isPinned) entry.marks.add(pinned);
    else this.#entries.delete(userId);
  }

  /** Forgets a user, pin and all. */
  forget(userId: string): void {
    this.#entries.delete(userId);
  }

  has(userId: string, now: number): boolean {
    const entry = this.#entries.get(userId);
    return entry !== undefined && isOnline(entry, now);
  }

  /** Who is online, newest first. */
  list(now: number): readonly PresentMember[] {
    const online = [...this.#entries.values()].filter((entry) => isOnline(entry, now));
    return online.sort((one, other) => other.sequence - one.sequence);
  }

  /** Sets a mark of somebody who is online; a pin of anybody. */
  mark(userId: string, mark: number, now: number): void {
    const entry = this.#entryOf(userId, now);
    entry.marks.add(mark);
    if (mark === pinned) entry.pinnedUntil = now + pinnedSeconds;
  }

  /** Takes a mark away. Whoever was only pinned is gone then. */
  unmark(userId: string, mark: number): void {
    const entry = this.#entries.get(userId);
    entry?.marks.delete(mark);
    if (entry && mark === pinned) entry.pinnedUntil = 0;
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
