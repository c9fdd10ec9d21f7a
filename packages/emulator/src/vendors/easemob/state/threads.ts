import type { Clock } from '../../../server/clock.ts';

/** Messages below a message of a group. */
export interface EasemobThread {
  readonly id: string;
  name: string;
  readonly owner: string;
  readonly groupId: string;
  /** The message it was born from. */
  readonly messageId: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** In the order of joining; the owner is the first. */
  readonly members: Set<string>;
}

/** Generated thread ids are decimal digits. */
const firstThreadId = 179_786_360_094_769;
const threadIdStep = 65_536;

/** Threads of one app, and where the messages they were born from belong. */
export class Threads {
  readonly #clock: Clock;
  readonly #threads = new Map<string, EasemobThread>();
  /** Nobody sends messages here: a message is of the group that is the first to name it. */
  readonly #groupsOfMessages = new Map<string, string>();
  #made = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#threads.size;
  }

  get(id: string): EasemobThread | undefined {
    return this.#threads.get(id);
  }

  /** In the order of creation. */
  list(): EasemobThread[] {
    return [...this.#threads.values()];
  }

  /** Those that a user has joined. */
  listOf(username: string): EasemobThread[] {
    return this.list().filter(({ members }) => members.has(username));
  }

  create(thread: Pick<EasemobThread, 'name' | 'owner' | 'groupId' | 'messageId'>): EasemobThread {
    const id = String(firstThreadId + this.#made * threadIdStep);
    this.#made += 1;
    const created = { ...thread, id, created: this.#clock.now(), members: new Set([thread.owner]) };
    this.#threads.set(id, created);
    this.#groupsOfMessages.set(thread.messageId, thread.groupId);
    return created;
  }

  delete(thread: EasemobThread): void {
    this.#threads.delete(thread.id);
  }

  /** The thread below a message. */
  below(messageId: string): EasemobThread | undefined {
    return this.list().find((thread) => thread.messageId === messageId);
  }

  /** The group of a message, as far as it is known. */
  groupOfMessage(messageId: string): string | undefined {
    return this.#groupsOfMessages.get(messageId);
  }

  /** Who leaves a group leaves its threads. */
  leaveGroup(groupId: string, username: string): void {
    for (const thread of this.list()) {
      if (thread.groupId === groupId) thread.members.delete(username);
    }
  }

  /** A dissolved group takes its threads with it. */
  deleteGroup(groupId: string): void {
    for (const thread of this.list()) {
      if (thread.groupId === groupId) this.delete(thread);
    }
  }

  clear(): void {
    this.#threads.clear();
    this.#groupsOfMessages.clear();
    this.#made = 0;
  }
}
