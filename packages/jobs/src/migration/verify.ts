import { must } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { digestOf } from '../engine/digest.ts';
import { type Unit, UnitSkipped } from '../engine/job.ts';
import type { JobReport } from '../engine/report.ts';
import type { Json } from '../journal/journal.ts';
import { movedOf } from './apply.ts';
import { loadUserMap, type MigrationContext, type PhaseOptions, rulesKey } from './context.ts';
import {
  type ComparedField,
  type Comparison,
  compare,
  isDifference,
  type Verdict,
} from './differences.ts';
import { requireInventory } from './findings.ts';
import { readGroupState } from './group-state.ts';
import { mend } from './mend.ts';
import type { MovedGroup } from './moved-group.ts';
import { type Phase, runPhase, unitsOf } from './phase.ts';
import { readTarget } from './target-group.ts';
import type { UserMap } from './user-map.ts';

export interface VerifyOptions extends PhaseOptions {
  /** Mends what differs; with `remove` also removes who and what is extra at the target. @default false */
  readonly fix?: boolean | { readonly remove?: boolean | undefined } | undefined;
}

export const verifyEntries = {
  fix: v.optional(
    must<NonNullable<VerifyOptions['fix']>>(
      'true, false or { remove: true }',
      (value) =>
        typeof value === 'boolean' ||
        (typeof value === 'object' &&
          value !== null &&
          Object.entries(value).every(
            ([name, one]) => name === 'remove' && typeof one === 'boolean',
          )),
    ),
  ),
};

/** A field of a group that is not equal at both sides. */
export interface VerifiedDifference extends Comparison {
  /** The group's id at the source. */
  readonly group: string;
}

/** The result of a verification. */
export interface VerifyReport extends JobReport {
  /** True when all groups were compared and everything that can be compared is equal. */
  readonly ok: boolean;
  /** The number of groups with each verdict, per field; of a list that is not equal, the number of users. */
  readonly fields: Readonly<Record<string, Partial<Readonly<Record<Verdict, number>>>>>;
  /** The first differences; after `fix` those that are left. */
  readonly differences: readonly VerifiedDifference[];
  readonly differenceCount: number;
  /** The number of differences that `fix` has mended. */
  readonly fixed: number;
}

/** Differences that a report shows, and that are kept of one group. */
const shownDifferences = 1000;
const keptOfGroup = 200;

/** Times that a group is read again, when its source changes meanwhile. */
const attempts = 3;

/** Groups whose results are read from the journal at once. */
const unitsAtOnce = 200;

/** The result of one group that is kept. */
interface VerifiedGroup {
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly differences: readonly Comparison[];
  readonly differenceCount: number;
  readonly fixed: number;
}

/** Compares every group at both sides, field by field. */
export async function verify(
  context: MigrationContext,
  { fix = false, ...options }: VerifyOptions,
  isFresh = false,
): Promise<VerifyReport> {
  await requireInventory(context);
  const remove = typeof fix === 'object' && fix.remove === true;
  const phase = await verifyPhase(context, { fix: fix !== false, remove });
  return summarize(context, await runPhase(context, { ...phase, isFresh }, options));
}

/** The differences that a verification mends. */
interface Mends {
  readonly fix: boolean;
  readonly remove: boolean;
}

export async function verifyPhase(
  context: MigrationContext,
  { fix, remove }: Mends,
): Promise<Phase> {
  const users = await loadUserMap(context);
  return {
    name: 'verify',
    key: [rulesKey(context), fix, remove],
    parameters: { fix, remove },
    plan: () => unitsOf(context.journal, 'group'),
    run: async (unit, own) =>
      JSON.parse(JSON.stringify(await verifyGroup(own, users, unit, fix, remove))),
  };
}

/** The wanted and the actual state of a group, read at about the same time. */
interface Pair {
  readonly wanted: MovedGroup;
  readonly comparisons: readonly Comparison[];
  readonly groupId?: string | undefined;
}

async function verifyGroup(
  context: MigrationContext,
  users: UserMap,
  unit: Unit,
  fix: boolean,
  remove: boolean,
): Promise<VerifiedGroup> {
  const settled = await readPair(context, users, unit);
  const differences = settled.comparisons.filter(isDifference);
  if (!fix || differences.length === 0 || settled.groupId === undefined) {
    return toVerified(settled.comparisons, 0);
  }
  const { wanted, groupId } = settled;
  await mend({ context, unit, groupId, wanted, differences, remove });
  const after = await comparePair(context, users, unit);
  const left = after.comparisons.filter(isDifference).length;
  return toVerified(after.comparisons, Math.max(0, differences.length - left));
}

/** Reads a difference again on both sides; what changes at the source each time is not stable. */
async function readPair(context: MigrationContext, users: UserMap, unit: Unit): Promise<Pair> {
  let before = await comparePair(context, users, unit);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (!before.comparisons.some(isDifference)) return before;
    const again = await comparePair(context, users, unit);
    if (digestOfMoved(again.wanted) === digestOfMoved(before.wanted)) return again;
    before = again;
  }
  return {
    ...before,
    comparisons: before.comparisons.map((each) =>
      isDifference(each) ? { ...each, verdict: 'unstable' } : each,
    ),
  };
}

async function comparePair(context: MigrationContext, users: UserMap, unit: Unit): Promise<Pair> {
  const [source, target] = await Promise.all([
    readGroupState(context.source, unit.id, unit.call),
    readTarget(context, unit),
  ]);
  if (!source) throw new UnitSkipped('was dissolved at the source');
  const wanted = await movedOf({ context, users }, source);
  if ('left' in wanted) throw new UnitSkipped(wanted.left);
  if (!target.state) {
    return { wanted, comparisons: [{ field: 'group', verdict: 'missing' }] };
  }
  const comparisons = compare(wanted, target.state, context.target.side);
  return { wanted, comparisons, groupId: target.id };
}

/** A digest of what a group is to be. */
function digestOfMoved({ members, mutes, blacklist, ...profile }: MovedGroup): string {
  const entries = <Value>(map: ReadonlyMap<string, Value> | undefined) =>
    map ? [...map].sort(([one], [other]) => (one < other ? -1 : 1)) : null;
  const value = [profile, entries(members), entries(mutes), entries(blacklist)];
  return digestOf(JSON.parse(JSON.stringify(value)) as Json);
}

function toVerified(comparisons: readonly Comparison[], fixed: number): VerifiedGroup {
  const counts: Record<string, Record<string, number>> = {};
  for (const { field, verdict } of comparisons) {
    const ofField = counts[field] ?? {};
    ofField[verdict] = (ofField[verdict] ?? 0) + 1;
    counts[field] = ofField;
  }
  const told = comparisons.filter((each) => isDifference(each) || each.verdict === 'unstable');
  return { counts, differences: told.slice(0, keptOfGroup), differenceCount: told.length, fixed };
}

async function summarize({ journal }: MigrationContext, report: JobReport): Promise<VerifyReport> {
  const fields: Record<ComparedField | string, Record<string, number>> = {};
  const differences: VerifiedDifference[] = [];
  let differenceCount = 0;
  let fixed = 0;
  let last: string | undefined;
  while (true) {
    const units = await journal.units('done', last, unitsAtOnce);
    for (const { id, result } of units) {
      const one = result as unknown as VerifiedGroup;
      for (const [field, counts] of Object.entries(one.counts)) {
        const sums = fields[field] ?? {};
        for (const [verdict, count] of Object.entries(counts)) {
          sums[verdict] = (sums[verdict] ?? 0) + count;
        }
        fields[field] = sums;
      }
      const room = shownDifferences - differences.length;
      differences.push(...one.differences.slice(0, room).map((each) => ({ group: id, ...each })));
      differenceCount += one.differenceCount;
      fixed += one.fixed;
    }
    if (units.length < unitsAtOnce) break;
    last = units.at(-1)?.id;
  }
  const ok = report.status === 'complete' && differenceCount === 0;
  return { ...report, ok, fields, differences, differenceCount, fixed };
}
