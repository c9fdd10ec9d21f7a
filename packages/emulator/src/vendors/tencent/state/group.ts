import type { GroupType } from '../settings.ts';
import type { GroupAttributes } from './attributes.ts';
import type { Ends } from './ends.ts';
import type { PermissionGroups } from './permission-groups.ts';
import type { Presence } from './presence.ts';
import type { Topics } from './topics.ts';

/** An imported user. */
export interface Account {
  readonly userId: string;
  readonly nickname: string;
  readonly faceUrl: string;
}

/** An application-defined field. */
export interface CustomField {
  readonly Key: string;
  readonly Value: string;
}

/** `Custom` is a newer word; it is kept and shown, and gives no right of an admin. */
export type MemberRole = 'Owner' | 'Admin' | 'Custom' | 'Member';

/** Somebody in a group. */
export interface StoredMember {
  readonly userId: string;
  readonly role: MemberRole;
  /** Grows by one per member of the group, so that a list can go on behind it. */
  readonly sequence: number;
  /** Unix seconds. */
  readonly joinTime: number;
  readonly msgFlag: string;
  readonly nameCard: string;
  readonly custom: ReadonlyMap<string, string>;
}

/** The properties of a group that can be changed. */
export interface GroupProfile {
  readonly name: string;
  readonly introduction: string;
  readonly notification: string;
  readonly faceUrl: string;
  readonly maxMembers: number;
  readonly applyJoinOption: string;
  readonly inviteJoinOption: string;
  readonly muteAllMember: 'On' | 'Off';
  readonly historyMsgBeforeJoin: string;
  readonly enablePermission: number;
  readonly defaultPermission: number;
}

/** A group as everybody but the state sees it. All times are Unix seconds. */
export interface StoredGroup extends GroupProfile {
  readonly id: string;
  readonly type: GroupType;
  /** Grows by one per group of the application. */
  readonly sequence: number;
  readonly owner: string | undefined;
  readonly createTime: number;
  readonly lastInfoTime: number;
  readonly infoSeq: number;
  readonly supportTopic: number;
  readonly custom: ReadonlyMap<string, string>;
  readonly members: ReadonlyMap<string, StoredMember>;
  /** Admins of a live room, who need not be in it. */
  readonly liveRoomAdmins: ReadonlySet<string>;
  /** Ends by user; they survive leaving and joining again. */
  readonly mutes: Ends;
  readonly bans: Ends;
  readonly attributes: GroupAttributes;
  readonly counters: ReadonlyMap<string, bigint>;
  readonly presence: Presence;
  readonly topics: Topics;
  readonly permissionGroups: PermissionGroups;
}

/** A first member of a new group. */
export interface NewMember {
  readonly userId: string;
  readonly role: MemberRole;
  readonly custom?: readonly CustomField[] | undefined;
}

/** The properties of a new group. */
export interface NewGroup
  extends Omit<GroupProfile, 'muteAllMember' | 'historyMsgBeforeJoin'>,
    Pick<StoredGroup, 'id' | 'type' | 'owner' | 'supportTopic'> {
  readonly custom: readonly CustomField[] | undefined;
}

/** Changes of a member. */
export interface MemberPatch {
  readonly role?: Exclude<MemberRole, 'Owner'> | undefined;
  readonly msgFlag?: string | undefined;
  readonly nameCard?: string | undefined;
  readonly custom?: readonly CustomField[] | undefined;
}

/** Changes of a group. */
export interface GroupPatch extends Partial<GroupProfile> {
  readonly custom?: readonly CustomField[] | undefined;
}
