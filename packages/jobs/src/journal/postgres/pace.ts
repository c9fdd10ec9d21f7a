import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds for which a busy journal gathers what it sends: a transaction costs little more for fifty writes than for one. */
const longestWait = 50;

/** Waits until the next journey may begin: the first after a pause at once, others `longestWait` after the one before. */
export function createPace(): () => Promise<void> {
  let begunAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const wait = begunAt + longestWait - performance.now();
    // What comes in the same turn comes along in any case.
    await (wait > 0 ? sleep(wait) : undefined);
    begunAt = performance.now();
  };
}
