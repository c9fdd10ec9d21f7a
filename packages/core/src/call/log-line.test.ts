import { expect, test } from 'vitest';
import { ApiError } from '../adapter.ts';
import type { HookEvent, Hooks } from './hooks.ts';
import { logLevels, logLine } from './log-line.ts';

const attempt = { provider: 'tencent', endpoint: 'addGroupMember', attempt: 1, requestId: '7' };
const error = new ApiError('try again later\n(60007)', { code: 'rate_limited' });

const rows: { [Name in keyof Hooks]: [HookEvent<Name>, string, string][] } = {
  onRequest: [
    [
      { ...attempt, operation: 'members.add' },
      'debug',
      'imgroups: tencent addGroupMember sent (members.add, attempt 1, request 7)',
    ],
    [
      { ...attempt, requestId: undefined, body: { GroupId: 'a\nb' } },
      'debug',
      'imgroups: tencent addGroupMember sent (attempt 1) {"GroupId":"a\\nb"}',
    ],
  ],
  onResponse: [
    [
      { ...attempt, httpStatus: 200, durationMs: 33.6 },
      'debug',
      'imgroups: tencent addGroupMember answered 200 after 34 ms (attempt 1, request 7)',
    ],
    [
      { ...attempt, httpStatus: 200, durationMs: 33.6, error },
      'debug',
      'imgroups: tencent addGroupMember failed after 34 ms: rate_limited, try again later (60007) (attempt 1, request 7)',
    ],
  ],
  onRetry: [
    [
      { ...attempt, requestId: undefined, delayMs: 120.2, error },
      'warn',
      'imgroups: tencent addGroupMember again in 120 ms, after rate_limited (attempt 1)',
    ],
  ],
  onLimit: [
    [
      {
        provider: 'tencent',
        endpoint: 'addGroupMember',
        limit: 'rate',
        kept: { requests: 200, perSeconds: 1 },
        now: { requests: 1, perSeconds: 3 },
      },
      'warn',
      'imgroups: tencent addGroupMember takes fewer than 200 calls per second; slowed down to 0.33',
    ],
    [
      {
        provider: 'tencent',
        endpoint: 'addGroupMember',
        limit: 'items',
        kept: 20,
        refused: 15,
      },
      'warn',
      'imgroups: tencent addGroupMember takes fewer than 20 items per call; give its limit as limits.addGroupMember.items',
    ],
  ],
  onConcurrency: [
    [
      {
        provider: 'tencent',
        endpoint: 'addGroupMember',
        operation: 'members.add',
        inFlight: 15,
        limit: 12,
        answerMs: 480.4,
        cause: 'slow',
      },
      'debug',
      'imgroups: tencent addGroupMember at most 12 calls in flight: answers are slow (members.add, answers take 480 ms)',
    ],
    [
      {
        provider: 'tencent',
        endpoint: 'addGroupMember',
        inFlight: 15,
        limit: 12,
        answerMs: 480.4,
        cause: 'slow',
      },
      'debug',
      'imgroups: tencent addGroupMember at most 12 calls in flight: answers are slow (answers take 480 ms)',
    ],
  ],
  onDrift: [
    [
      { provider: 'tencent', endpoint: 'getGroupInfo', field: 'Type', message: 'a word at Type' },
      'warn',
      'imgroups: tencent getGroupInfo not as documented: Type: a word at Type',
    ],
  ],
};

test.each(
  Object.entries(rows).flatMap(([name, cases]) =>
    cases.map(([event, level, line]) => [name as keyof Hooks, line, event, level] as const),
  ),
)('%s is one line: %s', (name, line, event, level) => {
  expect(logLine(name, event)).toBe(line);
  expect(logLevels[name]).toBe(level);
});
