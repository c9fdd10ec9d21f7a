import { expect, test } from 'vitest';
import {
  distinct,
  present,
  readArray,
  readDate,
  readFlag,
  readNumber,
  readObject,
  readText,
} from './lenient.ts';

test.each<[(value: unknown) => unknown, string, [unknown, unknown][]]>([
  [
    readText,
    'a string',
    [
      ['a', 'a'],
      ['', undefined],
      [7, '7'],
      [0, '0'],
      [Number.NaN, undefined],
      [true, undefined],
      [null, undefined],
      [{}, undefined],
    ],
  ],
  [
    readNumber,
    'a number',
    [
      [7, 7],
      ['7', 7],
      [' 7 ', 7],
      ['-1.5', -1.5],
      ['', undefined],
      [' ', undefined],
      ['x', undefined],
      [Number.POSITIVE_INFINITY, undefined],
      [true, undefined],
      [null, undefined],
      [[7], undefined],
    ],
  ],
  [
    readFlag,
    'a flag',
    [
      [true, true],
      ['true', true],
      [false, false],
      ['false', false],
      ['no', undefined],
      [0, undefined],
      [null, undefined],
    ],
  ],
  [
    readObject,
    'an object',
    [
      [{ a: 1 }, { a: 1 }],
      [null, {}],
      [[1], {}],
      ['a', {}],
      [undefined, {}],
    ],
  ],
  [
    readArray,
    'a list',
    [
      [[1], [1]],
      [{ 0: 1 }, []],
      ['a', []],
      [undefined, []],
    ],
  ],
  [
    readDate,
    'a point in time',
    [
      [1, new Date(1)],
      ['1670574414123', new Date(1670574414123)],
      [8.64e15, new Date(8.64e15)],
      [8.64e15 + 1, undefined],
      [0, undefined],
      [-1, undefined],
      ['soon', undefined],
    ],
  ],
])('%o reads %s, and nothing where it is none', (read, _, cases) => {
  expect(cases.map(([value]) => read(value))).toEqual(cases.map(([, expected]) => expected));
});

test('of strings each that is present comes once', () => {
  expect(distinct(['b', undefined, 'a', 'b'])).toEqual(['b', 'a']);
});

test('fields that are absent are left out, and no others', () => {
  expect(Object.keys(present({ a: undefined, b: null, c: '', d: 0 }))).toEqual(['b', 'c', 'd']);
});
