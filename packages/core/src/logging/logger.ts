import { callSafely } from './call-safely.ts';

/** Takes log lines, one per event; `console` and most loggers fit. No line holds a secret. */
export interface Logger {
  /** Attempts and their answers; what a call ends with is for its caller to log. */
  debug(message: string): void;
  /** Events that no caller learns of: retries, limits that turned out lower, drift, and hooks that threw. */
  warn(message: string): void;
}

/** Writes a log line, which is made only where there is a logger. */
export function log(logger: Logger | undefined, level: keyof Logger, line: () => string): void {
  if (logger) callSafely(() => logger[level](line()));
}

/** Tells the operator something that must not be missed: on the console where there is no logger. */
export function warn(logger: Logger | undefined, message: string): void {
  callSafely(() => (logger ?? console).warn(message));
}
