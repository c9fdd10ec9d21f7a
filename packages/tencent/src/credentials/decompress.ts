import { inflate } from 'pako';

/** The text in zlib format again; throws when it is not that or not UTF-8. */
export function decompress(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(inflate(bytes));
}
