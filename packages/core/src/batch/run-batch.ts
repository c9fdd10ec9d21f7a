import { notify } from '../call/hooks.ts';
import { addErrorDetails, ImGroupsError, isImGroupsError } from '../errors/imgroups-error.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { TransportError } from '../errors/transport-error.ts';
import { unexpected } from '../errors/unexpected.ts';
import { described, shown } from '../text/shown.ts';
import { readArgument } from '../validation/read-argument.ts';
import { type BatchResult, batchResult, type Outcome } from './batch-result.ts';
import { createChunker } from './chunks.ts';
import { failureScope } from './failure-scope.ts';

/** Calls in flight at the same time, unless the caller says otherwise. */
export const defaultConcurrency = 4;

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

/**
 * Runs a call over any number of users: in chunks, a few at a time, with one outcome per distinct id as given.
 *
 * A failure about one user is an outcome, and the rest of its chunk is sent again without it. When the vendor takes fewer
 * users at once than declared, the batch goes on with smaller chunks. A failure about the call
 * stops the batch and is thrown with `error.result`, which has an outcome for every user (of an async source: for every
 * user read until then).
 */
export async function runBatch(options: RunBatchOptions): Promise<BatchResult> {
  const { signal } = options;
  const concurrency = positive('concurrency', options.concurrency, defaultConcurrency);
  const userIds = readArgument('userIds', () => readable(options.userIds));
  const given = new Map<string, string>();
  const chunks = chunksOf(userIds, options, given);
  const outcomes = new Map<string, Outcome>();
  const inFlight = new Set<Promise<void>>();
  let fatal: ImGroupsError | undefined;

  let failed = 0;
  /** The most users that the vendor takes at once, as far as its refusals have shown. */
  let largest = Number.POSITIVE_INFINITY;

  function settle(outcome: Outcome): void {
    outcomes.set(outcome.userId, outcome);
    if (outcome.status === 'failed') failed += 1;
  }

  /** Sends a chunk; splits it as long as its refusal is about some of its users, or about their number. */
  async function sendChunk(ids: readonly string[]): Promise<void> {
    if (fatal || signal?.aborted) return;
    if (ids.length > largest) return sendParts(slices(ids, largest));
    try {
      for (const outcome of await options.send(ids)) settle(outcome);
    } catch (thrown) {
      const error = isImGroupsError(thrown) ? thrown : unexpected(thrown);
      const scope = failureScope(error);
      if (ids.length > 1 && scope === 'size') {
        largest = Math.min(largest, Math.ceil(ids.length / 2));
        return sendParts(slices(ids, largest));
      }
      if (ids.length > 1 && scope === 'user') return sendParts(split(ids, error));
      for (const userId of ids) settle({ userId, status: 'failed', error });
      if (scope === 'call') fatal ??= error;
    }
  }

  async function sendParts(parts: readonly (readonly string[])[]): Promise<void> {
    for (const part of parts) await sendChunk(part);
  }

  try {
    for await (const chunk of chunks) {
      while (inFlight.size >= concurrency) await Promise.race(inFlight);
      if (fatal || signal?.aborted) {
        // The rest of a list is still reported; a stream may never end.
        if (Array.isArray(userIds)) continue;
        break;
      }
      const running = sendChunk(chunk).then(() => {
        inFlight.delete(running);
        const progress = { read: given.size, settled: outcomes.size, failed };
        notify(options.onProgress, progress, undefined);
      });
      inFlight.add(running);
    }
  } catch (error) {
    fatal ??= isImGroupsError(error) ? error : unreadable(error);
  }
  await Promise.all(inFlight);

  if (signal?.aborted)
    fatal ??= new TransportError('cancelled by the caller', { code: 'cancelled' });
  // Made only when needed: an error takes its stack trace.
  let missing: ImGroupsError | undefined;
  const result = batchResult(
    [...given].map(([userId, sentAs]): Outcome => {
      const outcome = outcomes.get(sentAs);
      if (outcome) return { ...outcome, userId };
      missing ??= fatal ? notSent(fatal) : unanswered();
      return { userId, status: 'failed', error: missing };
    }),
  );
  if (fatal) throw addErrorDetails(fatal, { result });
  return result;
}

/** Cuts ids into chunks; notes in `given` every spelling in order of first appearance, with the form it is sent in. */
async function* chunksOf(
  userIds: UserIds,
  options: RunBatchOptions,
  given: Map<string, string>,
): AsyncGenerator<readonly string[]> {
  const { fold = (id: string) => id, maxJoinedBytes, maxChunk } = options;
  const size = Math.min(positive('chunkSize', options.chunkSize, maxChunk), maxChunk);
  const chunker = createChunker({ maxItems: size, maxJoinedBytes });
  const seen = new Set<string>();
  for await (const id of userIds) {
    requireId(id);
    const folded = fold(id);
    given.set(id, folded);
    if (seen.has(folded)) continue;
    seen.add(folded);
    const full = chunker.add(folded);
    if (full) yield full;
  }
  if (chunker.rest().length > 0) yield chunker.rest();
}

/**
 * Parts of a refused chunk: the users whose names are in the vendor's text and the others, else halves. Both parts are
 * sent again, so a name that was only part of a sentence harms nobody.
 */
function split(ids: readonly string[], error: ImGroupsError): readonly (readonly string[])[] {
  const named = ids.filter((id) => holdsWord(error.vendorMessage ?? '', id));
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

/** Whether a text holds an id as a word of its own, so that `bob` is not found in `bobby`. */
function holdsWord(text: string, id: string): boolean {
  const partOfWord = /[\p{L}\p{N}_]/u;
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + id.length] ?? ' ';
    if (!partOfWord.test(before) && !partOfWord.test(after)) return true;
  }
  return false;
}

function unanswered(): ImGroupsError {
  return new ImGroupsError('the call gave no outcome for this user', {
    code: 'internal',
    ambiguous: true,
  });
}

function notSent({ code, provider, operation }: ImGroupsError): ImGroupsError {
  const why =
    code === 'cancelled'
      ? 'the batch was cancelled'
      : `another failure stopped the batch (${code})`;
  return new TransportError(`not sent: ${why}`, { code: 'cancelled', provider, operation });
}

function unreadable(error: unknown): ImGroupsError {
  return new InvalidRequestError(`userIds: reading the ids failed: ${described(error)}`, {
    field: 'userIds',
  });
}

function positive(field: string, value: number | undefined, byDefault: number): number {
  if (value === undefined) return byDefault;
  if (Number.isInteger(value) && value >= 1) return value;
  throw new InvalidRequestError(`${field}: must be a positive whole number, not ${shown(value)}`, {
    field,
  });
}

/** A list is read and checked as a whole before anything is sent, a stream as it comes. */
function readable(userIds: UserIds): UserIds {
  const isObject = typeof userIds === 'object' && userIds !== null;
  if (isObject && Symbol.asyncIterator in userIds) return userIds;
  if (isObject && Symbol.iterator in userIds) {
    const ids = [...userIds];
    ids.forEach(requireId);
    return ids;
  }
  const found = typeof userIds === 'string' ? 'one string' : typeof userIds;
  throw new InvalidRequestError(`userIds: must be a list of ids, not ${found}`, {
    field: 'userIds',
  });
}

function requireId(id: unknown): void {
  if (typeof id === 'string' && id !== '') return;
  const found =
    id === '' ? 'an empty string' : `a value of type ${id === null ? 'null' : typeof id}`;
  throw new InvalidRequestError(`userIds: ids must be non-empty strings, found ${found}`, {
    field: 'userIds',
  });
}
