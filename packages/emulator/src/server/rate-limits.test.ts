import { expect, test } from 'vitest';
import { createClock } from './clock.ts';
import { createRateLimits } from './rate-limits.ts';

const rate = { requests: 100, perSeconds: 1 };

function countAllowed(allows: () => boolean, calls: number): number {
  return Array.from({ length: calls }, allows).filter(Boolean).length;
}

test('a second’s worth of calls goes through at once, and the next after a while', () => {
  const clock = createClock(() => 0);
  const limits = createRateLimits(clock, 1);

  const first = countAllowed(() => limits.allows('add', rate), 200);
  clock.advance(0.5);
  const second = countAllowed(() => limits.allows('add', rate), 200);

  expect([first, second]).toEqual([105, 50]);
});

test('keys do not share', () => {
  const limits = createRateLimits(
    createClock(() => 0),
    1,
  );
  countAllowed(() => limits.allows('add', rate), 200);

  expect(limits.allows('remove', rate)).toBe(true);
});

test('a scale makes rates larger, and 0 enforces none', () => {
  const twice = createRateLimits(
    createClock(() => 0),
    2,
  );
  const none = createRateLimits(
    createClock(() => 0),
    0,
  );

  expect(countAllowed(() => twice.allows('add', rate), 500)).toBe(210);
  expect(countAllowed(() => none.allows('add', rate), 500)).toBe(500);
});
