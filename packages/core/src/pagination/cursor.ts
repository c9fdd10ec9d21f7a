import { fromBase64Url, toBase64Url } from '../text/base64.ts';
import { secret } from '../validation/rules.ts';
import {
  bindingText,
  type CursorBinding,
  type CursorCodec,
  invalidCursor,
} from './cursor-codec.ts';

/** A readable cursor with a checksum over position and binding: for servers that keep cursors to themselves. */
export const plainCursors: CursorCodec = {
  async encode(position, binding) {
    const text = JSON.stringify(position);
    return toBase64Url(new TextEncoder().encode(`${checksum(text, binding)}${text}`));
  },
  async decode(cursor, binding) {
    try {
      const decoded = new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(cursor));
      const text = decoded.slice(checksumLength);
      if (decoded.slice(0, checksumLength) === checksum(text, binding)) return JSON.parse(text);
    } catch {
      // Told below, without the details of the decoder.
    }
    throw invalidCursor();
  },
};

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

const minSecretLength = 32;

/** A secret to seal cursors with. It is never shown. */
export const cursorSecret = secret(
  `must be a string of at least ${minSecretLength} characters`,
  (value) => value.length >= minSecretLength,
);

const checksumLength = 16;

/** Finds damage and mix-ups, not forgeries. A digest of Web Crypto for each page would take a good part of the time of a list. */
function checksum(text: string, binding: CursorBinding): string {
  const bound = `${bindingText(binding)}\n${text}`;
  return `${fnv(bound, 0x01000193)}${fnv(bound, 0x5f356495)}`;
}

/** 32 bits in hexadecimal, by FNV-1a with any odd multiplier. */
function fnv(text: string, multiplier: number): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), multiplier);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
