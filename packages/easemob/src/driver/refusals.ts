import type { DriverOutcome, ErrorReason, ImGroupsError } from '@imgroups/core/adapter';
import { done } from '../mapping/outcome.ts';
import { foldUserId } from '../mapping/user-id.ts';

/** Users who were as asked before. */
export function alreadySo(
  userIds: readonly string[],
  isAsAsked: (userId: string) => boolean,
): readonly DriverOutcome[] {
  return userIds.filter(isAsAsked).map((userId) => done(userId, false));
}

/** After a lost answer: those who are as asked by what a read shows. */
export function confirmed(
  userIds: readonly string[],
  isAsAsked: (userId: string) => boolean,
): readonly DriverOutcome[] {
  return userIds.filter(isAsAsked).map((userId) => done(userId));
}

/** True if a refusal is about this user: it lists the user in brackets, or there was only one. */
export function isAbout(
  error: ImGroupsError,
  userIds: readonly string[],
): (userId: string) => boolean {
  const { vendorMessage: text = '' } = error;
  // Not by a pattern: it would try every bracket of a long text.
  const start = text.indexOf('[');
  const end = text.lastIndexOf(']');
  const list = start >= 0 && end > start ? text.slice(start + 1, end) : '';
  const named = new Set(list.split(',').map((name) => foldUserId(name.trim())));
  return (userId) => userIds.length === 1 || named.has(userId);
}

/** True if a user does not exist, as a member or at all. */
export function isAbsence({ reason }: { readonly reason?: ErrorReason | undefined }): boolean {
  return reason === 'not_a_member' || reason === 'user_not_found';
}

const vagueCodes: readonly string[] = [
  'failed_precondition',
  'not_found',
  'invalid_argument',
  'already_exists',
];

/** True if a refusal may only say that a user's state is as asked already. */
export function mayBeAlreadySo(error: ImGroupsError): boolean {
  const isVague = error.reason === undefined && vagueCodes.includes(error.code);
  return isAbsence(error) || (isVague && error.httpStatus !== undefined);
}

/** Runs a read once and gives every chunk of a batch its result. */
export function readOnce<Call, Result>(
  read: (call: Call) => Promise<Result>,
): (call: Call) => Promise<Result> {
  let running: Promise<Result> | undefined;
  return (call) => {
    running ??= read(call);
    return running;
  };
}

/** The outcomes of an answer, where a user who is not there is as asked. */
export function absentAreDone(outcomes: readonly DriverOutcome[]): readonly DriverOutcome[] {
  return outcomes.map((outcome) =>
    outcome.status === 'failed' && isAbsence(outcome.failure)
      ? done(outcome.userId, false)
      : outcome,
  );
}
