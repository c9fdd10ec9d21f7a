import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { UnsupportedError } from '../errors/unsupported-error.ts';
import { type GroupKind, type GroupRef, groupKinds, type JoinPolicy } from '../model/group.ts';
import type { Duration } from '../model/until.ts';
import { shown } from '../text/shown.ts';
import { readArgument } from '../validation/read-argument.ts';
import type { Capabilities, Operation } from './capabilities.ts';
import type { CreateGroupInput, GroupPatch } from './group-provider.ts';

const policies: readonly JoinPolicy[] = ['open', 'approval', 'closed'];

/** A group as a provider works with it. */
export interface KnownGroup {
  readonly id: string;
  /** Absent when the caller gave a bare id that does not show its kind. */
  readonly kind?: GroupKind | undefined;
}

/** Reads a `GroupRef`, refusing what cannot be one. */
export function toKnownGroup(group: GroupRef): KnownGroup {
  const { id, kind } = readArgument('group', () =>
    typeof group === 'string'
      ? { id: group, kind: undefined }
      : { id: group?.id, kind: group?.kind },
  );
  requireText('group', id);
  if (kind !== undefined) requireOneOf('group.kind', kind, groupKinds);
  return { id: id as string, kind };
}

/** Reads what a new group is to be like, refusing what cannot be. */
export function toNewGroup(
  input: CreateGroupInput,
): CreateGroupInput & { readonly kind: GroupKind } {
  return readArgument('input', () => {
    const { name, ownerId, id, kind = 'standard' } = input ?? {};
    requireText('name', name);
    requireText('ownerId', ownerId);
    if (id !== undefined) requireText('id', id);
    requireOneOf('kind', kind, groupKinds);
    return { ...toProfile(input), name, ownerId, id, kind };
  });
}

/** Reads what to change of a group, refusing what cannot be; at least one field is needed. */
export function toPatch(patch: GroupPatch): GroupPatch {
  return readArgument('patch', () => toProfile(patch ?? {}));
}

function toProfile(source: GroupPatch): GroupPatch {
  const { name, description, avatarUrl, joinPolicy, invitePolicy, maxMembers } = source;
  for (const [field, value] of Object.entries({ name, description, avatarUrl })) {
    if (value !== undefined) requireString(field, value);
  }
  if (joinPolicy !== undefined) requireOneOf('joinPolicy', joinPolicy, policies);
  if (invitePolicy !== undefined) requireOneOf('invitePolicy', invitePolicy, policies);
  if (maxMembers !== undefined && !(Number.isSafeInteger(maxMembers) && maxMembers > 0)) {
    throw new InvalidRequestError(
      `maxMembers: must be a positive whole number, not ${shown(maxMembers)}`,
      { field: 'maxMembers' },
    );
  }
  return { name, description, avatarUrl, joinPolicy, invitePolicy, maxMembers };
}

function requireOneOf(field: string, value: unknown, words: readonly unknown[]): void {
  if (words.includes(value)) return;
  throw new InvalidRequestError(`${field}: must be one of ${words.join(', ')}`, { field });
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

/** Refuses anything but a string. */
export function requireString(field: string, value: unknown): asserts value is string {
  if (typeof value === 'string') return;
  throw new InvalidRequestError(`${field}: must be text, not ${shown(value)}`, { field });
}

/** Refuses anything but a non-empty string. */
export function requireText(field: string, value: unknown): asserts value is string {
  if (typeof value === 'string' && value !== '') return;
  throw new InvalidRequestError(`${field}: must be a non-empty string`, { field });
}

/** Ids without repetition, in order of first appearance. */
export function distinctIds(field: string, ids: Iterable<string>): string[] {
  return readArgument(field, () => {
    if (typeof ids === 'string' || typeof ids?.[Symbol.iterator] !== 'function') {
      throw new InvalidRequestError(`${field}: must be a list of ids`, { field });
    }
    const distinct = [...new Set(ids)];
    for (const id of distinct) requireText(field, id);
    return distinct;
  });
}

/** The seconds of a duration, or `'permanent'`. */
export function toSeconds(duration: Duration): number | 'permanent' {
  if (duration === 'permanent') return duration;
  const seconds: unknown = readArgument('duration', () =>
    typeof duration === 'object' ? duration?.seconds : undefined,
  );
  if (typeof seconds === 'number' && Number.isSafeInteger(seconds) && seconds > 0) return seconds;
  const given = seconds === undefined ? shown(duration) : `{ seconds: ${shown(seconds)} }`;
  throw new InvalidRequestError(
    `duration: must be 'permanent' or { seconds } with a positive whole number, not ${given}`,
    { field: 'duration' },
  );
}
