import type { Rate } from './rate.ts';

/** Rates that were lowered because the vendor refused calls that kept the declared ones. */
export interface LearnedRates {
  /** The rate to keep now. */
  of(key: string, rate: Rate): Rate;
  /** Lowers a rate after a refusal and gives it back; nothing when a refusal was just counted. */
  throttled(key: string, rate: Rate): Rate | undefined;
}

interface Lowered {
  readonly share: number;
  readonly at: number;
}

/** The part of the share that remains after a refusal, the smallest share, and the part that comes back per second. */
const throttledShare = 0.7;
const smallestShare = 0.05;
const recoveredPerSecond = 0.02;

/** Calls in flight are refused together; for so many milliseconds they count as one refusal. */
const oneRefusal = 1000;

/** Learns lower rates from refusals; they grow back with time. For limiters; `now` is in milliseconds. */
export function createLearnedRates(now: () => number): LearnedRates {
  const lowered = new Map<string, Lowered>();

  function shareOf(key: string): number {
    const { share, at } = lowered.get(key) ?? { share: 1, at: 0 };
    return share === 1 ? 1 : Math.min(1, share + ((now() - at) / 1000) * recoveredPerSecond);
  }

  return {
    of: (key, rate) => ({ ...rate, requests: rate.requests * shareOf(key) }),
    throttled(key, rate) {
      const at = now();
      if (at - (lowered.get(key)?.at ?? Number.NEGATIVE_INFINITY) < oneRefusal) return undefined;
      const share = Math.max(smallestShare, shareOf(key) * throttledShare);
      lowered.set(key, { share, at });
      return { ...rate, requests: rate.requests * share };
    },
  };
}
