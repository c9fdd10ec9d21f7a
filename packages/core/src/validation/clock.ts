import { invalid, readArgument } from '../errors/failure.ts';
import { given } from '../text/inspect.ts';

/** Seconds since 1970 by a clock of the application. */
export function readSeconds(now: () => number): number {
  const time = readArgument('now', now);
  if (Number.isSafeInteger(Math.floor(time))) return Math.floor(time / 1000);
  throw invalid('now', `must give milliseconds since 1970, not ${given(time)}`);
}
