import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { UnsupportedError } from '../errors/unsupported-error.ts';
import { type GroupKind, type GroupRef, groupKinds } from '../model/group.ts';
import type { Duration } from '../model/until.ts';
import type { Capabilities, Operation } from './capabilities.ts';

/** A group as a provider works with it. */
export interface KnownGroup {
  readonly id: string;
  /** Absent when the caller gave a bare id that does not show its kind. */
  readonly kind?: GroupKind | undefined;
}

/** Reads a `GroupRef`, refusing what cannot be one. */
export function toKnownGroup(group: GroupRef): KnownGroup {
  const { id, kind } = typeof group === 'string' ? { id: group, kind: undefined } : (group ?? {});
  requireText('group', id);
  if (kind !== undefined && !groupKinds.includes(kind)) {
    throw new InvalidRequestError(`group.kind: must be one of ${groupKinds.join(', ')}`, {
      field: 'group.kind',
    });
  }
  return { id: id as string, kind };
}

/** Refuses an operation before the call when it is certain that the vendor cannot do it for this kind. */
export function requireSupport(
  capabilities: Capabilities,
  provider: string,
  operation: Operation,
  kind: GroupKind | undefined,
): void {
  if (kind === undefined || capabilities[operation][kind] !== 'no') return;
  throw new UnsupportedError(`${operation} is not possible for ${kind} groups on ${provider}`, {
    reason: 'group_kind',
    provider,
    operation,
  });
}

/** Refuses options that are no object, before one of them is looked at. */
export function requireOptions(options: unknown): void {
  if (typeof options === 'object' && options !== null) return;
  throw new InvalidRequestError('options: must be an object', { field: 'options' });
}

/** Refuses anything but a non-empty string. */
export function requireText(field: string, value: unknown): asserts value is string {
  if (typeof value === 'string' && value !== '') return;
  throw new InvalidRequestError(`${field}: must be a non-empty string`, { field });
}

/** Ids without repetition, in order of first appearance. */
export function distinctIds(field: string, ids: Iterable<string>): string[] {
  if (typeof ids === 'string' || typeof ids?.[Symbol.iterator] !== 'function') {
    throw new InvalidRequestError(`${field}: must be a list of ids`, { field });
  }
  const distinct = [...new Set(ids)];
  for (const id of distinct) requireText(field, id);
  return distinct;
}

/** The seconds of a duration, or `'permanent'`. */
export function toSeconds(duration: Duration): number | 'permanent' {
  if (duration === 'permanent') return duration;
  const seconds: unknown = typeof duration === 'object' ? duration?.seconds : undefined;
  if (typeof seconds === 'number' && Number.isSafeInteger(seconds) && seconds > 0) return seconds;
  throw new InvalidRequestError(
    "duration: must be 'permanent' or { seconds } with a positive whole number",
    { field: 'duration' },
  );
}
