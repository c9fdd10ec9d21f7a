import { expect, test } from 'vitest';
import { toUntil } from './until.ts';

const now = Date.UTC(2026, 10, 22);

test.each([
  ['-1', -1],
  ['4294967295', 4294967295],
  ['a date decades ahead', 4638873600],
])('%s reads as permanent', (_, seconds) => {
  expect(toUntil(seconds, 1000, now)).toBe('permanent');
});

test.each([
  ['seconds', 1000],
  ['milliseconds', 1],
] as const)('any other end in %s reads as a date', (_, unit) => {
  expect(toUntil((now + 600_000) / unit, unit, now)).toEqual(new Date(now + 600_000));
});
