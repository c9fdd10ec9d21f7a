import {
  addErrorDetails,
  type BatchOptions,
  type BatchResult,
  type CallContext,
  type CursorBinding,
  type CursorCodec,
  type GroupRef,
  InvalidResponseError,
  inOperation,
  type Operation,
  type Outcome,
  readObject,
  requireSame,
  requireSupport,
  runBatch,
  toKnownGroup,
  type UserIds,
} from '@imgroups/core';
import type { EasemobClient } from '../easemob-client.ts';
import { easemobEndpoints } from '../endpoints.ts';
import type { Flavour } from '../mapping/group.ts';
import { toOutcomes } from '../mapping/outcome.ts';
import { foldUserId } from '../mapping/user-id.ts';
import { capabilities } from './capabilities.ts';
import { legacyMaxItems } from './legacy.ts';

/** What the parts of the provider share. */
export interface ProviderContext {
  readonly client: EasemobClient;
  readonly calls: CallContext;
  readonly cursors: CursorCodec;
  readonly flavour: Flavour;
  /** Whether the vendor has switched on ids of your own. */
  readonly customGroupIds: boolean;
}

/** Bytes of a list of ids in a URL: the vendor takes 4 KB, and host, app and group id need their part. */
export const maxPathListBytes = 3500;

/** The id of a group, unless its kind rules the operation out. */
export function groupIdOf(operation: Operation, group: GroupRef): string {
  const { id, kind } = toKnownGroup(group);
  requireSupport(capabilities, 'easemob', operation, kind);
  return id;
}

/** The most items of one call: what the user says, else what the flavour and the declaration say. */
export function maxItems(
  { calls, flavour }: Pick<ProviderContext, 'calls' | 'flavour'>,
  name: keyof typeof easemobEndpoints,
): number {
  const legacy = flavour === 'legacy' ? legacyMaxItems[name] : undefined;
  return calls.limits[name]?.items?.max ?? legacy ?? easemobEndpoints[name].limits?.items?.max ?? 1;
}

export interface BatchPlan {
  readonly operation: Operation;
  readonly userIds: UserIds;
  readonly options: BatchOptions | undefined;
  readonly maxChunk: number;
  /** Whether the ids go into the URL. */
  readonly inPath?: boolean;
  readonly send: (ids: readonly string[]) => Promise<readonly Outcome[]>;
}

/** Runs a call over any number of users, who are sent in the vendor's spelling. */
export function batchOf(plan: BatchPlan): Promise<BatchResult> {
  const { chunkSize, concurrency, onProgress, signal } = plan.options ?? {};
  return runBatch({
    userIds: plan.userIds,
    chunkSize,
    concurrency,
    onProgress,
    signal,
    maxChunk: plan.maxChunk,
    maxJoinedBytes: plan.inPath ? maxPathListBytes : undefined,
    fold: foldUserId,
    send: async (ids) => {
      const outcomes = await inOperation('easemob', plan.operation, () => plan.send(ids));
      for (const outcome of outcomes) {
        if (outcome.status !== 'failed') continue;
        addErrorDetails(outcome.error, { operation: plan.operation });
      }
      return outcomes;
    },
  });
}

/** What a cursor of a list belongs to. */
export function bindingOf(
  { calls }: ProviderContext,
  operation: Operation,
  subject = '',
): CursorBinding {
  return { provider: 'easemob', app: calls.protocol.app, operation, subject };
}

/** Reads the answer to a write; when it cannot be read, the write has probably taken effect. */
export function readWritten<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidResponseError) addErrorDetails(error, { ambiguous: true });
    throw error;
  }
}

/** What an answer to a change of members tells of each user; one about another group cannot be read. */
export function readOutcomes(
  data: unknown,
  groupId: string,
  asked: readonly string[],
): readonly Outcome[] {
  return readWritten(() => {
    for (const item of Array.isArray(data) ? data : [data]) {
      requireSame('data.groupid', groupId, readObject(item, 'data').groupid);
    }
    return toOutcomes(data, asked, true);
  });
}

/** Runs something once and gives everybody its result. */
export function once<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined;
  return () => {
    running ??= run();
    return running;
  };
}
