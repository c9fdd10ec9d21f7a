import type { EasemobFile } from './shared-files.ts';

/** A registered user. */
export interface EasemobUser {
  readonly uuid: string;
  /** In lower case, as the vendor keeps it. */
  readonly username: string;
  readonly password: string | undefined;
  readonly nickname: string | undefined;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** Ids of the user's groups in the order of joining. */
  readonly groups: ReadonlySet<string>;
}

/** A new user. */
export interface NewUser {
  readonly username: string;
  readonly password?: string | undefined;
  readonly nickname?: string | undefined;
}

/** The properties of a group that can be set. */
export interface GroupProfile {
  readonly name: string;
  readonly description: string;
  readonly avatar: string | undefined;
  readonly custom: string;
  readonly public: boolean;
  readonly membersonly: boolean;
  readonly allowinvites: boolean;
  readonly inviteNeedConfirm: boolean;
  readonly maxusers: number;
}

/** A group as everybody but the state sees it. */
export interface EasemobGroup extends GroupProfile {
  readonly id: string;
  readonly scale: string;
  readonly owner: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly lastModified: number;
  /** Time of joining by username, in the order of joining; the owner is one of them. */
  readonly members: ReadonlyMap<string, number>;
  readonly admins: ReadonlySet<string>;
  /** Names on the block list. */
  readonly blocks: ReadonlySet<string>;
  /** End by username; `permanent` for a mute without end. A mute outlives the membership. */
  readonly mutes: ReadonlyMap<string, MuteEnd>;
  readonly everybodyMuted: boolean;
  /** Names on the allow list: who may speak while everybody is muted. */
  readonly allowed: ReadonlySet<string>;
  /** A disabled group can be read and enabled, and nothing else. */
  readonly disabled: boolean;
  readonly announcement: string;
  /** Attributes of the members, by user name. */
  readonly attributes: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly files: ReadonlyMap<string, EasemobFile>;
  /** Names of users who were invited and have not answered. */
  readonly invited: ReadonlySet<string>;
  /** Messages of users who wait for approval, by user name. */
  readonly applications: ReadonlyMap<string, string>;
  /** Names of members who hide the messages of the group from themselves. */
  readonly shields: ReadonlySet<string>;
}

/** Milliseconds since 1970, or never. */
export type MuteEnd = number | 'permanent';

/** A new group. */
export interface NewGroup extends GroupProfile {
  readonly id: string | undefined;
  readonly scale: string;
  readonly owner: string;
  readonly members: readonly string[];
}
