import type { OperationCall } from '../call/call-options.ts';
import { eitherSignal } from '../retry/either-signal.ts';
import { type ChunkLimits, chunksOf } from './chunks.ts';
import type { Pace } from './pace.ts';

/**
 * Reads any number of ids in chunks, as many at a time as their pace allows; answers in the order of the chunks. When one fails
 * the others are cancelled, and the failure is thrown once they have ended.
 */
export async function readInChunks<Result>(
  ids: readonly string[],
  limits: ChunkLimits,
  pace: Pace,
  read: (chunk: readonly string[], call: OperationCall) => Promise<Result>,
): Promise<Result[]> {
  const chunks = chunksOf(ids, limits);
  const [first] = chunks;
  if (first && chunks.length === 1) return [await read(first, pace.call)];
  const controller = new AbortController();
  const results: Result[] = [];
  const running: Promise<void>[] = [];
  let failure: { readonly thrown: unknown } | undefined;

  async function readOne(chunk: readonly string[], index: number): Promise<void> {
    try {
      results[index] = await pace.run((call) =>
        read(chunk, { ...call, signal: eitherSignal(controller.signal, call.signal) }),
      );
    } catch (thrown) {
      failure ??= { thrown };
      controller.abort();
    }
  }

  for (const [index, chunk] of chunks.entries()) {
    await pace.free();
    if (failure) break;
    running.push(readOne(chunk, index));
  }
  await Promise.all(running);
  if (failure) throw failure.thrown;
  return results;
}
