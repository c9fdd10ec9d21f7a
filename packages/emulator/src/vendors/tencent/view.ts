import type { GroupKind, Role } from '@imgroups/core';
import type { GroupHead, GroupView, MemberView } from '../../server/group-view.ts';
import type { GroupType } from './settings.ts';
import type { StoredMessage } from './state/conversations.ts';
import { type Ends, toUntil } from './state/ends.ts';
import type { MemberRole, StoredGroup } from './state/group.ts';
import type { TencentState } from './state/state.ts';

const kinds: Readonly<Record<GroupType, GroupKind>> = {
  Private: 'work',
  Public: 'standard',
  ChatRoom: 'meeting',
  AVChatRoom: 'livestream',
  Community: 'community',
};

const roles: Readonly<Record<MemberRole, Role | 'other'>> = {
  Owner: 'owner',
  Admin: 'admin',
  Custom: 'other',
  Member: 'member',
};

/** The groups in neutral words. */
export function toView(state: TencentState): readonly GroupView[] {
  return Array.from(state.groups.values(), (group) => toGroupView(state, group));
}

export function toGroupHead(state: TencentState, group: StoredGroup): GroupHead {
  const { id, type, name, owner, muteAllMember, members, presence } = group;
  return {
    id,
    kind: kinds[type],
    name,
    ownerId: owner,
    mutedAll: muteAllMember === 'On',
    memberCount: type === 'AVChatRoom' ? presence.list(state.now()).length : members.size,
  };
}

export function toGroupView(state: TencentState, group: StoredGroup): GroupView {
  return {
    id: group.id,
    kind: kinds[group.type],
    name: group.name,
    description: group.introduction,
    announcement: group.notification,
    avatarUrl: group.faceUrl || undefined,
    ownerId: group.owner,
    mutedAll: group.muteAllMember === 'On',
    maxMembers: group.maxMembers,
    createdAt: toTime(group.createTime),
    members: group.type === 'AVChatRoom' ? presentMembers(state, group) : membersOf(group),
    mutes: endsOf(state, group.mutes),
    blacklist: endsOf(state, group.bans),
    attributes: Object.fromEntries(group.attributes.values),
    messages: state.conversations
      .of(group.id)
      .messages.filter(({ recalled }) => !recalled)
      .map((message) => ({ senderId: message.sender, text: textOf(message) })),
    files: [],
  };
}

function membersOf({ members }: StoredGroup): readonly MemberView[] {
  return [...members.values()].map(({ userId, role, nameCard, joinTime }) => ({
    userId,
    role: roles[role],
    nickname: nameCard || undefined,
    joinedAt: toTime(joinTime),
  }));
}

/** Nobody is stored as a member of a live room. */
function presentMembers(state: TencentState, group: StoredGroup): readonly MemberView[] {
  const oldestFirst = [...group.presence.list(state.now())].reverse();
  return oldestFirst.map(({ userId, joinTime }) => ({
    userId,
    role: group.owner === userId ? 'owner' : group.liveRoomAdmins.has(userId) ? 'admin' : 'member',
    joinedAt: toTime(joinTime),
  }));
}

function endsOf(state: TencentState, ends: Ends) {
  return state.endsOf(ends).map(([userId, end]) => ({ userId, until: toUntil(end) }));
}

function textOf({ body: [element] }: StoredMessage): string {
  return element?.MsgType === 'TIMTextElem' ? element.MsgContent.Text : '';
}

function toTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
