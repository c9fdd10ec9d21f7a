import { type ImGroupsError, isBatchError, isImGroupsError } from '@imgroups/core/adapter';
import type { FailureRecord } from '../journal/journal.ts';

/** Tells whether trying again later may help: the call, the network or the load was at fault, and not the request. */
export function isPassing({ code, retryable, ambiguous }: ImGroupsError): boolean {
  return retryable || ambiguous || passingCodes.has(code);
}

const passingCodes: ReadonlySet<string> = new Set([
  'cancelled',
  'rate_limited',
  'timeout',
  'unavailable',
]);

/** Tells whether every other unit would fail as well: the credentials or the app are wrong. */
export function isHopeless(error: unknown): boolean {
  return isImGroupsError(error) && error.code === 'unauthenticated';
}

/** Tells whether a call was not done because its work was stopped. */
export function isCancelled(error: unknown): boolean {
  return isImGroupsError(error) && error.code === 'cancelled';
}

/** A failure as the journal keeps it. */
export function toFailureRecord(thrown: unknown): FailureRecord {
  if (!isImGroupsError(thrown)) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { code: 'internal', message, passing: false };
  }
  const { code, reason, message } = thrown;
  const cause = isBatchError(thrown) ? thrown.cause : thrown;
  return { code, reason, message, passing: isPassing(cause) };
}
