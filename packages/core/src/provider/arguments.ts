import * as v from 'valibot';
import { callOptionEntries } from '../call/call-options.ts';
import { invalid, readArgument } from '../errors/failure.ts';
import { type GroupRef, groupKinds } from '../model/group.ts';
import type { Duration } from '../model/until.ts';
import { given } from '../text/inspect.ts';
import { check } from '../validation/check.ts';
import { checkedIds } from '../validation/ids.ts';
import {
  aFunction,
  filledText,
  must,
  oneOf,
  positiveInteger,
  strict,
  text,
  wholeNumber,
} from '../validation/rules.ts';
import type { KnownGroup } from './driver.ts';
import type { OperationRow } from './operations.ts';

const policies = ['open', 'approval', 'closed'] as const;

const profileEntries = {
  name: v.optional(text),
  description: v.optional(text),
  avatarUrl: v.optional(text),
  joinPolicy: v.optional(oneOf(policies)),
  invitePolicy: v.optional(oneOf(policies)),
  maxMembers: v.optional(positiveInteger),
};

export const groupPatch = strict(profileEntries, 'field');

export const newGroupEntries = {
  ...profileEntries,
  name: filledText,
  ownerId: filledText,
  kind: v.optional(oneOf(groupKinds)),
};

export const newGroup = strict({ ...newGroupEntries, id: v.optional(filledText) }, 'field');

export const memberRole = oneOf(['admin', 'member']);

// A whole `Group` may be passed, so further fields are allowed.
const groupObject = v.object({
  id: filledText,
  kind: v.optional(oneOf([...groupKinds, 'other'])),
});

/** Reads a `GroupRef`. */
export function toKnownGroup(group: GroupRef): KnownGroup {
  if (typeof group !== 'object') return { id: check(filledText, group, 'group') };
  const { id, kind } = check(groupObject, group, 'group');
  return kind === undefined || kind === 'other' ? { id } : { id, kind };
}

/** Ids without repetition, in order of first appearance, each with its name in the caller's list: `ids[3]`. */
export function distinctIds(field: string, ids: Iterable<string>): Map<string, string> {
  const distinct = new Map<string, string>();
  readArgument(field, () => checkedIds(field, ids)).forEach((id, index) => {
    if (!distinct.has(id)) distinct.set(id, `${field}[${index}]`);
  });
  return distinct;
}

const seconds = strict({ seconds: positiveInteger }, 'field');

/** The seconds of a duration, or `'permanent'`. */
export function toSeconds(duration: Duration): number | 'permanent' {
  if (duration === 'permanent') return duration;
  if (typeof duration === 'object') return check(seconds, duration, 'duration').seconds;
  throw invalid(
    'duration',
    `must be 'permanent' or { seconds } with a positive whole number, not ${given(duration)}`,
  );
}

const operationEntries = {
  ...callOptionEntries,
  providerOptions: v.optional(
    must<Readonly<Record<string, unknown>>>('an object', (value) => isPlainObject(value)),
  ),
};

export const batchEntries = {
  ...operationEntries,
  chunkSize: v.optional(positiveInteger),
  concurrency: v.optional(positiveInteger),
  onProgress: v.optional(aFunction),
};

export const flag = must<boolean>('true or false', (value) => typeof value === 'boolean');

/** The options of neutral operations, by what they add to those of every call. */
export const optionSchemas = {
  single: strict(operationEntries),
  list: strict({
    ...operationEntries,
    pageSize: v.optional(positiveInteger),
    readAhead: v.optional(wholeNumber),
    cursor: v.optional(text),
  }),
  batch: strict(batchEntries),
  notifyingBatch: strict({ ...batchEntries, notify: v.optional(flag) }),
  verifyingBatch: strict({ ...batchEntries, verify: v.optional(flag) }),
};

/** The schema of an operation's options. */
export type OptionSchema = v.GenericSchema<unknown, object>;

/**
 * The vendor's own part of `providerOptions`, with the fields that its operation takes; the parts of other vendors only have
 * to be objects.
 */
export function toExtras(
  { providerOptions }: { readonly providerOptions?: Readonly<Record<string, unknown>> },
  provider: string,
  { extras: names = [] }: OperationRow,
): object {
  if (providerOptions === undefined) return {};
  return readArgument('providerOptions', () => {
    for (const [vendor, extras] of Object.entries(providerOptions)) {
      if (extras === undefined || isPlainObject(extras)) continue;
      throw invalid(`providerOptions.${vendor}`, `must be an object, not ${given(extras)}`);
    }
    const known = strict(
      Object.fromEntries(names.map((name) => [name, v.optional(v.unknown())])),
      'field',
    );
    return check(known, providerOptions[provider] ?? {}, `providerOptions.${provider}`);
  });
}

/** True if an argument in the position of a duration is the options: a duration that is an object has seconds. */
export function isOptions(value: unknown): boolean {
  try {
    return isPlainObject(value) && !('seconds' in (value as object));
  } catch {
    // A value that cannot be inspected is refused as a duration.
    return false;
  }
}

export function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function notifyOf({ notify = true }: { readonly notify?: unknown }): {
  readonly notify: boolean;
} {
  return { notify: notify !== false };
}

/** Returns the identity of members, mutes and entries in a list. */
export function byUserId({ userId }: { readonly userId: string }): string {
  return userId;
}
