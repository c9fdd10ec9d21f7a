import { randomUUID } from 'node:crypto';
import { isImGroupsError, type RateLimiter } from '@imgroups/core/adapter';
import type { DoubtfulUnit, Journal, Json, RunIdentity } from '../journal/journal.ts';
import {
  type Lease,
  LeaseLost,
  type SharedJournal,
  type UnitLease,
} from '../journal/shared-journal.ts';
import { toFailureRecord } from './failures.ts';
import { createJobGate } from './gate.ts';
import { createGovernor, type Governor } from './governor.ts';
import type { Job } from './job.ts';
import { keepLease } from './lease-keeper.ts';
import { createCallMeter } from './progress.ts';
import { callsBeside } from './unit-calls.ts';
import type { UnitTask } from './unit-queue.ts';
import { createUnitRunner } from './unit-runner.ts';
import { workerNotes } from './worker-notes.ts';

/** Milliseconds for which a search for a group in doubt waits for others: one search is enough for all. */
const gatherMs = 250;

/** Milliseconds for one attempt of a call at most. */
const longestCall = 10_000;

/** Milliseconds that a lease outlives the calls in it. */
const margin = 5000;

/** The parts of a job that a worker needs. */
export type WorkerJob = Pick<Job, 'run' | 'settle'>;

export interface UnitWorkerOptions {
  readonly journal: SharedJournal;
  readonly identity: RunIdentity;
  /** Makes the job of a plan; throws where it is not the one that this worker was started for. */
  readonly openJob: (work: Json, planKey: string) => Promise<WorkerJob>;
  /** Milliseconds that a lease of a unit lasts from each renewal. */
  readonly leaseMs: number;
  /** Units side by side at most. */
  readonly most: number;
  readonly share: number;
  /** Keeps the share of each rate, where several processes have it together. */
  readonly limiter?: RateLimiter | undefined;
}

/** Does the units that a queue brings. */
export interface UnitWorker {
  /** Does a unit, unless it is done, is in other hands, or belongs to an earlier plan. */
  handle(task: UnitTask): Promise<void>;
  /** As many units side by side as the limits need. */
  readonly concurrency: number;
}

/** The work on one plan. */
interface PlanSession {
  readonly planKey: string;
  run(lease: UnitLease): Promise<void>;
  readonly governor: Governor;
  readonly isOver: boolean;
}

/** Milliseconds without work after which a plan is opened anew: another process may have prepared more for it. */
const idleFor = 5000;

const neverAborts = new AbortController().signal;

export async function createUnitWorker(options: UnitWorkerOptions): Promise<UnitWorker> {
  const { journal, identity, leaseMs, most, share } = options;
  const { id: runId } = await journal.begin(identity);
  let opening: { readonly planKey: string; readonly session: Promise<PlanSession> } | undefined;
  let governor = createGovernor({ most, share });
  let running = 0;
  let idleSince = performance.now();

  function openOnce({ work, planKey }: UnitTask): Promise<PlanSession> {
    const wasIdle = running === 1 && performance.now() - idleSince > idleFor;
    if (opening?.planKey !== planKey || wasIdle) {
      const session = openSession(options, { runId, work, planKey });
      opening = { planKey, session };
      session.then(
        (opened) => {
          governor = opened.governor;
        },
        () => {
          opening = undefined;
        },
      );
    }
    return opening.session;
  }

  async function run(task: UnitTask, lease: UnitLease): Promise<void> {
    if (lease.planKey !== task.planKey) return;
    const session = await openOnce(task);
    await session.run(lease);
    if (session.isOver) opening = undefined;
  }

  return {
    get concurrency() {
      return governor.limit;
    },
    async handle(task) {
      const lease = await journal.claim(task.unit, { leaseMs });
      if (!lease) return;
      running += 1;
      try {
        await run(task, lease);
      } catch (thrown) {
        // Whoever has taken the unit does it.
        if (!(thrown instanceof LeaseLost)) throw thrown;
      } finally {
        running -= 1;
        idleSince = performance.now();
        // Where the database is gone the lease runs out by itself.
        await lease.release().catch(() => undefined);
      }
    },
  };
}

async function openSession(
  options: UnitWorkerOptions,
  { runId, work, planKey }: { runId: string; work: Json; planKey: string },
): Promise<PlanSession> {
  const { journal, leaseMs, most, share, limiter, openJob } = options;
  const notes = workerNotes(journal, planKey);
  const signal = neverAborts;
  const gate = createJobGate(share, limiter);
  const governor = createGovernor({ most, share });
  const meter = createCallMeter();
  const session = randomUUID();
  const job = await openJob(work, planKey).catch(async (thrown: unknown) => {
    if (isImGroupsError(thrown)) await notes.noteFailure(toFailureRecord(thrown));
    throw thrown;
  });
  const runner = createUnitRunner({ job, runId, signal, gate, governor, meter });
  const settle = inOneSearch(async (units) => {
    await job.settle?.(units, { journal, runId, signal, call: callsBeside(gate, meter) });
  });

  async function runUnit({ unit, doubt }: UnitLease, lease: WatchedLease): Promise<void> {
    const timeout = Math.min(longestCall, (leaseMs - margin) / 2);
    const keeper = keepLease(lease, { leaseMs, timeout });
    try {
      const end = await runner.run({
        record: unit,
        journal: lease.journal,
        earlier: Promise.resolve(),
        lease: keeper,
        ...(doubt && { before: () => settle(doubt) }),
      });
      // What the journal could not tell or note leaves the unit to be done.
      if (lease.failure) throw lease.failure.thrown;
      if (!end) return;
      void notes.noteCalls(session, meter.byEndpoint);
      // In one transaction: nothing is done in the lease any more.
      await Promise.all([lease.journal.endUnit(unit.id, end), lease.release()]);
    } finally {
      keeper.stop();
    }
  }

  return {
    planKey,
    governor,
    get isOver() {
      return runner.failure !== undefined;
    },
    async run(claimed) {
      await runUnit(claimed, watch(claimed));
      if (runner.failure) await notes.noteFailure(toFailureRecord(runner.failure.thrown));
    },
  };
}

/** Gathers units that come at about the same time, and runs the search for all of them at once. */
function inOneSearch(
  search: (units: readonly DoubtfulUnit[]) => Promise<void>,
): (unit: DoubtfulUnit) => Promise<void> {
  let gathered: DoubtfulUnit[] = [];
  let next: Promise<void> | undefined;

  async function searchGathered(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, gatherMs));
    const units = gathered;
    gathered = [];
    next = undefined;
    await search(units);
  }

  return (unit) => {
    gathered.push(unit);
    next ??= searchGathered();
    return next;
  };
}

/** A lease that remembers that its journal failed: what came of the unit is then not to be trusted. */
interface WatchedLease extends Lease {
  readonly failure: { readonly thrown: unknown } | undefined;
}

function watch(lease: Lease): WatchedLease {
  let failure: { readonly thrown: unknown } | undefined;

  function watched<Result>(result: Result): Result {
    if (result instanceof Promise) {
      result.catch((thrown: unknown) => {
        failure ??= { thrown };
      });
    }
    return result;
  }

  const journal = new Proxy(lease.journal, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...values: unknown[]) => watched(member.apply(target, values));
    },
  });
  return {
    ...lease,
    journal: journal as Journal,
    left: () => lease.left(),
    renew: (milliseconds) => watched(lease.renew(milliseconds)),
    get failure() {
      return failure;
    },
  };
}
