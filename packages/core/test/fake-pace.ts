import type { Pace } from '../src/batch/pace.ts';

/** Lets so many run at the same time. */
export function fakePace(concurrency = 4): Pace {
  const running = new Set<Promise<unknown>>();
  const call = { operation: 'test' };
  return {
    call,
    async free() {
      while (running.size >= concurrency) await Promise.race(running);
    },
    run(work) {
      const result = work(call);
      const ended = result.then(
        () => void running.delete(ended),
        () => void running.delete(ended),
      );
      running.add(ended);
      return result;
    },
  };
}
