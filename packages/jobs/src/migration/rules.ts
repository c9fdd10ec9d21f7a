import { aFunction, must, oneOf, positiveInteger, strict } from '@imgroups/core/adapter';
import * as v from 'valibot';

/** Answers to what a plan finds. Where a rule is not given, the finding stops `apply`. */
export interface MigrationRules {
  /** The ids of the groups: those of the source where the target can have them, or new ones. @default what the target's vendor allows without being asked */
  readonly groupIds?: 'keep' | 'new' | undefined;
  /** A group of the target has the id of one of the source. @default 'stop' */
  readonly onGroupIdTaken?: 'stop' | 'new' | undefined;
  /** A kind of group that the target does not have. @default 'stop' */
  readonly onKindMissing?: 'stop' | 'skip' | 'standard' | undefined;
  /** A group without an owner, where the target wants one. @default 'stop' */
  readonly onOwnerMissing?: 'stop' | 'skip' | undefined;
  /** Ids of users by those at the source: an object, a `Map`, or the path of a CSV or JSON lines file with `source` and `target`. */
  readonly userIds?:
    | ReadonlyMap<string, string>
    | Readonly<Record<string, string>>
    | string
    | undefined;
  /** A user id longer than the target takes: `map` wants an entry in `userIds`. @default 'stop' */
  readonly onUserIdTooLong?: 'stop' | 'skip' | 'map' | undefined;
  /** A user id with characters that the target does not take. @default 'stop' */
  readonly onUserIdInvalid?: 'stop' | 'skip' | 'map' | undefined;
  /** Two users of the source who would be one at the target, because it folds case. @default 'stop' */
  readonly onUserIdsFold?: 'stop' | 'merge' | 'map' | undefined;
  /** A user who has no account at the target. With `create` accounts are registered. @default 'stop' */
  readonly onAccountMissing?: 'stop' | 'skip' | 'create' | undefined;
  /** Passwords of accounts that are registered, by the id at the target. @default random ones that nobody learns */
  readonly passwordOf?: ((userId: string) => string | undefined) | undefined;
  /** A text longer than the target takes. @default 'stop' */
  readonly onTextTooLong?: 'stop' | 'cut' | undefined;
  /** A group with more members than the target takes. @default 'stop' */
  readonly onOverCapacity?: 'stop' | 'skip' | undefined;
  /** Members of a group at most, by the plan that was bought. @default the largest plan's */
  readonly maxMembers?: number | undefined;
  /** An entry of the blacklist that ends, where the target has only permanent ones. @default 'permanent' */
  readonly onBanWithEnd?: 'permanent' | 'skip' | undefined;
  /** Groups that may be created in a day, by the plan that was bought. */
  readonly groupsPerDay?: number | undefined;
}

const isMapping = (value: unknown): boolean =>
  (typeof value === 'string' && value !== '') || (typeof value === 'object' && value !== null);

const ruleEntries = {
  groupIds: v.optional(oneOf(['keep', 'new'])),
  onGroupIdTaken: v.optional(oneOf(['stop', 'new'])),
  onKindMissing: v.optional(oneOf(['stop', 'skip', 'standard'])),
  onOwnerMissing: v.optional(oneOf(['stop', 'skip'])),
  userIds: v.optional(must<string | object>('a path, an object or a Map', isMapping)),
  onUserIdTooLong: v.optional(oneOf(['stop', 'skip', 'map'])),
  onUserIdInvalid: v.optional(oneOf(['stop', 'skip', 'map'])),
  onUserIdsFold: v.optional(oneOf(['stop', 'merge', 'map'])),
  onAccountMissing: v.optional(oneOf(['stop', 'skip', 'create'])),
  passwordOf: v.optional(aFunction),
  onTextTooLong: v.optional(oneOf(['stop', 'cut'])),
  onOverCapacity: v.optional(oneOf(['stop', 'skip'])),
  maxMembers: v.optional(positiveInteger),
  onBanWithEnd: v.optional(oneOf(['permanent', 'skip'])),
  groupsPerDay: v.optional(positiveInteger),
};

/** The schema of `MigrationRules`. */
export const rulesSchema = strict(ruleEntries, 'rule');
