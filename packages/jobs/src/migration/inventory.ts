import type { GroupKind } from '@imgroups/core/adapter';
import { type Unit, UnitSkipped } from '../engine/job.ts';
import type { JobReport } from '../engine/report.ts';
import { planListedGroups } from '../jobs/list-units.ts';
import type { Json } from '../journal/journal.ts';
import { type MigrationContext, notesOf, type PhaseOptions } from './context.ts';
import { type GroupState, readGroupState } from './group-state.ts';
import { identityOf, type Phase, runPhase, turnOf } from './phase.ts';

/** The facts of a group that the inventory keeps: enough for a plan. */
export interface InventoriedGroup {
  readonly turn: string;
  readonly kind: GroupKind | 'other';
  readonly ownerId: string | null;
  readonly joinPolicy: string | null;
  readonly invitePolicy: string | null;
  readonly maxMembers: number | null;
  readonly createdAt: string | null;
  readonly texts: {
    readonly name: string;
    readonly description: string;
    readonly announcement: string;
    readonly avatarUrl: string;
  };
  /** The owner among them. */
  readonly members: number;
  readonly admins: number;
  readonly otherRoles: number;
  readonly mutes: number;
  readonly bans: number;
  readonly bansWithEnd: number;
  readonly hasJoinTimes: boolean;
  readonly mutedAll: boolean;
  /** Lists that the source does not show for the group. */
  readonly hidden: readonly string[];
  readonly [name: string]: Json;
}

/** Reads every group of the source with its lists, and notes in the journal what a plan needs. It changes neither app. */
export async function inventory(
  context: MigrationContext,
  options: PhaseOptions,
): Promise<JobReport> {
  const { journal } = context;
  const report = await runPhase(context, inventoryPhase(context), options);
  if (report.status !== 'complete') return report;
  const { planKey: turn } = await journal.begin(identityOf(context));
  const groups = notesOf<InventoriedGroup>(journal, 'group');
  // What an earlier inventory saw and this one did not is gone.
  for await (const { key, value } of groups.all()) {
    if (value.turn !== turn) await groups.drop(key);
  }
  await notesOf<string>(journal, 'phase').set('inventory', report.startedAt);
  return report;
}

export function inventoryPhase({ source, filter }: MigrationContext): Phase {
  return {
    name: 'inventory',
    key: null,
    plan: (cursor, job) => planListedGroups(source.provider, filter, cursor, job),
    run: async (unit, own) => void (await readIntoJournal(own, unit)),
  };
}

async function readIntoJournal({ journal, source }: MigrationContext, unit: Unit): Promise<void> {
  const state = await readGroupState(source, unit.id, unit.call);
  if (!state) throw new UnitSkipped('was dissolved before it was read');
  void notesOf<null>(journal, 'user').setAll(usersOf(state), null);
  await notesOf<InventoriedGroup>(journal, 'group').set(
    unit.id,
    toInventoried(state, turnOf(unit)),
  );
}

function* usersOf({ group, members, mutes, blacklist }: GroupState): Generator<string> {
  if (group.ownerId !== undefined) yield group.ownerId;
  yield* members?.keys() ?? [];
  yield* mutes?.keys() ?? [];
  yield* blacklist?.keys() ?? [];
}

export function toInventoried(state: GroupState, turn: string): InventoriedGroup {
  const { group, announcement = '', members, mutes, blacklist } = state;
  const ofMembers = [...(members?.values() ?? [])];
  const ends = [...(blacklist?.values() ?? [])];
  return {
    turn,
    kind: group.kind,
    ownerId: group.ownerId ?? null,
    joinPolicy: group.joinPolicy ?? null,
    invitePolicy: group.invitePolicy ?? null,
    maxMembers: group.maxMembers ?? null,
    createdAt: group.createdAt?.toISOString() ?? null,
    texts: {
      name: group.name,
      description: group.description ?? '',
      announcement,
      avatarUrl: group.avatarUrl ?? '',
    },
    members: members?.size ?? group.memberCount ?? 0,
    admins: ofMembers.filter(({ role }) => role === 'admin').length,
    otherRoles: ofMembers.filter(({ role }) => role === 'other').length,
    mutes: mutes?.size ?? 0,
    bans: ends.length,
    bansWithEnd: ends.filter((until) => until !== 'permanent').length,
    hidden: [
      ...(members ? [] : ['members']),
      ...(mutes ? [] : ['mutes']),
      ...(blacklist ? [] : ['blacklist']),
    ],
    hasJoinTimes: ofMembers.some(({ joinedAt }) => joinedAt !== undefined),
    mutedAll: group.mutedAll ?? false,
  };
}
