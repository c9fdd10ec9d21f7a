/** The limits of one call. */
export interface ChunkLimits {
  readonly maxItems: number;
  /** Longest list of ids joined by commas in bytes, where they go into a URL. */
  readonly maxJoinedBytes?: number | undefined;
}

/** Fills one chunk after the other. */
export interface Chunker {
  /** Takes an id; gives back the chunk before when the id did not fit into it. */
  add(id: string): readonly string[] | undefined;
  /** The last chunk, possibly empty. */
  rest(): readonly string[];
}

export function createChunker({ maxItems, maxJoinedBytes }: ChunkLimits): Chunker {
  let chunk: string[] = [];
  let bytes = 0;
  return {
    add(id) {
      const length = maxJoinedBytes === undefined ? 0 : joinedLength(id);
      const fits = chunk.length < maxItems && bytes + length <= (maxJoinedBytes ?? 0);
      if (fits || chunk.length === 0) {
        chunk.push(id);
        bytes += length;
        return undefined;
      }
      const full = chunk;
      chunk = [id];
      bytes = length;
      return full;
    },
    rest: () => chunk,
  };
}

/** All chunks of a list. */
export function chunksOf(
  ids: readonly string[],
  limits: ChunkLimits,
): readonly (readonly string[])[] {
  const chunker = createChunker(limits);
  const chunks = ids.flatMap((id) => {
    const full = chunker.add(id);
    return full ? [full] : [];
  });
  return chunker.rest().length > 0 ? [...chunks, chunker.rest()] : chunks;
}

/** Bytes of an id in a URL, with its comma. */
function joinedLength(id: string): number {
  return encodeURIComponent(id.toWellFormed()).length + 1;
}
