import { createPace } from '../batch/pace.ts';
import { placeInCall } from '../batch/place-in-call.ts';
import { readInChunks } from '../batch/read-in-chunks.ts';
import { toFailure } from '../errors/failure.ts';
import { unreadItems } from '../errors/unread-items.ts';
import type { DriverTypes, Op, ReadManyDriver } from './driver.ts';
import type { Frame, Running } from './frame.ts';

/**
 * Reads about any number of canonical ids, each with its name in the caller's argument, in chunks, and makes the result of
 * what the vendor knows. Where some of it could not be read, the error holds the result: an id that is absent from it would
 * seem to be missing.
 */
export async function readMany<T extends DriverTypes, Input extends Op<T>, Value, Result>(
  { context }: Frame<T>,
  many: ReadManyDriver<Input, Value>,
  { op, toError }: Running<Input>,
  ids: ReadonlyMap<string, string>,
  toResult: (values: ReadonlyMap<string, Value>, isComplete: boolean) => Result,
): Promise<Result> {
  const plan = many.plan(op);
  const limits = { maxItems: plan.maxChunk, maxJoinedBytes: plan.maxJoinedBytes };
  const pace = createPace({ context, call: op.call });
  const answers = await readInChunks([...ids.keys()], limits, pace, async (chunk, each) => {
    try {
      return await plan.read(chunk, each);
    } catch (thrown) {
      const failure = toFailure(thrown);
      const place = placeInCall(failure);
      throw place === undefined ? thrown : failure.with({ field: ids.get(chunk[place] ?? '') });
    }
  });
  const unreadable = answers.flatMap((answer) => answer.unreadable);
  const values = new Map(answers.flatMap((answer) => [...answer.values]));
  const result = toResult(values, unreadable.length === 0);
  const unread = unreadItems();
  unread.add(unreadable.map(toError));
  unread.throwIfAny(result);
  return result;
}
