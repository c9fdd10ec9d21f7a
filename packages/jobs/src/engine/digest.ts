import { createHash } from 'node:crypto';
import type { Json } from '../journal/journal.ts';

/** A digest of values that come one by one. */
export interface Digest {
  add(value: Json): void;
  /** Ends it. */
  text(): string;
}

export function createDigest(): Digest {
  const hash = createHash('sha256');
  return {
    add: (value) => void hash.update(JSON.stringify(value)),
    text: () => hash.digest('base64url').slice(0, 22),
  };
}

/** A short digest of a value, to tell whether it is another one. */
export function digestOf(value: Json): string {
  const digest = createDigest();
  digest.add(value);
  return digest.text();
}
