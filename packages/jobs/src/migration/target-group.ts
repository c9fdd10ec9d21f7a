import type { Unit } from '../engine/job.ts';
import type { MigrationContext } from './context.ts';
import { type GroupState, readGroupState } from './group-state.ts';

/** The group that a unit has at the target; absent fields where it has none, or where it is gone. */
export interface TargetGroup {
  readonly id?: string | undefined;
  readonly state?: GroupState | undefined;
}

export async function readTarget(
  { journal, target }: MigrationContext,
  unit: Unit,
): Promise<TargetGroup> {
  const id = await journal.targetOf(unit.id);
  return id === undefined ? {} : { id, state: await readGroupState(target, id, unit.call) };
}
