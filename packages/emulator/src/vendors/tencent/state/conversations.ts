import type { MessageElement } from '@imgroups/tencent';
import type { MessageExtensions } from './message-extensions.ts';
import type { ReadReceipts } from './read-receipts.ts';

/** How long the same content with the same number is a duplicate, in seconds. */
const duplicateSeconds = 300;

/** A message that was stored. */
export interface StoredMessage {
  /** Number in the conversation, from 1 without gaps. */
  readonly seq: number;
  readonly sender: string;
  /** Unix seconds. */
  readonly time: number;
  readonly random: number;
  /** 1 High, 2 Normal, 3 Low, 4 Lowest. */
  readonly priority: number;
  body: MessageElement[];
  cloudCustomData: string | undefined;
  recalled: boolean;
  /** Only where they were asked for. */
  readonly receipts: ReadReceipts | undefined;
  /** Only where the message takes them. */
  readonly extensions: MessageExtensions | undefined;
}

/** What a new message is made of. */
export type NewMessage = Omit<StoredMessage, 'seq' | 'recalled'>;

/** What was answered to a message, so that a duplicate gets the same answer. */
export interface Sent {
  readonly content: string;
  readonly seq: number;
  /** Unix seconds. */
  readonly time: number;
}

/** The messages of a group or of a topic, and who has read how far. */
export class Conversation {
  readonly messages: StoredMessage[] = [];
  readonly #readSeqs = new Map<string, number>();
  readonly #lastSent = new Map<string, number>();
  readonly #sent = new Map<string, Sent>();

  /** Number of the newest message; 0 where there is none. */
  get lastSeq(): number {
    return this.messages.length;
  }

  /** Unix seconds of the newest message; 0 where there is none. */
  get lastTime(): number {
    return this.messages.at(-1)?.time ?? 0;
  }

  /** Stores a message as the newest; its sender has read it. */
  add(message: NewMessage): StoredMessage {
    const stored = { ...message, seq: this.lastSeq + 1, recalled: false };
    this.messages.push(stored);
    this.#readSeqs.set(stored.sender, stored.seq);
    this.#lastSent.set(stored.sender, stored.time);
    return stored;
  }

  at(seq: number): StoredMessage | undefined {
    return this.messages[seq - 1];
  }

  /** Number of the newest message that a user has read. */
  readSeqOf(userId: string): number {
    return this.#readSeqs.get(userId) ?? 0;
  }

  /** Leaves the newest messages unread for a user, at most as many as there are. */
  setUnread(userId: string, unread: number): void {
    this.#readSeqs.set(userId, Math.max(0, this.lastSeq - unread));
  }

  /** Unix seconds of the newest message of a user; 0 where there is none. */
  lastSentBy(userId: string): number {
    return this.#lastSent.get(userId) ?? 0;
  }

  /** What was answered to the same message within five minutes. */
  duplicateOf(sender: string, random: number, content: string, now: number): Sent | undefined {
    const sent = this.#sent.get(`${random} ${sender}`);
    return sent?.content === content && sent.time > now - duplicateSeconds ? sent : undefined;
  }

  rememberSent(sender: string, random: number, sent: Sent): void {
    this.#sent.set(`${random} ${sender}`, sent);
  }
}

/** Conversations by the id of their group or topic. */
export class Conversations {
  readonly #conversations = new Map<string, Conversation>();

  of(id: string): Conversation {
    const known = this.#conversations.get(id);
    if (known) return known;
    const conversation = new Conversation();
    this.#conversations.set(id, conversation);
    return conversation;
  }

  delete(id: string): void {
    this.#conversations.delete(id);
  }

  clear(): void {
    this.#conversations.clear();
  }
}
