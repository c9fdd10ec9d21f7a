import {
  createLearnedRates,
  InvalidRequestError,
  must,
  type Rate,
  type RateLimiter,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { createQueue, type Queue } from './queue.ts';
import { createRedisLink } from './redis-link.ts';
import { checkRedisOptions, type RedisOptions } from './redis-options.ts';
import { localSlots, type Slots, takeSharedSlots, type Wanted } from './slots.ts';

export interface RedisRateLimiterOptions extends RedisOptions {
  /**
   * Part of each rate that this process keeps to while Redis is down, above 0 and at most 1: one over the number of
   * processes is safe.
   *
   * @default 0.25
   */
  readonly fallbackShare?: number | undefined;
}

/** A limiter that processes share. */
export interface RedisRateLimiter extends RateLimiter {
  /** Closes the connection that was opened from `url`; a client of yours stays open. */
  close(): Promise<void>;
}

const share = must<number>(
  'a number above 0 and at most 1',
  (value) => typeof value === 'number' && value > 0 && value <= 1,
);

/**
 * Paces the calls of all processes of an app together: evenly, with a burst of 2 % of the rate at most. Each process
 * waits for one slot at a time, so that a bulk job in one does not hold up the others.
 *
 * While Redis is down each process goes on with its `fallbackShare` of the rate. A lower limit that a process learns
 * from refusals is its own.
 */
export function createRedisRateLimiter(options: RedisRateLimiterOptions): RedisRateLimiter {
  const checked = checkRedisOptions({ fallbackShare: v.optional(share) }, options);
  const { fallbackShare = 0.25 } = checked;
  const link = createRedisLink(checked);
  const learned = createLearnedRates(() => performance.now());
  const takeLocalSlot = localSlots();
  const queues = new Map<string, Queue>();

  async function takeSlots(key: string, declared: Rate, wanted: Wanted): Promise<Slots> {
    const rate = learned.of(key, declared);
    if (link.up) {
      try {
        return await takeSharedSlots(link, key, rate, wanted);
      } catch (error) {
        // No waiting makes this client fit.
        if (error instanceof InvalidRequestError) throw error;
        // Everything else the link has reported; the calls go on.
      }
    }
    const dueAt = takeLocalSlot(key, { ...rate, requests: rate.requests * fallbackShare });
    return { due: [dueAt], askAt: 0, trip: 0 };
  }

  function queueOf(key: string, rate: Rate): Queue {
    const queue =
      queues.get(key) ?? createQueue(rate, (now, wanted) => takeSlots(key, now, wanted));
    queue.rate = rate;
    queues.set(key, queue);
    return queue;
  }

  return {
    acquire(key, rate, { signal } = {}) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      const queue = queueOf(key, rate);
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          queue.remove(waiter);
          reject(signal?.reason);
        };
        const waiter = {
          go() {
            signal?.removeEventListener('abort', leave);
            resolve();
          },
          fail(error: unknown) {
            signal?.removeEventListener('abort', leave);
            reject(error);
          },
        };
        signal?.addEventListener('abort', leave);
        queue.add(waiter);
      });
    },
    throttled: learned.throttled,
    close: link.close,
  };
}
