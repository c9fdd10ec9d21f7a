import type { BatchResult } from '../batch/outcome.ts';
import type { BatchOptions, UserIds } from '../batch/run-batch.ts';
import type { CallOptions } from '../call/call-options.ts';
import type { BlacklistEntry } from '../model/blacklist.ts';
import type {
  Group,
  GroupKind,
  GroupRef,
  GroupSummary,
  InvitePolicy,
  JoinPolicy,
} from '../model/group.ts';
import type { Member, Role } from '../model/member.ts';
import type { Mute } from '../model/mute.ts';
import type { Duration } from '../model/until.ts';
import type { Pages } from '../pagination/page.ts';
import type { ListOptions } from '../pagination/paginate.ts';
import type { Capabilities, Operation } from './operations.ts';
import type { ProviderOptions } from './provider-options.ts';

/** Options of any neutral call. */
export interface OperationOptions<Name extends Operation> extends Omit<CallOptions, 'operation'> {
  /** Extras of single vendors; ignored by the others. */
  readonly providerOptions?: ProviderOptions<Name> | undefined;
}

export interface ListOperationOptions<Name extends Operation>
  extends OperationOptions<Name>,
    ListOptions {}

export interface BatchOperationOptions<Name extends Operation>
  extends OperationOptions<Name>,
    Omit<BatchOptions, 'signal'> {}

export interface NotifyOptions {
  /** Tells the members. @default true */
  readonly notify?: boolean | undefined;
}

export interface VerifyOptions {
  /**
   * Reads back where the vendor tells nothing per user, so that strangers and the owner are failed, as
   * `not_a_member` and `is_owner`, and not `done`. @default false
   */
  readonly verify?: boolean | undefined;
}

/** The changes that make the members be the wanted ones; a user to be added can be one to be promoted too. */
export interface SyncPlan {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** To be made admins. */
  readonly promote: readonly string[];
  /** Admins to be made ordinary members. */
  readonly demote: readonly string[];
}

/** The result of a sync. */
export interface SyncResult {
  readonly plan: SyncPlan;
  /** One outcome for each user of the plan; empty after a dry run. */
  readonly result: BatchResult;
}

export type WantedRole = 'admin' | 'member';

/** Roles of wanted users; those left out keep theirs. */
export type WantedRoles = ReadonlyMap<string, WantedRole> | Readonly<Record<string, WantedRole>>;

/** Options of a sync. */
export interface SyncOptions extends BatchOperationOptions<'members.sync'>, NotifyOptions {
  /** Reads and plans, and writes nothing. @default false */
  readonly dryRun?: boolean | undefined;
  /** Roles of wanted users; those left out keep theirs. */
  readonly roles?: WantedRoles | undefined;
  /** Removes members who are not wanted. @default true */
  readonly remove?: boolean | undefined;
  /** Allows a sync to remove everybody but the owner. @default false */
  readonly allowEmpty?: boolean | undefined;
}

/** A group that is there, and whether this call made it. */
export interface EnsuredGroup<Raw = unknown> {
  readonly group: Group<Raw>;
  /**
   * True if this call created it. After a lost answer that is told by name, owner and time of creation, which needs clocks that
   * are at most a minute apart.
   */
  readonly created: boolean;
}

/** The properties of a new group. */
export interface CreateGroupInput<Kind extends GroupKind = GroupKind> {
  readonly name: string;
  readonly ownerId: string;
  /** @default 'standard' */
  readonly kind?: Kind | undefined;
  /** An id of your own; the vendor makes one otherwise. With it the call can be repeated safely. */
  readonly id?: string | undefined;
  readonly description?: string | undefined;
  readonly avatarUrl?: string | undefined;
  /** @default 'approval' for standard groups */
  readonly joinPolicy?: JoinPolicy | undefined;
  /** @default 'closed' for standard groups */
  readonly invitePolicy?: InvitePolicy | undefined;
  /** Members at most, the owner included. Vendors' defaults differ by a factor of thirty: better say it. */
  readonly maxMembers?: number | undefined;
}

export interface CreatedGroup<Raw = unknown> {
  readonly id: string;
  readonly kind: GroupKind;
  /** The vendor's own answer. */
  readonly raw: Raw;
}

/** Changes to a group; fields that are left out stay. */
export interface GroupPatch {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly avatarUrl?: string | undefined;
  readonly joinPolicy?: JoinPolicy | undefined;
  readonly invitePolicy?: InvitePolicy | undefined;
  readonly maxMembers?: number | undefined;
}

/** The vendor's own types in a provider. */
export interface ProviderTypes {
  readonly client: unknown;
  readonly kind: GroupKind;
  readonly group: unknown;
  readonly groupSummary: unknown;
  readonly createdGroup: unknown;
  readonly member: unknown;
  readonly mute: unknown;
  readonly blacklistEntry: unknown;
}

/** Groups themselves. */
export interface Groups<Types extends ProviderTypes = ProviderTypes> {
  /** Creates a group. Without an `id` of your own a lost answer is reported as `ambiguous` and not repeated. */
  create(
    input: CreateGroupInput<Types['kind']>,
    options?: OperationOptions<'groups.create'>,
  ): Promise<CreatedGroup<Types['createdGroup']>>;
  /** Reads a group's profile; `not_found` with reason `group_not_found` when there is none. */
  get(group: GroupRef, options?: OperationOptions<'groups.get'>): Promise<Group<Types['group']>>;
  /** Reads the profiles of any number of groups; ids without a group are absent from the map. */
  getMany(
    ids: Iterable<string>,
    options?: OperationOptions<'groups.getMany'>,
  ): Promise<Map<string, Group<Types['group']>>>;
  /** Lists all groups of the app. */
  list(options?: ListOperationOptions<'groups.list'>): Pages<GroupSummary<Types['groupSummary']>>;
  /** Lists the groups a user is in. */
  listJoined(
    userId: string,
    options?: ListOperationOptions<'groups.listJoined'>,
  ): Pages<GroupSummary<Types['groupSummary']>>;
  /**
   * Reads the group with this `id`, and creates it as described when there is none; a lost race reads again. A group that is
   * there stays as it is. Where own ids must be
   * switched on at the vendor, the provider needs the option that says so.
   */
  ensure(
    input: CreateGroupInput<Types['kind']> & { readonly id: string },
    options?: OperationOptions<'groups.ensure'>,
  ): Promise<EnsuredGroup<Types['group']>>;
  /** Changes a group's profile; at least one field is needed. */
  update(
    group: GroupRef,
    patch: GroupPatch,
    options?: OperationOptions<'groups.update'>,
  ): Promise<void>;
  /** Reads the announcement; `''` when there is none. */
  getAnnouncement(
    group: GroupRef,
    options?: OperationOptions<'groups.getAnnouncement'>,
  ): Promise<string>;
  /** Sets the announcement; `''` clears it. */
  setAnnouncement(
    group: GroupRef,
    text: string,
    options?: OperationOptions<'groups.setAnnouncement'>,
  ): Promise<void>;
  /** Dissolves a group, for good. */
  delete(group: GroupRef, options?: OperationOptions<'groups.delete'>): Promise<void>;
  /** Makes a member the owner; the old owner becomes an ordinary member. */
  transfer(
    group: GroupRef,
    newOwnerId: string,
    options?: OperationOptions<'groups.transfer'>,
  ): Promise<void>;
}

/** The members of a group and their roles. */
export interface Members<Types extends ProviderTypes = ProviderTypes> {
  /** Lists the members, the owner among them. */
  list(
    group: GroupRef,
    options?: ListOperationOptions<'members.list'>,
  ): Pages<Member<Types['member']>>;
  /** Reads the roles of any number of users; `undefined` for those who are not members, and only for them. */
  getRoles(
    group: GroupRef,
    userIds: Iterable<string>,
    options?: OperationOptions<'members.getRoles'>,
  ): Promise<Map<string, Role | 'other' | undefined>>;
  /** Reads the role of one user; `undefined` when not a member. */
  getRole(
    group: GroupRef,
    userId: string,
    options?: OperationOptions<'members.getRoles'>,
  ): Promise<Role | 'other' | undefined>;
  /** Adds any number of users; present members are `done`. */
  add(
    group: GroupRef,
    userIds: UserIds,
    options?: BatchOperationOptions<'members.add'> & NotifyOptions,
  ): Promise<BatchResult>;
  /** Removes any number of users; absent and unknown users are `done`. */
  remove(
    group: GroupRef,
    userIds: UserIds,
    options?: BatchOperationOptions<'members.remove'> & NotifyOptions,
  ): Promise<BatchResult>;
  /** Makes members admins or ordinary members. The owner is changed by `groups.transfer` only. */
  setRole(
    group: GroupRef,
    userIds: UserIds,
    role: 'admin' | 'member',
    options?: BatchOperationOptions<'members.setRole'>,
  ): Promise<BatchResult>;
  /**
   * Makes the members be the wanted ones, and nothing else: lists them, then removes, adds, demotes and promotes. The owner
   * is never removed or changed, and a group is not emptied unless `allowEmpty` says so.
   */
  sync(group: GroupRef, wanted: UserIds, options?: SyncOptions): Promise<SyncResult>;
}

/** The members who may not speak. */
export interface Mutes<Types extends ProviderTypes = ProviderTypes> {
  /** Mutes any number of members; muting again sets the new end. */
  add(
    group: GroupRef,
    userIds: UserIds,
    duration: Duration,
    options?: BatchOperationOptions<'mutes.add'> & VerifyOptions,
  ): Promise<BatchResult>;
  /** Lets any number of members speak again; those who are not muted are `done`. */
  remove(
    group: GroupRef,
    userIds: UserIds,
    options?: BatchOperationOptions<'mutes.remove'>,
  ): Promise<BatchResult>;
  /** Lists the mutes that still run. */
  list(group: GroupRef, options?: ListOperationOptions<'mutes.list'>): Pages<Mute<Types['mute']>>;
  /** Mutes everybody but the owner and admins; single mutes stay as they are. */
  muteAll(group: GroupRef, options?: OperationOptions<'mutes.muteAll'>): Promise<void>;
  /** Ends `muteAll`; single mutes stay as they are. */
  unmuteAll(group: GroupRef, options?: OperationOptions<'mutes.unmuteAll'>): Promise<void>;
}

/** The users who were put out and cannot come back in. */
export interface Blacklist<Types extends ProviderTypes = ProviderTypes> {
  /** Puts any number of users out of the group and keeps them out, for good unless a duration is given. */
  add(
    group: GroupRef,
    userIds: UserIds,
    duration?: Duration,
    options?: BatchOperationOptions<'blacklist.add'>,
  ): Promise<BatchResult>;
  /** The same for good, with options. */
  add(
    group: GroupRef,
    userIds: UserIds,
    options: BatchOperationOptions<'blacklist.add'>,
  ): Promise<BatchResult>;
  /** Lets users come in again; it does not put them back into the group. */
  remove(
    group: GroupRef,
    userIds: UserIds,
    options?: BatchOperationOptions<'blacklist.remove'>,
  ): Promise<BatchResult>;
  list(
    group: GroupRef,
    options?: ListOperationOptions<'blacklist.list'>,
  ): Pages<BlacklistEntry<Types['blacklistEntry']>>;
}

/** Chat groups at one vendor. Code written against this interface runs on every vendor. */
export interface GroupProvider<Types extends ProviderTypes = ProviderTypes> {
  /** The vendor's name: `tencent`. */
  readonly name: string;
  /** The application, as the vendor writes it: the digits of an SdkAppid, or `org#app`. */
  readonly app: string;
  readonly capabilities: Capabilities;
  /** The vendor-native client: fields as on the wire. */
  readonly client: Types['client'];
  readonly groups: Groups<Types>;
  readonly members: Members<Types>;
  readonly mutes: Mutes<Types>;
  readonly blacklist: Blacklist<Types>;
  /**
   * The form in which this vendor gives a user id back. Compare ids in this form: some vendors fold case.
   */
  canonicalUserId(userId: string): string;
  /**
   * Makes one cheap read that tells whether key, app, region and clock are right; the error of a wrong one names the option
   * to mend.
   */
  check(options?: OperationOptions<'check'>): Promise<void>;
  /** Releases what the provider holds open. */
  close(): Promise<void>;
}
