import { createLearnedRates, type Rate, type RateLimiter } from '@imgroups/core/adapter';
import { localPlaces, type Places, takeSharedPlaces } from './places.ts';
import { createRedisLink } from './redis-link.ts';
import { type RedisOptions, refused } from './redis-options.ts';

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

/** The calls of this process that wait for the same rate. */
interface Queue {
  readonly key: string;
  rate: Rate;
  /** In the order of the calls; each is called when it may send. */
  readonly waiters: Set<() => void>;
  /** Places that were taken and not yet given to anybody. */
  places: Places | undefined;
  serving: boolean;
  /** Ends the present wait, because nobody is left to wait for. */
  wake: () => void;
}

/**
 * Paces the calls of all processes of an app together: evenly, with a burst of 2 % of the rate at most. Each process
 * waits for one place at a time, so that a bulk job in one does not hold up the others.
 *
 * While Redis is down each process goes on with its `fallbackShare` of the rate. A lower limit that a process learns
 * from refusals is its own.
 */
export function createRedisRateLimiter(options: RedisRateLimiterOptions): RedisRateLimiter {
  const { fallbackShare = 0.25 } = options;
  if (!(typeof fallbackShare === 'number' && fallbackShare > 0 && fallbackShare <= 1)) {
    throw refused('fallbackShare', 'must be a number above 0 and at most 1');
  }
  const link = createRedisLink(options);
  const learned = createLearnedRates(() => performance.now());
  const takeLocalPlaces = localPlaces();
  const queues = new Map<string, Queue>();

  function queueOf(key: string, rate: Rate): Queue {
    const queue = queues.get(key) ?? {
      key,
      rate,
      waiters: new Set(),
      places: undefined,
      serving: false,
      wake: () => undefined,
    };
    queue.rate = rate;
    queues.set(key, queue);
    return queue;
  }

  async function takePlaces({ key, rate: declared, waiters }: Queue): Promise<Places> {
    const rate = learned.of(key, declared);
    if (link.up) {
      try {
        return await takeSharedPlaces(link, key, rate, waiters.size);
      } catch {
        // The link has reported it; the calls go on.
      }
    }
    return takeLocalPlaces(key, { ...rate, requests: rate.requests * fallbackShare });
  }

  async function serve(queue: Queue): Promise<void> {
    queue.serving = true;
    // A place that nobody wanted in time is gone.
    if (queue.places && queue.places.dueAt < performance.now()) queue.places = undefined;
    while (queue.waiters.size > 0) {
      const { places } = queue;
      const wait = places ? places.dueAt - performance.now() : 0;
      if (!places) {
        queue.places = await takePlaces(queue);
      } else if (wait > 0) {
        await pause(queue, wait);
      } else {
        queue.places = undefined;
        grant(queue, places.count);
      }
    }
    queue.serving = false;
  }

  return {
    acquire(key, rate, { signal } = {}) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      const queue = queueOf(key, rate);
      return new Promise((resolve, reject) => {
        const go = (): void => {
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        const leave = (): void => {
          queue.waiters.delete(go);
          if (queue.waiters.size === 0) queue.wake();
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', leave, { once: true });
        queue.waiters.add(go);
        if (!queue.serving) void serve(queue);
      });
    },
    throttled: learned.throttled,
    close: link.close,
  };
}

function grant({ waiters }: Queue, count: number): void {
  let left = count;
  for (const go of waiters) {
    if (left === 0) return;
    left -= 1;
    waiters.delete(go);
    go();
  }
}

function pause(queue: Queue, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.ceil(milliseconds));
    queue.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
