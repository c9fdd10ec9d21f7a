import {
  type BatchResult,
  type CallOptions,
  type FailedOutcome,
  Failure,
  isImGroupsError,
} from '@imgroups/core/adapter';
import type { Journal, StepRecord, UnitRecord } from '../journal/journal.ts';
import { digestOf } from './digest.ts';
import { isPassing } from './failures.ts';
import type { Step, Unit } from './job.ts';
import { pause } from './pause.ts';
import { inWindows } from './windows.ts';

/** Pauses before users of a window that failed for a passing reason are tried again. */
const pausesMs = [500, 2000, 8000];

export interface UnitParts {
  readonly record: UnitRecord;
  readonly journal: Journal;
  readonly runId: string;
  readonly call: CallOptions;
  readonly signal: AbortSignal;
  readonly earlier: Promise<void>;
}

/** Makes a unit with the steps that its journal has. */
export async function openUnit(parts: UnitParts): Promise<Unit> {
  const { record, journal, runId, call, signal, earlier } = parts;
  const known = new Map<string, Pick<StepRecord, 'state' | 'value' | 'progress'>>(
    await journal.steps(record.id),
  );
  const isDone = ({ name, value }: Step): boolean => {
    const found = known.get(name);
    return found?.state === 'done' && found.value === digestOf(value);
  };

  async function begin({ name, value }: Step): Promise<void> {
    if (signal.aborted) throw stopped();
    await journal.intend(record.id, name, digestOf(value));
  }

  /** Notes what came of a write. What may have taken effect stays intended. */
  function end(
    { name, operation, groupId }: Step,
    failure: unknown,
    mapTo?: string,
    users?: number,
  ): void {
    const inDoubt = isImGroupsError(failure) && failure.ambiguous;
    const outcome = failure === undefined ? 'done' : inDoubt ? 'in doubt' : 'failed';
    const detail = isImGroupsError(failure)
      ? { code: failure.code, reason: failure.reason }
      : undefined;
    const entry = { unit: record.id, groupId: groupId ?? mapTo, step: name, operation };
    void journal.audit({ ...entry, users, outcome, detail });
    if (outcome !== 'in doubt') void journal.endStep(record.id, name, { state: outcome, mapTo });
  }

  async function run(
    step: Step,
    work: () => Promise<string | undefined>,
  ): Promise<string | undefined> {
    await begin(step);
    try {
      const mapTo = await work();
      end(step, undefined, mapTo);
      return mapTo;
    } catch (thrown) {
      end(step, thrown);
      throw thrown;
    }
  }

  /** Changes the users of a window, until only those are left who fail for good. */
  async function runWindow(
    { name, operation, groupId }: Step,
    userIds: readonly string[],
    work: (userIds: readonly string[]) => Promise<BatchResult>,
  ): Promise<void> {
    let left = userIds;
    const failed: FailedOutcome[] = [];
    for (let attempt = 0; left.length > 0; attempt += 1) {
      const result = await work(left);
      const passing = result.failed.filter(({ error }) => isPassing(error));
      failed.push(...result.failed.filter(({ error }) => !isPassing(error)));
      left = passing.map(({ userId }) => userId);
      const wait = pausesMs[attempt];
      const [first] = passing;
      if (first && (wait === undefined || signal.aborted)) throw first.error;
      if (wait !== undefined && left.length > 0) await pause(wait, signal);
    }
    for (const { userId, error } of failed) {
      addFinding({
        severity: 'warning',
        kind: 'user_failed',
        userId,
        text: `${operation}: ${error.reason ?? error.code}`,
      });
    }
    const detail = failed.map(({ userId, error }) => ({ userId, why: error.reason ?? error.code }));
    void journal.audit({
      unit: record.id,
      groupId,
      step: name,
      operation,
      users: userIds.length,
      outcome: failed.length === 0 ? 'done' : `${failed.length} users failed`,
      ...(failed.length > 0 && { detail }),
    });
  }

  const addFinding: Unit['addFinding'] = (finding) =>
    void journal.addFinding({ unit: record.id, ...finding });

  return {
    ...record,
    call,
    journal,
    runId,
    signal,
    earlier,
    addFinding,
    hasDone: (name) => known.get(name)?.state === 'done',
    include(step) {
      if (isDone(step)) return;
      const value = digestOf(step.value);
      void journal.intend(record.id, step.name, value);
      void journal.endStep(record.id, step.name, { state: 'done' });
      known.set(step.name, { state: 'done', value, progress: 0 });
    },
    async step(step, work) {
      if (isDone(step)) return;
      await run(step, async () => void (await work()));
    },
    async create(step, work) {
      const found = await journal.targetOf(record.id);
      if (found !== undefined) return found;
      return (await run(step, work)) ?? '';
    },
    async users(step, userIds, work) {
      if (isDone(step)) return;
      const before = known.get(step.name);
      const done = before?.value === digestOf(step.value) ? before.progress : 0;
      await begin(step);
      await inWindows(userIds, done, {
        run: (window) => runWindow(step, window, work),
        note: (progress) => journal.noteProgress(record.id, step.name, progress),
        mayGoOn: () => {
          if (signal.aborted) throw stopped();
        },
      });
      void journal.endStep(record.id, step.name, { state: 'done' });
    },
  };
}

/** The end of a unit whose job was stopped: what it has not done stays to be done. */
export function stopped(): Error {
  return new Failure('TransportError', 'not done: the job was stopped', {
    code: 'cancelled',
  }).toError();
}
