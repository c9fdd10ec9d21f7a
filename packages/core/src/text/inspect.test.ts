import { expect, test } from 'vitest';
import { inspect, shortened } from './inspect.ts';

const unwilling = {
  toString() {
    throw new Error('not to be called');
  },
};

test.each([
  ['text', '"text"'],
  ['x'.repeat(80), `"${'x'.repeat(80)}"`],
  ['x'.repeat(81), `"${'x'.repeat(80)}" and 1 more characters`],
  [7, '7'],
  [7n, '7'],
  [Number.NaN, 'NaN'],
  [Symbol('name'), 'Symbol(name)'],
  [undefined, 'undefined'],
  [null, 'null'],
  [[1, 2], 'a list'],
  [unwilling, 'an object'],
  [() => undefined, 'a function'],
])('a value is shown in a few words (%#)', (value, words) => {
  expect(inspect(value)).toBe(words);
});

test.each([
  ['x'.repeat(80), 'x'.repeat(80)],
  ['x'.repeat(81), `${'x'.repeat(79)}…`],
  [`${'x'.repeat(78)}😀😀`, `${'x'.repeat(78)}\ufffd…`],
])('a long text is cut, and stays well-formed (%#)', (text, cut) => {
  expect(shortened(text)).toBe(cut);
});
