import type { BatchResult, Duration } from '@imgroups/core/adapter';
import type { Step, Unit } from '../engine/job.ts';
import { ifSupported } from './if-supported.ts';

/** Mutes or bans users, those of one end together: `permanent`, or a time. */
export async function restrict(
  unit: Unit,
  step: Step,
  ends: ReadonlyMap<string, readonly string[]>,
  run: (userIds: readonly string[], duration: Duration) => Promise<BatchResult>,
): Promise<void> {
  for (const [until, userIds] of ends) {
    const part = { ...step, name: `${step.name} ${until}`, value: [step.value, userIds] };
    await ifSupported(unit, step.operation, () =>
      unit.users(part, userIds, (some) => run(some, durationUntil(until))),
    );
  }
}

function durationUntil(until: string): Duration {
  if (until === 'permanent') return until;
  return { seconds: Math.max(1, Math.round((new Date(until).getTime() - Date.now()) / 1000)) };
}
