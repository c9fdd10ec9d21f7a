/** How much goes into one call. */
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

export function createChunker(limits: ChunkLimits): Chunker {
  const { maxItems, maxJoinedBytes = Number.POSITIVE_INFINITY } = limits;
  let chunk: string[] = [];
  let bytes = 0;
  return {
    add(id) {
      const length = encodeURIComponent(id.toWellFormed()).length + 1;
      const fits = chunk.length < maxItems && bytes + length <= maxJoinedBytes;
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
