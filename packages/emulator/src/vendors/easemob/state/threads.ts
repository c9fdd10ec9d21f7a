import type { Clock } from '../../../server/clock.ts';
import { refill } from '../../../server/saved-json.ts';
import type { EasemobChangeLog } from './changes.ts';

/** Messages below a message of a group. */
export interface EasemobThread {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly groupId: string;
  /** The message it was born from. */
  readonly messageId: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** In the order of joining; the owner is the first. */
  readonly members: ReadonlySet<string>;
}

interface OwnThread extends EasemobThread {
  name: string;
  readonly members: Set<string>;
}

/** Generated thread ids are decimal digits. */
const firstThreadId = 179_786_360_094_769;
const threadIdStep = 65_536;

/** Threads of one app, and where the messages they were born from belong. */
export class Threads {
  readonly #clock: Clock;
  readonly #changes: EasemobChangeLog;
  readonly #threads = new Map<string, OwnThread>();
  /** Nobody sends messages here: a message is of the group that is the first to name it. */
  readonly #groupsOfMessages = new Map<string, string>();
  #made = 0;

  constructor(clock: Clock, changes: EasemobChangeLog) {
    this.#clock = clock;
    this.#changes = changes;
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
    const { name, owner: ownerId, groupId, messageId } = thread;
    this.#changes.addOwn('thread.created', groupId, { threadId: id, name, ownerId, messageId });
    return created;
  }

  rename({ id, groupId }: EasemobThread, name: string): void {
    const thread = this.#threads.get(id);
    if (!thread || thread.name === name) return;
    thread.name = name;
    this.#changes.addOwn('thread.renamed', groupId, { threadId: id, name });
  }

  delete({ id, groupId }: EasemobThread): void {
    if (!this.#threads.delete(id)) return;
    this.#changes.addOwn('thread.deleted', groupId, { threadId: id });
  }

  addMembers({ id, groupId }: EasemobThread, userIds: readonly string[]): void {
    const members = this.#threads.get(id)?.members;
    const added = userIds.filter((username) => members && !members.has(username));
    for (const username of added) members?.add(username);
    if (added.length === 0) return;
    this.#changes.addOwn('thread.membersAdded', groupId, { threadId: id, userIds: added });
  }

  /** Takes members out, and returns who was one. */
  removeMembers({ id, groupId }: EasemobThread, userIds: readonly string[]): readonly string[] {
    const members = this.#threads.get(id)?.members;
    const removed = userIds.filter((username) => members?.delete(username));
    if (removed.length > 0) {
      this.#changes.addOwn('thread.membersRemoved', groupId, { threadId: id, userIds: removed });
    }
    return removed;
  }

  /** The thread below a message. */
  below(messageId: string): EasemobThread | undefined {
    return this.list().find((thread) => thread.messageId === messageId);
  }

  /** The group of a message, as far as it is known. */
  groupOfMessage(messageId: string): string | undefined {
    return this.#groupsOfMessages.get(messageId);
  }

  /** Users who leave a group leave its threads. */
  leaveGroup(groupId: string, username: string): void {
    for (const thread of this.list()) {
      if (thread.groupId === groupId) this.removeMembers(thread, [username]);
    }
  }

  /** A dissolved group takes its threads with it. */
  deleteGroup(groupId: string): void {
    for (const thread of this.list()) {
      if (thread.groupId === groupId) this.delete(thread);
    }
  }

  save() {
    return { threads: this.#threads, groupsOfMessages: this.#groupsOfMessages, made: this.#made };
  }

  load(saved: ReturnType<Threads['save']>): void {
    refill(this.#threads, saved.threads);
    refill(this.#groupsOfMessages, saved.groupsOfMessages);
    this.#made = saved.made;
  }

  clear(): void {
    this.#threads.clear();
    this.#groupsOfMessages.clear();
    this.#made = 0;
  }
}
