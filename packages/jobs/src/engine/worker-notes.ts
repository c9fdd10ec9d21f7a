import { Failure, type ImGroupsError } from '@imgroups/core/adapter';
import type { FailureRecord, Journal } from '../journal/journal.ts';
import { thisActor } from '../journal/lock.ts';

/** Messages of workers to the process that runs the job, beside the ends of their units. */
export interface WorkerNotes {
  /** Notes all calls that a worker has made for the plan in a session of its own. */
  noteCalls(session: string, byEndpoint: Readonly<Record<string, number>>): Promise<void>;
  /** The calls that were noted since this was asked last, by endpoint. */
  newCalls(): AsyncIterable<readonly [endpoint: string, calls: number]>;
  /** Counts what was noted until now as told. */
  skipCalls(): Promise<void>;
  /** Notes a failure that no other unit would be spared. */
  noteFailure(failure: FailureRecord): Promise<void>;
  failure(): Promise<ImGroupsError | undefined>;
  dropFailure(): Promise<void>;
  /** Drops the calls of a plan that is over. */
  dropCalls(): Promise<void>;
}

const failureKey = 'failure';

/** The notes of one plan. */
export function workerNotes(journal: Journal, planKey: string): WorkerNotes {
  const calls = `calls of ${planKey}`;
  const failures = `failure of ${planKey}`;
  const told = new Map<string, number>();

  async function* newCalls(): AsyncGenerator<readonly [string, number]> {
    for await (const { key: session, value } of journal.notes(calls)) {
      for (const [endpoint, count] of Object.entries(value as Record<string, number>)) {
        const of = `${session} ${endpoint}`;
        const before = told.get(of) ?? 0;
        told.set(of, count);
        if (count > before) yield [endpoint, count - before];
      }
    }
  }

  return {
    noteCalls: (session, byEndpoint) => journal.note(calls, session, byEndpoint),
    newCalls,
    async skipCalls() {
      for await (const _ of newCalls());
    },
    noteFailure: ({ code, reason, message }) =>
      journal.note(failures, failureKey, {
        ...{ code, reason },
        message: `${message} (${thisActor()})`,
      }),
    async failure() {
      const note = await journal.noteOf(failures, failureKey);
      if (note === undefined) return undefined;
      const { code, reason, message } = note as unknown as FailureRecord;
      return new Failure('ImGroupsError', message, { code, reason } as object).toError();
    },
    dropFailure: () => journal.dropNote(failures, failureKey),
    async dropCalls() {
      for await (const { key } of journal.notes(calls)) await journal.dropNote(calls, key);
    },
  };
}
