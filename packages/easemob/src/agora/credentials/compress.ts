import { deflate } from 'pako';

/** zlib format. */
export function compress(bytes: Uint8Array): Uint8Array {
  return deflate(bytes);
}
