import { invalid } from '@imgroups/core/adapter';
import type { WorkerJob } from '../engine/unit-worker.ts';
import type { Json } from '../journal/journal.ts';
import { applyPhase } from './apply.ts';
import type { MigrationContext } from './context.ts';
import { abortPhase, freezePhase } from './cutover.ts';
import { everything, followPhase } from './follow.ts';
import { inventoryPhase } from './inventory.ts';
import { nameOf, type Phase, workOf } from './phase.ts';
import { rollbackPhase } from './rollback.ts';
import { verifyPhase } from './verify.ts';

/** The message of the process that runs a phase to its workers. */
interface PhaseOrder {
  readonly phase: string;
  readonly parameters: {
    readonly fix: boolean;
    readonly remove: boolean;
    readonly freeze: boolean;
    readonly deleteGroups: boolean;
  };
}

type MakePhase = (
  context: MigrationContext,
  parameters: PhaseOrder['parameters'],
) => Phase | Promise<Phase>;

const phases: Readonly<Record<string, MakePhase>> = {
  inventory: inventoryPhase,
  apply: applyPhase,
  verify: verifyPhase,
  follow: (context, { deleteGroups }) => followPhase(context, { ...everything, deleteGroups }),
  freeze: (context, { freeze }) => freezePhase(context, freeze),
  abort: abortPhase,
  rollback: rollbackPhase,
};

/** The phase that another process runs, for a worker; refused where this worker was given other rules. */
export async function openPhase(
  context: MigrationContext,
  order: Json,
  planKey: string,
): Promise<WorkerJob> {
  const { phase: name, parameters } = order as unknown as PhaseOrder;
  const make = phases[name];
  if (!make) throw invalid('phase', `a worker of this version knows none named ${name}`).toError();
  const phase = await make(context, parameters);
  if (!planKey.startsWith(`${nameOf(phase)} `)) {
    const rule = 'a worker has other rules than the process that runs the phase';
    throw invalid('rules', rule).toError();
  }
  return workOf(context, phase);
}
