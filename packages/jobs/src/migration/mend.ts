import type { BatchResult, GroupPatch, Until } from '@imgroups/core/adapter';
import { isPassing } from '../engine/failures.ts';
import type { Step, Unit } from '../engine/job.ts';
import { addQuietly } from '../jobs/add-quietly.ts';
import { blacklistAnybody } from '../jobs/blacklist-anybody.ts';
import { ifSupported } from '../jobs/if-supported.ts';
import { restrict } from '../jobs/restrict.ts';
import type { Json } from '../journal/journal.ts';
import { registerNewcomers } from './accounts.ts';
import type { MigrationContext } from './context.ts';
import { type ComparedField, type Comparison, endText, type Verdict } from './differences.ts';
import { noteLeft, noteRefused } from './left-state.ts';
import type { MovedGroup, MovedMember } from './moved-group.ts';
import { turnOf } from './phase.ts';

/** Fields of a profile that an update changes. */
const profileFields = [
  'name',
  'description',
  'avatarUrl',
  'joinPolicy',
  'invitePolicy',
  'maxMembers',
] as const satisfies readonly (keyof GroupPatch & ComparedField)[];

/** A group of the target that is brought into line. */
export interface Mending {
  readonly context: MigrationContext;
  readonly unit: Unit;
  readonly groupId: string;
  readonly wanted: MovedGroup;
  readonly differences: readonly Comparison[];
  /** Removes extra members, mutes and entries of the blacklist. */
  readonly remove: boolean;
}

/** Changes what differs in a group of the target, and nothing else. */
export async function mend(mending: Mending): Promise<void> {
  const { context, unit, groupId, wanted, differences, remove } = mending;
  const { provider } = context.target;
  const { call } = unit;
  const group = { id: groupId, kind: wanted.kind };
  const usersWith = (field: ComparedField, ...verdicts: Verdict[]): readonly string[] =>
    differences.flatMap((each) =>
      each.field === field && verdicts.includes(each.verdict) && each.userId !== undefined
        ? [each.userId]
        : [],
    );
  const isDifferent = (field: ComparedField): boolean =>
    differences.some((each) => each.field === field);
  // The same difference may come again in a later run.
  const step = (operation: string, value: Json = null, name = operation): Step => ({
    name: `mend ${name}`,
    operation,
    value: [turnOf(unit), value],
    groupId,
  });
  async function changeUsers(
    operation: string,
    userIds: readonly string[],
    run: (userIds: readonly string[]) => Promise<BatchResult>,
    name?: string,
  ): Promise<void> {
    if (userIds.length === 0) return;
    await ifSupported(unit, operation, () =>
      unit.users(step(operation, userIds, name), userIds, run),
    );
  }
  async function change(operation: string, value: Json, run: () => Promise<void>): Promise<void> {
    await ifSupported(unit, operation, () => unit.step(step(operation, value), run));
  }

  const newcomers = usersWith('members', 'missing');
  // A vendor may refuse who is on the blacklist, or take the user off it.
  const pardoned = usersWith('blacklist', 'extra').filter(
    (userId) => remove || newcomers.includes(userId),
  );
  await changeUsers('blacklist.remove', pardoned, (some) =>
    provider.blacklist.remove(group, some, call),
  );
  await addMembers(mending, step('members.add', newcomers), newcomers);
  if (isDifferent('owner') && wanted.ownerId !== undefined) {
    const { ownerId } = wanted;
    await change('groups.transfer', ownerId, () => provider.groups.transfer(group, ownerId, call));
  }
  for (const role of ['admin', 'member'] as const) {
    const userIds = [...usersWith('roles', 'differs'), ...newcomers].filter(
      (userId) => wanted.members?.get(userId)?.role === role,
    );
    const changed = role === 'admin' ? userIds : userIds.filter((id) => !newcomers.includes(id));
    await changeUsers(
      'members.setRole',
      changed,
      (some) => provider.members.setRole(group, some, role, call),
      `members.setRole ${role}`,
    );
  }
  const strangers = remove ? usersWith('members', 'extra') : [];
  await changeUsers('members.remove', strangers, (some) =>
    provider.members.remove(group, some, { ...call, notify: removesSilently(context) }),
  );
  const unmuted = remove ? usersWith('mutes', 'extra') : [];
  await changeUsers('mutes.remove', unmuted, (some) => provider.mutes.remove(group, some, call));
  const muted = [...usersWith('mutes', 'missing'), ...usersWith('muteEnds', 'differs')];
  await restrict(unit, step('mutes.add'), endsOf(wanted.mutes, muted), (some, duration) =>
    provider.mutes.add(group, some, duration, call),
  );
  if (isDifferent('announcement')) {
    const { announcement } = wanted;
    await change('groups.setAnnouncement', announcement, () =>
      provider.groups.setAnnouncement(group, announcement, call),
    );
  }
  const patch = Object.fromEntries(
    profileFields.filter(isDifferent).map((field) => [field, wanted[field] ?? '']),
  );
  if (Object.keys(patch).length > 0) {
    await change('groups.update', patch, () => provider.groups.update(group, patch, call));
  }
  if (isDifferent('mutedAll')) {
    const { muteAll, unmuteAll } = provider.mutes;
    const operation = wanted.mutedAll ? 'mutes.muteAll' : 'mutes.unmuteAll';
    await change(operation, null, () => (wanted.mutedAll ? muteAll : unmuteAll)(group, call));
  }
  // Last, because a vendor takes off the list who is added.
  const banned = [...usersWith('blacklist', 'missing'), ...usersWith('blacklistEnds', 'differs')];
  const bans = endsOf(wanted.blacklist, banned);
  await banUsers(mending, step('blacklist.add'), bans);
  await noteLeft(context, unit.id, wanted);
}

/** Members are told nothing where the vendor allows that: whoever leaves here has left elsewhere. */
function removesSilently({ target }: MigrationContext): false | undefined {
  return target.side.removesSilently ? false : undefined;
}

/** Adds members in the vendor's own way, if it has one; their roles are not set. */
export async function addMembers(
  { context, unit, groupId, wanted }: Pick<Mending, 'context' | 'unit' | 'groupId' | 'wanted'>,
  step: Step,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  const { provider, side } = context.target;
  const { call } = unit;
  await unit.users(step, userIds, async (some) => {
    await registerNewcomers(context, some, call);
    const result = await add(some);
    const refused = result.failed.filter(({ error }) => !isPassing(error));
    await noteRefused(
      context,
      unit.id,
      refused.map(({ userId }) => userId),
    );
    return result;
  });

  async function add(some: readonly string[]): Promise<BatchResult> {
    if (!side.addMembers) {
      const group = { id: groupId, kind: wanted.kind };
      return addQuietly(provider, group, some, call);
    }
    const members = some.map((userId) => memberOf(wanted, userId));
    return side.addMembers(provider, { id: groupId, wanted }, members, call);
  }
}

/** Bans users, who may have come after the inventory; by the ends of the bans. */
export async function banUsers(
  { context, unit, groupId, wanted }: Pick<Mending, 'context' | 'unit' | 'groupId' | 'wanted'>,
  step: Step,
  bans: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const group = { id: groupId, kind: wanted.kind };
  await restrict(unit, step, bans, async (some, duration) => {
    await registerNewcomers(context, some, unit.call);
    return blacklistAnybody(context.target.provider, group, some, duration, unit.call);
  });
}

function memberOf({ members }: MovedGroup, userId: string): MovedMember {
  return members?.get(userId) ?? { userId, role: 'member' };
}

/** Users by the end of their mute or ban; ends that are over are left out. */
export function endsOf(
  ends: ReadonlyMap<string, Until> | undefined,
  userIds: Iterable<string>,
): ReadonlyMap<string, readonly string[]> {
  const lasting = [...userIds].flatMap((userId) => {
    const until = ends?.get(userId);
    const isOver = until === undefined || (until !== 'permanent' && until <= new Date());
    return isOver ? [] : [{ userId, end: endText(until) }];
  });
  return new Map(
    [...Map.groupBy(lasting, ({ end }) => end)].map(([end, entries]) => [
      end,
      entries.map(({ userId }) => userId),
    ]),
  );
}
