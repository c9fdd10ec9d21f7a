import type { FailedOutcome, Outcome } from '../batch/outcome.ts';
import type { SentChunk } from '../batch/run-batch.ts';
import type { CallReport, OperationCall } from '../call/call-options.ts';
import { Failure, toFailure } from '../errors/failure.ts';
import type { ImGroupsError } from '../errors/imgroups-error.ts';
import type { BatchPlan, DriverOutcome } from './driver.ts';
import { canBeReadBack, explainedError } from './run-write.ts';

/** The state that the chunks of one batch share. */
export interface ChunkContext {
  readonly plan: BatchPlan;
  readonly call: OperationCall;
  /** Reads back the users' state where the vendor does not tell the outcomes. */
  readonly verify?: boolean | undefined;
  /** Makes an error of a value that a driver threw or reported. */
  readonly toError: (thrown: unknown) => ImGroupsError;
}

/**
 * Sends one chunk: those who need no call are settled first, a refusal is explained where the driver can, and a chunk whose
 * answer was lost is read back. Throws when the chunk as a whole failed. `noteDoubt` is told when an attempt may have taken
 * effect without an answer.
 */
export async function runChunk(
  context: ChunkContext,
  userIds: readonly string[],
  noteDoubt: () => void,
): Promise<SentChunk> {
  const { plan, call, toError } = context;
  const settled = plan.settle ? toOutcomes(context, await plan.settle(userIds, call)) : [];
  const open = without(userIds, settled);
  if (open.length === 0) return { outcomes: settled };
  const report = ({ inDoubt }: CallReport): void => {
    if (inDoubt) noteDoubt();
  };
  try {
    const answered = toOutcomes(context, await plan.send(open, { ...call, report }));
    const told = await readBackUnread(context, await explainFailed(context, answered));
    return { outcomes: [...settled, ...(await verified(context, told))] };
  } catch (thrown) {
    const { outcomes, resend } = await recover(context, open, toError(thrown));
    return { outcomes: [...settled, ...outcomes], resend };
  }
}

/** Returns the outcomes that are known of a chunk that failed as a whole; throws when there are none. */
async function recover(
  context: ChunkContext,
  userIds: readonly string[],
  refusal: ImGroupsError,
): Promise<SentChunk> {
  const { plan, call, toError } = context;
  let error = refusal;
  const explained = await plan.explain?.(userIds, error, call).catch(() => undefined);
  if (explained instanceof Failure) error = explainedError(error, explained, toError);
  else if (explained && explained.length > 0) {
    const outcomes = toOutcomes(context, explained, error);
    return { outcomes, resend: without(userIds, outcomes) };
  }
  if (!canBeReadBack(error)) throw error;
  const outcomes = await readBack(context, userIds, error);
  if (outcomes.length === 0) throw error;
  const others = without(userIds, outcomes).map((userId) => failed(userId, error));
  return { outcomes: [...outcomes, ...others] };
}

/** Reads back those who count as done, when the caller asked for it. When the read fails they are in doubt. */
async function verified(
  context: ChunkContext,
  outcomes: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const { plan, call, verify, toError } = context;
  const done = outcomes.filter(({ status }) => status === 'done').map(({ userId }) => userId);
  if (!verify || !plan.verify || done.length === 0) return outcomes;
  const found = await plan.verify(done, call).then(
    (wrong) => toOutcomes(context, wrong),
    (thrown: unknown) => {
      // The vendor accepted the write.
      const error = toError(toFailure(thrown).with({ ambiguous: true }));
      return done.map((userId) => failed(userId, error));
    },
  );
  return replaced(outcomes, found);
}

/** The outcomes, with those that a read has found in place of the first ones. */
function replaced(outcomes: readonly Outcome[], found: readonly Outcome[]): readonly Outcome[] {
  const settled = new Map(found.map((outcome) => [outcome.userId, outcome]));
  return outcomes.map((outcome) => settled.get(outcome.userId) ?? outcome);
}

/** Explains the failures that an answer tells of single users; each kind of failure is asked about once. */
async function explainFailed(
  context: ChunkContext,
  outcomes: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const { plan, call } = context;
  if (!plan.explain) return outcomes;
  const failures = outcomes.filter((outcome) => outcome.status === 'failed');
  const found: Outcome[] = [];
  for (const alike of groupedByCause(failures)) {
    const [{ error }] = alike;
    const ids = alike.map(({ userId }) => userId);
    const explained = await plan.explain(ids, error, call).catch(() => undefined);
    if (explained === undefined || explained instanceof Failure) continue;
    found.push(...toOutcomes(context, explained, error));
  }
  return replaced(outcomes, found);
}

/** Reads back the users of whom the answer tells nothing that can be read. */
async function readBackUnread(
  context: ChunkContext,
  outcomes: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const unread = outcomes.filter(
    (outcome) => outcome.status === 'failed' && outcome.error.name === 'InvalidResponseError',
  );
  const [first] = unread;
  if (first?.status !== 'failed' || !canBeReadBack(first.error)) return outcomes;
  const found = await readBack(
    context,
    unread.map(({ userId }) => userId),
    first.error,
  );
  return replaced(outcomes, found);
}

/** Returns the outcomes that a read shows after a lost answer; nothing when the read fails. */
async function readBack(
  context: ChunkContext,
  userIds: readonly string[],
  error: ImGroupsError,
): Promise<readonly Outcome[]> {
  const { plan, call } = context;
  const found = await plan.readBack?.(userIds, error, call).catch(() => undefined);
  return toOutcomes(context, found ?? [], error);
}

type Group = [FailedOutcome, ...FailedOutcome[]];

function groupedByCause(failures: readonly FailedOutcome[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const failure of failures) {
    const { code, reason } = failure.error;
    const group = groups.get(`${code} ${reason}`);
    if (group) group.push(failure);
    else groups.set(`${code} ${reason}`, [failure]);
  }
  return [...groups.values()];
}

/** The outcomes as users get them; the error of a failure that a read told keeps what the refusal said. */
function toOutcomes(
  { plan, toError }: ChunkContext,
  outcomes: readonly DriverOutcome[],
  refusal?: ImGroupsError,
): readonly Outcome[] {
  return outcomes.map((outcome) => {
    if (outcome.status !== 'failed') return outcome;
    const { userId, failure } = outcome;
    if (refusal) return failed(userId, explainedError(refusal, failure, toError));
    const { endpoint = plan.endpoint } = failure.details;
    return failed(userId, toError(failure.with({ endpoint })));
  });
}

function failed(userId: string, error: ImGroupsError): FailedOutcome {
  return { userId, status: 'failed', error };
}

function without(userIds: readonly string[], outcomes: readonly Outcome[]): readonly string[] {
  const settled = new Set(outcomes.map(({ userId }) => userId));
  return userIds.filter((id) => !settled.has(id));
}
