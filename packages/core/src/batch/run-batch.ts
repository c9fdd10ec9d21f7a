import type { OperationCall } from '../call/call-options.ts';
import { notify } from '../call/hooks.ts';
import { Failure, invalid, readArgument, toFailure, unanswered } from '../errors/failure.ts';
import type { ImGroupsError } from '../errors/imgroups-error.ts';
import { onAbort } from '../retry/on-abort.ts';
import { described, given } from '../text/inspect.ts';
import { checkedIds, checkId } from '../validation/ids.ts';
import { BatchError } from './batch-error.ts';
import { batchResult } from './batch-result.ts';
import { chunksOf, createChunker } from './chunks.ts';
import { failureScope } from './failure-scope.ts';
import type { BatchResult, Outcome } from './outcome.ts';
import type { Pace } from './pace.ts';
import { placeInCall } from './place-in-call.ts';
import { stoppable } from './stoppable.ts';

/** Ids of users, from anywhere: an array, a set, a generator, rows of a database as they come. */
export type UserIds = Iterable<string> | AsyncIterable<string>;

/** The progress of a batch. */
export interface BatchProgress {
  /** Distinct users read so far. */
  readonly read: number;
  /** Users with an outcome. */
  readonly settled: number;
  /** Of these, users that failed. */
  readonly failed: number;
}

/** Options of a batch. */
export interface BatchOptions {
  /** Users per call; the endpoint's limit by default, and never more. */
  readonly chunkSize?: number | undefined;
  /** The most calls in flight at the same time, up to 256; fewer where the rate needs no more. @default 64 */
  readonly concurrency?: number | undefined;
  readonly onProgress?: ((progress: BatchProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The result of a chunk that was sent. */
export interface SentChunk {
  readonly outcomes: readonly Outcome[];
  /** Users that are to be sent again, without the others. */
  readonly resend?: readonly string[] | undefined;
}

export interface RunBatchOptions extends Omit<BatchOptions, 'concurrency'> {
  readonly userIds: UserIds;
  /** The endpoint's limit of users per call. */
  readonly maxChunk: number;
  /** Longest list of ids joined by commas in bytes, where they go into a URL. */
  readonly maxJoinedBytes?: number | undefined;
  readonly pace: Pace;
  /**
   * Sends one chunk of canonical, distinct ids; one outcome per id, in any order. Calls `noteDoubt` when an attempt may have
   * taken effect without an answer. Throws when the chunk as a whole failed.
   */
  readonly send: (
    ids: readonly string[],
    call: OperationCall,
    noteDoubt: () => void,
  ) => Promise<SentChunk>;
  /** The spelling the vendor uses: ids that fold together are sent once and reported each as given. */
  readonly canonical: (id: string) => string;
  /** Makes the error of a failure. */
  readonly toError: (thrown: unknown) => ImGroupsError;
  /** True if the call makes users leave the group: then being no member does not prove that an earlier attempt did nothing. */
  readonly endsMembership?: boolean | undefined;
}

/**
 * Runs a call over any number of users: in chunks, as many at a time as the pace allows, with one outcome per distinct id as
 * given.
 *
 * A failure about one user is an outcome, and the rest of its chunk is sent again without it. When the vendor takes fewer
 * users at once than declared, the batch goes on with smaller chunks. A failure about the call stops the batch and is thrown
 * as `BatchError`, whose `result` has an outcome for every user (of an async source: for every user read until then).
 *
 * Once an attempt with a user may have taken effect without an answer, this user stays in doubt, through every split, until
 * an answer or a read tells of the user.
 */
export async function runBatch(options: RunBatchOptions): Promise<BatchResult> {
  const { signal, toError, pace } = options;
  const userIds = readArgument('userIds', () => readable(options.userIds));
  const spellings = new Map<string, Spelling>();
  const { chunks, stop } = chunksOfUsers(userIds, options, spellings);
  const outcomes = new Map<string, Outcome>();
  const inDoubt = new Set<string>();
  const inFlight = new Set<Promise<void>>();
  let fatal: ImGroupsError | undefined;

  let failed = 0;
  /** The most users that the vendor takes at once, as far as its refusals have shown. */
  let largest = Number.POSITIVE_INFINITY;

  function settle(outcome: Outcome): void {
    const { userId } = outcome;
    outcomes.set(userId, inDoubt.has(userId) ? withDoubt(outcome, options) : outcome);
    if (outcome.status === 'failed') failed += 1;
  }

  /** Sends a chunk; splits it as long as its refusal is about some of its users, or about their number. */
  async function sendChunk(ids: readonly string[], call: OperationCall): Promise<void> {
    if (fatal || signal?.aborted) return;
    if (ids.length > largest) return sendParts(slices(ids, largest), call);
    try {
      const sent = await options.send(ids, call, () => {
        for (const id of ids) inDoubt.add(id);
      });
      for (const outcome of sent.outcomes) settle(outcome);
      if (sent.resend && sent.resend.length > 0) await sendChunk(sent.resend, call);
    } catch (thrown) {
      const error = toError(thrown);
      const scope = failureScope(error);
      if (ids.length > 1 && scope === 'size') {
        largest = Math.min(largest, Math.ceil(ids.length / 2));
        return sendParts(slices(ids, largest), call);
      }
      if (ids.length > 1 && scope === 'user') return sendParts(split(ids, error), call);
      for (const userId of ids) settle({ userId, status: 'failed', error });
      if (scope !== 'call') return;
      fatal ??= error;
      stop?.();
    }
  }

  async function sendParts(
    parts: readonly (readonly string[])[],
    call: OperationCall,
  ): Promise<void> {
    for (const part of parts) await sendChunk(part, call);
  }

  async function runChunk(chunk: readonly string[], call: OperationCall): Promise<void> {
    await sendChunk(chunk, call);
    const progress = { read: spellings.size, settled: outcomes.size, failed };
    notify(options.onProgress, progress, undefined);
  }

  /** Runs the chunks as they come, until one of them or the signal stops the batch. */
  async function runChunks(): Promise<void> {
    for await (const chunk of chunks) {
      await pace.free();
      if (fatal || signal?.aborted) return;
      const running = pace
        .run((call) => runChunk(chunk, call))
        .then(() => void inFlight.delete(running));
      inFlight.add(running);
    }
  }

  const [only] = Array.isArray(chunks) && chunks.length === 1 ? chunks : [];
  const leave = stop && signal && onAbort(signal, stop);
  if (signal?.aborted) stop?.();
  try {
    if (!only) await runChunks();
    else if (!signal?.aborted) await runChunk(only, pace.call);
  } catch (thrown) {
    fatal ??= toError(thrown instanceof Failure ? thrown : unreadable(thrown));
  } finally {
    leave?.();
  }
  await Promise.all(inFlight);

  if (signal?.aborted) {
    fatal ??= toError(unanswered('cancelled by the caller', { code: 'cancelled' }));
  }
  // Made only when needed: an error takes its stack trace.
  const missing = new Map<boolean, ImGroupsError>();
  const outcomeOf = (userId: string, { canonical, index }: Spelling): Outcome => {
    const outcome = outcomes.get(canonical);
    if (outcome) return withIndex({ ...outcome, userId }, index, toError);
    const doubt = inDoubt.has(canonical);
    const error = missing.get(doubt) ?? toError(fatal ? notSent(fatal, doubt) : withoutOutcome());
    missing.set(doubt, error);
    return { userId, status: 'failed', error };
  };
  const result = batchResult(
    Array.from(spellings, ([userId, spelling]) => outcomeOf(userId, spelling)),
  );
  if (fatal) throw new BatchError(fatal.message, fatal, result);
  return result;
}

/** An outcome of a user whom an earlier attempt may have changed. */
function withDoubt(outcome: Outcome, options: RunBatchOptions): Outcome {
  if (outcome.status === 'done' && outcome.changed === false) {
    // As asked before, or by an attempt whose answer was lost.
    return { userId: outcome.userId, status: 'done' };
  }
  if (outcome.status !== 'failed' || outcome.error.ambiguous) return outcome;
  if (isProof(outcome.error, options)) return outcome;
  const failure = toFailure(outcome.error).with({ ambiguous: true, afterAmbiguous: true });
  return { ...outcome, error: options.toError(failure) };
}

/** True if a refusal shows that nothing can have happened to this user, by an earlier attempt either. */
function isProof({ reason }: ImGroupsError, { endsMembership }: RunBatchOptions): boolean {
  if (reason === 'not_a_member') return !endsMembership;
  return reason === 'user_not_found' || reason === 'is_owner';
}

/** One way in which the caller writes a user. */
interface Spelling {
  /** The form that is sent. */
  readonly canonical: string;
  /** Its first index in the caller's list. */
  readonly index: number;
}

/** A failed outcome whose error names the user's place in the caller's list and not that in a call. */
function withIndex(outcome: Outcome, index: number, toError: RunBatchOptions['toError']): Outcome {
  if (outcome.status !== 'failed' || placeInCall(outcome.error) === undefined) return outcome;
  const failure = toFailure(outcome.error).with({ field: `userIds[${index}]` });
  return { ...outcome, error: toError(failure) };
}

/** Chunks of users; those of a stream can be stopped. */
interface Chunks {
  readonly chunks: readonly (readonly string[])[] | AsyncIterable<readonly string[]>;
  readonly stop?: () => void;
}

/** Cuts ids into chunks; notes every spelling with the form it is sent in, of a list before the first call. */
function chunksOfUsers(
  userIds: readonly string[] | AsyncIterable<string>,
  { canonical, maxJoinedBytes, maxChunk, chunkSize = maxChunk }: RunBatchOptions,
  spellings: Map<string, Spelling>,
): Chunks {
  const limits = { maxItems: Math.min(chunkSize, maxChunk), maxJoinedBytes };
  const seen = new Set<string>();
  let index = 0;

  /** The form that is sent, of users who were not there before. */
  function read(id: string): readonly string[] {
    const sentAs = canonical(id);
    if (!spellings.has(id)) spellings.set(id, { canonical: sentAs, index });
    index += 1;
    if (seen.has(sentAs)) return [];
    seen.add(sentAs);
    return [sentAs];
  }

  async function* cut(ids: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
    const chunker = createChunker(limits);
    for await (const id of ids) {
      checkId('userIds', id, index);
      for (const sentAs of read(id)) {
        const full = chunker.add(sentAs);
        if (full) yield full;
      }
    }
    if (chunker.rest().length > 0) yield chunker.rest();
  }

  if (Symbol.asyncIterator in userIds) {
    const { items, stop } = stoppable(userIds);
    return { chunks: cut(items), stop };
  }
  return { chunks: chunksOf(userIds.flatMap(read), limits) };
}

/**
 * Parts of a refused chunk: the users who are named, by their place in the call or in the vendor's text, and the others,
 * else halves. Both parts are sent again, so a name that was only part of a sentence does no harm.
 */
function split(ids: readonly string[], error: ImGroupsError): readonly (readonly string[])[] {
  const place = placeInCall(error);
  const named = ids.filter((id, index) =>
    place === undefined ? holdsWord(error.vendorMessage ?? '', id) : index === place,
  );
  if (named.length > 0 && named.length < ids.length) {
    return [named, ids.filter((id) => !named.includes(id))];
  }
  return slices(ids, Math.ceil(ids.length / 2));
}

function slices(ids: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, index) =>
    ids.slice(index * size, (index + 1) * size),
  );
}

/** True if a string holds an id as a word of its own, so that `bob` is not found in `bobby`. */
function holdsWord(text: string, id: string): boolean {
  const partOfWord = /[\p{L}\p{N}_]/u;
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + id.length] ?? ' ';
    if (!partOfWord.test(before) && !partOfWord.test(after)) return true;
  }
  return false;
}

function withoutOutcome(): Failure {
  return new Failure('ImGroupsError', 'the call gave no outcome for this user', {
    code: 'internal',
    ambiguous: true,
  });
}

function notSent({ code }: ImGroupsError, inDoubt: boolean): Failure {
  const why =
    code === 'cancelled'
      ? 'the batch was cancelled'
      : `another failure stopped the batch (${code})`;
  return inDoubt
    ? unanswered(`not settled, after an answer was lost: ${why}`, {
        code: 'cancelled',
        ambiguous: true,
        afterAmbiguous: true,
      })
    : unanswered(`not sent: ${why}`, { code: 'cancelled' });
}

function unreadable(error: unknown): Failure {
  return invalid('userIds', `reading the ids failed: ${described(error)}`);
}

/** A list is read and checked as a whole before anything is sent, a stream as it comes. */
function readable(userIds: UserIds): string[] | AsyncIterable<string> {
  const isObject = typeof userIds === 'object' && userIds !== null;
  if (isObject && Symbol.asyncIterator in userIds) return userIds;
  if (isObject && Symbol.iterator in userIds) return checkedIds('userIds', userIds);
  throw invalid('userIds', `must be a list of ids, not ${given(userIds)}`);
}
