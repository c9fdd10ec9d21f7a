import { Inflate } from 'pako';

/** A token has some hundred bytes; somebody else's may hold a bomb. */
const maxBytes = 65_536;

/** The bytes in zlib format again; throws when it is not that, or much too long. */
export function decompress(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
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
  return new Uint8Array(inflate.result as Uint8Array);
}
