import {
  type DriverOutcome,
  type Failure,
  inspect,
  type Note,
  type Reading,
  readAnswer,
  readOptional,
  readOutcomes,
  refused,
  requireSame,
  unreadable,
  wireFlag,
  wireObject,
  wireText,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { meaningOfReason } from '../wire/error-codes.ts';
import { foldUserId } from './user-id.ts';

const outcomeList = { field: 'data', item: wireObject, id: 'user' } as const;
const result = v.nullish(wireFlag);
const userName = v.nullish(wireText);

/** The subject of a change of users. */
interface Change {
  readonly asked: readonly string[];
  /** The group, where the service names it with each user. */
  readonly groupId?: string | undefined;
  /** The state that a success proves; left out where a success also comes when the state was so already. */
  readonly changed?: true | undefined;
}

/**
 * Returns the outcome of each user that was asked about: the answer is an object for one, a list for several. Users the answer
 * does not mention have no outcome here.
 */
export function toOutcomes(
  data: unknown,
  change: Change,
  reading: Reading,
): readonly DriverOutcome[] {
  const items: readonly UserResult[] = Array.isArray(data) ? data : [data];
  return readOutcomes(outcomeList, items, change.asked, reading, (item, note) =>
    toOutcome(item, change, note),
  );
}

interface UserResult {
  readonly user?: unknown;
  readonly result?: unknown;
  readonly reason?: unknown;
  readonly groupid?: unknown;
}

function toOutcome(
  item: UserResult,
  { asked, groupId, changed }: Change,
  note: Note,
): DriverOutcome {
  if (groupId !== undefined) requireSame('data.groupid', groupId, item.groupid);
  const userId = userOf(item, asked);
  // Member calls tell `true` and `false`; what is absent is no refusal.
  if (readAnswer(result, item.result, 'data.result') !== false) return done(userId, changed);
  return { userId, status: 'failed', failure: refusal(item, note) };
}

/** A user whose state is as asked. */
export function done(userId: string, changed?: boolean): DriverOutcome {
  return changed === undefined ? { userId, status: 'done' } : { userId, status: 'done', changed };
}

/** Why a user was refused in an answer that was no failure as a whole. */
function refusal(item: UserResult, note: Note): Failure {
  const text = readOptional(wireText, item.reason, 'data.reason', note);
  const { code, reason, retryable } = meaningOfReason(text);
  return refused(text ?? 'refused without a reason', {
    code,
    reason,
    retryable,
    vendorMessage: text,
    httpStatus: 200,
  });
}

/** The user of a result; with one name in the call the answer may leave it out. */
function userOf(item: UserResult, asked: readonly string[]): string {
  const named = readAnswer(userName, item.user, 'data.user') ?? undefined;
  const [first] = asked;
  if (named === undefined && asked.length === 1 && first !== undefined) return first;
  const user = named === undefined ? undefined : foldUserId(named);
  if (user !== undefined && asked.includes(user)) return user;
  throw unreadable(
    `the answer is about ${named === undefined ? 'nobody' : inspect(named)}, who was not asked about (${asked.slice(0, 3).join(', ')})`,
    { field: 'data.user' },
  );
}
