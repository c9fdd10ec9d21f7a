import type { Logger } from '../logging/logger.ts';
import type {
  ConcurrencyEvent,
  DriftEvent,
  HookEvent,
  Hooks,
  LimitEvent,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
} from './hooks.ts';

export const logLevels: Record<keyof Hooks, keyof Logger> = {
  onRequest: 'debug',
  onResponse: 'debug',
  onRetry: 'warn',
  onLimit: 'warn',
  onConcurrency: 'debug',
  onDrift: 'warn',
};

const sentences: { [Name in keyof Hooks]-?: (event: HookEvent<Name>) => string } = {
  onRequest: (event) => `sent${place(event)}${bodyOf(event)}`,
  onResponse: (event) => `${answer(event)}${place(event)}`,
  onRetry: (event) =>
    `again in ${whole(event.delayMs)} ms, after ${event.error.code}${place(event)}`,
  onLimit: limit,
  onConcurrency: concurrency,
  onDrift: ({ field, message }: DriftEvent) => `not as documented: ${field}: ${message}`,
};

/** Tells an event in one line that a person can read. */
export function logLine<Name extends keyof Hooks>(name: Name, event: HookEvent<Name>): string {
  const { provider, endpoint } = event;
  const sentence = sentences[name] as (event: HookEvent<Name>) => string;
  return onOneLine(`imgroups: ${provider} ${endpoint} ${sentence(event)}`);
}

function answer({ durationMs, httpStatus, error }: ResponseEvent): string {
  const time = `${whole(durationMs)} ms`;
  if (error) return `failed after ${time}: ${error.code}, ${error.message}`;
  return `answered ${httpStatus} after ${time}`;
}

function limit(event: LimitEvent): string {
  if (event.limit === 'items') {
    return `takes fewer than ${event.kept} items per call; give its limit as limits.${event.endpoint}.items`;
  }
  const { kept, now } = event;
  return `takes fewer than ${perSecond(kept)} calls per second; slowed down to ${perSecond(now)}`;
}

const whyConcurrency: Record<ConcurrencyEvent['cause'], string> = {
  answered: 'answers keep coming',
  slow: 'answers are slow',
  throttled: 'refused as too frequent',
};

function concurrency({ operation, limit, answerMs, cause }: ConcurrencyEvent): string {
  const details = [operation, `answers take ${whole(answerMs)} ms`].filter(Boolean).join(', ');
  return `at most ${limit} calls in flight: ${whyConcurrency[cause]} (${details})`;
}

function perSecond({ requests, perSeconds }: { requests: number; perSeconds: number }): number {
  return Math.round((requests / perSeconds) * 100) / 100;
}

function place({ operation, attempt, requestId }: RequestEvent | RetryEvent): string {
  const parts = [operation, `attempt ${attempt}`, requestId && `request ${requestId}`];
  return ` (${parts.filter(Boolean).join(', ')})`;
}

function bodyOf({ body }: RequestEvent): string {
  return body === undefined ? '' : ` ${JSON.stringify(body)}`;
}

function whole(milliseconds: number): number {
  return Math.round(milliseconds);
}

/** Words of the vendor may hold line breaks, with which they could pose as lines of their own. */
function onOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
