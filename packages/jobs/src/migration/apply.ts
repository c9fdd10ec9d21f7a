import { Failure, type GroupRef, isImGroupsError } from '@imgroups/core/adapter';
import { digestOf } from '../engine/digest.ts';
import { type JobContext, type Step, type Unit, UnitSkipped } from '../engine/job.ts';
import type { JobReport } from '../engine/report.ts';
import { ifSupported } from '../jobs/if-supported.ts';
import { findDoubtful, markerOf } from '../jobs/marker.ts';
import { restrict } from '../jobs/restrict.ts';
import type { DoubtfulUnit, Json } from '../journal/journal.ts';
import { registerAccounts } from './accounts.ts';
import {
  loadUserMap,
  type MigrationContext,
  notesOf,
  type PhaseOptions,
  rulesKey,
} from './context.ts';
import { compare, isDifference } from './differences.ts';
import { requireNoBlocker, requireNoCutover } from './findings.ts';
import type { FrozenFlag } from './frozen-flag.ts';
import { type GroupState, readGroupState } from './group-state.ts';
import { noteLeft } from './left-state.ts';
import { addMembers, banUsers, endsOf, mend } from './mend.ts';
import type { MovedGroup } from './moved-group.ts';
import { type Phase, runPhase, unitsOf } from './phase.ts';
import { readTarget } from './target-group.ts';
import { targetIdOf, toMoved } from './translate.ts';
import type { UserMap } from './user-map.ts';

/** The input of phases that write groups: the ids of users, and the groups' mute-all before a cutover. */
export interface Moving {
  readonly context: MigrationContext;
  readonly users: UserMap;
}

/** Makes the groups at the target. What is done stays done: a second run does what has changed at the source since, but removes nothing. */
export async function apply(context: MigrationContext, options: PhaseOptions): Promise<JobReport> {
  await requireNoBlocker(context);
  await requireNoCutover(context);
  return runPhase(context, await applyPhase(context), options);
}

export async function applyPhase(context: MigrationContext): Promise<Phase> {
  const { journal, rules } = context;
  let users = await loadUserMap(context);
  return {
    name: 'apply',
    key: rulesKey(context),
    async begin({ call }) {
      if (rules.onAccountMissing !== 'create') return;
      for (const { userId, reason } of await registerAccounts(context, users, call)) {
        const text = `has no account, and was not registered: ${reason}`;
        void journal.addFinding({ unit: '', severity: 'error', kind: 'account', userId, text });
      }
      users = await loadUserMap(context);
    },
    plan: () => unitsOf(journal, 'group'),
    async run(unit, own) {
      const wanted = await readSource({ context: own, users }, unit);
      await bringTargetIntoLine(own, unit, wanted, { remove: false });
      return undefined;
    },
    settle: (units, job) => settleCreations(context, units, job),
  };
}

/** The group at the source as it is to be at the target. */
async function readSource({ context, users }: Moving, unit: Unit): Promise<MovedGroup> {
  const state = await readGroupState(context.source, unit.id, unit.call);
  if (!state) throw new UnitSkipped('was dissolved at the source');
  return movedOrSkipped(await movedOf({ context, users }, state));
}

/** Returns the target state of a group, with the mute-all that it had before a cutover froze it. */
export async function movedOf({ context, users }: Moving, state: GroupState) {
  const { journal, rules, target } = context;
  const flag = await notesOf<FrozenFlag>(journal, 'flags').get(state.group.id);
  return toMoved(state, flag?.mutedAll, { side: target.side, rules, users });
}

function movedOrSkipped(moved: Awaited<ReturnType<typeof movedOf>>): MovedGroup {
  if ('left' in moved) throw new UnitSkipped(moved.left);
  return moved;
}

/** Makes the group where it is not, or was not finished; else changes what differs. */
export async function bringTargetIntoLine(
  context: MigrationContext,
  unit: Unit,
  wanted: MovedGroup,
  { remove }: { readonly remove: boolean },
): Promise<void> {
  const readAt = new Date();
  const { id: groupId, state } = await readTarget(context, unit);
  const isUnfinished = state?.group.description === markerOf(unit.runId, unit.id);
  if (groupId === undefined || isUnfinished) {
    await applyGroup(context, unit, wanted);
  } else if (state) {
    const differences = compare(wanted, state, context.target.side).filter(isDifference);
    if (differences.length > 0) {
      await mend({ context, unit, groupId, wanted, differences, remove });
    }
  } else {
    const text = `${groupId} was deleted at the target; it is not made again`;
    unit.addFinding({ severity: 'error', kind: 'gone_at_target', text });
    return;
  }
  await notesOf<string>(context.journal, 'followed').set(unit.id, readAt.toISOString());
}

/** Makes a group with all that it has, but for what was done. */
async function applyGroup(
  context: MigrationContext,
  unit: Unit,
  wanted: MovedGroup,
): Promise<void> {
  const { provider } = context.target;
  const { call } = unit;
  const groupId = await createOnce(context, unit, wanted);
  const group: GroupRef = { id: groupId, kind: wanted.kind };
  const step = (name: string, operation: string, value: Json = null): Step => ({
    name,
    operation,
    value,
    groupId,
  });
  const members = [...(wanted.members?.keys() ?? [])].sort();
  const work = { context, unit, groupId, wanted };
  await addMembers(work, step('members', 'members.add', digestOf(members)), members);
  const admins = members.filter((userId) => wanted.members?.get(userId)?.role === 'admin');
  if (admins.length > 0) {
    await ifSupported(unit, 'members.setRole', () =>
      unit.users(step('admins', 'members.setRole', digestOf(admins)), admins, (some) =>
        provider.members.setRole(group, some, 'admin', call),
      ),
    );
  }
  const mutes = endsOf(wanted.mutes, wanted.mutes?.keys() ?? []);
  await restrict(unit, step('mutes', 'mutes.add'), mutes, (some, duration) =>
    provider.mutes.add(group, some, duration, call),
  );
  const { announcement } = wanted;
  if (announcement !== '' || unit.hasDone('announcement')) {
    await ifSupported(unit, 'groups.setAnnouncement', () =>
      unit.step(step('announcement', 'groups.setAnnouncement', announcement), () =>
        provider.groups.setAnnouncement(group, announcement, call),
      ),
    );
  }
  if (wanted.mutedAll || unit.hasDone('muteAll')) {
    const { muteAll, unmuteAll } = provider.mutes;
    await ifSupported(unit, 'mutes.muteAll', () =>
      unit.step(step('muteAll', 'mutes.muteAll', wanted.mutedAll), () =>
        (wanted.mutedAll ? muteAll : unmuteAll)(group, call),
      ),
    );
  }
  const bans = endsOf(wanted.blacklist, wanted.blacklist?.keys() ?? []);
  await banUsers(work, step('blacklist', 'blacklist.add'), bans);
  await noteLeft(context, unit.id, wanted);
  // Last: until now the description is the marker.
  const { name, description, avatarUrl, joinPolicy, invitePolicy, maxMembers } = wanted;
  const profile = { name, description, avatarUrl, joinPolicy, invitePolicy, maxMembers };
  await unit.step(step('profile', 'groups.update', JSON.parse(JSON.stringify(profile))), () =>
    provider.groups.update(group, unit.hasDone('profile') ? profile : afterCreation(profile), call),
  );
}

/** Returns the fields that the creation has not set. */
function afterCreation({ description, joinPolicy, invitePolicy }: Partial<MovedGroup>) {
  return { description, joinPolicy, invitePolicy };
}

/** Creates the group at the target, marked, unless that was done. */
async function createOnce(
  context: MigrationContext,
  unit: Unit,
  wanted: MovedGroup,
): Promise<string> {
  const { provider, side } = context.target;
  const marker = markerOf(unit.runId, unit.id);
  const { members: _, mutes: __, blacklist: ___, createdAt, ...rest } = wanted;
  const value = { ...rest, createdAt: createdAt?.toISOString() };
  const step: Step = {
    name: 'create',
    operation: 'groups.create',
    value: JSON.parse(JSON.stringify(value)),
  };
  const make = (group: MovedGroup): Promise<string> =>
    side.create
      ? side.create(provider, { wanted: group, marker }, unit.call)
      : createOrdinarily(context, group, marker, unit);
  return unit.create(step, async () => {
    try {
      return await make(wanted);
    } catch (thrown) {
      const isTaken = isImGroupsError(thrown) && thrown.reason === 'group_id_taken';
      if (isTaken && context.rules.onGroupIdTaken === 'new')
        return make({ ...wanted, id: undefined });
      throw thrown;
    }
  });
}

async function createOrdinarily(
  { target: { provider } }: MigrationContext,
  wanted: MovedGroup,
  marker: string,
  { call }: Unit,
): Promise<string> {
  const { id, kind, name, avatarUrl, joinPolicy, invitePolicy, maxMembers, ownerId } = wanted;
  if (ownerId === undefined) {
    throw new Failure('ImGroupsError', 'the group has no owner', { code: 'failed_precondition' });
  }
  const profile = { name, avatarUrl, joinPolicy, invitePolicy, maxMembers };
  const input = { ...profile, description: marker, kind, ownerId, ...(id !== undefined && { id }) };
  const created = await provider.groups.create(input, call);
  return created.id;
}

/** Finds what creations have made of which nobody knows it: each has its marker until all of it is there. */
export function settleCreations(
  { target, rules, settleTime }: MigrationContext,
  units: readonly DoubtfulUnit[],
  job: JobContext,
): Promise<void> {
  return findDoubtful(
    units,
    {
      provider: target.provider,
      settleTime,
      ownIdOf: ({ id }) =>
        rules.onGroupIdTaken === 'new' ? undefined : targetIdOf(id, target.side, rules),
      isOurs: async ({ id }, { description }) => description === markerOf(job.runId, id),
    },
    job,
  );
}
