import { changedFields } from '../../../server/changed-fields.ts';
import type { Clock } from '../../../server/clock.ts';
import { refill, refillSet } from '../../../server/saved-json.ts';
import type { GroupType, TencentSettings } from '../settings.ts';
import { failure } from '../wire/failures.ts';
import { GroupAttributes } from './attributes.ts';
import type { TencentChangeLog } from './changes.ts';
import { Conversations } from './conversations.ts';
import { type Ends, endAfter, endsInForce, secondsLeft, toUntil } from './ends.ts';
import type {
  Account,
  CustomField,
  GroupPatch,
  GroupProfile,
  MemberPatch,
  MemberRole,
  NewGroup,
  NewMember,
  StoredGroup,
  StoredMember,
} from './group.ts';
import { PermissionGroups } from './permission-groups.ts';
import { Presence } from './presence.ts';
import { Topics } from './topics.ts';

/** The scope of a mute in the whole application. */
type MuteScope = 'groups' | 'chats';

type LeavingReason = 'removed' | 'blacklisted' | 'accountDeleted';

interface OwnMember extends StoredMember {
  role: MemberRole;
  readonly custom: Map<string, string>;
}

interface OwnGroup extends StoredGroup {
  owner: string | undefined;
  lastInfoTime: number;
  infoSeq: number;
  memberSequence: number;
  readonly custom: Map<string, string>;
  readonly members: Map<string, OwnMember>;
  readonly liveRoomAdmins: Set<string>;
  readonly mutes: Map<string, number>;
  readonly bans: Map<string, number>;
  readonly counters: Map<string, bigint>;
}

type GroupPart = 'attributes' | 'presence' | 'topics' | 'permissionGroups';

/** A group as `save` gives it: the parts that keep themselves stand beside it. */
type SavedGroup = { readonly group: Omit<OwnGroup, GroupPart> } & {
  readonly [Part in GroupPart]: ReturnType<StoredGroup[Part]['save']>;
};

/** A state as `save` gives it. */
interface Saved {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly groups: readonly SavedGroup[];
  /** Ids of the groups of each user, in the order of joining. */
  readonly groupsByUser: readonly (readonly [userId: string, groupIds: readonly string[]])[];
  readonly disbanded: ReadonlySet<string>;
  readonly conversations: ReturnType<Conversations['save']>;
  readonly muted: Readonly<Record<MuteScope, ReadonlyMap<string, number>>>;
  readonly broadcasts: number;
  readonly groupSequence: number;
}

/** Everything the service remembers. It changes only by the methods here, each of which says what happened. */
export class TencentState {
  readonly settings: TencentSettings;
  /** Messages of groups and topics. */
  readonly conversations: Conversations;
  readonly #changes: TencentChangeLog;
  readonly #clock: Clock;
  readonly #accounts = new Map<string, Account>();
  readonly #groups = new Map<string, OwnGroup>();
  readonly #disbanded = new Set<string>();
  /** Ends of the mutes in all groups, or in all one-to-one chats, by user. */
  readonly #muted: Readonly<Record<MuteScope, Map<string, number>>> = {
    groups: new Map(),
    chats: new Map(),
  };
  #broadcasts = 0;
  #groupSequence = 0;
  /** Groups by member, because every joining counts them. */
  readonly #groupsByUser = new Map<string, Set<StoredGroup>>();
  /** Members in the order of their sequence, kept until somebody joins or leaves: reading a list page by page needs no copy per page. */
  readonly #memberLists = new WeakMap<StoredGroup, readonly StoredMember[]>();

  constructor(settings: TencentSettings, clock: Clock, changes: TencentChangeLog) {
    this.settings = settings;
    this.conversations = new Conversations(changes);
    this.#changes = changes;
    this.#clock = clock;
    this.reset();
  }

  get accounts(): ReadonlyMap<string, Account> {
    return this.#accounts;
  }

  get groups(): ReadonlyMap<string, StoredGroup> {
    return this.#groups;
  }

  /** Ids of groups that existed once. */
  get disbanded(): ReadonlySet<string> {
    return this.#disbanded;
  }

  /** Unix seconds. */
  now(): number {
    return Math.floor(this.#clock.now() / 1000);
  }

  reset(): void {
    this.#accounts.clear();
    this.#groups.clear();
    this.#disbanded.clear();
    this.conversations.clear();
    this.#broadcasts = 0;
    this.#muted.groups.clear();
    this.#muted.chats.clear();
    this.#groupsByUser.clear();
    this.#groupSequence = 0;
    const { administrator, administrators } = this.settings;
    for (const userId of [administrator, ...administrators]) this.importAccount(userId);
  }

  /** Everything that is remembered, for `load`. */
  save(): Saved {
    const groups = Array.from(
      this.#groups.values(),
      ({ attributes, presence, topics, permissionGroups, ...group }) => ({
        group,
        attributes: attributes.save(),
        presence: presence.save(),
        topics: topics.save(),
        permissionGroups: permissionGroups.save(),
      }),
    );
    const groupsByUser = Array.from(this.#groupsByUser, ([userId, joined]): [string, string[]] => [
      userId,
      Array.from(joined, ({ id }) => id),
    ]);
    return {
      accounts: this.#accounts,
      groups,
      groupsByUser,
      disbanded: this.#disbanded,
      conversations: this.conversations.save(),
      muted: this.#muted,
      broadcasts: this.#broadcasts,
      groupSequence: this.#groupSequence,
    };
  }

  /** Remembers what was saved, and nothing else. */
  load(saved: Saved): void {
    refill(this.#accounts, saved.accounts);
    this.#groups.clear();
    for (const { group, attributes, presence, topics, permissionGroups } of saved.groups) {
      const stored: OwnGroup = { ...group, owner: group.owner, ...this.#newParts(group) };
      stored.attributes.load(attributes);
      stored.presence.load(presence);
      stored.topics.load(topics);
      stored.permissionGroups.load(permissionGroups);
      this.#groups.set(group.id, stored);
    }
    this.#groupsByUser.clear();
    for (const [userId, ids] of saved.groupsByUser) {
      this.#groupsByUser.set(userId, new Set(ids.flatMap((id) => this.#groups.get(id) ?? [])));
    }
    refillSet(this.#disbanded, saved.disbanded);
    this.conversations.load(saved.conversations);
    refill(this.#muted.groups, saved.muted.groups);
    refill(this.#muted.chats, saved.muted.chats);
    this.#broadcasts = saved.broadcasts;
    this.#groupSequence = saved.groupSequence;
  }

  // Accounts.

  isAdministrator(userId: string): boolean {
    const { administrator, administrators } = this.settings;
    return userId === administrator || administrators.includes(userId);
  }

  requireAccount(userId: string): Account {
    const account = this.#accounts.get(userId);
    if (!account) throw failure(10019, userId);
    return account;
  }

  /** Registers a user; what is not given stays as it was. */
  importAccount(
    userId: string,
    profile: { nickname?: string | undefined; faceUrl?: string | undefined } = {},
  ): void {
    const known = this.#accounts.get(userId);
    this.#accounts.set(userId, {
      userId,
      nickname: profile.nickname ?? known?.nickname ?? '',
      faceUrl: profile.faceUrl ?? known?.faceUrl ?? '',
    });
    if (!known) this.#changes.addOwn('account.imported', undefined, { userIds: [userId] });
  }

  /** Removes a user with their memberships. */
  deleteAccount(userId: string): void {
    this.#accounts.delete(userId);
    for (const group of this.groupsOf(userId)) {
      this.removeMembers(group, [userId], 'accountDeleted');
    }
    for (const group of this.#groups.values()) {
      this.removeLiveRoomAdmins(group, [userId]);
      group.presence.forget(userId, 'accountDeleted');
    }
    this.#changes.addOwn('account.deleted', undefined, { userIds: [userId] });
  }

  /** When the mute of a user in all groups ends; 0 where there is none. */
  mutedEverywhereUntil(userId: string): number {
    return this.endOf(this.#muted.groups, userId);
  }

  /** Returns how long a user stays muted in all groups or chats; 4294967295 is for ever, 0 not at all. */
  secondsMutedEverywhere(scope: MuteScope, userId: string): number {
    return secondsLeft(this.endOf(this.#muted[scope], userId), this.now());
  }

  /** Mutes in all groups or chats that are in force. */
  mutedEverywhere(scope: MuteScope): readonly (readonly [string, number])[] {
    return this.endsOf(this.#muted[scope]);
  }

  /** Mutes a user in all groups or chats for a number of seconds; 0 ends that. */
  muteEverywhere(scope: MuteScope, userId: string, seconds: number): void {
    const userIds = [userId];
    if (seconds > 0) {
      const until = this.#startEnds(this.#muted[scope], userIds, seconds);
      this.#changes.addOwn('account.muted', undefined, { userIds, where: scope, until });
    } else if (this.#muted[scope].delete(userId)) {
      this.#changes.addOwn('account.unmuted', undefined, { userIds, where: scope });
    }
  }

  // Groups.

  /** The group, or the vendor's refusal: 10010 once it was disbanded, 10015 when there never was one. */
  requireGroup(groupId: string): StoredGroup {
    return this.#require(groupId);
  }

  /** An id that no group has, in the vendor's form for the type. */
  newGroupId(type: GroupType): string {
    const letters = toLetters(this.#groupSequence + 1);
    if (type === 'Community') return `@TGS#_@TGS#c${letters.padStart(10, 'A')}`;
    if (type === 'AVChatRoom') return `@TGS#a${letters.padStart(8, 'A')}`;
    return `@TGS#2${letters.padStart(8, 'A')}`;
  }

  createGroup(group: NewGroup, members: readonly NewMember[]): StoredGroup {
    const stored = this.#store(group, this.now());
    for (const { userId, role, custom } of members) {
      if (stored.members.has(userId)) continue;
      setCustomFields(this.#storeMember(stored, userId, role).custom, custom);
    }
    this.#changes.add('group.created', stored.id, {
      name: stored.name,
      ownerId: stored.owner,
      userIds: [...stored.members.keys()].filter((userId) => userId !== stored.owner),
    });
    return stored;
  }

  /** Adds a group that existed elsewhere, and so may be older than now. */
  importGroup(group: NewGroup, createTime = this.now()): StoredGroup {
    const stored = this.#store(group, createTime);
    if (stored.owner !== undefined) this.#storeMember(stored, stored.owner, 'Owner', createTime);
    const { id, name, owner: ownerId } = stored;
    this.#changes.addOwn('group.imported', id, { name, ownerId });
    return stored;
  }

  updateGroup({ id }: StoredGroup, { custom, ...patch }: GroupPatch): void {
    const group = this.#require(id);
    const changed = changedFields<GroupProfile>(group, patch) ?? {};
    Object.assign(group, changed);
    setCustomFields(group.custom, custom);
    this.#markChanged(group);

    const { name, introduction, faceUrl, notification, muteAllMember, ...settings } = changed;
    const profile = {
      ...(name !== undefined && { name }),
      ...(introduction !== undefined && { description: introduction }),
      ...(faceUrl !== undefined && { avatarUrl: faceUrl }),
    };
    if (Object.keys(profile).length > 0)
      this.#changes.add('group.updated', id, { changed: profile });
    if (notification !== undefined) {
      this.#changes.add('group.announcementChanged', id, { text: notification });
    }
    if (muteAllMember !== undefined) {
      this.#changes.add('group.muteAllChanged', id, { mutedAll: muteAllMember === 'On' });
    }
    const others = { ...settings, ...(custom && { custom }) };
    if (Object.keys(others).length > 0) {
      this.#changes.addOwn('group.settingsChanged', id, { changed: others });
    }
  }

  transferGroup({ id }: StoredGroup, newOwnerId: string): void {
    const group = this.#require(id);
    const oldOwnerId = group.owner;
    const oldOwner = group.members.get(oldOwnerId ?? '');
    if (oldOwner) oldOwner.role = 'Member';
    const newOwner = group.members.get(newOwnerId);
    if (newOwner) newOwner.role = 'Owner';
    group.owner = newOwnerId;
    this.#markChanged(group);
    if (newOwnerId === oldOwnerId) return;
    this.#changes.add('group.transferred', id, { oldOwnerId, newOwnerId });
  }

  deleteGroup({ id }: StoredGroup): void {
    const group = this.#require(id);
    const userIds = [...group.members.keys()];
    for (const userId of userIds) this.#groupsByUser.get(userId)?.delete(group);
    for (const topic of group.topics.all()) this.conversations.delete(topic.id);
    this.conversations.delete(id);
    this.#groups.delete(id);
    this.#disbanded.add(id);
    this.#changes.add('group.deleted', id, { userIds });
  }

  /** Removes a topic with its messages and permissions. */
  deleteTopic(group: StoredGroup, topicId: string): void {
    group.topics.delete(topicId);
    group.permissionGroups.forgetTopic(topicId);
    this.conversations.delete(topicId);
  }

  setCounters({ id }: StoredGroup, counters: ReadonlyMap<string, bigint>): void {
    const group = this.#require(id);
    for (const [key, value] of counters) group.counters.set(key, value);
    this.#changes.addOwn('group.countersChanged', id, {
      counters: Object.fromEntries([...counters].map(([key, value]) => [key, String(value)])),
    });
  }

  /** Deletes counters; without keys all of them. */
  deleteCounters({ id }: StoredGroup, keys: readonly string[] | undefined): void {
    const { counters } = this.#require(id);
    const deleted = (keys ?? [...counters.keys()]).filter((key) => counters.delete(key));
    if (deleted.length > 0) this.#changes.addOwn('group.countersDeleted', id, { keys: deleted });
  }

  sendBroadcast(senderId: string): number {
    this.#broadcasts += 1;
    this.#changes.addOwn('broadcast.sent', undefined, { senderId, seq: this.#broadcasts });
    return this.#broadcasts;
  }

  // Members.

  /** The members, oldest first. */
  membersOf(group: StoredGroup): readonly StoredMember[] {
    const members = this.#memberLists.get(group) ?? [...group.members.values()];
    this.#memberLists.set(group, members);
    return members;
  }

  /** Returns a user's groups, in the order of joining. */
  groupsOf(userId: string): readonly StoredGroup[] {
    return [...(this.#groupsByUser.get(userId) ?? [])];
  }

  /** Counts the groups of a user. */
  countGroupsOf(userId: string): number {
    return this.#groupsByUser.get(userId)?.size ?? 0;
  }

  addMembers(
    { id }: StoredGroup,
    userIds: readonly string[],
    how: 'added' | 'applied' = 'added',
  ): void {
    const group = this.#require(id);
    const joining = userIds.filter((userId) => !group.members.has(userId));
    for (const userId of userIds) this.#storeMember(group, userId, 'Member');
    if (joining.length > 0) this.#changes.add('members.joined', id, { userIds: joining, how });
  }

  importMember({ id }: StoredGroup, { userId, role, joinTime, unread }: ImportedMember): void {
    const group = this.#require(id);
    this.#storeMember(group, userId, role, joinTime);
    this.#changes.addOwn('members.imported', id, { userIds: [userId] });
    if (unread > 0) this.conversations.of(id).setUnread([userId], unread);
  }

  /** Takes users out; a group whose owner goes has none. */
  removeMembers({ id }: StoredGroup, userIds: readonly string[], how: LeavingReason): void {
    const group = this.#require(id);
    const left = userIds.filter((userId) => this.#removeMember(group, userId, how));
    if (left.length > 0) this.#changes.add('members.left', id, { userIds: left, how });
  }

  updateMember({ id }: StoredGroup, userId: string, patch: MemberPatch): void {
    const member = this.#require(id).members.get(userId);
    if (!member) return;
    const { custom, ...fields } = patch;
    const changed = changedFields<Omit<StoredMember, 'custom'>>(member, fields) ?? {};
    Object.assign(member, changed);
    setCustomFields(member.custom, custom);

    const userIds = [userId];
    const { role, nameCard, msgFlag } = changed;
    if (role !== undefined) {
      this.#changes.add('members.roleChanged', id, {
        userIds,
        role: role === 'Admin' ? 'admin' : 'member',
      });
    }
    if (nameCard !== undefined) {
      this.#changes.add('members.profileChanged', id, { userIds, nickname: nameCard });
    }
    const others = { ...(msgFlag !== undefined && { msgFlag }), ...(custom && { custom }) };
    if (Object.keys(others).length > 0) {
      this.#changes.addOwn('members.settingsChanged', id, { userIds, changed: others });
    }
  }

  /** Appoints admins of a live room, who need not be in it. */
  addLiveRoomAdmins({ id }: StoredGroup, userIds: readonly string[]): void {
    const { liveRoomAdmins } = this.#require(id);
    const added = userIds.filter((userId) => !liveRoomAdmins.has(userId));
    for (const userId of added) liveRoomAdmins.add(userId);
    if (added.length > 0) {
      this.#changes.add('members.roleChanged', id, { userIds: added, role: 'admin' });
    }
  }

  removeLiveRoomAdmins({ id }: StoredGroup, userIds: readonly string[]): void {
    const { liveRoomAdmins } = this.#require(id);
    const removed = userIds.filter((userId) => liveRoomAdmins.delete(userId));
    if (removed.length > 0) {
      this.#changes.add('members.roleChanged', id, { userIds: removed, role: 'member' });
    }
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

  // Mutes and bans.

  /** When a list of ends says it is over for a user; 0 where it is not in force. */
  endOf(ends: Ends, userId: string): number {
    const end = ends.get(userId) ?? 0;
    return end > this.now() ? end : 0;
  }

  /** The ends in force, soonest first. */
  endsOf(ends: Ends): readonly (readonly [string, number])[] {
    return endsInForce(ends, this.now());
  }

  /** Mutes users for a number of seconds from now; 4294967295 is for ever, and 0 ends their mutes. */
  mute({ id }: StoredGroup, userIds: readonly string[], seconds: number): void {
    const { mutes } = this.#require(id);
    if (seconds === 0) {
      const unmuted = userIds.filter((userId) => mutes.delete(userId));
      if (unmuted.length > 0) this.#changes.add('mutes.removed', id, { userIds: unmuted });
    } else if (userIds.length > 0) {
      const until = this.#startEnds(mutes, userIds, seconds);
      this.#changes.add('mutes.added', id, { userIds, until });
    }
  }

  /** Bans users for a number of seconds from now; whoever is banned is out. */
  ban(group: StoredGroup, userIds: readonly string[], seconds: number): void {
    this.removeMembers(group, userIds, 'blacklisted');
    const until = this.#startEnds(this.#require(group.id).bans, userIds, seconds);
    if (userIds.length > 0) this.#changes.add('blacklist.added', group.id, { userIds, until });
  }

  unban({ id }: StoredGroup, userIds: readonly string[]): void {
    const { bans } = this.#require(id);
    const unbanned = userIds.filter((userId) => bans.delete(userId));
    if (unbanned.length > 0) this.#changes.add('blacklist.removed', id, { userIds: unbanned });
  }

  #require(groupId: string): OwnGroup {
    const group = this.#groups.get(groupId);
    if (group) return group;
    throw failure(this.#disbanded.has(groupId) ? 10010 : 10015);
  }

  /** The parts of a new group that keep themselves. */
  #newParts({ id, type }: Pick<StoredGroup, 'id' | 'type'>) {
    return {
      attributes: new GroupAttributes(id, this.#changes),
      presence: new Presence(id, type === 'AVChatRoom', this.#changes),
      topics: new Topics(id, this.#changes),
      permissionGroups: new PermissionGroups(id, this.#changes),
    };
  }

  #store({ custom, ...group }: NewGroup, createTime: number): OwnGroup {
    const { id } = group;
    this.#groupSequence += 1;
    const stored: OwnGroup = {
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
      counters: new Map(),
      ...this.#newParts(group),
    };
    setCustomFields(stored.custom, custom);
    this.#groups.set(id, stored);
    this.#disbanded.delete(id);
    return stored;
  }

  #storeMember(
    group: OwnGroup,
    userId: string,
    role: MemberRole,
    joinTime = this.now(),
  ): OwnMember {
    group.memberSequence += 1;
    const member: OwnMember = {
      userId,
      role,
      sequence: group.memberSequence,
      joinTime,
      msgFlag: group.type === 'ChatRoom' ? 'AcceptNotNotify' : 'AcceptAndNotify',
      nameCard: '',
      custom: new Map(),
    };
    group.members.set(userId, member);
    this.conversations.of(group.id).begin(userId);
    this.#memberLists.delete(group);
    const groups = this.#groupsByUser.get(userId) ?? new Set();
    this.#groupsByUser.set(userId, groups.add(group));
    return member;
  }

  /** Returns true if the user was a member. Users who are not can be online all the same, in a live room. */
  #removeMember(group: OwnGroup, userId: string, how: LeavingReason): boolean {
    const wasMember = group.members.delete(userId);
    group.permissionGroups.forgetMember(userId);
    group.presence.forget(userId, how);
    this.#memberLists.delete(group);
    this.#groupsByUser.get(userId)?.delete(group);
    if (group.owner === userId) group.owner = undefined;
    return wasMember;
  }

  #markChanged(group: OwnGroup): void {
    group.infoSeq += 1;
    group.lastInfoTime = this.now();
  }

  /** Starts what lasts a number of seconds, and returns when it ends as a change tells it. */
  #startEnds(ends: Map<string, number>, userIds: readonly string[], seconds: number): string {
    const end = endAfter(seconds, this.now());
    for (const userId of userIds) ends.set(userId, end);
    return toUntil(end);
  }
}

/** A member who joined elsewhere. */
export interface ImportedMember {
  readonly userId: string;
  readonly role: MemberRole;
  /** Unix seconds. */
  readonly joinTime: number;
  /** The number of messages that the user has not read. */
  readonly unread: number;
}

/** Sets custom fields; an empty value deletes one. */
function setCustomFields(custom: Map<string, string>, fields: readonly CustomField[] = []): void {
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
