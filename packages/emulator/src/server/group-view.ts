import type { GroupKind, Role } from '@imgroups/core';

/** A group in the words of the neutral model, as plain JSON data: the same for every vendor. */
export interface GroupView {
  readonly id: string;
  readonly kind: GroupKind;
  readonly name: string;
  readonly description: string;
  readonly announcement: string;
  readonly avatarUrl?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly mutedAll: boolean;
  readonly maxMembers: number;
  /** ISO 8601, like all times here. */
  readonly createdAt: string;
  /** In the order of joining; in a live room those who are there. */
  readonly members: readonly MemberView[];
  readonly mutes: readonly EndView[];
  readonly blacklist: readonly EndView[];
  readonly attributes: Readonly<Record<string, string>>;
  /** Oldest first; empty where the vendor's emulator takes none. */
  readonly messages: readonly MessageView[];
  /** Oldest first; empty where the vendor's groups share none. */
  readonly files: readonly FileView[];
}

/** A group without what it holds, for lists of many. */
export interface GroupHead
  extends Pick<GroupView, 'id' | 'kind' | 'name' | 'ownerId' | 'mutedAll'> {
  readonly memberCount: number;
}

/** A member of a group. */
export interface MemberView {
  readonly userId: string;
  readonly role: Role | 'other';
  readonly nickname?: string | undefined;
  readonly joinedAt: string;
}

/** A mute or an entry of the blacklist that has not ended. */
export interface EndView {
  readonly userId: string;
  /** ISO 8601, or `permanent`. */
  readonly until: string;
}

/** A message that was not recalled. */
export interface MessageView {
  readonly senderId: string;
  /** Empty when it begins with anything but text. */
  readonly text: string;
}

/** A shared file. */
export interface FileView {
  readonly name: string;
  readonly ownerId: string;
}
