import { type ImGroupsError, isImGroupsError, type Outcome } from '@imgroups/core';
import { done } from '../mapping/outcome.ts';
import { foldUserId } from '../mapping/user-id.ts';

type Send = (ids: readonly string[]) => Promise<readonly Outcome[]>;

/** After a lost answer: who is as asked by what a read shows; the others keep the failure. Nothing when nobody is. */
export function confirmed(
  ids: readonly string[],
  error: ImGroupsError,
  isAsAsked: (id: string) => boolean,
): readonly Outcome[] | undefined {
  if (!ids.some(isAsAsked)) return undefined;
  return ids.map((id) => (isAsAsked(id) ? done(id) : { userId: id, status: 'failed', error }));
}

/**
 * After a refusal: those whose state was as asked already are done, and the others are sent again without them. When
 * there are none, the refusal stands.
 */
export async function settleOthers(
  ids: readonly string[],
  error: ImGroupsError,
  isAsAsked: (id: string) => boolean,
  send: Send,
): Promise<readonly Outcome[]> {
  const settled = ids.filter(isAsAsked);
  if (settled.length === 0) throw error;
  const others = ids.filter((id) => !settled.includes(id));
  const changed = error.afterAmbiguous ? undefined : false;
  return [
    ...settled.map((id) => done(id, changed)),
    ...(others.length > 0 ? await send(others) : []),
  ];
}

/** What a read says to explain a refusal; when it fails too, the refusal stands. */
export async function explanation<Result>(
  read: () => Promise<Result>,
  refusal: ImGroupsError,
): Promise<Result> {
  try {
    return await read();
  } catch {
    throw refusal;
  }
}

/** Whether a refusal is about this user: it lists him in brackets, or he was the only one. */
export function isAbout(error: ImGroupsError, ids: readonly string[]): (id: string) => boolean {
  const { vendorMessage: text = '' } = error;
  // Not by a pattern: it would try every bracket of a long text.
  const start = text.indexOf('[');
  const end = text.lastIndexOf(']');
  const list = start >= 0 && end > start ? text.slice(start + 1, end) : '';
  const named = new Set(list.split(',').map((name) => foldUserId(name.trim())));
  return (id) => ids.length === 1 || named.has(id);
}

/** Whether somebody is not there, as a member or at all. */
export function isAbsence(error: unknown): error is ImGroupsError {
  return (
    isImGroupsError(error) && (error.reason === 'not_a_member' || error.reason === 'user_not_found')
  );
}

/** Whether a refusal may only say that somebody's state is as asked already. */
export function mayBeAlreadySo(error: unknown): error is ImGroupsError {
  return (
    isAbsence(error) ||
    (isImGroupsError(error) &&
      error.reason === undefined &&
      ['failed_precondition', 'not_found', 'invalid_argument', 'already_exists'].includes(
        error.code,
      ) &&
      error.httpStatus !== undefined)
  );
}
