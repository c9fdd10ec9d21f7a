import { failure } from '../wire/failures.ts';
import type { StoredGroup, TencentState } from './state.ts';
import { requireTopicCommunity } from './topics.ts';

/** A permission group of a community. */
export interface StoredPermissionGroup {
  readonly id: string;
  /** Grows by one per permission group, so that a list can go on behind it. */
  readonly sequence: number;
  name: string;
  /** Sum of permission bits. */
  permission: bigint;
  customString: string;
  /** Sequence numbers by user. */
  readonly members: Map<string, number>;
  memberSequence: number;
  /** Sums of permission bits by topic. */
  readonly topics: Map<string, bigint>;
}

/** The permission groups of a community. */
export class PermissionGroups {
  readonly #groups = new Map<string, StoredPermissionGroup>();
  #sequence = 0;

  all(): readonly StoredPermissionGroup[] {
    return [...this.#groups.values()];
  }

  get(id: string): StoredPermissionGroup | undefined {
    return this.#groups.get(id);
  }

  require(id: string): StoredPermissionGroup {
    const found = this.#groups.get(id);
    if (!found) throw failure(10004, `no permission group ${id}`);
    return found;
  }

  /** Adds a permission group; without an id it gets one in the vendor's form. */
  add(
    id: string | undefined,
    profile: Pick<StoredPermissionGroup, 'name' | 'permission' | 'customString'>,
  ): StoredPermissionGroup {
    if (id !== undefined && this.#groups.has(id)) throw failure(10025, id);
    this.#sequence += 1;
    const group: StoredPermissionGroup = {
      id: id ?? `@PMG#_@PMG#c${String(this.#sequence).padStart(10, '0')}`,
      sequence: this.#sequence,
      ...profile,
      members: new Map(),
      memberSequence: 0,
      topics: new Map(),
    };
    this.#groups.set(group.id, group);
    return group;
  }

  delete(id: string): boolean {
    return this.#groups.delete(id);
  }

  /** Takes somebody who left the community out of all permission groups. */
  forgetMember(userId: string): void {
    for (const { members } of this.#groups.values()) members.delete(userId);
  }

  forgetTopic(topicId: string): void {
    for (const { topics } of this.#groups.values()) topics.delete(topicId);
  }
}

/** The community, or a refusal where it has no topics or its permission groups are switched off. */
export function requirePermissionCommunity(state: TencentState, groupId: string): StoredGroup {
  const group = requireTopicCommunity(state, groupId);
  if (group.enablePermission !== 1) throw failure(10007, 'permission groups are switched off');
  return group;
}
