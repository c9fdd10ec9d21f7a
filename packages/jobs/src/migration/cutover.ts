import { must } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { type JobContext, type PlannedPart, type Unit, UnitSkipped } from '../engine/job.ts';
import type { JobReport } from '../engine/report.ts';
import { ifSupported } from '../jobs/if-supported.ts';
import { type MigrationContext, notesOf, type PhaseOptions } from './context.ts';
import { requireInventory, requireNoBlocker } from './findings.ts';
import { type FollowReport, followUntil } from './follow.ts';
import type { FrozenFlag } from './frozen-flag.ts';
import { newUnits, type Phase, runPhase, turnOf, unitsOf } from './phase.ts';
import { targetKind } from './translate.ts';
import { type VerifyReport, verify } from './verify.ts';

export interface CutoverOptions extends PhaseOptions {
  /** Mutes everybody at the source while the last changes are moved; the groups of the target get the flag that they had before. @default false */
  readonly freeze?: boolean | undefined;
}

export const cutoverEntries = {
  freeze: v.optional(must<boolean>('true or false', (value) => typeof value === 'boolean')),
};

/** The result of a cutover. */
export interface CutoverReport {
  /** `done`: the target is in line and the source is followed no longer. `open`: it is not; run it again, or abort. */
  readonly state: 'done' | 'open';
  /** The recording of flags, and the freeze. */
  readonly freeze: JobReport;
  /** Absent where the freeze did not come to its end; so with the others. */
  readonly sweep?: FollowReport | undefined;
  readonly verify?: VerifyReport | undefined;
}

/** Records flags, freezes the source if asked, moves the last changes, and verifies. */
export async function cutover(
  context: MigrationContext,
  { freeze = false, ...options }: CutoverOptions,
): Promise<CutoverReport> {
  const { journal } = context;
  await requireNoBlocker(context);
  const phases = notesOf<string>(journal, 'phase');
  if ((await phases.get('cutover')) === undefined) await phases.set('cutover', 'begun');
  const frozen = await runPhase(context, freezePhase(context, freeze), options);
  if (frozen.status !== 'complete') return { state: 'open', freeze: frozen };
  const sweep = await followUntil(context, { ...options, once: true });
  if (sweep.status !== 'complete') return { state: 'open', freeze: frozen, sweep };
  const verified = await verify(context, options, true);
  if (!verified.ok) return { state: 'open', freeze: frozen, sweep, verify: verified };
  await phases.set('cutover', 'done');
  return { state: 'done', freeze: frozen, sweep, verify: verified };
}

/** Records the flags of all groups, and freezes them if asked. */
export function freezePhase(context: MigrationContext, freeze: boolean): Phase {
  const { source, target, rules } = context;

  async function* plan(job: JobContext): AsyncGenerator<PlannedPart> {
    yield* unitsOf(context.journal, 'group');
    yield* newUnits(context, job);
  }

  async function run(unit: Unit, { journal }: MigrationContext): Promise<undefined> {
    const flags = notesOf<FrozenFlag>(journal, 'flags');
    const group = await source.profiles.read(unit.id, unit.call);
    if (!group) throw new UnitSkipped('was dissolved at the source');
    // What does not move is not frozen.
    if (targetKind(group.kind, target.side, rules) === undefined) return;
    const { mutedAll = false } = group;
    // What is recorded stays: a process that ended may have frozen the group already.
    const recorded = await flags.get(unit.id);
    const flag = recorded ?? { mutedAll, frozen: freeze && !mutedAll };
    if (!recorded) await flags.set(unit.id, flag);
    if (!flag.frozen || mutedAll) return;
    const step = { name: 'freeze', operation: 'mutes.muteAll', value: turnOf(unit) };
    await ifSupported(unit, 'mutes.muteAll', () =>
      unit.step({ ...step, groupId: group.id }, () =>
        source.provider.mutes.muteAll(group, unit.call),
      ),
    );
  }
  const name = 'freeze';
  const parameters = { freeze };
  return { name, key: freeze, parameters, isFresh: true, plan: (_, job) => plan(job), run };
}

/** Takes a cutover back: gives the source the flags that it had, and lets `follow` go on. */
export async function abort(context: MigrationContext, options: PhaseOptions): Promise<JobReport> {
  await requireInventory(context);
  const report = await runPhase(context, abortPhase(context), options);
  if (report.status === 'complete') await notesOf(context.journal, 'phase').drop('cutover');
  return report;
}

export function abortPhase({ journal, source }: MigrationContext): Phase {
  async function run(unit: Unit, own: MigrationContext): Promise<undefined> {
    const flags = notesOf<FrozenFlag>(own.journal, 'flags');
    const flag = await flags.get(unit.id);
    const group = await source.profiles.read(unit.id, unit.call);
    if (group?.mutedAll && flag?.frozen) {
      const step = { name: 'unfreeze', operation: 'mutes.unmuteAll', value: turnOf(unit) };
      await ifSupported(unit, 'mutes.unmuteAll', () =>
        unit.step({ ...step, groupId: group.id }, () =>
          source.provider.mutes.unmuteAll(group, unit.call),
        ),
      );
    }
    await flags.drop(unit.id);
  }
  return { name: 'abort', key: null, plan: () => unitsOf(journal, 'flags'), run };
}
