/** The users who were to read a message, and those who have. */
export class ReadReceipts {
  /** Everybody but the sender, as the group was when the message was sent. */
  readonly #audience: readonly string[];
  readonly #readers = new Set<string>();

  constructor(audience: readonly string[]) {
    this.#audience = audience;
  }

  save() {
    return { audience: this.#audience, readers: this.#readers };
  }

  static load({ audience, readers }: ReturnType<ReadReceipts['save']>): ReadReceipts {
    const receipts = new ReadReceipts(audience);
    for (const userId of readers) receipts.#readers.add(userId);
    return receipts;
  }

  get readCount(): number {
    return this.#readers.size;
  }

  get unreadCount(): number {
    return this.#audience.length - this.#readers.size;
  }

  /** Returns true for a new receipt: users who were not to read the message leave none. */
  markRead(userId: string): boolean {
    if (!this.#audience.includes(userId) || this.#readers.has(userId)) return false;
    this.#readers.add(userId);
    return true;
  }

  /**
   * Some of those who have read it, or of those who have not, from a place in the audience; `next` is undefined at the
   * end. Places do not move when somebody reads the message meanwhile.
   */
  list(hasRead: boolean, from: number, count: number) {
    const userIds: string[] = [];
    let place = from;
    while (place < this.#audience.length && userIds.length < count) {
      const userId = this.#audience[place] ?? '';
      if (this.#readers.has(userId) === hasRead) userIds.push(userId);
      place += 1;
    }
    const isComplete = !this.#audience
      .slice(place)
      .some((userId) => this.#readers.has(userId) === hasRead);
    return { userIds, next: isComplete ? undefined : place };
  }
}
