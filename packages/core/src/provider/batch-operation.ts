import type { BatchResult } from '../batch/outcome.ts';
import { createPace } from '../batch/pace.ts';
import { type BatchOptions, runBatch, type UserIds } from '../batch/run-batch.ts';
import type { GroupRef } from '../model/group.ts';
import { type OptionSchema, optionSchemas } from './arguments.ts';
import type { BatchDriver, BatchPlan, DriverTypes, OnGroup, Op } from './driver.ts';
import { type Frame, performOn, type Running } from './frame.ts';
import type { OperationOptions, VerifyOptions } from './group-provider.ts';
import type { Operation } from './operations.ts';
import { runChunk } from './run-chunk.ts';

/** Changes any number of users of a group. */
export function changeUsers<T extends DriverTypes, Name extends Operation, Extra extends object>(
  frame: Frame<T>,
  operation: Name,
  ref: GroupRef,
  userIds: UserIds,
  options: (OperationOptions<Name> & Omit<BatchOptions, 'signal'>) | undefined,
  driverBatch: BatchDriver<OnGroup<T, Name> & Extra>,
  readExtra: (given: Readonly<Record<string, unknown>>) => Extra,
  schema: OptionSchema = optionSchemas.batch,
): Promise<BatchResult> {
  return performOn(
    frame,
    operation,
    ref,
    options,
    ({ given, ...running }) => {
      const plan = driverBatch.plan({ ...running.op, ...readExtra(given) });
      return runPlan(frame, plan, userIds, given, running);
    },
    schema,
  );
}

/** Runs the plan of a batch as its options say. */
export function runPlan<T extends DriverTypes>(
  frame: Frame<T>,
  plan: BatchPlan,
  userIds: UserIds,
  given: BatchOptions & VerifyOptions,
  { op, toError }: Running<Op<T>>,
): Promise<BatchResult> {
  const { chunkSize, concurrency, onProgress, verify } = given;
  const { call } = op;
  return runBatch({
    userIds,
    maxChunk: plan.maxChunk,
    maxJoinedBytes: plan.maxJoinedBytes,
    endsMembership: plan.endsMembership,
    chunkSize,
    pace: createPace({ context: frame.context, call, concurrency }),
    onProgress,
    signal: call.signal,
    canonical: frame.driver.canonicalUserId,
    toError,
    send: (ids, each, noteDoubt) => runChunk({ plan, call: each, verify, toError }, ids, noteDoubt),
  });
}
