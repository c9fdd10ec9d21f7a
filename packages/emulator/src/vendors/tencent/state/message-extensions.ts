/** A pair on a message. */
export interface StoredExtension {
  readonly Key: string;
  readonly Value: string;
  /** Version; pairs of one call share it. */
  readonly Seq: number;
}

/** Most pairs per message. */
const maxPairs = 300;

/** The pairs of one message. Each call that changes some makes one new version. */
export class MessageExtensions {
  readonly #pairs = new Map<string, StoredExtension>();
  latestSeq = 0;
  clearSeq = 0;

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

  /** Whether there is room for the pairs. */
  takes(keys: readonly string[]): boolean {
    return new Set([...this.#pairs.keys(), ...keys]).size <= maxPairs;
  }

  newVersion(): number {
    this.latestSeq += 1;
    return this.latestSeq;
  }

  set(pair: StoredExtension): void {
    this.#pairs.set(pair.Key, pair);
  }

  delete(key: string): void {
    this.#pairs.delete(key);
  }

  clear(): void {
    this.#pairs.clear();
    this.clearSeq = this.newVersion();
  }
}
