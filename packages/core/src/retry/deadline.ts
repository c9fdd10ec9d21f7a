import { onAbort } from './on-abort.ts';
import { longestTimer } from './sleep.ts';

/** A signal that aborts with its parent or when the time is up. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Whether it was the time, not the parent. */
  readonly expired: () => boolean;
  readonly remaining: () => number;
  /** Stops the timer; to be called when the work is over. */
  readonly clear: () => void;
}

/** Starts a deadline; one too far away for a timer never ends the work. */
export function startDeadline(milliseconds: number, parent?: AbortSignal): Deadline {
  const controller = new AbortController();
  const endsAt = performance.now() + milliseconds;
  let timeIsUp = false;
  const timer =
    milliseconds <= longestTimer
      ? setTimeout(() => {
          timeIsUp = true;
          controller.abort(new DOMException('The time is up.', 'TimeoutError'));
        }, milliseconds)
      : undefined;
  const abort = (): void => controller.abort(parent?.reason);
  if (parent?.aborted) abort();
  const leave = parent && onAbort(parent, abort);
  return {
    signal: controller.signal,
    expired: () => timeIsUp,
    remaining: () => endsAt - performance.now(),
    clear() {
      clearTimeout(timer);
      leave?.();
    },
  };
}
