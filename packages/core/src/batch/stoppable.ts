import { callSafely } from '../logging/call-safely.ts';

export interface Stoppable<T> {
  /** To be read once. */
  readonly items: AsyncIterable<T>;
  /** Ends the items, also while the source is asked for the next one. */
  stop(): void;
}

/**
 * The items of a source, which can be stopped from outside. Its `return` is called and not awaited: on a generator that waits
 * for something, it never settles.
 */
export function stoppable<T>(source: AsyncIterable<T>): Stoppable<T> {
  const done = { done: true, value: undefined } as const;
  let iterator: AsyncIterator<T> | undefined;
  let stopped = false;
  let endWaiting: (() => void) | undefined;

  function stop(): void {
    if (stopped) return;
    stopped = true;
    endWaiting?.();
    callSafely(() => iterator?.return?.());
  }

  return {
    stop,
    items: {
      [Symbol.asyncIterator]: () => ({
        next() {
          return new Promise((resolve, reject) => {
            if (stopped) return resolve(done);
            endWaiting = () => resolve(done);
            iterator ??= source[Symbol.asyncIterator]();
            Promise.resolve(iterator.next()).then(resolve, reject);
          });
        },
        async return() {
          stop();
          return done;
        },
      }),
    },
  };
}
