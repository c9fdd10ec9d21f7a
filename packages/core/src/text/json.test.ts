import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson, stringifyJson } from './json.ts';

describe('64-bit integers', () => {
  test('are read as decimal strings without loss', () => {
    const text = '{"Next":18446744073709551615,"Items":[{"Next": -9007199254740993 ,"Other":1}]}';

    expect(parseJson(text, ['Next'])).toEqual({
      Next: '18446744073709551615',
      Items: [{ Next: '-9007199254740993', Other: 1 }],
    });
  });

  test.each([['18446744073709551615'], [18446744073709551615n]])(
    '%s is written as a bare number',
    (value) => {
      expect(stringifyJson({ Next: value, Name: '5' }, ['Next'])).toBe(
        '{"Next":18446744073709551615,"Name":"5"}',
      );
    },
  );

  test('text that looks like such a field stays as it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.bigInt(), (text, number) => {
        const value = { Text: `${text}"Next":12,"Next":"13"`, Next: String(number) };

        expect(parseJson(stringifyJson(value, ['Next']), ['Next'])).toEqual(value);
      }),
    );
  });

  test('a field that is not a whole number stays as it is', () => {
    expect(parseJson('{"Next":1.5,"A":{"Next":"x"}}', ['Next'])).toEqual({
      Next: 1.5,
      A: { Next: 'x' },
    });
  });
});
