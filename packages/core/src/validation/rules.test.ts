import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { check } from './check.ts';
import {
  aFunction,
  credential,
  filledText,
  lifeInSeconds,
  milliseconds,
  must,
  oneOf,
  positiveInteger,
  secret,
  strict,
  text,
  wholeNumber,
  withMethods,
} from './rules.ts';

/** The message of a refusal; undefined where a value passes. */
function refusalOf(schema: v.GenericSchema, value: unknown, isRoot = false): string | undefined {
  try {
    check(schema, value, 'given', isRoot);
    return undefined;
  } catch (thrown) {
    return (thrown as Error).message;
  }
}

describe.each<[string, v.GenericSchema, unknown[], [unknown, string][]]>([
  [
    'a string',
    text,
    ['', 'a', '😀'],
    [
      [7, 'a string, not 7 (number)'],
      [undefined, 'a string, not undefined'],
    ],
  ],
  ['a filled string', filledText, ['a'], [['', 'a non-empty string, not "" (string)']]],
  [
    'a positive whole number',
    positiveInteger,
    [1, Number.MAX_SAFE_INTEGER],
    [
      [0, 'a positive whole number, not 0 (number)'],
      [1.5, 'a positive whole number, not 1.5 (number)'],
      ['1', 'a positive whole number, not "1" (string)'],
      [Number.POSITIVE_INFINITY, 'a positive whole number, not Infinity (number)'],
    ],
  ],
  [
    'a whole number from 0',
    wholeNumber,
    [0, 1],
    [
      [-1, 'a whole number from 0, not -1 (number)'],
      [0.5, 'a whole number from 0, not 0.5 (number)'],
    ],
  ],
  [
    'the life of a credential',
    lifeInSeconds,
    [1, 50 * 365 * 24 * 3600],
    [
      [0, 'a positive whole number of seconds, at most 50 years (1576800000), not 0 (number)'],
      [
        50 * 365 * 24 * 3600 + 1,
        'a positive whole number of seconds, at most 50 years (1576800000), not 1576800001 (number)',
      ],
      [0.5, 'a positive whole number of seconds, at most 50 years (1576800000), not 0.5 (number)'],
    ],
  ],
  [
    'a time in milliseconds',
    milliseconds,
    [0.5, Number.POSITIVE_INFINITY],
    [
      [0, 'a positive number of milliseconds, not 0 (number)'],
      ['5', 'a positive number of milliseconds, not "5" (string)'],
    ],
  ],
  ['a function', aFunction, [() => 1], [[{}, 'a function, not an object']]],
  [
    'one of a few words',
    oneOf(['a', 'b']),
    ['a', 'b'],
    [
      ['c', 'one of a, b, not "c" (string)'],
      ['toString', 'one of a, b, not "toString" (string)'],
    ],
  ],
  [
    'an object with methods',
    withMethods<Map<string, string>>('get', 'set'),
    [
      { get: () => 1, set: () => 1 },
      Object.assign(() => 1, { get: () => 1, set: () => 1 }),
      new Map(),
    ],
    [
      [{ get: () => 1 }, 'an object with get(), set(), not an object'],
      [null, 'an object with get(), set(), not null'],
      ['text', 'an object with get(), set(), not "text" (string)'],
    ],
  ],
  [
    'what throws when it is looked at',
    must('calm', () => {
      throw new Error('no');
    }),
    [],
    [[{}, 'calm, not an object']],
  ],
])('%s', (_, schema, good, bad) => {
  test('takes what fits', () => {
    expect(good.map((value) => refusalOf(schema, value))).toEqual(good.map(() => undefined));
  });

  test.each(bad)('refuses %j by what it must be, with what was given', (value, rule) => {
    expect(refusalOf(schema, value)).toBe(`given: must be ${rule}`);
  });
});

test.each([text, filledText])('half a character is refused by its place', (schema) => {
  expect(refusalOf(schema, 'ab\ud83d')).toBe(
    'given: is not well-formed Unicode: half a character at index 2, as a cut emoji leaves it',
  );
});

describe('a secret', () => {
  const rule = secret('must be the key of the console');
  const short = secret('must be short', (value) => value.length < 3);

  test.each([
    ['s', undefined],
    ['a b', undefined],
    ['', 'must be the key of the console'],
    [7, 'must be the key of the console'],
    ['hushed\n', 'must be the key of the console, without a line feed at its end'],
    ['hushed\r', 'must be the key of the console, without a carriage return at its end'],
    ['\thushed', 'must be the key of the console, without a tab at its beginning'],
    [' hushed', 'must be the key of the console, without a blank at its beginning'],
    ['hushed\u0000', 'must be the key of the console, without an invisible character at its end'],
    [
      '\u3000hushed',
      'must be the key of the console, without an invisible character at its beginning',
    ],
  ])('%j is refused without being shown: %s', (value, message) => {
    expect(refusalOf(rule, value)).toBe(message && `given: ${message}`);
  });

  test('may have a form of its own', () => {
    expect([refusalOf(short, 'ab'), refusalOf(short, 'abc')]).toEqual([
      undefined,
      'given: must be short',
    ]);
  });
});

describe('a credential that is not secret', () => {
  const isKey = (value: unknown) => typeof value === 'string' && value.includes('#');
  const plain = credential("like 'org#app'", isKey);
  const explained = credential("like 'org#app'", isKey, () => 'an env file cuts it');

  test.each([
    [plain, 'a#b', undefined],
    [plain, 'ab', `given: must be like 'org#app', not "ab" (string)`],
    [
      plain,
      'a#b ',
      `given: must be like 'org#app', not "a#b " (string): it has a blank at its end`,
    ],
    [explained, 'ab', `given: must be like 'org#app', not "ab" (string): an env file cuts it`],
    [
      explained,
      'ab\n',
      String.raw`given: must be like 'org#app', not "ab\n" (string): it has a line feed at its end`,
    ],
  ])('(%#) %j is shown with the cause: %s', (schema, value, message) => {
    expect(refusalOf(schema, value)).toBe(message);
  });
});

describe('an object with known keys', () => {
  const schema = strict({ baseUrl: v.optional(text), timeout: v.optional(milliseconds) });

  test.each([
    [{ baseURL: 'x' }, 'baseURL: unknown option; did you mean baseUrl?'],
    [{ baesUrl: 'x' }, 'baesUrl: unknown option; did you mean baseUrl?'],
    [{ colour: 'x' }, 'colour: unknown option'],
    [{ toString: 1 }, 'toString: unknown option'],
    [{ baseUrl: 7 }, 'baseUrl: must be a string, not 7 (number)'],
    [7, 'given: must be an object, not 7 (number)'],
    [null, 'given: must be an object, not null'],
    [[], 'given: must be an object, not a list'],
  ])('%j: %s', (value, message) => {
    expect(refusalOf(schema, value, true)).toBe(message);
  });

  test('may have another noun for its keys', () => {
    expect(refusalOf(strict({ a: text }, 'event'), { a: '', b: '' }, true)).toBe(
      'b: unknown event; did you mean a?',
    );
  });

  test('gives a copy of what was checked', () => {
    const given = { baseUrl: 'x' };
    const checked = check(schema, given, 'options', true);

    expect(checked).toEqual(given);
    expect(checked).not.toBe(given);
  });
});
