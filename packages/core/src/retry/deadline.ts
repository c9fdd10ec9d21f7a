import { onAbort } from './on-abort.ts';
import { longestTimer } from './sleep.ts';

/** A signal that aborts with its parent or when the time is up. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** True if the time ran out, false if the parent ended it. */
  readonly expired: () => boolean;
  readonly remaining: () => number;
  /** Waits for something that may not know the signal; rejects with the reason when the deadline ends before. */
  readonly race: <Result>(running: Result | PromiseLike<Result>) => Promise<Result>;
  /** Calls back when the deadline ends, without the cost of a listener; gives back what ends the waiting. */
  readonly onEnd: (callback: () => void) => () => void;
  /** Stops the timer; to be called when the work is over. */
  readonly clear: () => void;
}

/** Starts a deadline; one too far away for a timer never ends the work. */
export function startDeadline(milliseconds: number, parent?: AbortSignal | Deadline): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  const endsAt = performance.now() + milliseconds;
  // Mostly one, for which a set would be large.
  let callbacks: readonly (() => void)[] = [];
  let timeIsUp = false;

  function end(reason: unknown): void {
    controller.abort(reason);
    for (const callback of callbacks) callback();
    callbacks = [];
  }

  const timer =
    milliseconds <= longestTimer
      ? setTimeout(() => {
          timeIsUp = true;
          end(new DOMException('The time is up.', 'TimeoutError'));
        }, milliseconds)
      : undefined;
  const parentSignal = parent && 'onEnd' in parent ? parent.signal : parent;
  const abort = (): void => end(parentSignal?.reason);
  if (parentSignal?.aborted) abort();
  const leave = parent && ('onEnd' in parent ? parent.onEnd(abort) : onAbort(parent, abort));

  function onEnd(callback: () => void): () => void {
    callbacks = [...callbacks, callback];
    return () => {
      callbacks = callbacks.filter((other) => other !== callback);
    };
  }

  return {
    signal,
    expired: () => timeIsUp,
    remaining: () => endsAt - performance.now(),
    onEnd,
    race: (running) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) reject(signal.reason);
        const leave = onEnd(() => reject(signal.reason));
        Promise.resolve(running).then(
          (result) => {
            leave();
            resolve(result);
          },
          (error) => {
            leave();
            reject(error);
          },
        );
      }),
    clear() {
      clearTimeout(timer);
      leave?.();
    },
  };
}
