import type { Journal, UnitEnd, UnitRecord } from '../journal/journal.ts';
import type { Governor } from './governor.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { stopped } from './run-unit.ts';
import type { UnitRunner } from './unit-runner.ts';

/** Units read from the journal at once. */
const unitsAtOnce = 200;

export interface UnitsHere {
  readonly journal: Journal;
  readonly runner: UnitRunner;
  readonly governor: Governor;
  /** Present where others could take the run when this process hangs. */
  readonly lease?: LeaseKeeper | undefined;
  /** Begins so many units at most. */
  readonly limit: number;
  readonly mayGoOn: () => boolean;
  /** Called when a unit is over, whatever came of it; how it ended is on the disk then. */
  readonly onUnit: (end: UnitEnd | undefined) => void;
}

/** Runs every pending unit once, in this process, as many side by side as the limits need; tells how many it has begun. */
export async function runUnitsHere(work: UnitsHere): Promise<number> {
  const { journal, runner, governor, lease, limit, mayGoOn, onUnit } = work;
  const running = new Set<Promise<void>>();
  let begun = 0;
  let earlier: Promise<void> = Promise.resolve();
  let last: string | undefined;

  function start(record: UnitRecord): void {
    begun += 1;
    const unit = runner.run({ record, journal, earlier, lease });
    earlier = behind(earlier, unit);
    const one: Promise<void> = unit
      .then(async (end) => {
        if (end) await journal.endUnit(record.id, end);
        return end;
      })
      .catch((thrown: unknown) => {
        // The journal itself failed: nothing may go on without it.
        runner.fail(thrown);
        return undefined;
      })
      .then((end) => {
        running.delete(one);
        onUnit(end);
      });
    running.add(one);
  }

  let part = await journal.units('pending', last, unitsAtOnce);
  while (part.length > 0 && mayGoOn()) {
    for (const record of part) {
      while (running.size >= governor.limit) await Promise.race(running);
      if (!mayGoOn() || begun >= limit) break;
      start(record);
    }
    if (begun >= limit) break;
    last = part.at(-1)?.id;
    part = await journal.units('pending', last, unitsAtOnce);
  }
  await Promise.all(running);
  return begun;
}

/** Resolves when a unit and those before it are over; where one of them is still to be done, none behind it may go on. */
function behind(earlier: Promise<void>, unit: Promise<UnitEnd | undefined>): Promise<void> {
  const both = Promise.all([earlier, unit]).then(([, end]) => {
    if (end === undefined) throw stopped();
  });
  both.catch(() => undefined);
  return both;
}
