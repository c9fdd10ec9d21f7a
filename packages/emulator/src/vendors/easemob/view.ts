import type { Role } from '@imgroups/core';
import type { GroupHead, GroupView } from '../../server/group-view.ts';
import type { EasemobGroup } from './state/group.ts';
import { type EasemobState, toUntil } from './state/state.ts';

/** The groups in neutral words. */
export function toView(state: EasemobState): readonly GroupView[] {
  return Array.from(state.groups.values(), (group) => toGroupView(state, group));
}

export function toGroupHead({ id, name, owner, everybodyMuted, members }: EasemobGroup): GroupHead {
  return {
    id,
    kind: 'standard',
    name,
    ownerId: owner,
    mutedAll: everybodyMuted,
    memberCount: members.size,
  };
}

export function toGroupView(state: EasemobState, group: EasemobGroup): GroupView {
  return {
    id: group.id,
    kind: 'standard',
    name: group.name,
    description: group.description,
    announcement: group.announcement,
    avatarUrl: group.avatar || undefined,
    ownerId: group.owner,
    mutedAll: group.everybodyMuted,
    maxMembers: group.maxusers,
    createdAt: toTime(group.created),
    members: [...group.members].map(([userId, joinedAt]) => ({
      userId,
      role: roleOf(group, userId),
      joinedAt: toTime(joinedAt),
    })),
    mutes: state.mutesOf(group).map(([userId, end]) => ({ userId, until: toUntil(end) })),
    blacklist: [...group.blocks].map((userId) => ({ userId, until: 'permanent' })),
    // Members have attributes here, groups have none.
    attributes: {},
    messages: [],
    files: state.filesOf(group).map(({ name, owner }) => ({ name, ownerId: owner })),
  };
}

function roleOf({ owner, admins }: EasemobGroup, userId: string): Role {
  if (userId === owner) return 'owner';
  return admins.has(userId) ? 'admin' : 'member';
}

function toTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
