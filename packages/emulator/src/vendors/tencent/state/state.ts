import type { Clock } from '../../../server/clock.ts';
import type { RateLimits } from '../../../server/rate-limits.ts';
import type { GroupType, TencentSettings } from '../settings.ts';
import { failure } from '../wire/failures.ts';
import { GroupAttributes } from './attributes.ts';
import { Conversations } from './conversations.ts';
import { PermissionGroups } from './permission-groups.ts';
import { Presence } from './presence.ts';
import { Topics } from './topics.ts';

/** A duration, and an end, that means for ever. */
const forever = 4_294_967_295;

/** An imported user. */
export interface Account {
  readonly userId: string;
  nickname: string;
  faceUrl: string;
}

/** An application-defined field. */
export interface CustomField {
  readonly Key: string;
  readonly Value: string;
}

/** Somebody in a group. */
export interface StoredMember {
  readonly userId: string;
  role: 'Owner' | 'Admin' | 'Member';
  /** Grows by one per member of the group, so that a list can go on behind it. */
  readonly sequence: number;
  /** Unix seconds. */
  readonly joinTime: number;
  msgFlag: string;
  nameCard: string;
  readonly custom: Map<string, string>;
}

/** A group. All times are Unix seconds. */
export interface StoredGroup {
  readonly id: string;
  readonly type: GroupType;
  /** Grows by one per group of the application. */
  readonly sequence: number;
  name: string;
  introduction: string;
  notification: string;
  faceUrl: string;
  owner: string | undefined;
  readonly createTime: number;
  lastInfoTime: number;
  infoSeq: number;
  maxMembers: number;
  applyJoinOption: string;
  inviteJoinOption: string;
  muteAllMember: 'On' | 'Off';
  historyMsgBeforeJoin: string;
  readonly supportTopic: number;
  enablePermission: number;
  defaultPermission: number;
  readonly custom: Map<string, string>;
  readonly members: Map<string, StoredMember>;
  memberSequence: number;
  /** Admins of a live room, who need not be in it. */
  readonly liveRoomAdmins: Set<string>;
  /** Ends by user; they survive leaving and joining again. */
  readonly mutes: Map<string, number>;
  readonly bans: Map<string, number>;
  readonly attributes: GroupAttributes;
  readonly counters: Map<string, bigint>;
  readonly presence: Presence;
  readonly topics: Topics;
  readonly permissionGroups: PermissionGroups;
}

/** What a new group is made of. */
export type NewGroup = Omit<
  StoredGroup,
  | 'sequence'
  | 'createTime'
  | 'lastInfoTime'
  | 'infoSeq'
  | 'muteAllMember'
  | 'historyMsgBeforeJoin'
  | 'members'
  | 'memberSequence'
  | 'liveRoomAdmins'
  | 'mutes'
  | 'bans'
  | 'custom'
  | 'attributes'
  | 'counters'
  | 'presence'
  | 'topics'
  | 'permissionGroups'
>;

/** Everything the service remembers. */
export class TencentState {
  readonly settings: TencentSettings;
  readonly accounts = new Map<string, Account>();
  readonly groups = new Map<string, StoredGroup>();
  /** Ids of groups that existed once. */
  readonly disbanded = new Set<string>();
  /** Messages of groups and topics. */
  readonly conversations = new Conversations();
  /** Broadcasts to live rooms so far. */
  broadcasts = 0;
  /** Ends of the mutes in all groups, by user. */
  readonly mutedInGroups = new Map<string, number>();
  /** Ends of the mutes in all one-to-one chats, by user. */
  readonly mutedInChats = new Map<string, number>();
  /** Limits that hold per group or message, in place of per endpoint. */
  readonly rates: RateLimits;
  /** The administrator who makes the current call. */
  caller: string;
  #groupSequence = 0;
  /** Groups by member, because every joining counts them. */
  readonly #groupsByUser = new Map<string, Set<StoredGroup>>();
  /** Members in the order of their sequence, kept until somebody joins or leaves: reading a list page by page needs no copy per page. */
  readonly #memberLists = new WeakMap<StoredGroup, readonly StoredMember[]>();
  readonly #clock: Clock;

  constructor(settings: TencentSettings, clock: Clock, rates: RateLimits) {
    this.settings = settings;
    this.rates = rates;
    this.caller = settings.administrator;
    this.#clock = clock;
    this.reset();
  }

  reset(): void {
    this.accounts.clear();
    this.groups.clear();
    this.disbanded.clear();
    this.conversations.clear();
    this.broadcasts = 0;
    this.mutedInGroups.clear();
    this.mutedInChats.clear();
    this.rates.reset();
    this.#groupsByUser.clear();
    this.#groupSequence = 0;
    const { administrator, administrators } = this.settings;
    for (const userId of [administrator, ...administrators]) this.importAccount(userId);
  }

  /** Unix seconds. */
  now(): number {
    return Math.floor(this.#clock.now() / 1000);
  }

  isAdministrator(userId: string): boolean {
    const { administrator, administrators } = this.settings;
    return userId === administrator || administrators.includes(userId);
  }

  /** Registers a user; what is not given stays as it was. */
  importAccount(
    userId: string,
    profile: { nickname?: string | undefined; faceUrl?: string | undefined } = {},
  ): void {
    const known = this.accounts.get(userId);
    this.accounts.set(userId, {
      userId,
      nickname: profile.nickname ?? known?.nickname ?? '',
      faceUrl: profile.faceUrl ?? known?.faceUrl ?? '',
    });
  }

  /** Removes a user with his memberships. */
  deleteAccount(userId: string): void {
    this.accounts.delete(userId);
    for (const group of this.groupsOf(userId)) this.removeMember(group, userId);
    for (const { liveRoomAdmins, presence } of this.groups.values()) {
      liveRoomAdmins.delete(userId);
      presence.forget(userId);
    }
  }

  requireAccount(userId: string): Account {
    const account = this.accounts.get(userId);
    if (!account) throw failure(10019, userId);
    return account;
  }

  /** The group, or the vendor's refusal: 10010 once it was disbanded, 10015 when there never was one. */
  requireGroup(groupId: string): StoredGroup {
    const group = this.groups.get(groupId);
    if (group) return group;
    throw failure(this.disbanded.has(groupId) ? 10010 : 10015);
  }

  /** Adds a group; one that is imported may be older than now. */
  addGroup(group: NewGroup, createTime = this.now()): StoredGroup {
    this.#groupSequence += 1;
    const stored: StoredGroup = {
      ...group,
      sequence: this.#groupSequence,
      createTime,
      lastInfoTime: createTime,
      infoSeq: 1,
      muteAllMember: 'Off',
      historyMsgBeforeJoin: 'Off',
      custom: new Map(),
      members: new Map(),
      memberSequence: 0,
      liveRoomAdmins: new Set(),
      mutes: new Map(),
      bans: new Map(),
      attributes: new GroupAttributes(),
      counters: new Map(),
      presence: new Presence(),
      topics: new Topics(),
      permissionGroups: new PermissionGroups(),
    };
    this.groups.set(group.id, stored);
    this.disbanded.delete(group.id);
    return stored;
  }

  /** An id that no group has, in the vendor's form for the type. */
  newGroupId(type: GroupType): string {
    const letters = toLetters(this.#groupSequence + 1);
    if (type === 'Community') return `@TGS#_@TGS#c${letters.padStart(10, 'A')}`;
    if (type === 'AVChatRoom') return `@TGS#a${letters.padStart(8, 'A')}`;
    return `@TGS#2${letters.padStart(8, 'A')}`;
  }

  disband(group: StoredGroup): void {
    for (const userId of group.members.keys()) this.#groupsByUser.get(userId)?.delete(group);
    for (const { id } of group.topics.all()) this.destroyTopic(group, id);
    this.groups.delete(group.id);
    this.conversations.delete(group.id);
    this.disbanded.add(group.id);
  }

  /** Removes a topic with its messages and permissions. */
  destroyTopic(group: StoredGroup, topicId: string): void {
    group.topics.delete(topicId);
    group.permissionGroups.forgetTopic(topicId);
    this.conversations.delete(topicId);
  }

  addMember(
    group: StoredGroup,
    userId: string,
    role: StoredMember['role'],
    joinTime = this.now(),
  ): StoredMember {
    group.memberSequence += 1;
    const member: StoredMember = {
      userId,
      role,
      sequence: group.memberSequence,
      joinTime,
      msgFlag: group.type === 'ChatRoom' ? 'AcceptNotNotify' : 'AcceptAndNotify',
      nameCard: '',
      custom: new Map(),
    };
    group.members.set(userId, member);
    // What was said before does not count as unread.
    this.conversations.of(group.id).setUnread(userId, 0);
    this.#memberLists.delete(group);
    const groups = this.#groupsByUser.get(userId) ?? new Set();
    this.#groupsByUser.set(userId, groups.add(group));
    return member;
  }

  /** Takes a member out; a group whose owner goes has none. */
  removeMember(group: StoredGroup, userId: string): void {
    group.members.delete(userId);
    group.permissionGroups.forgetMember(userId);
    group.presence.forget(userId);
    this.#memberLists.delete(group);
    this.#groupsByUser.get(userId)?.delete(group);
    if (group.owner === userId) group.owner = undefined;
  }

  /** Lets a user come online in a group: in a live room anybody who is not banned, elsewhere its members. */
  enter(group: StoredGroup, userId: string): void {
    this.requireAccount(userId);
    if (this.endOf(group.bans, userId) > 0) throw failure(10007, `${userId} is banned`);
    if (group.type !== 'AVChatRoom' && !group.members.has(userId)) {
      throw failure(10004, `${userId} is not a member`);
    }
    group.presence.enter(userId, this.now());
  }

  /** The members, oldest first. */
  membersOf(group: StoredGroup): readonly StoredMember[] {
    const members = this.#memberLists.get(group) ?? [...group.members.values()];
    this.#memberLists.set(group, members);
    return members;
  }

  /** When a list of ends says it is over for a user; 0 where it is not in force. */
  endOf(ends: ReadonlyMap<string, number>, userId: string): number {
    const end = ends.get(userId) ?? 0;
    return end > this.now() ? end : 0;
  }

  /** The ends in force, soonest first. */
  endsOf(ends: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
    const now = this.now();
    return [...ends].filter(([, end]) => end > now).sort(([, one], [, other]) => one - other);
  }

  /** Lets something last for a number of seconds from now: 0 ends it, 4294967295 is for ever. */
  setEnd(ends: Map<string, number>, userId: string, seconds: number): void {
    if (seconds === 0) ends.delete(userId);
    else ends.set(userId, Math.min(forever, this.now() + seconds));
  }

  /** Groups that hold a user, in the order he joined. */
  groupsOf(userId: string): readonly StoredGroup[] {
    return [...(this.#groupsByUser.get(userId) ?? [])];
  }

  /** How many groups hold a user. */
  countGroupsOf(userId: string): number {
    return this.#groupsByUser.get(userId)?.size ?? 0;
  }

  markChanged(group: StoredGroup): void {
    group.infoSeq += 1;
    group.lastInfoTime = this.now();
  }
}

/** Sets custom fields; an empty value deletes one. */
export function setCustomFields(
  custom: Map<string, string>,
  fields: readonly CustomField[] = [],
): void {
  for (const { Key, Value } of fields) {
    if (Value === '') custom.delete(Key);
    else custom.set(Key, Value);
  }
}

/** A number in letters, `A` for 0. */
function toLetters(value: number): string {
  const rest = Math.floor(value / 26);
  return (rest > 0 ? toLetters(rest) : '') + String.fromCharCode(65 + (value % 26));
}
