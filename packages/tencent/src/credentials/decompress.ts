import { Inflate } from 'pako';

/** A signed document has some hundred bytes; a foreign UserSig may hold a bomb. */
const maxBytes = 65_536;

/** The text in zlib format again; throws when it is not that, not UTF-8, or much too long. */
export function decompress(bytes: Uint8Array): string {
  const inflate = new Inflate({ chunkSize: 16_384 });
  const keep = inflate.onData.bind(inflate);
  let size = 0;
  inflate.onData = (part) => {
    size += part.length;
    if (size > maxBytes) throw new RangeError(`more than ${maxBytes} bytes`);
    keep(part);
  };
  inflate.push(bytes, true);
  if (inflate.err) throw new TypeError(inflate.msg);
  return new TextDecoder('utf-8', { fatal: true }).decode(inflate.result);
}
