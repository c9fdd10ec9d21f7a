import { given, groupKinds } from '@imgroups/core/adapter';
import * as v from 'valibot';

/** The version of the format that is written and read. */
export const snapshotVersion = 1;

const text = v.pipe(
  v.string(({ input }) => `must be a string, not ${given(input)}`),
  v.check(
    (value) => value.isWellFormed(),
    'is not well-formed Unicode: it holds half a character, as a cut emoji leaves it',
  ),
);

const id = v.pipe(text, v.minLength(1, 'must not be empty'));

/** One of a few words, which the type of the field is made of. */
function wordOf<const Word extends string>(words: readonly Word[]) {
  return v.picklist(
    words,
    ({ input }) => `must be one of ${words.join(', ')}, not ${given(input)}`,
  );
}

const timeForm = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)`;

/** A string of a form that holds a point in time. */
function timeOr(form: string, be: string) {
  const whole = new RegExp(`^(?:${form})$`);
  return v.pipe(
    text,
    v.regex(whole, ({ input }) => `must be ${be}, not ${given(input)}`),
    v.check(
      (value) => !whole.test(value) || value === 'permanent' || isDate(value),
      ({ input }) => `is a day or a time that does not exist: ${given(input)}`,
    ),
  );
}

const time = timeOr(timeForm, 'a time like 2026-11-28T08:30:00Z');

const until = timeOr(`permanent|${timeForm}`, 'permanent or a time like 2026-11-28T08:30:00Z');

/** Tells whether the day and the time exist: `Date` takes the 30th of February for the 2nd of March. */
function isDate(value: string): boolean {
  if (Number.isNaN(Date.parse(value))) return false;
  const day = Number(value.slice(8, 10));
  return day <= 28 || new Date(value.slice(0, 10)).getUTCDate() === day;
}

const raw = v.optional(v.unknown());

const flag = v.boolean(({ input }) => `must be true or false, not ${given(input)}`);

const capacity = v.pipe(
  v.number(({ input }) => `must be a positive whole number, not ${given(input)}`),
  v.integer(({ input }) => `must be a positive whole number, not ${given(input)}`),
  v.minValue(1, ({ input }) => `must be a positive whole number, not ${given(input)}`),
);

export const snapshotHeader = v.strictObject({
  type: v.literal('imgroups'),
  version: v.literal(
    snapshotVersion,
    ({ input }) =>
      `must be ${snapshotVersion}, the version that is known here, not ${given(input)}`,
  ),
  /** The origin of the groups: `provider.name`, or a name of your own. */
  provider: v.optional(text),
  /** The app they come from, as its vendor calls it. */
  app: v.optional(text),
  createdAt: v.optional(time),
  /** The options of the export, for people who read the file; they are kept and not read. */
  options: v.optional(v.unknown()),
});
/** The first line of a snapshot. */
export interface SnapshotHeader extends v.InferInput<typeof snapshotHeader> {}

const groupRecord = v.strictObject({
  type: v.literal('group'),
  id,
  /** `other`: a kind of the vendor's that this library has no word for. */
  kind: wordOf([...groupKinds, 'other']),
  name: text,
  description: v.optional(text),
  avatarUrl: v.optional(text),
  ownerId: v.optional(id),
  joinPolicy: v.optional(wordOf(['open', 'approval', 'closed'])),
  invitePolicy: v.optional(wordOf(['open', 'approval', 'closed'])),
  maxMembers: v.optional(capacity),
  mutedAll: v.optional(flag),
  announcement: v.optional(text),
  createdAt: v.optional(time),
  /** The vendor's own object; it is kept and not read. */
  raw,
});
/** A group's profile. */
export interface GroupRecord extends v.InferInput<typeof groupRecord> {}

const ofUser = { groupId: id, userId: id } as const;

const memberRecord = v.strictObject({
  type: v.literal('member'),
  ...ofUser,
  role: wordOf(['owner', 'admin', 'member', 'other']),
  nickname: v.optional(text),
  joinedAt: v.optional(time),
  raw,
});
/** Somebody who is in a group. */
export interface MemberRecord extends v.InferInput<typeof memberRecord> {}

const muteRecord = v.strictObject({ type: v.literal('mute'), ...ofUser, until, raw });
/** Somebody who may read and not speak. */
export interface MuteRecord extends v.InferInput<typeof muteRecord> {}

const blacklistRecord = v.strictObject({
  type: v.literal('blacklist'),
  ...ofUser,
  until,
  raw,
});
/** Somebody who was put out of a group and cannot come back in. */
export interface BlacklistRecord extends v.InferInput<typeof blacklistRecord> {}

/** A record of a group, about one user. */
export type UserRecord = MemberRecord | MuteRecord | BlacklistRecord;

/** Any line of a snapshot but the first. */
export type SnapshotRecord = GroupRecord | UserRecord;

export const recordSchemas = {
  group: groupRecord,
  member: memberRecord,
  mute: muteRecord,
  blacklist: blacklistRecord,
} as const;

/** The types of records, in the order in which those of a group stand. */
export const recordTypes = ['group', 'member', 'mute', 'blacklist'] as const;
