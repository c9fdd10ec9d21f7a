import { secret } from '../validation/rules.ts';
import { type CursorCodec, plainCursors } from './cursor.ts';

const minSecretLength = 32;

/** A secret to seal cursors with. It is never shown. */
export const cursorSecret = secret(
  `must be a string of at least ${minSecretLength} characters`,
  (value) => value.length >= minSecretLength,
);

/**
 * The codec that fits the option `cursorSecret`: with a secret, cursors are encrypted, expire after one day, and can be
 * given to untrusted clients.
 */
export function cursorCodec(key: string | undefined, now: () => number): CursorCodec {
  if (key === undefined) return plainCursors;
  const secretKey = key;
  let loaded: Promise<CursorCodec> | undefined;
  function sealing(): Promise<CursorCodec> {
    // Loaded when used: most lists never seal a cursor.
    loaded ??= import('./sealing.ts').then(({ sealedCursors }) => sealedCursors(secretKey, now));
    return loaded;
  }
  return {
    encode: async (position, binding) => (await sealing()).encode(position, binding),
    decode: async (cursor, binding) => (await sealing()).decode(cursor, binding),
  };
}
