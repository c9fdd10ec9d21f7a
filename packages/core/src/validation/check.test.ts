import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { check } from './check.ts';
import { readSeconds } from './clock.ts';
import { checkedIds, checkId } from './ids.ts';
import { nearest } from './nearest.ts';

const failure = (run: () => unknown): { message: string; field: string } => {
  try {
    run();
  } catch (thrown) {
    return thrown as never;
  }
  throw new Error('it did not fail');
};

describe('a refusal', () => {
  const user = v.object({ id: v.string(), 'odd name': v.optional(v.string()) });
  const users = v.object({ users: v.array(user) });

  test.each([
    [users, { users: [{ id: 'a' }, { id: 7 }] }, 'list.users[1].id'],
    [users, { users: 'x' }, 'list.users'],
    [users, 7, 'list'],
    [v.object({ 'odd name': v.string() }), { 'odd name': 7 }, 'list.odd name'],
    [v.record(v.string(), v.string()), { 'a\nb': 7 }, String.raw`list["a\nb"]`],
  ])('(%#) names the field by its path', (schema, value, field) => {
    expect(failure(() => check(schema, value, 'list')).field).toBe(field);
  });

  test('names the field without an unnamed root', () => {
    expect(failure(() => check(users, { users: 'x' }, 'options', true)).field).toBe('users');
    expect(failure(() => check(users, 7, 'options', true)).field).toBe('options');
    expect(failure(() => check(v.array(v.string()), [7], 'options', true)).field).toBe('[0]');
  });

  test('of something that throws when it is read says so', () => {
    const hostile = {
      get id(): never {
        throw new TypeError('no');
      },
    };

    expect(failure(() => check(user, hostile, 'user')).message).toBe(
      'user: cannot be read: TypeError: no',
    );
  });

  test.each([
    [v.pipe(v.string(), v.maxBytes(3)), '四个', 'at most 3 bytes of UTF-8, not 6'],
    [v.pipe(v.string(), v.maxLength(3)), 'abcd', 'at most 3 characters, not 4'],
    [v.pipe(v.array(v.string()), v.maxLength(1)), ['a', 'b'], 'at most 1 items, not 2'],
    [v.pipe(v.string(), v.minLength(1)), '', 'must not be empty'],
    [v.pipe(v.array(v.string()), v.nonEmpty()), [], 'must not be empty'],
    [v.pipe(v.number(), v.maxValue(3)), 4, 'at most 3, not 4 (number)'],
    [v.pipe(v.number(), v.minValue(3)), 2, 'at least 3, not 2 (number)'],
    [v.string(), undefined, 'is missing'],
    [v.picklist(['a', 'b']), 'c', 'must be ("a" | "b"), not "c" (string)'],
    [v.string(), 7, 'must be string, not 7 (number)'],
    [v.array(v.string()), 'ann', 'must be a list, not "ann" (string)'],
    [v.object({}), 'ann', 'must be an object, not "ann" (string)'],
    [v.string('say who'), 7, 'say who'],
  ])('(%#) tells the rule with its limit and what was given', (schema, value, rule) => {
    expect(failure(() => check(schema, value, 'name')).message).toBe(`name: ${rule}`);
  });
});

describe('ids', () => {
  test('are read from any list', () => {
    expect(checkedIds('userIds', new Set(['a', 'b']))).toEqual(['a', 'b']);
  });

  test.each([
    ['ab', 'userIds: must be a list of ids, not "ab" (string)'],
    [null, 'userIds: must be a list of ids, not null'],
    [undefined, 'userIds: must be a list of ids, not undefined'],
    [{}, 'userIds: must be a list of ids, not an object'],
    [['a', ''], 'userIds[1]: must be a non-empty string, not "" (string)'],
    [['a', 7], 'userIds[1]: must be a non-empty string, not 7 (number)'],
    [['a', 'b\ud83d'], /^userIds\[1\]: is not well-formed Unicode: half a character at index 1/],
  ])('(%#) are refused by their place', (ids, message) => {
    expect(failure(() => checkedIds('userIds', ids as never)).message).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });

  test('are taken one by one as well', () => {
    expect(() => checkId('userIds', 'a', 0)).not.toThrow();
    expect(failure(() => checkId('userIds', '', 3)).field).toBe('userIds[3]');
  });
});

describe('a clock of the application', () => {
  test('gives whole seconds', () => {
    expect(readSeconds(() => 1999.9)).toBe(1);
  });

  test.each([
    [() => Number.NaN, 'now: must give milliseconds since 1970, not NaN (number)'],
    [() => new Date('x').getTime(), 'now: must give milliseconds since 1970, not NaN (number)'],
    [() => undefined, 'now: must give milliseconds since 1970, not undefined'],
    [
      () => {
        throw new RangeError('no clock');
      },
      'now: cannot be read: RangeError: no clock',
    ],
  ])('(%#) that gives no time is refused', (now, message) => {
    expect(failure(() => readSeconds(now as never)).message).toBe(message);
  });
});

test.each([
  ['baseURL', 'baseUrl'],
  ['BASEURL', 'baseUrl'],
  ['baesUrl', 'baseUrl'],
  ['baseUrls', 'baseUrl'],
  ['bseUrl', 'baseUrl'],
  ['timout', 'timeout'],
  ['totalTimout', 'totalTimeout'],
  ['totalTimeoutMilli', 'totalTimeout'],
  ['totalTimeoutMillis', 'totalTimeout'],
  ['totalTimeoutMilliss', undefined],
  ['one', 'on'],
  ['ons', 'on'],
  ['onst', 'on'],
  ['no', undefined],
  ['', undefined],
  ['colour', undefined],
])('for %j %s may have been meant', (word, meant) => {
  expect(nearest(word, ['baseUrl', 'timeout', 'totalTimeout', 'on'])).toBe(meant);
});

test('of two words the nearer one is meant, and of two as near the first', () => {
  expect(nearest('timeouts', ['timeoutst', 'timeout_s', 'timeouts'])).toBe('timeouts');
  expect(nearest('abcd', ['abcx', 'abxd'])).toBe('abcx');
});
