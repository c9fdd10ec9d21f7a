import { digestOf } from '../engine/digest.ts';
import { gathered } from '../engine/gathered.ts';
import type { Job, JobContext, PlannedPart, Unit } from '../engine/job.ts';
import type { JobReport } from '../engine/report.ts';
import { runLedJob } from '../engine/run-job.ts';
import { appOf } from '../jobs/list-units.ts';
import type { Journal, Json, PlannedUnit, RunIdentity } from '../journal/journal.ts';
import { type MigrationContext, notesOf, type PhaseOptions } from './context.ts';

/** A phase, as a job of its own. */
export type Phase = Omit<Job, 'identity' | 'planKey' | 'run' | 'parameters'> & {
  readonly name: string;
  /** Identifies the input of the run, beside the journal: a run that was stopped goes on only if it is the same. */
  readonly key: Json;
  /** Drops a run that was stopped, and looks at everything again. @default false */
  readonly isFresh?: boolean | undefined;
  /** Parameters from which a worker makes the phase, beside the options of the migration. */
  readonly parameters?: Json | undefined;
  /** Does the work on one group; the journal of the context refuses writes when another process has the group by now. */
  run(unit: Unit, context: MigrationContext): Promise<Json | undefined>;
};

export function identityOf({ source, target }: MigrationContext): RunIdentity {
  return { job: 'migrate', source: appOf(source.provider), target: appOf(target.provider) };
}

/** Runs a phase: goes on with one that was stopped, or begins it anew. */
export async function runPhase(
  context: MigrationContext,
  phase: Phase,
  options: PhaseOptions,
): Promise<JobReport> {
  const { journal } = context;
  const planKey = await beginTurn(context, nameOf(phase), phase.isFresh);
  const job: Job = {
    ...workOf(context, phase),
    ...{ plan: phase.plan, begin: phase.begin, end: phase.end },
    identity: identityOf(context),
    parameters: { phase: phase.name, parameters: phase.parameters ?? null },
    planKey,
    async *plan(cursor, jobContext) {
      // They are about an earlier run. Nobody else has the units of the journal by now.
      if (cursor === undefined) await jobContext.journal.dropFindings();
      for await (const { units, cursor: next } of phase.plan(cursor, jobContext)) {
        // Another run is other work, also for units that were done before.
        yield {
          cursor: next,
          units: units.map(({ id }) => ({ id, input: { turn: planKey } })),
        };
      }
    },
  };
  const report = await runLedJob(job, { ...options, journal, workers: context.workers });
  return { ...report, job: `migrate ${phase.name}` };
}

/** The work of a phase on its groups, in whichever process. */
export function workOf(context: MigrationContext, phase: Phase): Pick<Job, 'run' | 'settle'> {
  return {
    run: (unit) => phase.run(unit, { ...context, journal: unit.journal }),
    ...(phase.settle && { settle: phase.settle }),
  };
}

/** The beginning of the keys of a phase's runs. */
export function nameOf(phase: Phase): string {
  return `${phase.name} ${digestOf(phase.key)}`;
}

/** The key of the run that was stopped, or of a new one. */
async function beginTurn(
  context: MigrationContext,
  name: string,
  isFresh = false,
): Promise<string> {
  const { journal } = context;
  const { planKey, isPlanned, revision } = await journal.begin(identityOf(context));
  const { pending } = await journal.counts();
  const isOpen = !isPlanned || pending > 0;
  if (!isFresh && isOpen && planKey?.startsWith(`${name} `)) return planKey;
  return `${name} ${revision + 1}`;
}

/** Tells the run of the phase from others. */
export function turnOf(unit: { readonly input: Json }): string {
  return (unit.input as { readonly turn: string }).turn;
}

/** A unit for a group of the source. */
export function unitOf(id: string): PlannedUnit {
  return { id, input: null };
}

/** A unit for each key of a topic. */
export async function* unitsOf(
  journal: Journal,
  topic: 'group' | 'dirty' | 'flags',
): AsyncGenerator<PlannedPart> {
  for await (const notes of gathered(notesOf(journal, topic).all())) {
    yield { units: notes.map(({ key }) => unitOf(key)) };
  }
}

/** A unit for each group of the source that no inventory has seen. */
export async function* newUnits(
  { journal, source, filter }: MigrationContext,
  { call }: JobContext,
): AsyncGenerator<PlannedPart> {
  for await (const { items } of source.provider.groups.list({ ...call }).pages()) {
    const wanted = items.filter((group) => filter?.(group) ?? true);
    const ids = wanted.map(({ id }) => id);
    const known = await notesOf(journal, 'group').getAll(ids);
    yield { units: ids.filter((id) => !known.has(id)).map(unitOf) };
  }
}
