import type { GroupKind, InvitePolicy, JoinPolicy, Until } from '@imgroups/core/adapter';

/** A member as it is to be at the target. */
export interface MovedMember {
  readonly userId: string;
  readonly role: 'admin' | 'member';
  readonly joinedAt?: Date | undefined;
}

/** A group as it is to be at the target, in the target's ids. */
export interface MovedGroup {
  /** Absent where the vendor is to make one. */
  readonly id?: string | undefined;
  readonly kind: GroupKind;
  readonly name: string;
  readonly description: string;
  readonly avatarUrl?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly joinPolicy?: JoinPolicy | undefined;
  readonly invitePolicy?: InvitePolicy | undefined;
  readonly maxMembers?: number | undefined;
  readonly mutedAll: boolean;
  readonly announcement: string;
  readonly createdAt?: Date | undefined;
  /** Without the owner, by user id. Absent where the source does not show it, as for all lists. */
  readonly members?: ReadonlyMap<string, MovedMember> | undefined;
  readonly mutes?: ReadonlyMap<string, Until> | undefined;
  readonly blacklist?: ReadonlyMap<string, Until> | undefined;
}
