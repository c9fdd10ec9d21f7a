import type { Rate } from './rate.ts';

/** Paces calls before the wire. The default keeps its state in this process; another one may share it between processes. */
export interface RateLimiter {
  /** Waits for the next free place in the order of the calls; rejects with the signal's reason when aborted. */
  acquire(key: string, rate: Rate, options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** Is told that the vendor refused a call although the rate was kept; gives back the lower rate it keeps from now on. */
  throttled?(key: string, rate: Rate): Rate | undefined;
}

/** Lets every call through at once: for tests, or where something else paces. */
export const unlimited: RateLimiter = { acquire: () => Promise.resolve() };
