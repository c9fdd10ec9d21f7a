import type { ImGroupsError } from '../errors/imgroups-error.ts';
import { callSafely } from '../logging/call-safely.ts';
import { type Logger, log } from '../logging/logger.ts';
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

/**
 * Called while calls run, for metrics and traces; a promise that a hook returns is not awaited. No event holds a secret.
 * Anything that a hook throws or rejects with is logged and dropped.
 */
export interface Hooks {
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  readonly onResponse?: ((event: ResponseEvent) => void) | undefined;
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
  readonly onLimit?: ((event: LimitEvent) => void) | undefined;
  /** A batch, or a read of many, keeps another number of calls on their way from now on. */
  readonly onConcurrency?:
    | ((event: {
        readonly provider: string;
        readonly operation?: string | undefined;
        readonly endpoint: string;
        /** Calls on their way now. */
        readonly inFlight: number;
        /** The most calls on their way from now on. */
        readonly limit: number;
        /** The recent time to an answer, in milliseconds. */
        readonly answerMs: number;
        /** More while answers come as fast as usual, fewer when they are slow or the vendor refuses calls as too frequent. */
        readonly cause: 'answered' | 'slow' | 'throttled';
      }) => void)
    | undefined;
  readonly onDrift?: ((event: DriftEvent) => void) | undefined;
}

/** The event that a hook of this name receives. */
export type HookEvent<Name extends keyof Hooks> = Parameters<NonNullable<Hooks[Name]>>[0];

/** Calls a hook, so that neither it nor the logger that is told of its failure can harm the call. */
export function notify<Event>(
  hook: ((event: Event) => void) | undefined,
  event: Event,
  logger: Logger | undefined,
): void {
  if (!hook) return;
  callSafely(
    () => hook(event),
    (thrown) => {
      const why = thrown instanceof Error ? thrown.message : 'unknown';
      log(logger, 'warn', () => `imgroups: a hook threw: ${why}`);
    },
  );
}

/** The event that `onConcurrency` receives. */
export type ConcurrencyEvent = HookEvent<'onConcurrency'>;
