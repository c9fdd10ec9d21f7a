import { refill } from '../../../server/saved-json.ts';
import { failure } from '../wire/failures.ts';
import type { TencentChangeLog } from './changes.ts';

/** A permission group of a community. */
export interface StoredPermissionGroup {
  readonly id: string;
  /** Grows by one per permission group, so that a list can go on behind it. */
  readonly sequence: number;
  readonly name: string;
  /** Sum of permission bits. */
  readonly permission: bigint;
  readonly customString: string;
  /** Sequence numbers by user. */
  readonly members: ReadonlyMap<string, number>;
  /** Sums of permission bits by topic. */
  readonly topics: ReadonlyMap<string, bigint>;
}

/** The properties of a permission group that can be changed. */
export type PermissionGroupProfile = Pick<
  StoredPermissionGroup,
  'name' | 'permission' | 'customString'
>;

interface OwnPermissionGroup extends StoredPermissionGroup {
  name: string;
  permission: bigint;
  customString: string;
  readonly members: Map<string, number>;
  memberSequence: number;
  readonly topics: Map<string, bigint>;
}

/** The permission groups of a community. */
export class PermissionGroups {
  readonly #communityId: string;
  readonly #changes: TencentChangeLog;
  readonly #groups = new Map<string, OwnPermissionGroup>();
  #sequence = 0;

  constructor(communityId: string, changes: TencentChangeLog) {
    this.#communityId = communityId;
    this.#changes = changes;
  }

  save() {
    return { groups: this.#groups, sequence: this.#sequence };
  }

  load(saved: ReturnType<PermissionGroups['save']>): void {
    refill(this.#groups, saved.groups);
    this.#sequence = saved.sequence;
  }

  all(): readonly StoredPermissionGroup[] {
    return [...this.#groups.values()];
  }

  get(id: string): StoredPermissionGroup | undefined {
    return this.#groups.get(id);
  }

  require(id: string): StoredPermissionGroup {
    return this.#require(id);
  }

  /** Adds a permission group; without an id it gets one in the vendor's form. */
  add(id: string | undefined, profile: PermissionGroupProfile): StoredPermissionGroup {
    if (id !== undefined && this.#groups.has(id)) throw failure(10025, id);
    this.#sequence += 1;
    const group: OwnPermissionGroup = {
      id: id ?? `@PMG#_@PMG#c${String(this.#sequence).padStart(10, '0')}`,
      sequence: this.#sequence,
      ...profile,
      members: new Map(),
      memberSequence: 0,
      topics: new Map(),
    };
    this.#groups.set(group.id, group);
    this.#changes.addOwn('permissionGroup.created', this.#communityId, {
      permissionGroupId: group.id,
      name: group.name,
    });
    return group;
  }

  update(id: string, patch: Partial<PermissionGroupProfile>): void {
    const group = this.#require(id);
    group.name = patch.name ?? group.name;
    group.permission = patch.permission ?? group.permission;
    group.customString = patch.customString ?? group.customString;
    this.#changes.addOwn('permissionGroup.updated', this.#communityId, { permissionGroupId: id });
  }

  delete(id: string): void {
    this.#groups.delete(this.#require(id).id);
    this.#changes.addOwn('permissionGroup.deleted', this.#communityId, { permissionGroupId: id });
  }

  /** Adds members of the community; those who are in already keep their place. */
  addMembers(id: string, userIds: readonly string[]): void {
    const group = this.#require(id);
    const added = [...new Set(userIds)].filter((userId) => !group.members.has(userId));
    for (const userId of added) {
      group.memberSequence += 1;
      group.members.set(userId, group.memberSequence);
    }
    this.#tellMembers('permissionGroup.membersAdded', id, added);
  }

  removeMembers(id: string, userIds: readonly string[]): void {
    const { members } = this.#require(id);
    const removed = userIds.filter((userId) => members.delete(userId));
    this.#tellMembers('permissionGroup.membersRemoved', id, removed);
  }

  setTopic(id: string, topicId: string, permission: bigint): void {
    this.#require(id).topics.set(topicId, permission);
    this.#changes.addOwn('permissionGroup.topicSet', this.#communityId, {
      permissionGroupId: id,
      topicId,
      permission: String(permission),
    });
  }

  removeTopic(id: string, topicId: string): void {
    if (!this.#require(id).topics.delete(topicId)) return;
    this.#changes.addOwn('permissionGroup.topicRemoved', this.#communityId, {
      permissionGroupId: id,
      topicId,
    });
  }

  /** Takes somebody who left the community out of all permission groups. */
  forgetMember(userId: string): void {
    for (const id of this.#groups.keys()) this.removeMembers(id, [userId]);
  }

  /** Drops the permissions for a topic that is gone. */
  forgetTopic(topicId: string): void {
    for (const id of this.#groups.keys()) this.removeTopic(id, topicId);
  }

  #require(id: string): OwnPermissionGroup {
    const found = this.#groups.get(id);
    if (!found) throw failure(10004, `no permission group ${id}`);
    return found;
  }

  #tellMembers(
    name: 'permissionGroup.membersAdded' | 'permissionGroup.membersRemoved',
    permissionGroupId: string,
    userIds: readonly string[],
  ): void {
    if (userIds.length === 0) return;
    this.#changes.addOwn(name, this.#communityId, { permissionGroupId, userIds });
  }
}
