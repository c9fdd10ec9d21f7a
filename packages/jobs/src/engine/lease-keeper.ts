import { Failure } from '@imgroups/core/adapter';
import type { Lease } from '../journal/shared-journal.ts';

/** So many milliseconds a lease outlives the time-out of a call that is sent in it. */
const margin = 5000;

/** Keeps a lease while there is work, and tells whether a call may be sent in it. */
export interface LeaseKeeper {
  /** Milliseconds for one attempt of a call. */
  readonly timeout: number;
  /** Aborted when another process has taken the lease. */
  readonly signal: AbortSignal;
  /** True if the lease outlives a call that is sent now. */
  outlives(): boolean;
  /** Renews the lease where it would not outlive a call that is sent now; rejects where it is lost. */
  outlive(): Promise<void>;
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
  let renewing: Promise<boolean> | undefined;
  const timer = setInterval(() => {
    // A database that is away for a moment is asked again; while it is away the lease runs out by itself.
    renew().catch(() => undefined);
  }, leaseMs / 3);
  timer.unref();

  /** The units of a run share its lease, and a renewal. */
  function renew(): Promise<boolean> {
    renewing ??= renewNow().finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  async function renewNow(): Promise<boolean> {
    const isHeld = await lease.renew(leaseMs);
    if (!isHeld) lost.abort();
    return isHeld;
  }

  const outlives = (): boolean => lease.left() >= timeout + margin;

  return {
    timeout,
    signal: lost.signal,
    outlives,
    async outlive() {
      if (outlives() || ((await renew()) && outlives())) return;
      const text = 'not sent: another process may work on the group by now';
      throw new Failure('TransportError', text, { code: 'cancelled' });
    },
    stop: () => clearInterval(timer),
  };
}
