import type { CallOptions } from '../call/call-options.ts';
import { together } from '../call/together.ts';
import { type ChunkLimits, createChunker } from './chunks.ts';

const readsInFlight = 4;

/** Reads any number of ids in chunks, a few at a time; answers in the order of the chunks. */
export async function readInChunks<Result, Options extends CallOptions>(
  ids: readonly string[],
  limits: ChunkLimits,
  options: Options,
  read: (
    chunk: readonly string[],
    options: Options & { readonly signal: AbortSignal },
  ) => Promise<Result>,
): Promise<Result[]> {
  const chunker = createChunker(limits);
  const chunks = ids.flatMap((id) => {
    const full = chunker.add(id);
    return full ? [full] : [];
  });
  if (chunker.rest().length > 0) chunks.push(chunker.rest());
  const results: Result[] = [];
  for (let start = 0; start < chunks.length; start += readsInFlight) {
    const some = chunks.slice(start, start + readsInFlight);
    results.push(
      ...(await together<readonly Result[], Options>(options, (each) =>
        some.map((chunk) => read(chunk, each)),
      )),
    );
  }
  return results;
}
