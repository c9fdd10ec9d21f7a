import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { shown } from '../text/shown.ts';
import { asObject, readArgument } from '../validation/read-argument.ts';
import type { Hooks } from './hooks.ts';

/** What can be said about a single call. */
export interface CallOptions extends Hooks {
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
}

const functions = ['onRequest', 'onResponse', 'onRetry', 'onLimit', 'onDrift', 'onProgress'];
const durations = ['timeout', 'totalTimeout'];

/** The options of an operation as a caller gave them: a copy, refused where one of them is not what it must be. */
export function callOptions<Options extends CallOptions>(
  operation: string,
  options: Options | undefined,
): Options & { readonly operation: string } {
  const checked = checkedOptions(options);
  if (!('providerOptions' in checked) || checked.providerOptions === undefined) {
    return { ...checked, operation };
  }
  return { ...checked, providerOptions: readExtras(checked.providerOptions), operation };
}

/** A copy of the options of a call, refused where one of them is not what it must be. */
export function checkedOptions<Options extends CallOptions>(options: Options | undefined): Options {
  const copy: object = readArgument('options', () => ({ ...options }));
  const given = copy as Readonly<Record<string, unknown>>;
  if (options !== undefined && options !== null && !asObject(options)) {
    throw invalid('options', 'an object', options);
  }
  for (const field of functions) {
    const value = given[field];
    if (value !== undefined && typeof value !== 'function') {
      throw invalid(field, 'a function', value);
    }
  }
  for (const field of durations) {
    const value = given[field];
    if (value !== undefined && !(typeof value === 'number' && value > 0)) {
      throw invalid(field, 'a positive number of milliseconds', value);
    }
  }
  if (given.operation !== undefined && typeof given.operation !== 'string') {
    throw invalid('operation', 'text', given.operation);
  }
  requirePageSize(given.pageSize);
  requireRetries(given.maxRetries);
  requireSignal(given.signal);
  return copy as Options;
}

function requirePageSize(value: unknown): void {
  if (value === undefined || (Number.isInteger(value) && Number(value) >= 1)) return;
  throw invalid('pageSize', 'a whole number from 1', value);
}

function requireRetries(value: unknown): void {
  if (value === undefined || (typeof value === 'number' && value >= 0)) return;
  throw invalid('maxRetries', 'a number from 0', value);
}

function requireSignal(signal: unknown): void {
  if (signal === undefined || readArgument('signal', () => isSignal(signal))) return;
  throw invalid('signal', 'an AbortSignal', signal);
}

/** Signals of other realms are none of ours by class, and work as well. */
function isSignal(signal: unknown): boolean {
  const object = asObject(signal);
  return (
    object !== undefined &&
    'aborted' in object &&
    typeof object.aborted === 'boolean' &&
    'addEventListener' in object &&
    typeof object.addEventListener === 'function' &&
    'removeEventListener' in object &&
    typeof object.removeEventListener === 'function'
  );
}

/** The extras of each vendor, copied. */
function readExtras(providerOptions: unknown): Record<string, object> {
  if (!asObject(providerOptions)) throw invalid('providerOptions', 'an object', providerOptions);
  return readArgument('providerOptions', () =>
    Object.fromEntries(
      Object.entries(Object(providerOptions))
        .filter(([, extras]) => extras !== undefined)
        .map(([vendor, extras]) => {
          if (!asObject(extras)) throw invalid(`providerOptions.${vendor}`, 'an object', extras);
          return [vendor, { ...Object(extras) }];
        }),
    ),
  );
}

function invalid(field: string, expected: string, value: unknown): InvalidRequestError {
  return new InvalidRequestError(`${field}: must be ${expected}, not ${shown(value)}`, { field });
}
