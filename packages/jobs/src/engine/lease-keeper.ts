import { Failure } from '@imgroups/core/adapter';
import type { Lease } from '../journal/shared-journal.ts';

/** So many milliseconds a lease outlives the time-out of a call that is sent in it. */
const margin = 5000;

/** Keeps the lease of a unit while it is worked on, and holds the unit's calls to it. */
export interface LeaseKeeper {
  /** Milliseconds for one attempt of a call. */
  readonly timeout: number;
  /** Aborted when the lease is lost: calls that are not sent yet then surely had no effect. */
  readonly signal: AbortSignal;
  /** Makes sure that the lease outlives a call that is sent now; rejects when it is lost. */
  outlive(): Promise<void>;
  /** Aborts the signal when a call that is sent now would outlive the lease. */
  check(): void;
  /** Ends the renewal; the lease stays to be released. */
  stop(): void;
}

export interface LeaseKeeperOptions {
  /** Milliseconds that the lease lasts from each renewal. */
  readonly leaseMs: number;
  /** Milliseconds for one attempt of a call. */
  readonly timeout: number;
}

/** Renews a lease three times as often as it needs to be. */
export function keepLease(lease: Lease, { leaseMs, timeout }: LeaseKeeperOptions): LeaseKeeper {
  const lost = new AbortController();
  const timer = setInterval(() => {
    // A database that is away for a moment is asked again; while it is away the lease runs out by itself.
    renew().catch(() => undefined);
  }, leaseMs / 3);
  timer.unref();

  async function renew(): Promise<void> {
    if (!(await lease.renew(leaseMs))) lost.abort();
  }

  const isTooShort = (): boolean => lease.left() < timeout + margin;

  return {
    timeout,
    signal: lost.signal,
    async outlive() {
      if (isTooShort()) await renew();
      if (!isTooShort()) return;
      const text = 'not sent: another process may work on the group by now';
      throw new Failure('TransportError', text, { code: 'cancelled' });
    },
    check() {
      if (isTooShort()) lost.abort();
    },
    stop: () => clearInterval(timer),
  };
}
