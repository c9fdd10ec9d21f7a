import { isImGroupsError } from '@imgroups/core/adapter';
import type { Journal, Json, UnitEnd, UnitRecord } from '../journal/journal.ts';
import { LeaseLost } from '../journal/shared-journal.ts';
import { isCancelled, isHopeless, isPassing, toFailureRecord } from './failures.ts';
import type { JobGate } from './gate.ts';
import type { Governor } from './governor.ts';
import { type Job, type Unit, UnitSkipped } from './job.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { pause } from './pause.ts';
import { pausesMs } from './pauses.ts';
import type { CallMeter } from './progress.ts';
import { openUnit } from './run-unit.ts';
import { createUnitCalls } from './unit-calls.ts';

/** So many units in a row that could not reach the service end the job: the others would not reach it either. */
const failuresInARow = 16;

export interface RunnerParts {
  readonly job: Pick<Job, 'run' | 'isOrdered'>;
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly gate: JobGate;
  readonly governor: Governor;
  readonly meter: CallMeter;
}

/** A unit that is to be run. */
interface UnitOrder {
  readonly record: UnitRecord;
  readonly journal: Journal;
  /** Resolves when all units before this one are over. */
  readonly earlier: Promise<void>;
  /** The lease of a process that is not alone with the journal. */
  readonly lease?: LeaseKeeper | undefined;
  /** Runs before the unit, as a part of it. */
  readonly before?: (() => Promise<void>) | undefined;
}

/** Runs the units of one job in this process, each on its own. */
export interface UnitRunner {
  /** Runs a unit; tells how it ended before that is on the disk, and nothing where it is still to be done. */
  run(order: UnitOrder): Promise<UnitEnd | undefined>;
  /** The failure that ended all work, if one has: no further unit would fare better. */
  readonly failure: { readonly thrown: unknown } | undefined;
  /** Ends all work. */
  fail(thrown: unknown): void;
}

export function createUnitRunner(parts: RunnerParts): UnitRunner {
  const { job, runId, signal, gate, governor, meter } = parts;
  let failure: { readonly thrown: unknown } | undefined;
  let inARow = 0;

  function fail(thrown: unknown): void {
    failure ??= { thrown };
    gate.close();
  }

  /** Runs a unit, and tries it again at once where the units behind it wait for it. */
  async function runPatiently(unit: Unit): Promise<Json | undefined> {
    for (const wait of job.isOrdered ? pausesMs : []) {
      try {
        return await job.run(unit);
      } catch (thrown) {
        if (signal.aborted || !isImGroupsError(thrown) || !isPassing(thrown)) throw thrown;
        await pause(wait, signal);
      }
    }
    return job.run(unit);
  }

  function endOfFailed({ record, journal, lease }: UnitOrder, thrown: unknown) {
    // What was not done because the job was stopped, or because another process may have the unit, is still to be done.
    const wasStopped = isCancelled(thrown) && (signal.aborted || lease !== undefined);
    if (failure || wasStopped || thrown instanceof LeaseLost) return undefined;
    if (thrown instanceof UnitSkipped) {
      const text = thrown.reason;
      void journal.addFinding({ unit: record.id, severity: 'info', kind: 'skipped', text });
      return { state: 'skipped' } as const;
    }
    const why = toFailureRecord(thrown);
    inARow = why.code === 'unavailable' ? inARow + 1 : 0;
    const isInTheWay = job.isOrdered === true && why.passing;
    if (!isHopeless(thrown) && inARow < failuresInARow && !isInTheWay) {
      return { state: 'failed', failure: why } as const;
    }
    fail(thrown);
    return undefined;
  }

  return {
    get failure() {
      return failure;
    },
    fail,
    async run(order) {
      const { record, journal, earlier, lease, before } = order;
      const calls = createUnitCalls(gate, governor, meter, lease);
      const call = calls.options;
      const unit = await openUnit({ record, journal, runId, signal, earlier, call });
      try {
        await before?.();
        const result = await runPatiently(unit);
        inARow = 0;
        return { state: 'done', result };
      } catch (thrown) {
        return endOfFailed(order, thrown);
      } finally {
        governor.noteUnit(calls.busyMs);
      }
    },
  };
}
