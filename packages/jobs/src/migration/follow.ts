import { must, positiveInteger } from '@imgroups/core/adapter';
import type { GroupEvent } from '@imgroups/core/webhooks';
import * as v from 'valibot';
import type { JobContext, PlannedPart, Unit } from '../engine/job.ts';
import { pause } from '../engine/pause.ts';
import type { JobReport } from '../engine/report.ts';
import { markerOf } from '../jobs/marker.ts';
import type { Json } from '../journal/journal.ts';
import { applyGroup, movedOf, settleCreations } from './apply.ts';
import {
  loadUserMap,
  type MigrationContext,
  notesOf,
  type PhaseOptions,
  rulesKey,
} from './context.ts';
import { compare, isDifference } from './differences.ts';
import { refusal, requireNoCutover } from './findings.ts';
import { type GroupState, readGroupState } from './group-state.ts';
import { type InventoriedGroup, toInventoried } from './inventory.ts';
import { mend } from './mend.ts';
import type { MovedGroup } from './moved-group.ts';
import { identityOf, runPhase, turnOf } from './phase.ts';
import { readTarget } from './target-group.ts';
import type { UserMap } from './user-map.ts';

export interface FollowOptions extends PhaseOptions {
  /** Looks at all groups once, and returns; without it `follow` goes on until its signal aborts. @default false */
  readonly once?: boolean | undefined;
  /** Seconds in which every group is looked at again, whether an event came or not. @default 86400 */
  readonly sweepEvery?: number | undefined;
  /** Deletes groups of the target when they are dissolved at the source. @default false */
  readonly deleteGroups?: boolean | undefined;
}

const flag = v.optional(must<boolean>('true or false', (value) => typeof value === 'boolean'));

export const followEntries = {
  once: flag,
  sweepEvery: v.optional(positiveInteger),
  deleteGroups: flag,
};

/** What a following has done. */
export interface FollowReport extends JobReport {
  /** How often groups were looked at. */
  readonly passes: number;
  /** Groups that are marked, and still to be looked at. */
  readonly dirty: number;
  /** Seconds since each group was last in line with its source, the oldest first; at most 100. `null`: never. */
  readonly ages: readonly { readonly group: string; readonly seconds: number | null }[];
}

/** Ages that a report shows. */
const shownAges = 100;

/** Milliseconds between two passes that find nothing to do. */
const idleMs = 500;

/** Units of one part of a plan. */
const unitsAtOnce = 1000;

/** Notes that a group has changed, before its event is acknowledged. */
export async function mark(
  { journal, source }: MigrationContext,
  event: GroupEvent | string,
): Promise<void> {
  const groupId = typeof event === 'string' ? event : event.groupId;
  const isOfSource = typeof event === 'string' || event.provider === source.provider.name;
  if (groupId === undefined || !isOfSource) return;
  await notesOf<string>(journal, 'dirty').set(groupId, crypto.randomUUID());
}

/** Keeps the groups of the target in line with those of the source, until the signal aborts. */
export async function follow(
  context: MigrationContext,
  options: FollowOptions,
): Promise<FollowReport> {
  const { journal } = context;
  await journal.begin(identityOf(context));
  await requireNoCutover(context);
  return followUntil(context, options);
}

/** The same, also in a cutover. */
export async function followUntil(
  context: MigrationContext,
  { once = false, sweepEvery = 86_400, deleteGroups = false, ...options }: FollowOptions,
): Promise<FollowReport> {
  const { journal } = context;
  const { signal } = options;
  let report: JobReport | undefined;
  let passes = 0;
  let sweptAt = Number.NEGATIVE_INFINITY;
  do {
    const isSweep = once || Date.now() - sweptAt >= sweepEvery * 1000;
    if (isSweep) sweptAt = Date.now();
    const hasWork = isSweep || (await hasSome(journal.notes('dirty')));
    if (hasWork) {
      report = await followPass(context, { isSweep, deleteGroups }, options);
      passes += 1;
      if (report.status === 'stopped') break;
    }
    if (!once) await pause(idleMs, signal ?? new AbortController().signal);
  } while (!once && !signal?.aborted);
  if (!report) throw refusal('follow was stopped before it began');
  return {
    ...report,
    passes,
    dirty: await countOf(journal.notes('dirty')),
    ages: await agesOf(context),
  };
}

interface Pass {
  readonly isSweep: boolean;
  readonly deleteGroups: boolean;
}

/** Looks at every group that is marked, or at all of them. */
async function followPass(
  context: MigrationContext,
  pass: Pass,
  options: PhaseOptions,
): Promise<JobReport> {
  const users = await loadUserMap(context);
  return runPhase(
    context,
    {
      name: 'follow',
      key: [rulesKey(context), pass.isSweep, pass.deleteGroups],
      plan: (_, job) => unitsToFollow(context, pass, job),
      async run(unit) {
        await followGroup(context, users, unit, pass.deleteGroups);
        return undefined;
      },
      settle: (units, job) => settleCreations(context, units, job),
    },
    options,
  );
}

/** Marked groups; in a sweep also those of the source's list, and those that were there once. */
async function* unitsToFollow(
  { journal, source, filter }: MigrationContext,
  { isSweep }: Pass,
  { call }: JobContext,
): AsyncGenerator<PlannedPart> {
  const unitOf = (id: string) => ({ id, input: null });
  async function* keysOf(topic: 'dirty' | 'group'): AsyncGenerator<PlannedPart> {
    let ids: string[] = [];
    for await (const { key } of journal.notes(topic)) {
      ids.push(key);
      if (ids.length < unitsAtOnce) continue;
      yield { units: ids.map(unitOf) };
      ids = [];
    }
    yield { units: ids.map(unitOf) };
  }
  yield* keysOf('dirty');
  if (!isSweep) return;
  yield* keysOf('group');
  for await (const { items } of source.provider.groups.list({ ...call }).pages()) {
    const wanted = items.filter((group) => filter?.(group) ?? true);
    yield { units: wanted.map(({ id }) => unitOf(id)) };
  }
}

/** Reads a group at both sides, brings the target into line, and clears the mark unless an event came meanwhile. */
async function followGroup(
  context: MigrationContext,
  users: UserMap,
  unit: Unit,
  deleteGroups: boolean,
): Promise<void> {
  const { journal, filter } = context;
  const dirty = notesOf<string>(journal, 'dirty');
  const mark = await dirty.get(unit.id);
  const state = await readGroupState(context.source, unit.id, unit.call);
  const isMeant = !state || (filter?.(state.group) ?? true);
  if (isMeant) await bringIntoLine(context, users, unit, state, deleteGroups);
  if (mark !== undefined) await dirty.drop(unit.id, mark);
}

async function bringIntoLine(
  context: MigrationContext,
  users: UserMap,
  unit: Unit,
  state: GroupState | undefined,
  deleteGroups: boolean,
): Promise<void> {
  const { journal } = context;
  if (!state) return followDissolution(context, unit, deleteGroups);
  const groups = notesOf<InventoriedGroup>(journal, 'group');
  if ((await groups.get(unit.id)) === undefined) {
    await groups.set(unit.id, toInventoried(state, turnOf(unit)));
  }
  const wanted = await movedOf({ context, users }, state);
  if ('left' in wanted) {
    unit.addFinding({ severity: 'warning', kind: 'left', text: wanted.left });
    return;
  }
  const isThere = await bringTargetIntoLine(context, unit, wanted);
  const followed = notesOf<string>(journal, 'followed');
  if (isThere) await followed.set(unit.id, new Date().toISOString());
}

/** Makes the group where it is not, or was not finished; else changes what differs. */
async function bringTargetIntoLine(
  context: MigrationContext,
  unit: Unit,
  wanted: MovedGroup,
): Promise<boolean> {
  const { id: groupId, state } = await readTarget(context, unit);
  const isUnfinished = state?.group.description === markerOf(unit.runId, unit.id);
  if (groupId === undefined || isUnfinished) {
    await applyGroup(context, unit, wanted);
    return true;
  }
  if (!state) {
    const text = `${groupId} was deleted at the target; it is not made again`;
    unit.addFinding({ severity: 'error', kind: 'gone_at_target', text });
    return false;
  }
  const differences = compare(wanted, state, context.target.side).filter(isDifference);
  if (differences.length > 0) {
    await mend({ context, unit, groupId, wanted, differences, remove: true });
  }
  return true;
}

async function followDissolution(
  context: MigrationContext,
  unit: Unit,
  deleteGroups: boolean,
): Promise<void> {
  const { journal, target } = context;
  const { id, state } = await readTarget(context, unit);
  if (id !== undefined && !deleteGroups) {
    const text = `was dissolved at the source; ${id} stays at the target`;
    unit.addFinding({ severity: 'warning', kind: 'gone_at_source', text });
  } else if (id !== undefined) {
    const step = { name: 'delete', operation: 'groups.delete', value: id, groupId: id };
    if (state) {
      await unit.step(step, () => target.provider.groups.delete(state.group, unit.call));
    }
    await notesOf<Json>(journal, 'left').drop(unit.id);
    await journal.forgetGroup(unit.id);
  }
  if (id !== undefined && !deleteGroups) return;
  await notesOf<Json>(journal, 'group').drop(unit.id);
  await notesOf<Json>(journal, 'followed').drop(unit.id);
}

async function agesOf({ journal }: MigrationContext): Promise<FollowReport['ages']> {
  const followed = notesOf<string>(journal, 'followed');
  let ages: { readonly group: string; readonly seconds: number | null }[] = [];
  const byAge = (seconds: number | null): number => seconds ?? Number.POSITIVE_INFINITY;
  const cut = (): void => {
    ages = ages.sort((a, b) => byAge(b.seconds) - byAge(a.seconds)).slice(0, shownAges);
  };
  for await (const { key: group } of notesOf(journal, 'group').all()) {
    const at = await followed.get(group);
    const seconds = at === undefined ? null : (Date.now() - new Date(at).getTime()) / 1000;
    ages.push({ group, seconds });
    if (ages.length > 2 * shownAges) cut();
  }
  cut();
  return ages;
}

async function hasSome(items: AsyncIterable<unknown>): Promise<boolean> {
  for await (const _ of items) return true;
  return false;
}

async function countOf(items: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of items) count += 1;
  return count;
}
