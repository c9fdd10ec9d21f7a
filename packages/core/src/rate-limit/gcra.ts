import type { Rate } from '../endpoint/endpoint.ts';
import type { RateLimiter } from './rate-limiter.ts';

interface Waiter {
  readonly grant: () => void;
  cancelled: boolean;
}

interface Queue {
  /** Time from which the next call is on schedule (the "theoretical arrival time" of GCRA). */
  nextAt: number;
  readonly waiters: Waiter[];
  /** Part of the rate that is used, and when the vendor last refused; it grows back with time. */
  share: number;
  throttledAt: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const burstShare = 0.05;

/** What is left of the share after a refusal, the smallest share, and what comes back per second. */
const throttledShare = 0.7;
const smallestShare = 0.05;
const recoveredPerSecond = 0.02;

/** Calls in flight are refused together; for so many milliseconds they count as one refusal. */
const oneRefusal = 1000;

/**
 * Paces calls evenly, first come first served, by the generic cell rate algorithm: a burst of 5 % of the rate may go
 * at once, all others are spaced. When the vendor refuses calls all the same, it goes on with a part of the rate that
 * grows back. Keeps its state in this process.
 */
export function createRateLimiter(options: { readonly now?: () => number } = {}): RateLimiter {
  const now = options.now ?? (() => performance.now());
  const queues = new Map<string, Queue>();

  function queueOf(key: string): Queue {
    const queue = queues.get(key) ?? {
      nextAt: 0,
      waiters: [],
      share: 1,
      throttledAt: Number.NEGATIVE_INFINITY,
      timer: undefined,
    };
    queues.set(key, queue);
    return queue;
  }

  function shareOf({ share, throttledAt }: Queue): number {
    if (share === 1) return 1;
    return Math.min(1, share + ((now() - throttledAt) / 1000) * recoveredPerSecond);
  }

  /** Takes the next place if it is due; otherwise tells how many milliseconds it is away. */
  function take(queue: Queue, rate: Rate): number {
    const requests = rate.requests * shareOf(queue);
    const interval = (rate.perSeconds * 1000) / requests;
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
        queue.timer = setTimeout(() => serve(queue, rate), Math.ceil(wait));
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
    throttled(key, rate) {
      const queue = queueOf(key);
      if (now() - queue.throttledAt < oneRefusal) return undefined;
      queue.share = Math.max(smallestShare, shareOf(queue) * throttledShare);
      queue.throttledAt = now();
      return { ...rate, requests: rate.requests * queue.share };
    },
  };
}
