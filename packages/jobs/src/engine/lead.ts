import { Failure } from '@imgroups/core/adapter';
import type { Journal, RunIdentity } from '../journal/journal.ts';
import { isShared, type SharedJournal } from '../journal/shared-journal.ts';
import { keepLease } from './lease-keeper.ts';

/** Milliseconds after which another process may lead in place of one that has ended or hangs. */
const leaseMs = 20_000;

const neverAborts = new AbortController().signal;

/** The options of what a process leads. */
interface Led {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a job, or a phase of a migration, that no other process runs on the same journal meanwhile, and refuses where one does. Its
 * signal aborts also when another process leads by now, because this one hung.
 */
export async function asLeader<Options extends Led, Result>(
  journal: Journal | SharedJournal,
  identity: RunIdentity,
  options: Options,
  run: (options: Options) => Promise<Result>,
): Promise<Result> {
  if (!isShared(journal)) return run(options);
  await journal.begin(identity);
  const lease = await journal.claimLead({ leaseMs });
  if (!lease) throw journalInUse(await journal.leader());
  // It sends no calls.
  const keeper = keepLease(lease, { leaseMs, timeout: 0 });
  try {
    const signal = AbortSignal.any([options.signal ?? neverAborts, keeper.signal]);
    const result = await run({ ...options, signal });
    if (keeper.signal.aborted) throw journalInUse(await journal.leader());
    return result;
  } finally {
    keeper.stop();
    // Where the database is gone the lease runs out by itself, and the work has failed of it already.
    await lease.release().catch(() => undefined);
  }
}

/** Refuses work on a journal that another process works with. */
export function journalInUse(holder = 'another process'): Error {
  return new Failure('ImGroupsError', `journal is in use by ${holder}`, {
    code: 'failed_precondition',
    field: 'journal',
  }).toError();
}
