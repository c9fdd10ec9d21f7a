import { type PlannedPart, type Unit, UnitSkipped } from '../engine/job.ts';
import type { JobReport } from '../engine/report.ts';
import { markerOf } from '../jobs/marker.ts';
import type { Json } from '../journal/journal.ts';
import { settleCreations } from './apply.ts';
import { type MigrationContext, notesOf, type PhaseOptions } from './context.ts';
import { requireInventory } from './findings.ts';
import { isAsLeft } from './left-state.ts';
import { type Phase, runPhase, unitOf, unitsOf } from './phase.ts';
import { readTarget } from './target-group.ts';

/** Deletes the groups of the target that this migration made and that nobody has changed since; accounts stay. */
export async function rollback(
  context: MigrationContext,
  options: PhaseOptions,
): Promise<JobReport> {
  await requireInventory(context);
  return runPhase(context, rollbackPhase(context), options);
}

export function rollbackPhase(context: MigrationContext): Phase {
  return {
    name: 'rollback',
    key: null,
    plan: () => unitsToDelete(context),
    run: async (unit, own) => void (await deleteGroup(own, unit)),
    settle: (units, job) => settleCreations(context, units, job),
  };
}

/** Every group of the id map, and those that may have been made without being in it yet. */
async function* unitsToDelete({ journal }: MigrationContext): AsyncGenerator<PlannedPart> {
  yield* unitsOf(journal, 'group');
  for await (const { source } of journal.idMap()) yield { units: [unitOf(source)] };
}

/** Stands in place of the state in which a group was left. */
const deleted = 'deleted';

async function deleteGroup(context: MigrationContext, unit: Unit): Promise<void> {
  const { journal, target } = context;
  const left = notesOf<Json>(journal, 'left');
  const { id, state } = await readTarget(context, unit);
  if (id === undefined) {
    // A process may have ended before it told that it had deleted the group.
    if ((await left.get(unit.id)) === deleted) return;
    throw new UnitSkipped('has no group at the target');
  }
  if (state) {
    // Until all of a group is there, its description is the marker.
    const isUnfinished = state.group.description === markerOf(unit.runId, unit.id);
    if (!isUnfinished && !(await isAsLeft(context, unit.id, state))) {
      throw new UnitSkipped(`${id} was changed at the target since, and stays there`);
    }
    const step = { name: 'delete', operation: 'groups.delete', value: id, groupId: id };
    await unit.step(step, () => target.provider.groups.delete(state.group, unit.call));
  }
  void left.set(unit.id, deleted);
  await unit.journal.forgetGroup(unit.id);
}
