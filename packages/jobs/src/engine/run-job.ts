import { type CallOptions, described, invalid, isImGroupsError } from '@imgroups/core/adapter';
import type { Json, RunState, UnitEnd, UnitRecord } from '../journal/journal.ts';
import { openSqliteJournal } from '../journal/sqlite-journal.ts';
import { isHopeless, isPassing, toFailureRecord } from './failures.ts';
import { createJobGate, type JobGate } from './gate.ts';
import { createGovernor } from './governor.ts';
import { type Job, type JobContext, type Unit, UnitSkipped } from './job.ts';
import type { JobOptions } from './options.ts';
import { pause } from './pause.ts';
import { createCallMeter, type JobProgress } from './progress.ts';
import type { JobReport } from './report.ts';
import { openUnit, stopped } from './run-unit.ts';
import { createUnitCalls } from './unit-calls.ts';
import { type LoneWork, workAlone } from './work-alone.ts';

/** Units read from the journal at once. */
const unitsAtOnce = 200;

/** Units side by side at most. */
const mostUnits = 128;

/** So many units in a row that could not reach the service end the job: the others would not reach it either. */
const failuresInARow = 16;

/** Pauses before failed units are tried again, in milliseconds. */
const pausesMs = [1000, 5000, 20_000];

/** Milliseconds between two reports of progress. */
const progressEvery = 250;

/** Failures and findings that a report shows. */
const shownInReport = 100;

const neverAborts = new AbortController().signal;

/**
 * Does a job to its end, from where an earlier process was. A signal that aborts stops it in good order: steps that have begun
 * are ended, and the report says what is left.
 */
export async function runJob(job: Job, options: JobOptions): Promise<JobReport> {
  const { journal: given } = options;
  const journal = typeof given === 'string' ? openSqliteJournal(given) : given;
  try {
    const alone = await workAlone(journal, job.identity);
    try {
      const session = await openSession(job, alone, options);
      return await session.run();
    } finally {
      await alone.end();
    }
  } finally {
    if (journal !== given) await journal.close();
  }
}

async function openSession(job: Job, { journal, lease }: LoneWork, options: JobOptions) {
  const { signal = neverAborts, share = 1, limit = Number.POSITIVE_INFINITY, onProgress } = options;
  const gate = createJobGate(share);
  const meter = createCallMeter();
  const governor = createGovernor({ most: options.concurrency ?? mostUnits, share });
  const startedAt = new Date();
  const onAbort = (): void => gate.close();
  let fatal: unknown;
  const mayGoOn = (): boolean => !signal.aborted && fatal === undefined;
  const state = await plan(await journal.begin(job.identity));
  const context = contextOf(state);
  if (state.isPlanned) await job.begin?.(context);
  const counts = { ...(await journal.counts()) };
  let endedHere = 0;
  let inARow = 0;
  let phase: JobProgress['phase'] = 'working';
  let toldAt = 0;

  function contextOf({ id }: RunState): JobContext {
    return { journal, runId: id, signal, call: callsBeside(gate) };
  }

  function callsBeside(through: JobGate): CallOptions {
    const { options: calls } = createUnitCalls(
      through,
      { ...governor, noteCall: () => undefined },
      meter,
    );
    return { ...calls, signal };
  }

  function tell(always = false): void {
    const now = performance.now();
    if (!onProgress || (!always && now - toldAt < progressEvery)) return;
    toldAt = now;
    const { done, failed, pending } = counts;
    const seconds = (Date.now() - startedAt.getTime()) / 1000;
    const secondsLeft = endedHere === 0 ? undefined : (pending * seconds) / endedHere;
    announce({ phase, done, failed, left: pending, secondsLeft });
  }

  /** An error in the caller's function ends the job in good order. */
  function announce(progress: Omit<JobProgress, 'callsPerSecond'>): void {
    try {
      onProgress?.({ ...progress, callsPerSecond: meter.perSecond });
    } catch (thrown) {
      const rule = `threw ${described(thrown)}`;
      fatal ??= invalid('onProgress', rule).toError();
      gate.close();
    }
  }

  /** Makes the plan, or goes on with it; a plan that is made stays unless it was made from something else. */
  async function plan(found: RunState): Promise<RunState> {
    const { pending, failed } = await journal.counts();
    const isOver = found.isPlanned && pending === 0 && failed === 0;
    const afresh = options.again === true && isOver;
    const isCurrent = found.planKey === job.planKey && !afresh;
    const state = isCurrent ? found : await journal.startRevision(job.planKey, { afresh });
    if (state.isPlanned) return state;
    let left = 0;
    let unwritten = 0;
    for await (const part of job.plan(state.planCursor, contextOf(state))) {
      const added = journal.addUnits(part.units, part.cursor);
      // The next write that is waited for tells of a failure.
      added.catch(() => undefined);
      left += part.units.length;
      unwritten += part.units.length;
      if (unwritten >= unitsAtOnce) {
        await added;
        unwritten = 0;
      }
      announce({ phase: 'planning', done: 0, failed: 0, left, secondsLeft: undefined });
      if (!mayGoOn()) return state;
    }
    await journal.finishPlan();
    return { ...state, isPlanned: true };
  }

  /** Runs a unit; tells how it ended before that is on the disk, and nothing where it is still to be done. */
  async function runUnit(record: UnitRecord, earlier: Promise<void>): Promise<UnitEnd | undefined> {
    const calls = createUnitCalls(gate, governor, meter, lease);
    const runId = state.id;
    const unit = await openUnit({ record, journal, runId, signal, earlier, call: calls.options });
    try {
      const result = await runPatiently(unit);
      inARow = 0;
      return { state: 'done', result };
    } catch (thrown) {
      return endOfFailed(record, thrown);
    } finally {
      governor.noteUnit(calls.busyMs);
    }
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

  function endOfFailed(record: UnitRecord, thrown: unknown): UnitEnd | undefined {
    // What was not done because the job was stopped is still to be done.
    if (fatal || (signal.aborted && isImGroupsError(thrown) && thrown.code === 'cancelled')) {
      return undefined;
    }
    if (thrown instanceof UnitSkipped) {
      const text = thrown.reason;
      void journal.addFinding({ unit: record.id, severity: 'info', kind: 'skipped', text });
      return { state: 'skipped' };
    }
    const failure = toFailureRecord(thrown);
    inARow = failure.code === 'unavailable' ? inARow + 1 : 0;
    const isInTheWay = job.isOrdered === true && failure.passing;
    if (!isHopeless(thrown) && inARow < failuresInARow && !isInTheWay) {
      return { state: 'failed', failure };
    }
    fatal = thrown;
    gate.close();
    return undefined;
  }

  async function end(record: UnitRecord, how: UnitEnd): Promise<void> {
    await journal.endUnit(record.id, how);
    counts.pending -= 1;
    counts[how.state] += 1;
    endedHere += 1;
  }

  /** Resolves when a unit and those before it are over; where one of them is still to be done, none behind it may go on. */
  function behind(earlier: Promise<void>, unit: Promise<UnitEnd | undefined>): Promise<void> {
    const both = Promise.all([earlier, unit]).then(([, how]) => {
      if (how === undefined) throw stopped();
    });
    both.catch(() => undefined);
    return both;
  }

  /** Runs every pending unit once, as many side by side as the limits need. */
  async function runPending(): Promise<void> {
    const running = new Set<Promise<void>>();
    let earlier: Promise<void> = Promise.resolve();
    let last: string | undefined;
    let part = await journal.units('pending', last, unitsAtOnce);
    while (part.length > 0 && mayGoOn()) {
      for (const record of part) {
        while (running.size >= governor.limit) await Promise.race(running);
        if (!mayGoOn() || started >= limit) break;
        started += 1;
        const unit = runUnit(record, earlier);
        earlier = behind(earlier, unit);
        const one: Promise<void> = unit
          .then((how) => how && end(record, how))
          .catch((thrown: unknown) => {
            // The journal itself failed: nothing may go on without it.
            fatal ??= thrown;
          })
          .then(() => {
            running.delete(one);
            tell();
          });
        running.add(one);
      }
      if (started >= limit) break;
      last = part.at(-1)?.id;
      part = await journal.units('pending', last, unitsAtOnce);
    }
    await Promise.all(running);
  }
  let started = 0;

  /** Finds out what the creations have made of which nobody knows it. */
  async function settle(): Promise<void> {
    const doubtful = job.settle ? await journal.doubtful('create') : [];
    if (doubtful.length > 0) await job.settle?.(doubtful, context);
  }

  async function retryFailed(which: 'passing' | 'all'): Promise<number> {
    const retried = await journal.retryFailed(which);
    counts.failed -= retried;
    counts.pending += retried;
    return retried;
  }

  async function work(): Promise<void> {
    await retryFailed(options.retryFailed ? 'all' : 'passing');
    for (const wait of [...pausesMs, undefined]) {
      phase = 'working';
      tell(true);
      await settle();
      await runPending();
      if (wait === undefined || !mayGoOn() || started >= limit) return;
      if ((await retryFailed('passing')) === 0) return;
      phase = 'waiting';
      tell(true);
      await pause(wait, signal);
    }
  }

  async function report(): Promise<JobReport> {
    const { pending, done, failed, skipped } = await journal.counts();
    const failures = await journal.units('failed', undefined, shownInReport);
    const isOver = pending === 0 && state.isPlanned;
    const status = !isOver
      ? signal.aborted
        ? 'stopped'
        : 'limited'
      : failed > 0
        ? 'partly failed'
        : 'complete';
    return {
      ...job.identity,
      status,
      revision: state.revision,
      groups: { done, failed, skipped, left: pending },
      failures: failures.flatMap(({ id, failure }) => (failure ? [{ group: id, ...failure }] : [])),
      findingCounts: await journal.countFindings(),
      findings: await journal.findings({ limit: shownInReport }),
      calls: meter.byEndpoint,
      startedAt: startedAt.toISOString(),
      seconds: (Date.now() - startedAt.getTime()) / 1000,
    };
  }

  return {
    async run(): Promise<JobReport> {
      if (signal.aborted) onAbort();
      signal.addEventListener('abort', onAbort);
      try {
        if (state.isPlanned) await work();
      } finally {
        signal.removeEventListener('abort', onAbort);
        gate.close();
        await job.end?.(mayGoOn() && state.isPlanned && (await journal.counts()).pending === 0);
      }
      if (fatal !== undefined) throw fatal;
      tell(true);
      return report();
    },
  };
}
