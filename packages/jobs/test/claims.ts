import { vi } from 'vitest';
import type { Lease, SharedJournal, UnitLease } from '../src/journal/shared-journal.ts';

/** So long that it does not end within a test. */
export const long = { leaseMs: 60_000 };

export async function plan(journal: SharedJournal, ids: readonly string[]): Promise<void> {
  await journal.begin({ job: 'import', target: 'tencent 1' });
  const lease = await claimedRun(journal);
  await planWith(lease, ids);
  await lease.release();
}

export async function planWith({ journal }: Lease, ids: readonly string[]): Promise<void> {
  await journal.startRevision('plan', { afresh: false });
  await journal.addUnits(
    ids.map((id) => ({ id, input: { of: id } })),
    undefined,
  );
  await journal.finishPlan();
}

export async function claimed(
  journal: SharedJournal,
  id: string,
  options = long,
): Promise<UnitLease> {
  const lease = await journal.claim(id, options);
  if (!lease) throw new Error(`${id} was not free`);
  return lease;
}

export async function claimedRun(journal: SharedJournal, options = long): Promise<Lease> {
  const lease = await journal.claimRun(options);
  if (!lease) throw new Error('the run was not free');
  return lease;
}

/** Claims what another has, as soon as its lease is over. */
export async function retaken<Taken>(claim: () => Promise<Taken | undefined>): Promise<Taken> {
  return vi.waitFor(
    async () => {
      const taken = await claim();
      if (!taken) throw new Error('still held');
      return taken;
    },
    { timeout: 60_000, interval: 20 },
  );
}
