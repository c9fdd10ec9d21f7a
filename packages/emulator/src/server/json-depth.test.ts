import { expect, test } from 'vitest';
import { isTooDeep } from './json-depth.ts';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

test.each([
  [null, false],
  ['text', false],
  [{ list: [{ text: 'x' }] }, false],
  [nested(101), false],
  [nested(102), true],
  [{ list: nested(50_000) }, true],
])('a body is as deep as its deepest field (%#)', (body, expected) => {
  expect(isTooDeep(body)).toBe(expected);
});
