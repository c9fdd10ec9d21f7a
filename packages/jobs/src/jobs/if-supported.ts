import { isImGroupsError } from '@imgroups/core/adapter';
import type { Unit } from '../engine/job.ts';

/** Does what a vendor may not have for this group; that it does not is a finding. */
export async function ifSupported(
  unit: Pick<Unit, 'addFinding'>,
  operation: string,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (thrown) {
    if (!isImGroupsError(thrown) || thrown.code !== 'unsupported') throw thrown;
    const text = `${operation}: ${thrown.message}`;
    unit.addFinding({ severity: 'warning', kind: 'unsupported', text });
  }
}
