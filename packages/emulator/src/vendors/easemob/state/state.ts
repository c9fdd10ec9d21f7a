import { changedFields } from '../../../server/changed-fields.ts';
import type { NeutralChanges } from '../../../server/changes.ts';
import type { Clock } from '../../../server/clock.ts';
import { refill } from '../../../server/saved-json.ts';
import type { EasemobChangeLog } from './changes.ts';
import type {
  EasemobGroup,
  EasemobUser,
  GroupProfile,
  MuteEnd,
  NewGroup,
  NewUser,
} from './group.ts';
import { type EasemobFile, isKept, type NewFile } from './shared-files.ts';
import { Threads } from './threads.ts';

/** Generated group ids are decimal digits; the vendor's show no order either. */
const firstGroupId = 259_377_224_417_281;
const groupIdStep = 65_536;

/** The latest possible date. */
const latestTime = 8_640_000_000_000_000;

type LeavingReason = 'left' | 'removed' | 'blacklisted' | 'accountDeleted';

interface OwnUser extends EasemobUser {
  readonly groups: Set<string>;
}

interface OwnGroup extends EasemobGroup {
  owner: string;
  lastModified: number;
  everybodyMuted: boolean;
  disabled: boolean;
  announcement: string;
  readonly members: Map<string, number>;
  readonly admins: Set<string>;
  readonly blocks: Set<string>;
  readonly mutes: Map<string, MuteEnd>;
  readonly allowed: Set<string>;
  readonly attributes: Map<string, ReadonlyMap<string, string>>;
  readonly files: Map<string, EasemobFile>;
  readonly invited: Set<string>;
  readonly applications: Map<string, string>;
  readonly shields: Set<string>;
}

/** A state as `save` gives it. */
interface Saved {
  readonly users: ReadonlyMap<string, OwnUser>;
  readonly groups: ReadonlyMap<string, OwnGroup>;
  readonly groupsMade: number;
  readonly threads: ReturnType<Threads['save']>;
}

/**
 * Users, groups and threads of one app, and the rules that tie them together. They change only by the methods here, each of
 * which says what happened.
 */
export class EasemobState {
  readonly threads: Threads;
  readonly #changes: EasemobChangeLog;
  readonly #clock: Clock;
  readonly #users = new Map<string, OwnUser>();
  readonly #groups = new Map<string, OwnGroup>();
  #groupsMade = 0;

  constructor(clock: Clock, changes: EasemobChangeLog) {
    this.#clock = clock;
    this.#changes = changes;
    this.threads = new Threads(clock, changes);
  }

  get users(): ReadonlyMap<string, EasemobUser> {
    return this.#users;
  }

  get groups(): ReadonlyMap<string, EasemobGroup> {
    return this.#groups;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#clock.now();
  }

  reset(): void {
    this.#users.clear();
    this.#groups.clear();
    this.threads.clear();
    this.#groupsMade = 0;
  }

  /** Everything that is remembered, for `load`. */
  save(): Saved {
    return {
      users: this.#users,
      groups: this.#groups,
      groupsMade: this.#groupsMade,
      threads: this.threads.save(),
    };
  }

  /** Remembers what was saved, and nothing else. */
  load(saved: Saved): void {
    refill(this.#users, saved.users);
    refill(this.#groups, saved.groups);
    this.#groupsMade = saved.groupsMade;
    this.threads.load(saved.threads);
  }

  // Users.

  createUser({ username, password, nickname }: NewUser): EasemobUser {
    const created = this.now();
    const uuid = crypto.randomUUID();
    const user = { uuid, username, password, nickname, created, groups: new Set<string>() };
    this.#users.set(username, user);
    this.#changes.addOwn('user.created', undefined, { userIds: [username] });
    return user;
  }

  /** Deletes a user, who leaves their groups; the groups that they own go with them. */
  deleteUser(user: EasemobUser): void {
    const { username } = user;
    for (const group of this.groupsOf(user)) {
      if (group.owner === username) this.deleteGroup(group);
      else this.removeMembers(group, [username], 'accountDeleted');
    }
    for (const group of this.#groups.values()) {
      group.blocks.delete(username);
      group.mutes.delete(username);
      group.invited.delete(username);
      group.applications.delete(username);
    }
    this.#users.delete(username);
    this.#changes.addOwn('user.deleted', undefined, { userIds: [username] });
  }

  /** In the order of joining. */
  groupsOf(user: EasemobUser): EasemobGroup[] {
    return [...user.groups].flatMap((id) => this.#groups.get(id) ?? []);
  }

  // Groups.

  createGroup({ id = this.#nextGroupId(), members, ...profile }: NewGroup): EasemobGroup {
    const created = this.now();
    const group: OwnGroup = {
      ...profile,
      id,
      created,
      lastModified: created,
      members: new Map(),
      admins: new Set(),
      blocks: new Set(),
      mutes: new Map(),
      everybodyMuted: false,
      allowed: new Set(),
      disabled: false,
      announcement: '',
      attributes: new Map(),
      files: new Map(),
      invited: new Set(),
      applications: new Map(),
      shields: new Set(),
    };
    this.#groups.set(id, group);
    for (const username of [group.owner, ...members]) this.#join(group, username);
    const { name, owner: ownerId } = group;
    this.#changes.add('group.created', id, { name, ownerId, userIds: members });
    return group;
  }

  updateGroup({ id }: EasemobGroup, patch: Partial<GroupProfile>): void {
    const group = this.#require(id);
    const changed = changedFields<GroupProfile>(group, patch) ?? {};
    Object.assign(group, changed);
    this.#touch(group);

    const { name, description, avatar, ...settings } = changed;
    const profile = {
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
      ...(avatar !== undefined && { avatarUrl: avatar }),
    };
    if (Object.keys(profile).length > 0) {
      this.#changes.add('group.updated', id, { changed: profile });
    }
    if (Object.keys(settings).length > 0) {
      this.#changes.addOwn('group.settingsChanged', id, { changed: settings });
    }
  }

  announce({ id }: EasemobGroup, text: string): void {
    const group = this.#require(id);
    const isNew = group.announcement !== text;
    group.announcement = text;
    this.#touch(group);
    if (isNew) this.#changes.add('group.announcementChanged', id, { text });
  }

  setDisabled({ id }: EasemobGroup, disabled: boolean): void {
    const group = this.#require(id);
    if (group.disabled === disabled) return;
    group.disabled = disabled;
    this.#changes.addOwn(disabled ? 'group.disabled' : 'group.enabled', id, {});
  }

  deleteGroup({ id }: EasemobGroup): void {
    const userIds = [...this.#require(id).members.keys()];
    for (const username of userIds) this.#users.get(username)?.groups.delete(id);
    this.threads.deleteGroup(id);
    this.#groups.delete(id);
    this.#changes.add('group.deleted', id, { userIds });
  }

  /** The former owner becomes an ordinary member. */
  transferGroup({ id }: EasemobGroup, newOwnerId: string): void {
    const group = this.#require(id);
    const oldOwnerId = group.owner;
    group.admins.delete(newOwnerId);
    group.owner = newOwnerId;
    this.#touch(group);
    this.#changes.add('group.transferred', id, { oldOwnerId, newOwnerId });
  }

  // Members.

  /** Adds users who are not members yet, and takes them off the block list. */
  addMembers(
    { id }: EasemobGroup,
    userIds: readonly string[],
    how: NeutralChanges['members.joined']['how'] = 'added',
  ): void {
    const group = this.#require(id);
    const unblocked = userIds.filter((username) => group.blocks.has(username));
    for (const username of userIds) this.#join(group, username);
    if (unblocked.length > 0) {
      this.#changes.add('blacklist.removed', id, { userIds: unblocked });
    }
    if (userIds.length > 0) this.#changes.add('members.joined', id, { userIds, how });
  }

  /** Everything a member has ends with the membership; mutes do not. */
  removeMembers({ id }: EasemobGroup, userIds: readonly string[], how: LeavingReason): void {
    const group = this.#require(id);
    for (const username of userIds) {
      group.members.delete(username);
      group.admins.delete(username);
      group.allowed.delete(username);
      group.attributes.delete(username);
      group.shields.delete(username);
      this.threads.leaveGroup(id, username);
      this.#users.get(username)?.groups.delete(id);
      this.#touch(group);
    }
    if (userIds.length > 0) this.#changes.add('members.left', id, { userIds, how });
  }

  addAdmin({ id }: EasemobGroup, username: string): void {
    this.#require(id).admins.add(username);
    this.#changes.add('members.roleChanged', id, { userIds: [username], role: 'admin' });
  }

  removeAdmin({ id }: EasemobGroup, username: string): void {
    this.#require(id).admins.delete(username);
    this.#changes.add('members.roleChanged', id, { userIds: [username], role: 'member' });
  }

  setAttributes(
    { id }: EasemobGroup,
    username: string,
    attributes: ReadonlyMap<string, string>,
  ): void {
    this.#require(id).attributes.set(username, attributes);
    this.#changes.addOwn('members.attributesChanged', id, {
      userIds: [username],
      attributes: Object.fromEntries(attributes),
    });
  }

  // Invitations, applications and shields.

  invite({ id }: EasemobGroup, userIds: readonly string[]): void {
    const { invited } = this.#require(id);
    for (const username of userIds) invited.add(username);
    if (userIds.length > 0) this.#changes.addOwn('invitations.sent', id, { userIds });
  }

  declineInvitation({ id }: EasemobGroup, username: string): void {
    this.#require(id).invited.delete(username);
    this.#changes.addOwn('invitation.declined', id, { userIds: [username] });
  }

  apply({ id }: EasemobGroup, username: string, message: string): void {
    this.#require(id).applications.set(username, message);
    this.#changes.addOwn('applications.received', id, { userIds: [username], message });
  }

  declineApplication({ id }: EasemobGroup, username: string): void {
    this.#require(id).applications.delete(username);
    this.#changes.addOwn('application.declined', id, { userIds: [username] });
  }

  /** Hides the messages of a group from a member, or shows them again. */
  shield({ id }: EasemobGroup, username: string, hidden: boolean): void {
    const { shields } = this.#require(id);
    if (shields.has(username) === hidden) return;
    if (hidden) shields.add(username);
    else shields.delete(username);
    this.#changes.addOwn(hidden ? 'shield.added' : 'shield.removed', id, { userIds: [username] });
  }

  /** Tells of a message, of which nothing is kept. */
  sendMessage(
    { id }: EasemobGroup,
    message: { readonly senderId: string; readonly messageId: string; readonly text: string },
  ): void {
    this.#changes.add('message.sent', id, message);
  }

  // Block list, mutes and allow list.

  /** True if a user may speak in a group: moderators always, others while neither they nor everybody is muted. */
  maySpeak(group: EasemobGroup, username: string): boolean {
    if (!group.members.has(username) || group.disabled) return false;
    if (group.owner === username || group.admins.has(username)) return true;
    if (this.mutesOf(group).some(([muted]) => muted === username)) return false;
    return !group.everybodyMuted || group.allowed.has(username);
  }

  /** Members who are put on the block list are out of the group. */
  block(group: EasemobGroup, userIds: readonly string[]): void {
    this.removeMembers(group, userIds, 'blacklisted');
    const { id, blocks } = this.#require(group.id);
    for (const username of userIds) blocks.add(username);
    if (userIds.length > 0) {
      this.#changes.add('blacklist.added', id, { userIds, until: 'permanent' });
    }
  }

  unblock({ id }: EasemobGroup, userIds: readonly string[]): void {
    const { blocks } = this.#require(id);
    const unblocked = userIds.filter((username) => blocks.delete(username));
    if (unblocked.length > 0) this.#changes.add('blacklist.removed', id, { userIds: unblocked });
  }

  /** Mutes that have not ended. */
  mutesOf(group: EasemobGroup): [username: string, end: MuteEnd][] {
    const now = this.now();
    return [...group.mutes].filter(([, end]) => end === 'permanent' || end > now);
  }

  mute({ id }: EasemobGroup, userIds: readonly string[], end: MuteEnd): void {
    const { mutes } = this.#require(id);
    for (const username of userIds) mutes.set(username, end);
    if (userIds.length > 0) this.#changes.add('mutes.added', id, { userIds, until: toUntil(end) });
  }

  unmute({ id }: EasemobGroup, userIds: readonly string[]): void {
    const { mutes } = this.#require(id);
    const unmuted = userIds.filter((username) => mutes.delete(username));
    if (unmuted.length > 0) this.#changes.add('mutes.removed', id, { userIds: unmuted });
  }

  muteEverybody({ id }: EasemobGroup, mutedAll: boolean): void {
    const group = this.#require(id);
    if (group.everybodyMuted === mutedAll) return;
    group.everybodyMuted = mutedAll;
    this.#changes.add('group.muteAllChanged', id, { mutedAll });
  }

  allow({ id }: EasemobGroup, userIds: readonly string[]): void {
    const { allowed } = this.#require(id);
    const added = userIds.filter((username) => !allowed.has(username));
    for (const username of added) allowed.add(username);
    if (added.length > 0) this.#changes.addOwn('allowList.added', id, { userIds: added });
  }

  disallow({ id }: EasemobGroup, userIds: readonly string[]): void {
    const { allowed } = this.#require(id);
    const removed = userIds.filter((username) => allowed.delete(username));
    if (removed.length > 0) this.#changes.addOwn('allowList.removed', id, { userIds: removed });
  }

  // Shared files.

  /** Files that are still kept, in the order of uploading. */
  filesOf({ files }: EasemobGroup): EasemobFile[] {
    const now = this.now();
    return [...files.values()].filter((file) => isKept(file, now));
  }

  addFile({ id }: EasemobGroup, file: NewFile): EasemobFile {
    const stored = { ...file, id: crypto.randomUUID(), created: this.now() };
    const { files } = this.#require(id);
    for (const { id: fileId } of [...files.values()].filter((old) => !isKept(old, this.now()))) {
      files.delete(fileId);
    }
    files.set(stored.id, stored);
    this.#changes.addOwn('file.uploaded', id, {
      fileId: stored.id,
      name: stored.name,
      ownerId: stored.owner,
    });
    return stored;
  }

  deleteFile({ id }: EasemobGroup, fileId: string): void {
    this.#require(id).files.delete(fileId);
    this.#changes.addOwn('file.deleted', id, { fileId });
  }

  #require(id: string): OwnGroup {
    const group = this.#groups.get(id);
    if (!group) throw new RangeError(`no group ${id}`);
    return group;
  }

  #join(group: OwnGroup, username: string): void {
    if (group.members.has(username)) return;
    group.members.set(username, this.now());
    group.blocks.delete(username);
    group.invited.delete(username);
    group.applications.delete(username);
    this.#users.get(username)?.groups.add(group.id);
    this.#touch(group);
  }

  #touch(group: OwnGroup): void {
    group.lastModified = this.now();
  }

  #nextGroupId(): string {
    let id: string;
    do {
      id = String(firstGroupId + this.#groupsMade * groupIdStep);
      this.#groupsMade += 1;
    } while (this.#groups.has(id));
    return id;
  }
}

/** An end as a change or view tells it. */
export function toUntil(end: MuteEnd): string {
  return end === 'permanent' || end > latestTime ? 'permanent' : new Date(end).toISOString();
}
