import type { Until } from '@imgroups/core/adapter';
import type { GroupState, MemberState } from './group-state.ts';
import type { MovedGroup, MovedMember } from './moved-group.ts';
import { mutesOfMembers } from './translate.ts';
import type { VendorSide } from './vendors/vendor-side.ts';

/** A field of a group that is compared. */
export type ComparedField =
  | 'group'
  | 'name'
  | 'description'
  | 'avatarUrl'
  | 'announcement'
  | 'joinPolicy'
  | 'invitePolicy'
  | 'maxMembers'
  | 'mutedAll'
  | 'createdAt'
  | 'owner'
  | 'members'
  | 'roles'
  | 'mutes'
  | 'muteEnds'
  | 'blacklist'
  | 'blacklistEnds';

/**
 * The result of a comparison: `missing` and `extra` are about a user of a list at the target, `not-comparable` about what a vendor
 * does not show or cannot have, `unstable` about what changed at the source each time it was read.
 */
export type Verdict = 'equal' | 'differs' | 'missing' | 'extra' | 'not-comparable' | 'unstable';

/** The comparison of one field of a group, or of one user of a list. */
export interface Comparison {
  readonly field: ComparedField;
  readonly verdict: Verdict;
  /** In the target's form. */
  readonly userId?: string | undefined;
  /** As it should be at the target. */
  readonly source?: string | undefined;
  readonly target?: string | undefined;
}

/** Ends of mutes that are no further apart are equal, in milliseconds: they are set as lengths. */
const endTolerance = 60_000;

/** Times of creation are kept in seconds. */
const timeTolerance = 1000;

/** Compares a group of the target with what it is to be; of users only those who are not equal are told. */
export function compare(
  wanted: MovedGroup,
  found: GroupState,
  side: VendorSide,
): readonly Comparison[] {
  const mutes = found.mutes && mutesOfMembers(found.mutes, wanted);
  return [
    ...compareProfile(wanted, found, side),
    ...compareMembers(wanted, found),
    ...compareEnds('mutes', 'muteEnds', wanted.mutes, mutes, true),
    ...compareEnds(
      'blacklist',
      'blacklistEnds',
      wanted.blacklist,
      found.blacklist,
      side.hasBanEnds,
    ),
  ];
}

/** Tells whether a comparison asks for a change. */
export function isDifference({ verdict }: Comparison): boolean {
  return verdict === 'differs' || verdict === 'missing' || verdict === 'extra';
}

function compareProfile(
  wanted: MovedGroup,
  { group, announcement }: GroupState,
  side: VendorSide,
): readonly Comparison[] {
  const text = (value: string | undefined): string => value ?? '';
  return [
    compareValue('name', wanted.name, group.name),
    compareValue('description', wanted.description, text(group.description)),
    compareValue('avatarUrl', text(wanted.avatarUrl), text(group.avatarUrl)),
    compareValue('announcement', wanted.announcement, announcement),
    compareValue('joinPolicy', wanted.joinPolicy, group.joinPolicy),
    compareValue('invitePolicy', wanted.invitePolicy, group.invitePolicy),
    compareValue('maxMembers', wanted.maxMembers, group.maxMembers),
    compareValue('mutedAll', wanted.mutedAll, group.mutedAll),
    compareCreation(wanted, group.createdAt, side),
    compareValue('owner', wanted.ownerId, group.ownerId),
  ];
}

function compareValue<Value extends string | number | boolean>(
  field: ComparedField,
  source: Value | undefined,
  target: Value | undefined,
): Comparison {
  if (source === undefined || target === undefined) return { field, verdict: 'not-comparable' };
  if (source === target) return { field, verdict: 'equal' };
  return { field, verdict: 'differs', source: String(source), target: String(target) };
}

function compareCreation(
  { createdAt }: MovedGroup,
  found: Date | undefined,
  { keepsTimes }: VendorSide,
): Comparison {
  const field = 'createdAt';
  if (!keepsTimes || !createdAt || !found) return { field, verdict: 'not-comparable' };
  const isNear = Math.abs(createdAt.getTime() - found.getTime()) <= timeTolerance;
  // No vendor changes it afterwards.
  const times = { source: createdAt.toISOString(), target: found.toISOString() };
  return { field, verdict: isNear ? 'equal' : 'not-comparable', ...(!isNear && times) };
}

function compareMembers(
  { members: wanted, ownerId }: MovedGroup,
  { members: found, group }: GroupState,
): readonly Comparison[] {
  if (!wanted || !found) {
    return [
      { field: 'members', verdict: 'not-comparable' },
      { field: 'roles', verdict: 'not-comparable' },
    ];
  }
  const members: Comparison[] = [];
  const roles: Comparison[] = [];
  for (const { userId, role } of wanted.values()) {
    const there = found.get(userId);
    if (!there) members.push({ field: 'members', verdict: 'missing', userId });
    else if (!isSameRole(role, there)) {
      roles.push({ field: 'roles', verdict: 'differs', userId, source: role, target: there.role });
    }
  }
  for (const userId of found.keys()) {
    // Who is the owner there and should not be becomes a member by the transfer.
    const isMeant = wanted.has(userId) || userId === ownerId || userId === group.ownerId;
    if (!isMeant) members.push({ field: 'members', verdict: 'extra', userId });
  }
  const isStranger = ownerId !== undefined && !found.has(ownerId);
  if (isStranger) members.push({ field: 'members', verdict: 'missing', userId: ownerId });
  const isLeftOver = group.ownerId !== ownerId && !wanted.has(group.ownerId ?? '');
  if (isLeftOver && group.ownerId !== undefined) {
    members.push({ field: 'members', verdict: 'extra', userId: group.ownerId });
  }
  return [...orEqual('members', members), ...orEqual('roles', roles)];
}

function isSameRole(wanted: MovedMember['role'], { role }: MemberState): boolean {
  return wanted === (role === 'admin' ? 'admin' : 'member');
}

function compareEnds(
  field: 'mutes' | 'blacklist',
  ends: 'muteEnds' | 'blacklistEnds',
  wanted: ReadonlyMap<string, Until> | undefined,
  found: ReadonlyMap<string, Until> | undefined,
  hasEnds: boolean,
): readonly Comparison[] {
  if (!wanted || !found) {
    return [
      { field, verdict: 'not-comparable' },
      { field: ends, verdict: 'not-comparable' },
    ];
  }
  const users: Comparison[] = [];
  const times: Comparison[] = [];
  for (const [userId, until] of wanted) {
    const there = found.get(userId);
    if (there === undefined) {
      if (!isAboutOver(until)) users.push({ field, verdict: 'missing', userId });
    } else if (!isSameEnd(until, there)) {
      times.push({
        field: ends,
        verdict: 'differs',
        userId,
        source: endText(until),
        target: endText(there),
      });
    }
  }
  for (const [userId, until] of found) {
    const isExtra = !wanted.has(userId) && !isAboutOver(until);
    if (isExtra) users.push({ field, verdict: 'extra', userId });
  }
  const ofEnds = hasEnds
    ? orEqual(ends, times)
    : [{ field: ends, verdict: 'not-comparable' } as const];
  return [...orEqual(field, users), ...ofEnds];
}

function isAboutOver(until: Until): boolean {
  return until !== 'permanent' && until.getTime() <= Date.now() + endTolerance;
}

function isSameEnd(one: Until, other: Until): boolean {
  if (one === 'permanent' || other === 'permanent') return one === other;
  return Math.abs(one.getTime() - other.getTime()) <= endTolerance;
}

/** An end as reports write it. */
export function endText(until: Until): string {
  return until === 'permanent' ? until : until.toISOString();
}

function orEqual(field: ComparedField, found: readonly Comparison[]): readonly Comparison[] {
  return found.length > 0 ? found : [{ field, verdict: 'equal' }];
}
