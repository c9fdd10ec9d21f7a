import type { RateLimiter } from './rate-limiter.ts';

/** The part of a limiter that calls wait in. */
export type Turnstile = Pick<RateLimiter, 'acquire'>;

/** A way into a limiter that one call of each key takes at a time. */
export interface SingleFile extends Turnstile {
  /** Calls that wait, in the limiter or for their turn to enter it. */
  readonly waiting: number;
}

/**
 * Lets the calls of one batch into a limiter one at a time for each key, in their order: a call of another caller then has at
 * most one of them before it. `onPassed` is called whenever one has stopped waiting.
 */
export function oneAtATime(limiter: Turnstile, onPassed: () => void): SingleFile {
  const lastOf = new Map<string, Promise<void>>();
  let waiting = 0;

  return {
    get waiting() {
      return waiting;
    },
    async acquire(key, rate, options) {
      const before = lastOf.get(key);
      let leave = (): void => undefined;
      const left = new Promise<void>((resolve) => {
        leave = resolve;
      });
      lastOf.set(key, left);
      waiting += 1;
      try {
        await before;
        options?.signal?.throwIfAborted();
        await limiter.acquire(key, rate, options);
      } finally {
        if (lastOf.get(key) === left) lastOf.delete(key);
        waiting -= 1;
        leave();
        onPassed();
      }
    },
  };
}
