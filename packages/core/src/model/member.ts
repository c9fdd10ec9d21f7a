/** The rights of a member. Admins manage members, mutes and the blacklist; the owner also appoints admins. */
export type Role = 'owner' | 'admin' | 'member';

/** Somebody who is in a group. */
export interface Member<Raw = unknown> {
  readonly userId: string;
  /** `'other'` where the vendor's word is none that this version knows; it stands in `raw`. */
  readonly role: Role | 'other';
  /** The name shown in this group. */
  readonly nickname?: string | undefined;
  readonly joinedAt?: Date | undefined;
  /** The vendor's own object, as it was answered. */
  readonly raw: Raw;
}
