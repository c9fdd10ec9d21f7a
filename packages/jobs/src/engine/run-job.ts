import { type CallOptions, described, invalid } from '@imgroups/core/adapter';
import type { Journal, RunState, UnitCounts, UnitEnd } from '../journal/journal.ts';
import { isShared, type SharedJournal } from '../journal/shared-journal.ts';
import { openSqliteJournal } from '../journal/sqlite-journal.ts';
import { isCancelled } from './failures.ts';
import { createJobGate } from './gate.ts';
import { createGovernor } from './governor.ts';
import type { Job, JobContext } from './job.ts';
import { asLeader } from './lead.ts';
import type { JobOptions } from './options.ts';
import { pause } from './pause.ts';
import { pausesMs } from './pauses.ts';
import { createCallMeter, type JobProgress } from './progress.ts';
import type { JobReport } from './report.ts';
import { runUnitsHere } from './run-units-here.ts';
import { runUnitsOnWorkers } from './run-units-on-workers.ts';
import { callsBeside } from './unit-calls.ts';
import { queueNameOf, type UnitQueue } from './unit-queue.ts';
import { createUnitRunner } from './unit-runner.ts';
import { type LoneWork, workAlone } from './work-alone.ts';
import { workerNotes } from './worker-notes.ts';

/** Units side by side at most. */
const mostUnits = 128;

/** Units that are planned before earlier ones are in the journal. */
const unwrittenAtMost = 200;

/** Milliseconds between two reports of progress. */
const progressEvery = 250;

/** Failures and findings that a report shows. */
const shownInReport = 100;

/** Milliseconds that a new plan waits for units that workers have of an earlier one: those of a worker that was killed, too. */
const planPatience = 120_000;

const neverAborts = new AbortController().signal;

/** The processes that have the units of a job: this one alone, or workers. */
interface Crew {
  readonly journal: Journal;
  /** Runs what nobody else may be at work beside. */
  alone<Result>(run: (journal: Journal) => Promise<Result>): Promise<Result>;
  readonly own?: LoneWork | undefined;
  readonly workers?: { readonly journal: SharedJournal; readonly queue: UnitQueue } | undefined;
  end(): Promise<void>;
}

/**
 * Does a job to its end, from where an earlier process was. A signal that aborts stops it in good order: steps that have begun
 * are ended, and the report says what is left.
 */
export async function runJob(job: Job, options: JobOptions): Promise<JobReport> {
  const { journal: given } = options;
  const journal = typeof given === 'string' ? openSqliteJournal(given) : given;
  try {
    return await asLeader(journal, job.identity, { ...options, journal }, (led) =>
      runLedJob(job, led),
    );
  } finally {
    if (journal !== given) await journal.close();
  }
}

/** Does a job to its end, in the process that leads. */
export async function runLedJob(
  job: Job,
  options: JobOptions & { readonly journal: Journal },
): Promise<JobReport> {
  const { journal, workers } = options;
  const crew = await (workers ? callWorkers(job, journal, workers) : crewOfOne(job, journal));
  try {
    const session = await openSession(job, crew, options);
    return await session.run();
  } finally {
    await crew.end();
  }
}

async function crewOfOne(job: Job, journal: Journal): Promise<Crew> {
  const own = await workAlone(journal, job.identity);
  return {
    journal: own.journal,
    own,
    alone: (run) => run(own.journal),
    end: () => own.end(),
  };
}

async function callWorkers(
  job: Job,
  journal: Journal,
  workers: NonNullable<JobOptions['workers']>,
): Promise<Crew> {
  if (job.isOrdered) {
    const rule = `cannot do this job (${job.identity.job}): one process writes its file from the beginning to the end`;
    throw invalid('workers', rule).toError();
  }
  if (!isShared(journal)) {
    const rule = 'must be one that workers share, as openPostgresJournal() makes it';
    throw invalid('journal', rule).toError();
  }
  const { id } = await journal.begin(job.identity);
  const queue = await workers.openQueue(queueNameOf(job.identity.job, id));
  return {
    journal,
    workers: { journal, queue },
    async alone(run) {
      const work = await workAlone(journal, job.identity, planPatience);
      try {
        return await run(work.journal);
      } finally {
        await work.end();
      }
    },
    end: () => queue.close(),
  };
}

async function openSession(job: Job, crew: Crew, options: JobOptions) {
  const { journal } = crew;
  const { signal = neverAborts, share = 1, limit = Number.POSITIVE_INFINITY, onProgress } = options;
  const gate = createJobGate(share);
  const meter = createCallMeter();
  const governor = createGovernor({ most: options.concurrency ?? mostUnits, share });
  const startedAt = new Date();
  const onAbort = (): void => gate.close();
  const ending = new AbortController();
  const mayGoOn = (): boolean => !signal.aborted && runner.failure === undefined;
  const found = await journal.begin(job.identity);
  const runner = createUnitRunner({ job, runId: found.id, signal, gate, governor, meter });
  const state = await plan(found);
  const context = contextOf(state);
  const notes = workerNotes(journal, state.planKey ?? '');
  if (state.isPlanned) await job.begin?.(context);
  // What workers did for an earlier process is not of this session.
  if (crew.workers) await notes.skipCalls();
  const counts = { ...(await journal.counts()) };
  let endedHere = 0;
  let phase: JobProgress['phase'] = 'working';
  let toldAt = 0;

  function contextOf({ id }: RunState): JobContext {
    return { journal, runId: id, signal, call: callsHere() };
  }

  function callsHere(): CallOptions {
    return { ...callsBeside(gate, meter), signal };
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
      runner.fail(invalid('onProgress', rule).toError());
      ending.abort();
    }
  }

  /** Makes the plan, or goes on with it; a plan that is made stays unless it was made from something else. */
  async function plan(found: RunState): Promise<RunState> {
    const { pending, failed } = await journal.counts();
    const isOver = found.isPlanned && pending === 0 && failed === 0;
    const isWithoutResult = job.isResultGone === true && found.isPlanned && pending === 0;
    const afresh = isWithoutResult || (options.again === true && isOver);
    const isCurrent = found.planKey === job.planKey && !afresh;
    if (isCurrent && found.isPlanned) return found;
    return crew.alone(async (own) => {
      const state = isCurrent ? found : await own.startRevision(job.planKey, { afresh });
      if (state.isPlanned) return state;
      try {
        if (!(await addUnits(own, state))) return state;
      } catch (thrown) {
        if (signal.aborted && isCancelled(thrown)) return state;
        throw thrown;
      }
      await own.finishPlan();
      return { ...state, isPlanned: true };
    });
  }

  /** Adds the units of a plan; tells whether all of them are there. */
  async function addUnits(own: Journal, state: RunState): Promise<boolean> {
    let left = 0;
    let unwritten = 0;
    let writing: Promise<void> | undefined;
    for await (const part of job.plan(state.planCursor, contextOf(state))) {
      const added = own.addUnits(part.units, part.cursor);
      // The next write that is waited for tells of a failure.
      added.catch(() => undefined);
      left += part.units.length;
      unwritten += part.units.length;
      if (unwritten >= unwrittenAtMost) {
        // The plan goes on while its last part is written.
        await writing;
        writing = added;
        unwritten = 0;
      }
      announce({ phase: 'planning', done: 0, failed: 0, left, secondsLeft: undefined });
      if (!mayGoOn()) return false;
    }
    return true;
  }

  function noteEnd(end: UnitEnd | undefined): void {
    if (end) {
      counts.pending -= 1;
      counts[end.state] += 1;
      endedHere += 1;
    }
    tell();
  }

  function noteCounts(now: UnitCounts): void {
    endedHere += Math.max(0, counts.pending - now.pending);
    Object.assign(counts, now);
    tell();
  }

  /** Runs every pending unit once; tells how many were begun. */
  async function runPending(most: number): Promise<number> {
    const { workers, own } = crew;
    if (!workers) {
      const onUnit = noteEnd;
      const lease = own?.lease;
      return runUnitsHere({ journal, runner, governor, lease, limit: most, mayGoOn, onUnit });
    }
    const { planKey } = job;
    const work = job.parameters ?? null;
    const both = AbortSignal.any([signal, ending.signal]);
    const onCounts = noteCounts;
    const order = { ...workers, notes, planKey, work, limit: most, signal: both, meter, onCounts };
    try {
      return await runUnitsOnWorkers(order);
    } catch (thrown) {
      runner.fail(thrown);
      return 0;
    }
  }

  /** Finds out what the creations have made of which nobody knows it. Workers do so themselves, unit by unit. */
  async function settle(): Promise<void> {
    const doubtful = job.settle && !crew.workers ? await journal.doubtful('create') : [];
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
    let left = limit;
    for (const wait of [...pausesMs, undefined]) {
      phase = 'working';
      tell(true);
      await settle();
      left -= await runPending(left);
      if (wait === undefined || !mayGoOn() || left <= 0) return;
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
        const isOver = state.isPlanned && (await journal.counts()).pending === 0;
        if (crew.workers && isOver) await notes.dropCalls();
        await job.end?.(mayGoOn() && isOver);
      }
      if (runner.failure) throw runner.failure.thrown;
      tell(true);
      return report();
    },
  };
}
