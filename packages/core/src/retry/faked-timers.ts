import { type Logger, warn } from '../logging/logger.ts';

/** The mark that @sinonjs/fake-timers, and so Vitest and Jest, leave on the functions that they replace. */
interface FakeClock {
  /** Is set while the clock moves by itself. */
  readonly attachedInterval?: unknown;
  readonly tickMode?: { readonly mode: string };
}

let told = false;

/**
 * Tells, once, that the timers are faked: the limiter, the pauses between attempts and all time limits wait on them, so that a
 * test would stand still without a word.
 */
export function warnOfFakedTimers(logger: Logger | undefined): void {
  if (told || !areFaked(setTimeout)) return;
  told = true;
  warn(
    logger,
    'imgroups: the timers are faked, so that the waits of the rate limiter, the pauses between attempts and all time ' +
      'limits stand still until the test moves them. Fake only Date, or let the timers advance by themselves ' +
      '(Vitest: shouldAdvanceTime, Jest: advanceTimers).',
  );
}

/** True if a timer function waits for a clock that only the test moves. */
function areFaked(timer: object): boolean {
  const { clock, _isMockFunction } = timer as { clock?: FakeClock; _isMockFunction?: boolean };
  if (clock === undefined) return _isMockFunction === true;
  return clock.attachedInterval === undefined && (clock.tickMode?.mode ?? 'manual') === 'manual';
}
