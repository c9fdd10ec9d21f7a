import type { Clock } from '../../../server/clock.ts';
import type { MemberAttributes } from './member-attributes.ts';
import { type EasemobFile, keptFiles } from './shared-files.ts';
import { type EasemobThread, Threads } from './threads.ts';

/** A registered user. */
export interface EasemobUser {
  readonly uuid: string;
  /** In lower case, as the vendor keeps it. */
  readonly username: string;
  readonly password: string | undefined;
  readonly nickname: string | undefined;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** Ids of his groups in the order of joining. */
  readonly groups: Set<string>;
}

/** What can be set of a group. */
interface GroupProfile {
  name: string;
  description: string;
  avatar: string | undefined;
  custom: string;
  public: boolean;
  membersonly: boolean;
  allowinvites: boolean;
  inviteNeedConfirm: boolean;
  maxusers: number;
}

/** A group with everybody in it. */
export interface EasemobGroup extends GroupProfile {
  readonly id: string;
  readonly scale: string;
  owner: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  lastModified: number;
  /** Time of joining by username, in the order of joining; the owner is one of them. */
  readonly members: Map<string, number>;
  readonly admins: Set<string>;
  /** Names on the block list. */
  readonly blocks: Set<string>;
  /** End by username; `permanent` for a mute without end. A mute outlives the membership. */
  readonly mutes: Map<string, MuteEnd>;
  everybodyMuted: boolean;
  /** Names on the allow list: who may speak while everybody is muted. */
  readonly allowed: Set<string>;
  /** A disabled group can be read and enabled, and nothing else. */
  disabled: boolean;
  announcement: string;
  readonly attributes: MemberAttributes;
  readonly files: Map<string, EasemobFile>;
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

/** A new user. */
export interface NewUser {
  readonly username: string;
  readonly password?: string | undefined;
  readonly nickname?: string | undefined;
}

/** A group as plain JSON data. */
export interface EasemobGroupSnapshot
  extends Readonly<
    Omit<
      EasemobGroup,
      'members' | 'admins' | 'blocks' | 'mutes' | 'allowed' | 'attributes' | 'files'
    >
  > {
  readonly members: readonly { readonly username: string; readonly joinedAt: number }[];
  readonly admins: readonly string[];
  readonly blocks: readonly string[];
  /** Those that have not ended. */
  readonly mutes: readonly { readonly username: string; readonly end: MuteEnd }[];
  /** Names on the allow list. */
  readonly allowed: readonly string[];
  /** Attributes by user name. */
  readonly attributes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Without their content. */
  readonly files: readonly Readonly<Omit<EasemobFile, 'content'>>[];
}

/** A thread as plain JSON data. */
export interface EasemobThreadSnapshot extends Readonly<Omit<EasemobThread, 'members'>> {
  readonly members: readonly string[];
}

/** The state as plain JSON data. */
export interface EasemobSnapshot {
  readonly users: readonly {
    readonly username: string;
    readonly nickname?: string | undefined;
  }[];
  readonly groups: readonly EasemobGroupSnapshot[];
  readonly threads: readonly EasemobThreadSnapshot[];
}

/** Generated group ids are decimal digits; the vendor's show no order either. */
const firstGroupId = 259_377_224_417_281;
const groupIdStep = 65_536;

/** Users, groups and threads of one app, and the rules that tie them together. */
export class EasemobState {
  readonly users = new Map<string, EasemobUser>();
  readonly groups = new Map<string, EasemobGroup>();
  readonly threads: Threads;
  readonly #clock: Clock;
  #groupsMade = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.threads = new Threads(clock);
  }

  now(): number {
    return this.#clock.now();
  }

  clear(): void {
    this.users.clear();
    this.groups.clear();
    this.threads.clear();
    this.#groupsMade = 0;
  }

  createUser({ username, password, nickname }: NewUser): EasemobUser {
    const created = this.now();
    const uuid = crypto.randomUUID();
    const user = { uuid, username, password, nickname, created, groups: new Set<string>() };
    this.users.set(username, user);
    return user;
  }

  /** A deleted user leaves his groups; the groups that he owns go with him. */
  deleteUser(user: EasemobUser): void {
    for (const group of this.groupsOf(user)) {
      if (group.owner === user.username) this.deleteGroup(group);
      else this.leave(group, user.username);
    }
    for (const group of this.groups.values()) {
      group.blocks.delete(user.username);
      group.mutes.delete(user.username);
    }
    this.users.delete(user.username);
  }

  createGroup({ id, members, ...profile }: NewGroup): EasemobGroup {
    const created = this.now();
    const group: EasemobGroup = {
      ...profile,
      id: id ?? this.#nextGroupId(),
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
    };
    this.groups.set(group.id, group);
    for (const username of [group.owner, ...members]) this.join(group, username);
    return group;
  }

  deleteGroup(group: EasemobGroup): void {
    for (const username of group.members.keys()) this.users.get(username)?.groups.delete(group.id);
    this.threads.deleteGroup(group.id);
    this.groups.delete(group.id);
  }

  /** Whoever comes in is off the block list. */
  join(group: EasemobGroup, username: string): void {
    if (group.members.has(username)) return;
    group.members.set(username, this.now());
    group.blocks.delete(username);
    this.users.get(username)?.groups.add(group.id);
    this.touch(group);
  }

  /** Everything a member has ends with the membership; mutes do not. */
  leave(group: EasemobGroup, username: string): void {
    group.members.delete(username);
    group.admins.delete(username);
    group.allowed.delete(username);
    group.attributes.delete(username);
    this.threads.leaveGroup(group.id, username);
    this.users.get(username)?.groups.delete(group.id);
    this.touch(group);
  }

  /** Who is put on the block list is out of the group. */
  block(group: EasemobGroup, username: string): void {
    this.leave(group, username);
    group.blocks.add(username);
  }

  /** The former owner becomes an ordinary member. */
  transfer(group: EasemobGroup, newOwner: string): void {
    group.admins.delete(newOwner);
    group.owner = newOwner;
    this.touch(group);
  }

  touch(group: EasemobGroup): void {
    group.lastModified = this.now();
  }

  /** Mutes that have not ended. */
  mutesOf(group: EasemobGroup): [username: string, end: MuteEnd][] {
    const now = this.now();
    return [...group.mutes].filter(([, end]) => end === 'permanent' || end > now);
  }

  /** In the order of joining. */
  groupsOf(user: EasemobUser): EasemobGroup[] {
    return [...user.groups].flatMap((id) => this.groups.get(id) ?? []);
  }

  snapshot(): EasemobSnapshot {
    return {
      users: Array.from(this.users.values(), ({ username, nickname }) => ({ username, nickname })),
      groups: Array.from(this.groups.values(), (group) => ({
        ...group,
        members: Array.from(group.members, ([username, joinedAt]) => ({ username, joinedAt })),
        admins: [...group.admins],
        blocks: [...group.blocks],
        mutes: this.mutesOf(group).map(([username, end]) => ({ username, end })),
        allowed: [...group.allowed],
        attributes: Object.fromEntries(
          Array.from(group.attributes, ([name, attributes]) => [
            name,
            Object.fromEntries(attributes),
          ]),
        ),
        files: keptFiles(group.files, this.now()).map(({ content: _, ...file }) => file),
      })),
      threads: this.threads.list().map((thread) => ({ ...thread, members: [...thread.members] })),
    };
  }

  #nextGroupId(): string {
    let id: string;
    do {
      id = String(firstGroupId + this.#groupsMade * groupIdStep);
      this.#groupsMade += 1;
    } while (this.groups.has(id));
    return id;
  }
}
