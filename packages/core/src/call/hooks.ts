import type { ImGroupsError } from '../errors/imgroups-error.ts';
import type { Rate } from '../rate-limit/rate.ts';

/** One attempt of one call. */
export interface RequestEvent {
  readonly provider: string;
  readonly operation?: string | undefined;
  readonly endpoint: string;
  /** From 1. */
  readonly attempt: number;
  readonly requestId?: string | undefined;
  /** The fields that the body holds, with credentials masked; only with the option `bodies`, and not in retries. */
  readonly body?: unknown;
}

export interface ResponseEvent extends RequestEvent {
  readonly durationMs: number;
  readonly httpStatus?: number | undefined;
  /** Absent when the vendor accepted the call. */
  readonly error?: ImGroupsError | undefined;
}

export interface RetryEvent extends RequestEvent {
  readonly delayMs: number;
  readonly error: ImGroupsError;
}

/** The vendor takes less than the limit that is kept; the client goes on with less. Give the real limit as `limits`. */
export type LimitEvent = {
  readonly provider: string;
  readonly endpoint: string;
} & (
  | { readonly limit: 'rate'; readonly kept: Rate; readonly now: Rate }
  | {
      readonly limit: 'items';
      readonly kept: number;
      /** Length of the list that was refused. */
      readonly refused: number | undefined;
    }
);

/** A documented field of an answer that was of another form than documented; reported once per endpoint and field. */
export interface DriftEvent {
  readonly provider: string;
  readonly endpoint: string;
  readonly field: string;
  readonly message: string;
}

/** Called while calls run, for metrics and traces. No event holds a secret. What a hook throws is logged and dropped. */
export interface Hooks {
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  readonly onResponse?: ((event: ResponseEvent) => void) | undefined;
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
  readonly onLimit?: ((event: LimitEvent) => void) | undefined;
  readonly onDrift?: ((event: DriftEvent) => void) | undefined;
}

export type HookEvent<Name extends keyof Hooks> = Parameters<NonNullable<Hooks[Name]>>[0];

/** Takes log lines, one per event; `console` and most loggers fit. No line holds a secret. */
export interface Logger {
  /** Attempts and their answers; what a call ends with is for its caller to log. */
  debug(message: string): void;
  /** Events that no caller learns of: retries, limits that turned out lower, drift, and hooks that threw. */
  warn(message: string): void;
}

/** Calls hooks so that what they throw cannot harm the call. */
export function notify<Event>(
  hook: ((event: Event) => void) | undefined,
  event: Event,
  logger: Logger | undefined,
): void {
  try {
    hook?.(event);
  } catch (error) {
    logger?.warn(`imgroups: a hook threw: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}
