import { must, positiveInteger } from '@imgroups/core/adapter';
import type { GroupEvent } from '@imgroups/core/webhooks';
import * as v from 'valibot';
import { gathered } from '../engine/gathered.ts';
import type { JobContext, PlannedPart, Unit } from '../engine/job.ts';
import { pause } from '../engine/pause.ts';
import type { JobReport } from '../engine/report.ts';
import type { Journal, Json } from '../journal/journal.ts';
import { bringTargetIntoLine, movedOf, settleCreations } from './apply.ts';
import {
  loadUserMap,
  type MigrationContext,
  notesOf,
  type PhaseOptions,
  rulesKey,
} from './context.ts';
import { refusal, requireNoCutover, requirePlan } from './findings.ts';
import { type GroupState, readGroupState } from './group-state.ts';
import { type InventoriedGroup, toInventoried } from './inventory.ts';
import { identityOf, newUnits, type Phase, runPhase, turnOf, unitOf, unitsOf } from './phase.ts';
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

/** The result of following the source. */
export interface FollowReport extends JobReport {
  /** The number of times that groups were looked at. */
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

/** The same after a pass in which groups failed: those are still marked. */
const afterFailureMs = 10_000;

const neverAborts = new AbortController().signal;

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
  await requirePlan(context);
  await requireNoCutover(context);
  return followUntil(context, options);
}

/** The same, also in a cutover. */
export async function followUntil(
  context: MigrationContext,
  { once = false, sweepEvery = 86_400, deleteGroups = false, ...options }: FollowOptions,
): Promise<FollowReport> {
  const { journal } = context;
  const { signal = neverAborts } = options;
  const sweep = createSweep(journal, sweepEvery);
  let report: JobReport | undefined;
  let passes = 0;
  do {
    const pass = once ? everything : await sweep.next();
    const isIdle = pass.swept.length === 0 && !(await hasSome(journal.notes('dirty')));
    if (once || pass.isBeginning || !isIdle) {
      report = await followPass(context, { ...pass, deleteGroups }, options);
      passes += 1;
      if (report.status === 'stopped') break;
    }
    if (!once) await pause(report && report.groups.failed > 0 ? afterFailureMs : idleMs, signal);
  } while (!once && !signal.aborted);
  if (!report) throw refusal('follow was stopped before it began');
  const dirty = await countOf(journal.notes('dirty'));
  return { ...report, passes, dirty, ages: await agesOf(context) };
}

/** The groups that one pass looks at beside those that are marked. */
interface Swept {
  /** Groups whose turn it is in the sweep. */
  readonly swept: readonly string[];
  /** True if all known groups are looked at. */
  readonly isWhole: boolean;
  /** True if a sweep begins: the list of the source then tells which groups are new. */
  readonly isBeginning: boolean;
}

interface Pass extends Swept {
  readonly deleteGroups: boolean;
}

export const everything: Swept = { swept: [], isWhole: true, isBeginning: true };

/** Goes through all groups, in so many seconds, again and again; another process goes on where this one was. */
function createSweep(journal: Journal, seconds: number) {
  const positions = notesOf<string>(journal, 'phase');
  let total = 0;
  let isBeginning = true;
  let allowed = 0;
  let askedAt = Date.now();

  /** Groups behind the last one, as many as the time allows. */
  async function take(): Promise<readonly string[]> {
    const swept: string[] = [];
    let last = await positions.get('sweep');
    for await (const { key } of journal.notes('group', last)) {
      if (allowed < 1) {
        if (last !== undefined) await positions.set('sweep', last);
        return swept;
      }
      swept.push(key);
      last = key;
      allowed -= 1;
    }
    isBeginning = true;
    await positions.drop('sweep');
    return swept;
  }

  return {
    async next(): Promise<Swept> {
      const begins = isBeginning;
      isBeginning = false;
      if (begins) total = Math.max(1, await countOf(journal.notes('group')));
      const now = Date.now();
      allowed += (total * (now - askedAt)) / 1000 / seconds;
      askedAt = now;
      return { swept: allowed >= 1 ? await take() : [], isWhole: false, isBeginning: begins };
    },
  };
}

/** Looks at every group that is marked, and at those of the sweep. */
async function followPass(
  context: MigrationContext,
  pass: Pass,
  options: PhaseOptions,
): Promise<JobReport> {
  return runPhase(context, await followPhase(context, pass), options);
}

export async function followPhase(
  context: MigrationContext,
  { deleteGroups, ...swept }: Pass,
): Promise<Phase> {
  const users = await loadUserMap(context);
  return {
    name: 'follow',
    key: rulesKey(context),
    parameters: { deleteGroups },
    // What an earlier process has looked at may have changed since.
    isFresh: true,
    plan: (_, job) => unitsToFollow(context, swept, job),
    async run(unit, own) {
      try {
        await followGroup(own, users, unit, deleteGroups);
      } catch (thrown) {
        // Also a group of the sweep is looked at again soon.
        await mark(context, unit.id);
        throw thrown;
      }
      return undefined;
    },
    settle: (units, job) => settleCreations(context, units, job),
  };
}

async function* unitsToFollow(
  context: MigrationContext,
  { swept, isWhole, isBeginning }: Swept,
  job: JobContext,
): AsyncGenerator<PlannedPart> {
  yield* unitsOf(context.journal, 'dirty');
  yield { units: swept.map(unitOf) };
  if (isWhole) yield* unitsOf(context.journal, 'group');
  if (isBeginning) yield* newUnits(context, job);
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
  await bringTargetIntoLine(context, unit, wanted, { remove: true });
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
    await unit.journal.forgetGroup(unit.id);
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
  for await (const part of gathered(notesOf(journal, 'group').all())) {
    const times = await followed.getAll(part.map(({ key }) => key));
    for (const { key: group } of part) {
      const at = times.get(group);
      const seconds = at === undefined ? null : (Date.now() - new Date(at).getTime()) / 1000;
      ages.push({ group, seconds });
    }
    cut();
  }
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
