import type { Rate } from '../endpoint/endpoint.ts';
import { longestTimer } from '../retry/sleep.ts';
import { createLearnedRates } from './learned-rates.ts';
import type { RateLimiter } from './rate-limiter.ts';

interface Waiter {
  readonly grant: () => void;
  cancelled: boolean;
}

interface Queue {
  readonly key: string;
  /** Time from which the next call is on schedule (the "theoretical arrival time" of GCRA). */
  nextAt: number;
  readonly waiters: Waiter[];
  timer: ReturnType<typeof setTimeout> | undefined;
}

const burstShare = 0.05;

/**
 * Paces calls evenly, first come first served, by the generic cell rate algorithm: a burst of 5 % of the rate may go
 * at once, all others are spaced. When the vendor refuses calls all the same, it goes on with a part of the rate that
 * grows back. Keeps its state in this process.
 */
export function createRateLimiter(options: { readonly now?: () => number } = {}): RateLimiter {
  const now = options.now ?? (() => performance.now());
  const learned = createLearnedRates(now);
  const queues = new Map<string, Queue>();

  function queueOf(key: string): Queue {
    const queue = queues.get(key) ?? { key, nextAt: 0, waiters: [], timer: undefined };
    queues.set(key, queue);
    return queue;
  }

  /** Takes the next place if it is due; otherwise tells how many milliseconds it is away. */
  function take(queue: Queue, rate: Rate): number {
    const { requests, perSeconds } = learned.of(queue.key, rate);
    const interval = (perSeconds * 1000) / requests;
    const burst = Math.max(0, Math.floor(requests * burstShare) - 1) * interval;
    const at = Math.max(queue.nextAt, now());
    const wait = at - burst - now();
    if (wait > 0) return wait;
    queue.nextAt = at + interval;
    return 0;
  }

  function serve(queue: Queue, rate: Rate): void {
    queue.timer = undefined;
    while (queue.waiters.length > 0) {
      if (queue.waiters[0]?.cancelled) {
        queue.waiters.shift();
        continue;
      }
      const wait = take(queue, rate);
      if (wait > 0) {
        queue.timer = setTimeout(() => serve(queue, rate), Math.min(Math.ceil(wait), longestTimer));
        return;
      }
      queue.waiters.shift()?.grant();
    }
  }

  return {
    acquire(key, rate, { signal } = {}) {
      const queue = queueOf(key);
      if (signal?.aborted) return Promise.reject(signal.reason);
      if (queue.waiters.length === 0 && take(queue, rate) === 0) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          cancelled: false,
          grant() {
            signal?.removeEventListener('abort', abort);
            resolve();
          },
        };
        function abort(): void {
          waiter.cancelled = true;
          // The last one to leave stops the timer, so that nothing keeps the process alive.
          if (queue.waiters.every((other) => other.cancelled)) {
            clearTimeout(queue.timer);
            queue.timer = undefined;
            queue.waiters.length = 0;
          }
          reject(signal?.reason);
        }
        signal?.addEventListener('abort', abort, { once: true });
        queue.waiters.push(waiter);
        if (queue.timer === undefined) serve(queue, rate);
      });
    },
    throttled: learned.throttled,
  };
}
