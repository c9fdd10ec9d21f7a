import {
  createRateLimiter,
  Failure,
  type Gate,
  type GateCall,
  type RateLimiter,
} from '@imgroups/core/adapter';

interface Lane {
  isBusy: boolean;
  readonly queue: (() => void)[];
}

/** The way of a job's calls into the limiter of its client. */
export interface JobGate extends Gate {
  /** Refuses calls from now on, those that wait too: they surely had no effect. */
  close(): void;
}

/**
 * Lets one call of each key at a time into the limiter, so that a call of somebody else has at most one of the job's before it,
 * and takes no more than a share of each rate. Processes that have the share together give a limiter that they share.
 */
export function createJobGate(share: number, limiter: RateLimiter = createRateLimiter()): JobGate {
  const lanes = new Map<string, Lane>();
  const closing = new AbortController();

  function laneOf(key: string): Lane {
    const lane = lanes.get(key) ?? { isBusy: false, queue: [] };
    lanes.set(key, lane);
    return lane;
  }

  function requireOpen(): void {
    if (!closing.signal.aborted) return;
    throw new Failure('TransportError', 'not sent: the job was stopped', { code: 'cancelled' });
  }

  async function takeShare({ key, rate, signal }: GateCall): Promise<void> {
    const ended = AbortSignal.any([signal, closing.signal]);
    const part = { ...rate, requests: rate.requests * share };
    await limiter.acquire(`share ${key}`, part, { signal: ended }).catch((reason) => {
      requireOpen();
      throw reason;
    });
  }

  return {
    async pass(call, enter) {
      requireOpen();
      const lane = laneOf(call.key);
      if (lane.isBusy) await new Promise<void>((resolve) => lane.queue.push(resolve));
      lane.isBusy = true;
      try {
        requireOpen();
        call.signal.throwIfAborted();
        if (share < 1) await takeShare(call);
        await enter();
      } finally {
        const next = lane.queue.shift();
        if (next) next();
        else lane.isBusy = false;
      }
    },
    close: () => closing.abort(),
  };
}
