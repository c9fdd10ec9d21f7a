import type { Group, GroupKind, InvitePolicy, JoinPolicy, Until } from '@imgroups/core/adapter';
import type { GroupState, MemberState } from './group-state.ts';
import type { MovedGroup, MovedMember } from './moved-group.ts';
import type { MigrationRules } from './rules.ts';
import type { UserMap } from './user-map.ts';
import type { TextField, VendorSide } from './vendors/vendor-side.ts';

/** A group that does not move, and why. */
export interface LeftGroup {
  readonly left: string;
}

/** Everything that the target state of a group depends on, beside its state at the source. */
export interface Translation {
  /** The target's. */
  readonly side: VendorSide;
  readonly rules: MigrationRules;
  readonly users: UserMap;
}

/** Says what a group of the source is to be at the target, by the rules; or that it does not move. */
export function toMoved(
  state: GroupState,
  mutedAll: boolean | undefined,
  { side, rules, users }: Translation,
): MovedGroup | LeftGroup {
  const { group } = state;
  const kind = targetKind(group.kind, side, rules);
  if (kind === undefined) return { left: `no counterpart for groups of the kind ${group.kind}` };
  const ownerId = group.ownerId === undefined ? undefined : users.idOf(group.ownerId);
  if (ownerId === undefined && side.needsOwner) return { left: 'its owner has no account there' };
  const capacity = targetCapacity(Number.POSITIVE_INFINITY, kind, side, rules) ?? 0;
  if (rules.onOverCapacity === 'skip' && (state.members?.size ?? 0) > capacity) {
    return { left: `has more than ${capacity} members` };
  }
  const text = (field: TextField, value: string): string => fitText(value, field, side, rules);
  const joinPolicy = targetJoinPolicy(group, kind);
  const members = state.members && movedMembers(state.members, ownerId, users);
  return {
    id: targetIdOf(group.id, side, rules),
    kind,
    name: text('name', group.name),
    description: text('description', group.description ?? ''),
    avatarUrl: group.avatarUrl === undefined ? undefined : text('avatarUrl', group.avatarUrl),
    ownerId,
    joinPolicy,
    invitePolicy: targetInvitePolicy(group.invitePolicy, joinPolicy, side),
    maxMembers: targetCapacity(group.maxMembers, kind, side, rules),
    mutedAll: mutedAll ?? group.mutedAll ?? false,
    announcement: text('announcement', state.announcement ?? ''),
    createdAt: group.createdAt,
    members,
    mutes: state.mutes && mutesOfMembers(users.mapKeys(state.mutes), { members, ownerId }),
    blacklist: state.blacklist && movedBans(state.blacklist, side, rules, users),
  };
}

/** The kind at the target; nothing where the group does not move. */
export function targetKind(
  kind: GroupKind | 'other',
  side: Pick<VendorSide, 'kinds'>,
  { onKindMissing }: Pick<MigrationRules, 'onKindMissing'>,
): GroupKind | undefined {
  if (kind !== 'other' && side.kinds.includes(kind)) return kind;
  return onKindMissing === 'standard' ? 'standard' : undefined;
}

/** The id that a group keeps; nothing where the target makes one. */
export function targetIdOf(
  id: string,
  side: Pick<VendorSide, 'keepsGroupIds' | 'groupIdProblem'>,
  { groupIds }: Pick<MigrationRules, 'groupIds'>,
): string | undefined {
  const keeps = groupIds === undefined ? side.keepsGroupIds : groupIds === 'keep';
  return keeps && side.groupIdProblem(id) === undefined ? id : undefined;
}

/** Nobody can apply to a work group, and everybody comes into a community. */
function targetJoinPolicy(group: Group, kind: GroupKind): JoinPolicy | undefined {
  if (kind === 'work' || kind === 'community') return undefined;
  if (group.kind === 'work') return 'closed';
  return group.kind === 'community' ? 'open' : group.joinPolicy;
}

/** The policy that comes nearest. */
export function targetInvitePolicy(
  policy: InvitePolicy | undefined,
  joinPolicy: JoinPolicy | undefined,
  side: Pick<VendorSide, 'hasInviteApproval' | 'hasOpenInvitation'>,
): InvitePolicy | undefined {
  if (policy === 'approval' && !side.hasInviteApproval) return 'closed';
  if (policy === 'open' && !side.hasOpenInvitation && joinPolicy !== 'closed') return 'closed';
  return policy;
}

/** Members at most at the target; the source's number where it fits. */
export function targetCapacity(
  wanted: number | undefined,
  kind: GroupKind,
  side: Pick<VendorSide, 'maxMembers'>,
  { maxMembers }: Pick<MigrationRules, 'maxMembers'>,
): number | undefined {
  const most = maxMembers ?? side.maxMembers[kind];
  if (wanted === undefined || most === undefined) return wanted;
  return Math.min(wanted, most);
}

/** Returns the length of a string, as the vendor counts it. */
export function lengthOf(text: string, unit: 'bytes' | 'characters'): number {
  return unit === 'bytes' ? Buffer.byteLength(text) : text.length;
}

/** A text cut to what the target takes, where the rules say so. */
function fitText(
  text: string,
  field: TextField,
  { texts }: VendorSide,
  { onTextTooLong }: MigrationRules,
): string {
  const { max, unit } = texts[field];
  if (onTextTooLong !== 'cut' || lengthOf(text, unit) <= max) return text;
  // Half an address leads nowhere.
  if (field === 'avatarUrl') return '';
  let cut = '';
  for (const character of text) {
    if (lengthOf(cut + character, unit) > max) break;
    cut += character;
  }
  return cut;
}

function movedMembers(
  members: ReadonlyMap<string, MemberState>,
  ownerId: string | undefined,
  users: UserMap,
): ReadonlyMap<string, MovedMember> {
  const wanted = new Map<string, MovedMember>();
  for (const [sourceId, { role, joinedAt }] of members) {
    const userId = users.idOf(sourceId);
    if (userId === undefined || userId === ownerId) continue;
    const leads = role === 'admin' || wanted.get(userId)?.role === 'admin';
    wanted.set(userId, { userId, role: leads ? 'admin' : 'member', joinedAt });
  }
  return wanted;
}

/** A mute outlives the membership, but not every vendor mutes those who are no members: theirs are left out. */
export function mutesOfMembers(
  mutes: ReadonlyMap<string, Until>,
  { members, ownerId }: Pick<MovedGroup, 'members' | 'ownerId'>,
): ReadonlyMap<string, Until> {
  if (!members) return mutes;
  return new Map([...mutes].filter(([userId]) => members.has(userId) || userId === ownerId));
}

function movedBans(
  blacklist: ReadonlyMap<string, Until>,
  { hasBanEnds }: VendorSide,
  { onBanWithEnd = 'permanent' }: MigrationRules,
  users: UserMap,
): ReadonlyMap<string, Until> {
  const wanted = users.mapKeys(blacklist);
  if (hasBanEnds) return wanted;
  for (const [userId, until] of wanted) {
    if (until === 'permanent') continue;
    if (onBanWithEnd === 'skip') wanted.delete(userId);
    else wanted.set(userId, 'permanent');
  }
  return wanted;
}
