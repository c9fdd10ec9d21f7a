import type {
  BatchResult,
  CallOptions,
  GroupKind,
  GroupProvider,
  Vendor,
} from '@imgroups/core/adapter';
import type { MovedGroup, MovedMember } from '../moved-group.ts';

/** The texts of a group. */
export type TextField = 'name' | 'description' | 'announcement' | 'avatarUrl';

/** The longest text that a vendor takes. */
export interface TextLength {
  /** A longer text is refused. */
  readonly max: number;
  /** A longer one may be refused: the vendor's pages disagree. */
  readonly safe: number;
  readonly unit: 'bytes' | 'characters';
}

/** A group on its way to a vendor. */
export interface NewGroup {
  readonly wanted: MovedGroup;
  /** The description by which the group is found again until all of it is there. */
  readonly marker: string;
}

/** An account that was not registered. */
export interface RefusedAccount {
  readonly userId: string;
  readonly reason: string;
}

/** The facts of a vendor that a migration needs beyond the neutral contract, as source and as target. */
export interface VendorSide {
  readonly descriptor: Vendor;
  readonly texts: Readonly<Record<TextField, TextLength>>;
  /** Bytes of a user id. */
  readonly maxUserIdBytes: number;
  /** Why a user id of few enough bytes cannot be one here; nothing when it can. */
  userIdProblem(userId: string): string | undefined;
  /** Why a group cannot be made with this id; nothing when it can. */
  groupIdProblem(groupId: string): string | undefined;
  /** True if groups keep the ids of the source where these are valid. */
  readonly keepsGroupIds: boolean;
  /** Members of a group at most, on the largest plan. */
  readonly maxMembers: Readonly<Partial<Record<GroupKind, number>>>;
  /** Kinds that can be made by a migration. */
  readonly kinds: readonly GroupKind[];
  readonly needsOwner: boolean;
  readonly hasInviteApproval: boolean;
  /** True if members can invite to a group that is not closed. */
  readonly hasOpenInvitation: boolean;
  /** True if entries of the blacklist can have an end. */
  readonly hasBanEnds: boolean;
  /** True if groups keep their times of creation, and members their times of joining. */
  readonly keepsTimes: boolean;
  /** Operations of which the vendor does not say whether members are told. */
  readonly mayTellMembers: readonly string[];
  /** True if members can be removed without a notice. */
  readonly removesSilently: boolean;
  /** The endpoints that make groups, fill them, and register accounts; for the calls of a plan. */
  readonly endpoints: Readonly<Record<'create' | 'add' | 'register' | 'check', string>>;
  /** Members on one page of their list. */
  readonly memberPage: number;
  /** True if the announcement is read without a further call. */
  readonly profileHasAnnouncement: boolean;
  /** Which of these users have no account. */
  missingAccounts(
    provider: GroupProvider,
    userIds: readonly string[],
    call: CallOptions,
  ): Promise<readonly string[]>;
  /** Registers users, and tells whom the vendor refuses; those who have an account stay as they are. */
  createAccounts(
    provider: GroupProvider,
    userIds: readonly string[],
    passwordOf: (userId: string) => string | undefined,
    call: CallOptions,
  ): Promise<readonly RefusedAccount[]>;
  /** Makes a group in the vendor's own way, and gives its id; without it the neutral call is used. */
  create?(provider: GroupProvider, group: NewGroup, call: CallOptions): Promise<string>;
  /** Adds members in the vendor's own way. */
  addMembers?(
    provider: GroupProvider,
    group: { readonly id: string; readonly wanted: MovedGroup },
    members: readonly MovedMember[],
    call: CallOptions,
  ): Promise<BatchResult>;
}
