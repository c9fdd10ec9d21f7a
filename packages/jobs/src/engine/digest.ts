import { createHash } from 'node:crypto';
import type { Json } from '../journal/journal.ts';

/** A short digest of a value, to tell whether it is another one. */
export function digestOf(value: Json): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}
