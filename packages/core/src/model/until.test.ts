import { expect, test } from 'vitest';
import { toUntil } from './until.ts';

const now = Date.UTC(2026, 10, 22);

test.each([
  ['-1', -1],
  ['4294967295', 4294967295],
  ['a date decades ahead', 4638873600],
])('%s reads as permanent', (_, seconds) => {
  expect(toUntil(seconds, now)).toBe('permanent');
});

test('any other end reads as a date', () => {
  expect(toUntil(now / 1000 + 600, now)).toEqual(new Date(now + 600_000));
});
