/**
 * The purpose of a group. `standard` exists on every vendor (Tencent `Public`, every group of the others) and is the kind that swaps;
 * the others are Tencent's: `work` = `Private`, `meeting` = `ChatRoom`, `livestream` = `AVChatRoom`, `community` = `Community`.
 */
export type GroupKind = 'standard' | 'work' | 'meeting' | 'livestream' | 'community';

export const groupKinds: readonly GroupKind[] = [
  'standard',
  'work',
  'meeting',
  'livestream',
  'community',
];

/** Admission of users who apply: all, those whom the owner or an admin approves, or none. */
export type JoinPolicy = 'open' | 'approval' | 'closed';

/** Users who may invite: any member, any member with approval, only the owner and admins. */
export type InvitePolicy = 'open' | 'approval' | 'closed';

/**
 * A group as calls take it: its id, or an object with the id and (better) the kind. A `Group` can be passed directly; one of
 * kind `'other'` counts as its bare id.
 */
export type GroupRef =
  | string
  | { readonly id: string; readonly kind?: GroupKind | 'other' | undefined };

/** A group's profile. */
export interface Group<Raw = unknown> {
  readonly id: string;
  /** `'other'` where the vendor's word is none that this version knows; it stands in `raw`. */
  readonly kind: GroupKind | 'other';
  readonly name: string;
  readonly description?: string | undefined;
  /**
   * Empty where the group has none. Absent where the vendor's profile does not tell it: `groups.getAnnouncement` reads it.
   */
  readonly announcement?: string | undefined;
  readonly avatarUrl?: string | undefined;
  /** Absent where a group has no owner. */
  readonly ownerId?: string | undefined;
  readonly joinPolicy?: JoinPolicy | undefined;
  readonly invitePolicy?: InvitePolicy | undefined;
  /** Members including the owner. */
  readonly memberCount?: number | undefined;
  readonly maxMembers?: number | undefined;
  /** True if everybody but the owner and admins is muted. */
  readonly mutedAll?: boolean | undefined;
  readonly createdAt?: Date | undefined;
  /** The vendor's own object, as it was answered. */
  readonly raw: Raw;
}

/** A group as lists give it: only what the vendor's list tells without a further call. */
export interface GroupSummary<Raw = unknown> {
  readonly id: string;
  /** `'other'` where the vendor's word is none that this version knows; it stands in `raw`. */
  readonly kind?: GroupKind | 'other' | undefined;
  readonly name?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly memberCount?: number | undefined;
  readonly raw: Raw;
}
