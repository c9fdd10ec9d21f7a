import { callSafely } from './call-safely.ts';

/** Takes log lines; `console` and most loggers fit. No line holds a secret. */
export interface Logger {
  debug(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
}

/** Writes a log line, where there is a logger. */
export function log(
  logger: Logger | undefined,
  level: keyof Logger,
  message: string,
  fields: () => Record<string, unknown>,
): void {
  if (logger) callSafely(() => logger[level](message, fields()));
}

/** Tells the operator something that must not be missed: on the console where there is no logger. */
export function warn(logger: Logger | undefined, message: string): void {
  callSafely(() => (logger ?? console).warn(message));
}
