import {
  addErrorDetails,
  type ErrorDetails,
  ImGroupsError,
  isImGroupsError,
} from '../errors/imgroups-error.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { TransportError } from '../errors/transport-error.ts';
import { type BatchResult, batchResult, type Outcome } from './batch-result.ts';
import { failureScope } from './failure-scope.ts';

/** Ids of users, from anywhere: an array, a set, a generator, rows of a database as they come. */
export type UserIds = Iterable<string> | AsyncIterable<string>;

/** How far a batch is. */
export interface BatchProgress {
  /** Distinct users read so far. */
  readonly read: number;
  /** Users with an outcome. */
  readonly settled: number;
  /** Of these, users that failed. */
  readonly failed: number;
}

/** What a caller can say about a batch. */
export interface BatchOptions {
  /** Users per call; the endpoint's limit by default, and never more. */
  readonly chunkSize?: number | undefined;
  /** Calls in flight at the same time. @default 4 */
  readonly concurrency?: number | undefined;
  readonly onProgress?: ((progress: BatchProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RunBatchOptions extends BatchOptions {
  readonly userIds: UserIds;
  /** The endpoint's limit of users per call. */
  readonly maxChunk: number;
  /** Longest list of ids joined by commas in bytes, where they go into a URL. */
  readonly maxJoinedBytes?: number | undefined;
  /** Sends one chunk; one outcome per id, in any order. Ids are folded and distinct. */
  readonly send: (ids: readonly string[]) => Promise<readonly Outcome[]>;
  /** The spelling the vendor uses: ids that fold together are sent once and reported each as given. */
  readonly fold?: ((id: string) => string) | undefined;
}

interface Chunk {
  readonly ids: string[];
  bytes: number;
}

/**
 * Runs a call over any number of users: in chunks, a few at a time, with one outcome per distinct id as given.
 *
 * A failure about one user is an outcome, and the rest of its chunk is sent again without it. A failure about the call
 * stops the batch and is thrown with `error.result`, which has an outcome for every user.
 */
export async function runBatch(options: RunBatchOptions): Promise<BatchResult> {
  const { send, signal, fold = (id: string) => id } = options;
  const maxChunk = chunkLimit(options);
  const concurrency = positive('concurrency', options.concurrency, 4);
  refuseText(options.userIds);

  /** Every spelling in order of first appearance, with its folded form. */
  const given = new Map<string, string>();
  const outcomes = new Map<string, Outcome>();
  const inFlight = new Set<Promise<void>>();
  let failed = 0;
  let fatal: ImGroupsError | undefined;

  function settle(outcome: Outcome): void {
    outcomes.set(outcome.userId, outcome);
    if (outcome.status === 'failed') failed += 1;
  }

  function settleAll(ids: readonly string[], error: ImGroupsError): void {
    for (const userId of ids) settle({ userId, status: 'failed', error });
  }

  /** Sends a chunk; splits it as long as its refusal is about some of its users. */
  async function sendChunk(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    if (fatal || signal?.aborted) return;
    try {
      for (const outcome of await send(ids)) settle(outcome);
    } catch (error) {
      if (!isImGroupsError(error)) throw error;
      const scope = failureScope(error);
      if (scope === 'call') {
        settleAll(ids, error);
        fatal ??= error;
      } else if (scope === 'chunk' || ids.length === 1) {
        settleAll(ids, error);
      } else {
        for (const part of split(ids, error)) await sendPart(part, error);
      }
    }
  }

  async function sendPart(part: SplitPart, error: ImGroupsError): Promise<void> {
    if (part.guilty) settleAll(part.ids, error);
    else await sendChunk(part.ids);
  }

  async function launch(chunk: Chunk): Promise<void> {
    while (inFlight.size >= concurrency) await Promise.race(inFlight);
    if (fatal || signal?.aborted) return;
    const running = sendChunk(chunk.ids)
      .catch((error: unknown) => {
        fatal ??= unexpected(error);
      })
      .then(() => {
        inFlight.delete(running);
        options.onProgress?.({ read: given.size, settled: outcomes.size, failed });
      });
    inFlight.add(running);
  }

  let chunk: Chunk = { ids: [], bytes: 0 };
  const seen = new Set<string>();
  const maxBytes = options.maxJoinedBytes ?? Number.POSITIVE_INFINITY;
  try {
    for await (const id of options.userIds) {
      if (fatal || signal?.aborted) break;
      if (given.has(id)) continue;
      refuseNonText(id);
      const folded = fold(id);
      given.set(id, folded);
      if (seen.has(folded)) continue;
      seen.add(folded);
      const bytes =
        maxBytes === Number.POSITIVE_INFINITY ? 0 : encodeURIComponent(folded).length + 1;
      if (
        chunk.ids.length >= maxChunk ||
        (chunk.ids.length > 0 && chunk.bytes + bytes > maxBytes)
      ) {
        await launch(chunk);
        chunk = { ids: [], bytes: 0 };
      }
      chunk.ids.push(folded);
      chunk.bytes += bytes;
    }
    if (chunk.ids.length > 0) await launch(chunk);
  } catch (error) {
    fatal ??= isImGroupsError(error) ? error : unreadable(error);
  }
  await Promise.all(inFlight);

  if (!fatal && signal?.aborted) fatal = cancelled(false);
  const missing = fatal ? notSent(fatal) : undefined;
  const result = batchResult(
    [...given].map(([userId, folded]) => reported(userId, outcomes.get(folded), missing)),
  );
  if (fatal) throw addErrorDetails(fatal, { result });
  return result;
}

interface SplitPart {
  readonly ids: readonly string[];
  /** The vendor named exactly these: they are not sent again. */
  readonly guilty?: boolean;
}

/** Parts of a refused chunk: by the names in the vendor's text if they are in the chunk, else by halves. */
function split(ids: readonly string[], error: ImGroupsError): readonly SplitPart[] {
  const named = ids.filter((id) => namesUser(error.vendorMessage ?? '', id));
  if (named.length > 0 && named.length < ids.length) {
    return [{ ids: named, guilty: true }, { ids: ids.filter((id) => !named.includes(id)) }];
  }
  const middle = Math.ceil(ids.length / 2);
  return [{ ids: ids.slice(0, middle) }, { ids: ids.slice(middle) }];
}

/** Whether a text holds an id as a word of its own, so that `bob` is not found in `bobby`. */
function namesUser(text: string, id: string): boolean {
  const partOfName = /[\p{L}\p{N}_.@-]/u;
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
    const before = text[at - 1];
    const after = text[at + id.length];
    const startsHere = before === undefined || !partOfName.test(before);
    const endsHere =
      after === undefined ||
      !partOfName.test(after) ||
      /^[.!]\s*$/.test(text.slice(at + id.length));
    if (startsHere && endsHere) return true;
  }
  return false;
}

function reported(
  userId: string,
  outcome: Outcome | undefined,
  missing: ImGroupsError | undefined,
): Outcome {
  if (outcome) return { ...outcome, userId };
  return { userId, status: 'failed', error: missing ?? unanswered() };
}

function unanswered(): ImGroupsError {
  return new ImGroupsError('the call gave no outcome for this user', {
    code: 'internal',
    ambiguous: true,
  });
}

function cancelled(ambiguous: boolean): ImGroupsError {
  return new TransportError('cancelled by the caller', { code: 'cancelled', ambiguous });
}

function notSent(fatal: ImGroupsError): ImGroupsError {
  const details: ErrorDetails = {
    code: 'cancelled',
    provider: fatal.provider,
    operation: fatal.operation,
  };
  return fatal.code === 'cancelled'
    ? new TransportError('not sent: the batch was cancelled', details)
    : new TransportError(
        `not sent: the batch was stopped by another failure (${fatal.code})`,
        details,
      );
}

function unreadable(error: unknown): ImGroupsError {
  const what = error instanceof Error ? error.message : String(error);
  return new InvalidRequestError(`userIds: reading the ids failed: ${what}`, { field: 'userIds' });
}

function unexpected(error: unknown): ImGroupsError {
  if (isImGroupsError(error)) return error;
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new ImGroupsError(`unexpected failure: ${what}`, { code: 'internal', ambiguous: true });
}

function chunkLimit({ chunkSize, maxChunk }: RunBatchOptions): number {
  return Math.min(positive('chunkSize', chunkSize, maxChunk), maxChunk);
}

function positive(field: string, value: number | undefined, byDefault: number): number {
  if (value === undefined) return byDefault;
  if (Number.isInteger(value) && value >= 1) return value;
  throw new InvalidRequestError(`${field}: must be a positive whole number, not ${value}`, {
    field,
  });
}

function refuseText(userIds: UserIds): void {
  const iterable =
    typeof userIds === 'object' &&
    userIds !== null &&
    (Symbol.iterator in userIds || Symbol.asyncIterator in userIds);
  if (iterable) return;
  throw new InvalidRequestError(
    `userIds: must be a list of ids, not ${typeof userIds === 'string' ? 'one string' : typeof userIds}`,
    { field: 'userIds' },
  );
}

function refuseNonText(id: unknown): void {
  if (typeof id === 'string' && id !== '') return;
  const what =
    id === '' ? 'an empty string' : `a value of type ${id === null ? 'null' : typeof id}`;
  throw new InvalidRequestError(`userIds: ids must be non-empty strings, found ${what}`, {
    field: 'userIds',
  });
}
