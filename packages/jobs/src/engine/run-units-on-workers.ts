import type { Json, UnitCounts } from '../journal/journal.ts';
import type { SharedJournal } from '../journal/shared-journal.ts';
import { pause } from './pause.ts';
import type { CallMeter } from './progress.ts';
import type { UnitQueue } from './unit-queue.ts';
import type { WorkerNotes } from './worker-notes.ts';

/** Units that are added to the queue at once. */
const unitsAtOnce = 1000;

/** Milliseconds between two looks at the journal. */
const lookEvery = 250;

/** Milliseconds without progress after which the queue is filled again if nothing is in it, and in any case. */
const emptyAfter = 1000;
const lostAfter = 60_000;

const neverAborts = new AbortController().signal;

export interface UnitsOnWorkers {
  readonly journal: SharedJournal;
  readonly queue: UnitQueue;
  readonly notes: WorkerNotes;
  readonly planKey: string;
  /** Parameters from which workers make the job. */
  readonly work: Json;
  /** Gives so many units at most to workers. */
  readonly limit: number;
  /** Aborted when no further unit may begin. */
  readonly signal: AbortSignal;
  readonly meter: CallMeter;
  readonly onCounts: (counts: UnitCounts) => void;
}

/** Has every pending unit run once, by whichever worker is there; tells how many it has given away. */
export async function runUnitsOnWorkers(order: UnitsOnWorkers): Promise<number> {
  const { journal, queue, notes, limit, signal, meter, onCounts } = order;
  const { pending } = await journal.counts();
  const given = Math.min(limit, pending);
  const left = pending - given;
  if (given === 0) return 0;
  await notes.dropFailure();
  // Only where others are left out it matters which ones are given away.
  const chosen = left > 0 ? new Set<string>() : undefined;
  await fillQueue(order, given, (id) => {
    chosen?.add(id);
    return true;
  });
  let movedAt = performance.now();
  let pendingThen = pending;
  let filling: Promise<void> | undefined;

  /** The queue may have lost what was in it, or a task that a worker had. */
  async function fillAgain(stillFor: number): Promise<void> {
    if (stillFor < lostAfter && (await queue.size()) > 0) return;
    await fillQueue(order, given, (id) => chosen?.has(id) ?? true);
    movedAt = performance.now();
  }

  async function look(): Promise<UnitCounts> {
    const failure = await notes.failure();
    if (failure) throw failure;
    return journal.counts();
  }

  async function tellCalls(): Promise<void> {
    for await (const [endpoint, calls] of notes.newCalls()) meter.note(endpoint, calls);
  }

  try {
    while (!signal.aborted) {
      const counts = await look();
      await tellCalls();
      onCounts(counts);
      if (counts.pending <= left) break;
      const now = performance.now();
      if (counts.pending !== pendingThen) movedAt = now;
      pendingThen = counts.pending;
      if (now - movedAt > emptyAfter) {
        // A queue that is away for a moment is filled when it is back.
        filling ??= fillAgain(now - movedAt)
          .catch(() => undefined)
          .finally(() => {
            filling = undefined;
          });
      }
      await pause(lookEvery, signal);
    }
  } catch (thrown) {
    await filling;
    await queue.clear().catch(() => undefined);
    throw thrown;
  }
  await filling;
  if (signal.aborted) await queue.clear();
  // What a worker has begun it ends.
  while ((await journal.holder()) !== undefined) {
    await pause(lookEvery, neverAborts);
  }
  await tellCalls();
  onCounts(await journal.counts());
  return given;
}

/** Adds pending units to the queue, so many at most. */
async function fillQueue(
  { journal, queue, planKey, work }: UnitsOnWorkers,
  most: number,
  isMeant: (id: string) => boolean,
): Promise<void> {
  let left = most;
  let last: string | undefined;
  while (left > 0) {
    const part = await journal.units('pending', last, Math.min(unitsAtOnce, left));
    if (part.length === 0) return;
    const ids = part.map(({ id }) => id).filter(isMeant);
    await queue.add(ids.map((unit) => ({ planKey, work, unit })));
    left -= ids.length;
    last = part.at(-1)?.id;
  }
}
