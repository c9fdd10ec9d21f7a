type Bytes = Uint8Array<ArrayBuffer>;

/** A text in UTF-8. */
export function bytesOf(text: string): Bytes {
  return new TextEncoder().encode(text);
}

/** Little endian, as all numbers of the format. */
export function uint16(value: number): Bytes {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff);
}

export function uint32(value: number): Bytes {
  return concat(uint16(value), uint16(value >>> 16));
}

/** Bytes after their length. */
export function string(bytes: Bytes): Bytes {
  return concat(uint16(bytes.length), bytes);
}

export function concat(...parts: readonly Bytes[]): Bytes {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Reads what the functions above write; throws beyond the end. */
export function readerOf(bytes: Bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  function next(length: number): number {
    const start = offset;
    if (start + length > bytes.length) throw new RangeError('beyond the end');
    offset += length;
    return start;
  }
  const readUint16 = (): number => view.getUint16(next(2), true);
  function readString(): Bytes {
    const length = readUint16();
    const start = next(length);
    return bytes.slice(start, start + length);
  }
  return {
    uint16: readUint16,
    uint32: (): number => view.getUint32(next(4), true),
    string: readString,
    text: (): string => new TextDecoder('utf-8', { fatal: true }).decode(readString()),
    /** Everything that is not read yet, without reading it. */
    rest: (): Bytes => bytes.slice(offset),
  };
}
