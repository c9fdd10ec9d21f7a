import { expect, test, vi } from 'vitest';
import { equalInConstantTime, isOneOf } from './equal-in-constant-time.ts';

test.each([
  ['', '', true],
  ['abc', 'abc', true],
  ['abc', 'abd', false],
  ['xbc', 'abc', false],
  ['abc', 'abcd', false],
  ['abcd', 'abc', false],
  ['', 'abc', false],
  ['abc', '', false],
  ['\u0100', '\u0000', false],
])('%j and %j: %j', (one, other, equal) => {
  expect(equalInConstantTime(one, other)).toBe(equal);
});

test('every character of every candidate is looked at, wherever they differ', () => {
  const look = vi.spyOn(String.prototype, 'charCodeAt');

  const counts = ['xaaa', 'aaax', 'aaaa'].map((signature) => {
    look.mockClear();
    isOneOf(signature, ['aaaa', 'bbbb']);
    return look.mock.calls.length;
  });
  look.mockRestore();

  expect(counts).toEqual([16, 16, 16]);
});

test.each([
  ['aaaa', ['aaaa', 'bbbb'], true],
  ['bbbb', ['aaaa', 'bbbb'], true],
  ['cccc', ['aaaa', 'bbbb'], false],
  ['aaaa', [], false],
])('%j is one of %j: %j', (signature, expected, isOne) => {
  expect(isOneOf(signature, expected)).toBe(isOne);
});
