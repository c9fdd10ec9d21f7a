import type { CallContext } from '../call/call-context.ts';
import type { OperationCall } from '../call/call-options.ts';
import type { ResponseEvent } from '../call/hooks.ts';
import { announce } from '../call/telemetry.ts';
import type { ImGroupsError } from '../errors/imgroups-error.ts';
import { oneAtATime } from '../rate-limit/one-at-a-time.ts';
import { createWindow } from './window.ts';

/** Calls on their way at the same time, unless the caller says otherwise, and the most a caller can say. */
export const defaultConcurrency = 64;
const largestConcurrency = 256;

/** Decides when the next call of an operation may start. */
export interface Pace {
  /** The options of a call that runs alone, without a pace. */
  readonly call: OperationCall;
  /** Resolves when one more may start. For one caller at a time. */
  free(): Promise<void>;
  /** Runs something that makes a call, with the options to make it with. */
  run<Result>(work: (call: OperationCall) => Promise<Result>): Promise<Result>;
}

/** One call after the other, for the few that an operation makes beside its own. */
export function oneByOne(call: OperationCall): Pace {
  let last: Promise<unknown> = Promise.resolve();
  return {
    call,
    free: async () => void (await last),
    run(work) {
      const running = work(call);
      last = running.catch(() => undefined);
      return running;
    },
  };
}

export interface PaceOptions {
  readonly context: Pick<CallContext, 'limiter' | 'logger' | 'onConcurrency' | 'timeout'>;
  /** The options of the operation's calls. */
  readonly call: OperationCall;
  /** The most calls on their way. */
  readonly concurrency?: number | undefined;
}

/**
 * Keeps as many calls of one operation on their way as the rate of the limiter and the time of the answers need: the next one
 * starts as soon as the one before is on the wire, so that at most one of them waits in the limiter. The window says how
 * many at most.
 */
export function createPace(options: PaceOptions): Pace {
  // Made when there are several: most operations make one call.
  let made: Omit<Pace, 'call'> | undefined;
  function several(): Omit<Pace, 'call'> {
    made ??= paceOfSeveral(options);
    return made;
  }
  return {
    call: options.call,
    free: () => several().free(),
    run: (work) => several().run(work),
  };
}

function paceOfSeveral({ context, call, concurrency }: PaceOptions): Omit<Pace, 'call'> {
  const most = Math.min(concurrency ?? defaultConcurrency, largestConcurrency);
  const window = createWindow({ most, timeout: call.timeout ?? context.timeout });
  const limiter = oneAtATime(call.limiter ?? context.limiter, wake);
  let running = 0;
  /** Those that have sent nothing yet: they wait for the limiter, for credentials, or for a read that comes before. */
  let unsent = 0;
  let waker: (() => void) | undefined;
  /** When the window last kept one from starting. */
  let fullAt = Number.NEGATIVE_INFINITY;

  function isFree(): boolean {
    if (running >= window.limit) fullAt = performance.now();
    return running < window.limit && unsent === 0 && limiter.waiting === 0;
  }

  function wake(): void {
    if (waker && isFree()) {
      waker();
      waker = undefined;
    }
  }

  function noteAnswer({ provider, endpoint, operation, durationMs, error }: ResponseEvent): void {
    const sentAt = performance.now() - durationMs;
    const change = window.note({
      sentAt,
      durationMs,
      outcome: error ? failureOf(error) : 'answered',
      isFull: sentAt <= fullAt,
    });
    if (change) {
      const { limit, answerMs } = window;
      const about = { provider, endpoint, operation };
      const state = { inFlight: running, limit, answerMs, cause: change };
      announce({ context, options: call }, 'onConcurrency', () => ({ ...about, ...state }));
    }
    wake();
  }

  return {
    async free() {
      while (!isFree()) {
        await new Promise<void>((resolve) => {
          waker = resolve;
        });
      }
    },
    async run(work) {
      let isSent = false;
      const noteSent = (): void => {
        if (isSent) return;
        isSent = true;
        unsent -= 1;
        wake();
      };
      running += 1;
      unsent += 1;
      try {
        return await work({
          ...call,
          limiter,
          onRequest(event) {
            noteSent();
            call.onRequest?.(event);
          },
          onResponse(event) {
            noteAnswer(event);
            call.onResponse?.(event);
          },
        });
      } finally {
        running -= 1;
        noteSent();
        wake();
      }
    },
  };
}

/** A refusal for any rate slows the batch down, also for that of a single group. */
function failureOf({ code, httpStatus }: ImGroupsError): 'failed' | 'throttled' {
  return code === 'rate_limited' || httpStatus === 503 ? 'throttled' : 'failed';
}
