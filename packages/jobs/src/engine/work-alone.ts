import type { Journal, RunIdentity } from '../journal/journal.ts';
import { isShared, type SharedJournal } from '../journal/shared-journal.ts';
import { journalInUse } from './lead.ts';
import { keepLease, type LeaseKeeper } from './lease-keeper.ts';
import { pause } from './pause.ts';

/** Milliseconds after which others may go on with the run of a process that has ended or hangs. */
const leaseMs = 60_000;

/** Milliseconds between two attempts to take a run whose units others are still working on. */
const retryEvery = 250;

/** Milliseconds for one attempt of a call, as a client has them when it is told nothing else. */
const callTimeout = 10_000;

const neverAborts = new AbortController().signal;

/** The tools of a process that has the run to itself. */
export interface LoneWork {
  readonly journal: Journal;
  /** Present where others could take the run when this process hangs. */
  readonly lease?: LeaseKeeper | undefined;
  /** Lets others take the run. */
  end(): Promise<void>;
}

/** Has the run of a journal to itself; refuses where other processes work on it, and still do after some milliseconds. */
export async function workAlone(
  journal: Journal | SharedJournal,
  identity: RunIdentity,
  patience = 0,
): Promise<LoneWork> {
  if (!isShared(journal)) return { journal, end: async () => undefined };
  await journal.begin(identity);
  const startedAt = performance.now();
  let lease = await journal.claimRun({ leaseMs });
  while (!lease && performance.now() - startedAt < patience) {
    await pause(retryEvery, neverAborts);
    lease = await journal.claimRun({ leaseMs });
  }
  if (!lease) throw journalInUse(await journal.holder());
  const keeper = keepLease(lease, { leaseMs, timeout: callTimeout });
  return {
    journal: lease.journal,
    lease: keeper,
    async end() {
      keeper.stop();
      // Where the database is gone the lease runs out by itself, and the work has failed of it already.
      await lease.release().catch(() => undefined);
    },
  };
}
