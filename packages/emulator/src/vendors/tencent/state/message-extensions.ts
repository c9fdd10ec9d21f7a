/** A pair on a message. */
export interface StoredExtension {
  readonly Key: string;
  readonly Value: string;
  /** Version; pairs of one call share it. */
  readonly Seq: number;
}

/** A pair to set or delete. */
export interface Extension {
  readonly Key: string;
  readonly Value?: string | undefined;
}

/** Most pairs per message. */
const maxPairs = 300;

/** The pairs of one message. Each call that changes some makes one new version. */
export class MessageExtensions {
  readonly #pairs = new Map<string, StoredExtension>();
  #latestSeq = 0;
  #clearSeq = 0;

  save() {
    return { pairs: this.#pairs, latestSeq: this.#latestSeq, clearSeq: this.#clearSeq };
  }

  static load(saved: ReturnType<MessageExtensions['save']>): MessageExtensions {
    const extensions = new MessageExtensions();
    for (const [key, pair] of saved.pairs) extensions.#pairs.set(key, pair);
    extensions.#latestSeq = saved.latestSeq;
    extensions.#clearSeq = saved.clearSeq;
    return extensions;
  }

  /** The newest version. */
  get latestSeq(): number {
    return this.#latestSeq;
  }

  /** The version that came from clearing; 0 before that. */
  get clearSeq(): number {
    return this.#clearSeq;
  }

  /** Pairs of a version and newer ones, oldest first. */
  from(seq: number): readonly StoredExtension[] {
    return [...this.#pairs.values()]
      .filter(({ Seq }) => Seq >= seq)
      .sort((one, other) => one.Seq - other.Seq);
  }

  /** A pair as it is; one that was never set has version 0. */
  get(key: string): StoredExtension {
    return this.#pairs.get(key) ?? { Key: key, Value: '', Seq: 0 };
  }

  /** True if there is room for the pairs. */
  takes(keys: readonly string[]): boolean {
    return new Set([...this.#pairs.keys(), ...keys]).size <= maxPairs;
  }

  /** Sets or deletes pairs as one new version, which it returns; without pairs the version stays. */
  write(operation: 'set' | 'delete', pairs: readonly Extension[]): number {
    if (pairs.length > 0) this.#latestSeq += 1;
    for (const { Key, Value = '' } of pairs) {
      if (operation === 'delete') this.#pairs.delete(Key);
      else this.#pairs.set(Key, { Key, Value, Seq: this.#latestSeq });
    }
    return this.#latestSeq;
  }

  clear(): void {
    this.#pairs.clear();
    this.#latestSeq += 1;
    this.#clearSeq = this.#latestSeq;
  }
}
