import {
  type DriverOutcome,
  type Failure,
  readObject,
  readOptionalBoolean,
  readOptionalText,
  refused,
  shown,
  unreadable,
} from '@imgroups/core/adapter';
import { meaningOfReason } from '../wire/error-codes.ts';
import { foldUserId } from './user-id.ts';

/**
 * What an answer tells of each user that was asked about: an object for one, a list for several. Users the answer
 * does not mention have no outcome here.
 *
 * `changed` is what a success says of the state; left out where a success comes for those already so too.
 */
export function toOutcomes(
  data: unknown,
  asked: readonly string[],
  changed?: true,
): DriverOutcome[] {
  const items = Array.isArray(data) ? data : [data];
  return items.map((item, index) => {
    const result = readObject(item, Array.isArray(data) ? `data.${index}` : 'data');
    const userId = userOf(result, asked);
    // Member calls tell `true` and `false`; what is absent is no refusal.
    if (readOptionalBoolean(result.result, 'data.result') !== false) return done(userId, changed);
    return { userId, status: 'failed', failure: refusal(result) };
  });
}

/** A user whose state is as asked. */
export function done(userId: string, changed?: boolean): DriverOutcome {
  return changed === undefined ? { userId, status: 'done' } : { userId, status: 'done', changed };
}

/** Why a user was refused in an answer that was no failure as a whole. */
function refusal(result: Record<string, unknown>): Failure {
  const text = readOptionalText(result.reason, 'data.reason');
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
function userOf(result: Record<string, unknown>, asked: readonly string[]): string {
  const named = readOptionalText(result.user, 'data.user');
  const [first] = asked;
  if (named === undefined && asked.length === 1 && first !== undefined) return first;
  const user = named === undefined ? undefined : foldUserId(named);
  if (user !== undefined && asked.includes(user)) return user;
  throw unreadable(
    `the answer is about ${named === undefined ? 'nobody' : shown(named)}, who was not asked about (${asked.slice(0, 3).join(', ')})`,
    { field: 'data.user' },
  );
}
