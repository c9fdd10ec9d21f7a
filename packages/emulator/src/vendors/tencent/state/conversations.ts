import type { MessageElement } from '@imgroups/tencent';
import { refill } from '../../../server/saved-json.ts';
import type { TencentChangeLog } from './changes.ts';
import { type Extension, MessageExtensions } from './message-extensions.ts';
import { ReadReceipts } from './read-receipts.ts';

/** The time in which the same content with the same number is a duplicate, in seconds. */
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
  readonly body: MessageElement[];
  readonly cloudCustomData: string | undefined;
  readonly recalled: boolean;
  /** Only where they were asked for. */
  readonly receipts: Omit<ReadReceipts, 'markRead'> | undefined;
  /** Only where the message takes them. */
  readonly extensions: Omit<MessageExtensions, 'write' | 'clear'> | undefined;
}

/** The properties of a new message. */
export interface NewMessage
  extends Pick<
    StoredMessage,
    'sender' | 'time' | 'random' | 'priority' | 'body' | 'cloudCustomData'
  > {
  /** Those whose receipts are asked for. */
  readonly audience?: readonly string[] | undefined;
  readonly takesExtensions: boolean;
}

/** The answer to a message, so that a duplicate gets the same answer. */
export interface Sent {
  readonly content: string;
  readonly seq: number;
  /** Unix seconds. */
  readonly time: number;
}

interface OwnMessage extends Omit<StoredMessage, 'receipts' | 'extensions'> {
  body: MessageElement[];
  cloudCustomData: string | undefined;
  recalled: boolean;
  readonly receipts: ReadReceipts | undefined;
  readonly extensions: MessageExtensions | undefined;
}

/** The messages of a group or of a topic, and who has read how far. */
export class Conversation {
  readonly #groupId: string;
  readonly #topicId: string | undefined;
  readonly #changes: TencentChangeLog;
  readonly #messages: OwnMessage[] = [];
  readonly #readSeqs = new Map<string, number>();
  readonly #lastSent = new Map<string, number>();
  readonly #sent = new Map<string, Sent>();
  #clearedSeq = 0;

  constructor(groupId: string, topicId: string | undefined, changes: TencentChangeLog) {
    this.#groupId = groupId;
    this.#topicId = topicId;
    this.#changes = changes;
  }

  save() {
    return {
      groupId: this.#groupId,
      topicId: this.#topicId,
      messages: this.#messages.map(({ receipts, extensions, ...message }) => ({
        ...message,
        receipts: receipts?.save(),
        extensions: extensions?.save(),
      })),
      readSeqs: this.#readSeqs,
      lastSent: this.#lastSent,
      sent: this.#sent,
      clearedSeq: this.#clearedSeq,
    };
  }

  load(saved: ReturnType<Conversation['save']>): void {
    const messages = saved.messages.map(({ receipts, extensions, ...message }) => ({
      ...message,
      // An undefined field is absent in JSON.
      cloudCustomData: message.cloudCustomData,
      receipts: receipts && ReadReceipts.load(receipts),
      extensions: extensions && MessageExtensions.load(extensions),
    }));
    this.#messages.splice(0, this.#messages.length, ...messages);
    refill(this.#readSeqs, saved.readSeqs);
    refill(this.#lastSent, saved.lastSent);
    refill(this.#sent, saved.sent);
    this.#clearedSeq = saved.clearedSeq;
  }

  /** Oldest first. */
  get messages(): readonly StoredMessage[] {
    return this.#messages;
  }

  /** Number of the newest message; 0 where there is none. */
  get lastSeq(): number {
    return this.#messages.length;
  }

  /** Number of the newest message that was cleared: members can pull only newer ones. 0 where none was. */
  get clearedSeq(): number {
    return this.#clearedSeq;
  }

  /** Unix seconds of the newest message; 0 where there is none. */
  get lastTime(): number {
    return this.#messages.at(-1)?.time ?? 0;
  }

  at(seq: number): StoredMessage | undefined {
    return this.#messages[seq - 1];
  }

  /** Number of the newest message that a user has read. */
  readSeqOf(userId: string): number {
    return this.#readSeqs.get(userId) ?? 0;
  }

  /** Unix seconds of the newest message of a user; 0 where there is none. */
  lastSentBy(userId: string): number {
    return this.#lastSent.get(userId) ?? 0;
  }

  /** Returns the answer to the same message within five minutes. */
  duplicateOf(sender: string, random: number, content: string, now: number): Sent | undefined {
    const sent = this.#sent.get(`${random} ${sender}`);
    return sent?.content === content && sent.time > now - duplicateSeconds ? sent : undefined;
  }

  rememberSent(sender: string, random: number, sent: Sent): void {
    this.#sent.set(`${random} ${sender}`, sent);
  }

  /** Stores a message as the newest; its sender has read it. */
  send(message: NewMessage): StoredMessage {
    const stored = this.#add(message);
    const { seq, sender: senderId } = stored;
    const topicId = this.#topicId;
    if (topicId !== undefined) {
      this.#changes.addOwn('topic.messageSent', this.#groupId, { topicId, seq, senderId });
    } else {
      this.#changes.add('message.sent', this.#groupId, { seq, senderId });
    }
    return stored;
  }

  /** Stores a message that was sent elsewhere. */
  import(message: NewMessage): StoredMessage {
    const stored = this.#add(message);
    const { seq, sender: senderId } = stored;
    this.#changes.addOwn('message.imported', this.#groupId, {
      topicId: this.#topicId,
      seq,
      senderId,
    });
    return stored;
  }

  edit(seq: number, patch: Partial<Pick<StoredMessage, 'body' | 'cloudCustomData'>>): void {
    const message = this.#require(seq);
    message.body = patch.body ?? message.body;
    message.cloudCustomData = patch.cloudCustomData ?? message.cloudCustomData;
    this.#changes.addOwn('message.edited', this.#groupId, { topicId: this.#topicId, seq });
  }

  /** Recalls messages; those that were recalled before stay so. */
  recall(seqs: readonly number[]): void {
    const messages = seqs.map((seq) => this.#require(seq)).filter(({ recalled }) => !recalled);
    if (messages.length === 0) return;
    for (const message of messages) message.recalled = true;
    const messageIds = messages.map(({ seq }) => String(seq));
    const topicId = this.#topicId;
    if (topicId !== undefined) {
      this.#changes.addOwn('topic.messageRecalled', this.#groupId, { topicId, messageIds });
    } else {
      this.#changes.add('message.recalled', this.#groupId, { messageIds });
    }
  }

  /** Clears the messages up to this one; they stay stored. */
  clear(upTo: number): void {
    const seq = Math.min(upTo, this.lastSeq);
    if (seq <= this.#clearedSeq) return;
    this.#clearedSeq = seq;
    this.#changes.addOwn('messages.cleared', this.#groupId, { upTo: seq });
  }

  /** Leaves the receipt of a user for a message. */
  markRead(seq: number, userId: string): void {
    if (!this.#require(seq).receipts?.markRead(userId)) return;
    this.#changes.addOwn('message.read', this.#groupId, {
      topicId: this.#topicId,
      seq,
      userIds: [userId],
    });
  }

  /** Sets or deletes pairs of a message; they share a version, which it returns. */
  writeExtensions(seq: number, operation: 'set' | 'delete', pairs: readonly Extension[]): number {
    const version = this.#require(seq).extensions?.write(operation, pairs) ?? 0;
    const keys = pairs.map(({ Key }) => Key);
    if (keys.length > 0) {
      this.#changes.addOwn('message.extensionsChanged', this.#groupId, {
        topicId: this.#topicId,
        seq,
        operation,
        keys,
      });
    }
    return version;
  }

  clearExtensions(seq: number): void {
    this.#require(seq).extensions?.clear();
    this.#changes.addOwn('message.extensionsCleared', this.#groupId, {
      topicId: this.#topicId,
      seq,
    });
  }

  /** Leaves the newest messages unread for users, at most as many as there are. */
  setUnread(userIds: readonly string[], unread: number): void {
    for (const userId of userIds) this.#readSeqs.set(userId, Math.max(0, this.lastSeq - unread));
    if (userIds.length > 0)
      this.#changes.addOwn('members.unreadSet', this.#groupId, { userIds, unread });
  }

  /** Messages from before a user joined do not count as unread. */
  begin(userId: string): void {
    this.#readSeqs.set(userId, this.lastSeq);
  }

  #add({ audience, takesExtensions, ...message }: NewMessage): OwnMessage {
    const stored: OwnMessage = {
      ...message,
      seq: this.lastSeq + 1,
      recalled: false,
      receipts: audience && new ReadReceipts(audience),
      extensions: takesExtensions ? new MessageExtensions() : undefined,
    };
    this.#messages.push(stored);
    this.#readSeqs.set(stored.sender, stored.seq);
    this.#lastSent.set(stored.sender, stored.time);
    return stored;
  }

  #require(seq: number): OwnMessage {
    const message = this.#messages[seq - 1];
    if (!message) throw new RangeError(`no message ${seq} in ${this.#topicId ?? this.#groupId}`);
    return message;
  }
}

/** Conversations by the id of their group or topic. */
export class Conversations {
  readonly #changes: TencentChangeLog;
  readonly #conversations = new Map<string, Conversation>();

  constructor(changes: TencentChangeLog) {
    this.#changes = changes;
  }

  /** That of a group, or of one of its topics. */
  of(groupId: string, topicId?: string): Conversation {
    const id = topicId ?? groupId;
    const known = this.#conversations.get(id);
    if (known) return known;
    const conversation = new Conversation(groupId, topicId, this.#changes);
    this.#conversations.set(id, conversation);
    return conversation;
  }

  save() {
    return Array.from(this.#conversations.values(), (conversation) => conversation.save());
  }

  load(saved: ReturnType<Conversations['save']>): void {
    this.#conversations.clear();
    for (const conversation of saved) {
      this.of(conversation.groupId, conversation.topicId).load(conversation);
    }
  }

  delete(id: string): void {
    this.#conversations.delete(id);
  }

  clear(): void {
    this.#conversations.clear();
  }
}
