import type { OperationCall } from '../call/call-options.ts';
import { type ChunkLimits, createChunker } from './chunks.ts';
import type { Pace } from './pace.ts';

/**
 * Reads any number of ids in chunks, as many at a time as their pace allows; answers in the order of the chunks. When one fails
 * the others are cancelled, and the failure is thrown once they have ended.
 */
export async function readInChunks<Result>(
  ids: readonly string[],
  limits: ChunkLimits,
  pace: Pace,
  read: (
    chunk: readonly string[],
    call: OperationCall & { readonly signal: AbortSignal },
  ) => Promise<Result>,
): Promise<Result[]> {
  const controller = new AbortController();
  const results: Result[] = [];
  const running: Promise<void>[] = [];
  let failure: { readonly thrown: unknown } | undefined;

  async function readOne(chunk: readonly string[], index: number): Promise<void> {
    try {
      results[index] = await pace.run((call) => {
        const signals = [controller.signal, ...(call.signal ? [call.signal] : [])];
        return read(chunk, { ...call, signal: AbortSignal.any(signals) });
      });
    } catch (thrown) {
      failure ??= { thrown };
      controller.abort();
    }
  }

  for (const [index, chunk] of chunksOf(ids, limits).entries()) {
    await pace.free();
    if (failure) break;
    running.push(readOne(chunk, index));
  }
  await Promise.all(running);
  if (failure) throw failure.thrown;
  return results;
}

function chunksOf(ids: readonly string[], limits: ChunkLimits): readonly (readonly string[])[] {
  const chunker = createChunker(limits);
  const chunks = ids.flatMap((id) => {
    const full = chunker.add(id);
    return full ? [full] : [];
  });
  return chunker.rest().length > 0 ? [...chunks, chunker.rest()] : chunks;
}
