import * as v from 'valibot';
import { toFailure } from '../errors/failure.ts';
import { onAbort } from '../retry/on-abort.ts';
import { longestTimer } from '../retry/sleep.ts';
import { check } from '../validation/check.ts';
import { aFunction, strict } from '../validation/rules.ts';
import { createLearnedRates } from './learned-rates.ts';
import type { Rate } from './rate.ts';
import type { RateLimiter } from './rate-limiter.ts';

interface Waiter {
  readonly grant: () => void;
  /** Serves the queue when its own timer did not come. */
  guard: ReturnType<typeof setTimeout> | undefined;
}

interface Queue {
  readonly key: string;
  /** Time from which the next call is on schedule (the "theoretical arrival time" of GCRA). */
  nextAt: number;
  /** In the order in which they came. */
  readonly waiters: Set<Waiter>;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** The delay of a queue's timer, in milliseconds, after which waiting callers no longer count on it. */
const guardMargin = 100;

/** Part of the calls of a rate that may go at once. */
export const burstShare = 0.05;

/**
 * Paces calls evenly, first come first served, by the generic cell rate algorithm: a burst of 5 % of the rate may go
 * at once, all others are spaced. When the vendor refuses calls all the same, it goes on with a part of the rate that
 * grows back. Keeps its state in this process.
 */
export function createRateLimiter(options: { readonly now?: () => number } = {}): RateLimiter {
  const { now = () => performance.now() } = checkedOptions(options);
  const learned = createLearnedRates(now);
  const queues = new Map<string, Queue>();

  function queueOf(key: string): Queue {
    const queue = queues.get(key) ?? { key, nextAt: 0, waiters: new Set(), timer: undefined };
    queues.set(key, queue);
    return queue;
  }

  /** Takes the next place if it is due; otherwise tells how many milliseconds it is away. */
  function take(queue: Queue, rate: Rate): number {
    const kept = learned.of(queue.key, rate);
    const interval = intervalOf(kept);
    const burst = Math.max(0, Math.floor(kept.requests * burstShare) - 1) * interval;
    const at = Math.max(queue.nextAt, now());
    const wait = at - burst - now();
    if (wait > 0) return wait;
    queue.nextAt = at + interval;
    return 0;
  }

  function serve(queue: Queue, rate: Rate): void {
    queue.timer = undefined;
    for (const waiter of queue.waiters) {
      const wait = take(queue, rate);
      if (wait > 0) {
        queue.timer = later(() => serve(queue, rate), wait);
        return;
      }
      queue.waiters.delete(waiter);
      waiter.grant();
    }
  }

  /**
   * Workers drop the timers of a request that has ended, and with them the one that the queue waits for. So everybody who
   * waits has a timer of their own, for the time after their place was due.
   */
  function startGuard(queue: Queue, rate: Rate, waiter: Waiter): void {
    const interval = intervalOf(learned.of(queue.key, rate));
    const due = Math.max(0, queue.nextAt - now()) + queue.waiters.size * interval;
    waiter.guard = later(() => {
      clearTimeout(queue.timer);
      serve(queue, rate);
      if (queue.waiters.has(waiter)) startGuard(queue, rate, waiter);
    }, due + guardMargin);
  }

  return {
    acquire(key, rate, { signal } = {}) {
      const queue = queueOf(key);
      if (signal?.aborted) return Promise.reject(signal.reason);
      if (queue.waiters.size === 0 && take(queue, rate) === 0) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          guard: undefined,
          grant() {
            clearTimeout(waiter.guard);
            leave?.();
            resolve();
          },
        };
        const leave =
          signal &&
          onAbort(signal, () => {
            queue.waiters.delete(waiter);
            clearTimeout(waiter.guard);
            // The last one to leave stops the timer, so that nothing keeps the process alive.
            if (queue.waiters.size === 0) {
              clearTimeout(queue.timer);
              queue.timer = undefined;
            }
            reject(signal.reason);
          });
        queue.waiters.add(waiter);
        startGuard(queue, rate, waiter);
        if (queue.timer === undefined) serve(queue, rate);
      });
    },
    throttled: learned.throttled,
  };
}

const limiterOptions = strict({ now: v.optional(aFunction) });

function checkedOptions(options: object): { readonly now?: () => number } {
  try {
    return check(limiterOptions, options, 'options', true) as { readonly now?: () => number };
  } catch (thrown) {
    throw toFailure(thrown).toError();
  }
}

/** Milliseconds from one call to the next. */
function intervalOf({ requests, perSeconds }: Rate): number {
  return (perSeconds * 1000) / requests;
}

function later(run: () => void, milliseconds: number): ReturnType<typeof setTimeout> {
  return setTimeout(run, Math.min(Math.ceil(milliseconds), longestTimer));
}
