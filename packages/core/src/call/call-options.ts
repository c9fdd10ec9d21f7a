import * as v from 'valibot';
import { type Failure, readArgument } from '../errors/failure.ts';
import type { Gate } from '../rate-limit/gate.ts';
import type { Turnstile } from '../rate-limit/one-at-a-time.ts';
import { check } from '../validation/check.ts';
import { aFunction, milliseconds, must, strict, text, withMethods } from '../validation/rules.ts';
import type { Hooks } from './hooks.ts';

/** Options of a single call. */
export interface CallOptions extends Hooks {
  /** Shows hooks and logger the bodies of requests, with credentials masked. @default false */
  readonly bodies?: boolean | undefined;
  /** Ends the call, its waits and its retries. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt. @default 10000 */
  readonly timeout?: number | undefined;
  /** Milliseconds for the call with its retries and its wait in the limiter. @default 60000 */
  readonly totalTimeout?: number | undefined;
  /** Attempts after the first. @default 3 */
  readonly maxRetries?: number | undefined;
  /** The neutral operation this call belongs to, for errors and hooks. */
  readonly operation?: string | undefined;
  /** Delays the call before it enters the limiter, so that a job leaves a share of the rate to others. */
  readonly gate?: Gate | undefined;
}

/** Reported to the caller once, when the call ends: by an answer or by an error. */
export interface CallReport {
  readonly endpoint: string;
  /** True if the limiter let an attempt through. */
  readonly admitted: boolean;
  readonly attempts: number;
  /** True if an attempt may have taken effect without an answer, also where a later one succeeded. */
  readonly inDoubt: boolean;
}

/** The options of a call that belongs to a neutral operation; what users cannot say is at its end. */
export interface OperationCall extends CallOptions {
  readonly operation: string;
  /** Puts a failure in the words of the operation, before its error is made. */
  readonly refine?: ((failure: Failure) => Failure) | undefined;
  readonly report?: ((report: CallReport) => void) | undefined;
  /** The limiter of this call, instead of the client's. */
  readonly limiter?: Turnstile | undefined;
}

/** Signals of other realms are instances of another class, and work as well. */
const abortSignal = must<AbortSignal>('an AbortSignal', (value) => {
  const { aborted, addEventListener, removeEventListener } = value as AbortSignal;
  return (
    typeof aborted === 'boolean' &&
    typeof addEventListener === 'function' &&
    typeof removeEventListener === 'function'
  );
});

export const retries = must<number>(
  'a number from 0',
  (value) => typeof value === 'number' && value >= 0,
);

export const hookEntries = {
  onRequest: v.optional(aFunction),
  onResponse: v.optional(aFunction),
  onRetry: v.optional(aFunction),
  onLimit: v.optional(aFunction),
  onConcurrency: v.optional(aFunction),
  onDrift: v.optional(aFunction),
  bodies: v.optional(v.boolean()),
};

/** The options that every call takes, neutral ones too. */
export const callOptionEntries = {
  ...hookEntries,
  signal: v.optional(abortSignal),
  timeout: v.optional(milliseconds),
  totalTimeout: v.optional(milliseconds),
  maxRetries: v.optional(retries),
  gate: v.optional(withMethods<Gate>('pass')),
};

const callOptions = strict({
  ...callOptionEntries,
  operation: v.optional(text),
  refine: v.optional(aFunction),
  report: v.optional(aFunction),
  limiter: v.optional(v.custom<Turnstile>((value) => typeof value === 'object')),
});

/** Marks options that were checked with those of their operation; callers cannot set it. */
const areChecked = Symbol('checked');

/** The options of the calls of an operation, from the operation's own, which were checked. */
export function operationCall(
  operation: string,
  given: CallOptions,
  refine: OperationCall['refine'],
): OperationCall {
  const call: Record<string | symbol, unknown> = { operation, refine, [areChecked]: true };
  for (const name in given) {
    if (name in callOptionEntries) call[name] = given[name as keyof CallOptions];
  }
  return call as unknown as OperationCall;
}

/** The checked options of a call, refused where one of them is not what it must be; a copy, unless the frame made them. */
export function checkedOptions(options: CallOptions | undefined): Partial<OperationCall> {
  if (options === undefined) return {};
  return readArgument('options', () =>
    typeof options === 'object' && options !== null && areChecked in options
      ? options
      : (check(callOptions, options, 'options', true) as Partial<OperationCall>),
  );
}
