import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { Failure } from '../errors/failure.ts';
import {
  wireCount,
  wireEnd,
  wireFlag,
  wireId,
  wireList,
  wireNumber,
  wireObject,
  wireText,
  wireTime,
  wireWord,
} from './answer-rules.ts';
import { readAnswer, readItems, readOpenWord, readOptional } from './read-answer.ts';

function noting() {
  const noted: [field: string, message: string][] = [];
  const note = (field: string, message: string) => void noted.push([field, message]);
  return { noted, reading: { note, complete: (failure: Failure) => failure } };
}

describe('a field', () => {
  test.each([
    [wireText, 5, 'is not a string but 5'],
    [wireId, '', 'is not an id but ""'],
    [wireFlag, 'true', 'is not true or false but "true"'],
    [wireList, {}, 'is not a list but an object'],
    [wireObject, [], 'is not an object but a list'],
    [wireObject, null, 'is not an object but null'],
    [wireNumber, ' ', 'is not a number but " "'],
    [wireNumber, Number.POSITIVE_INFINITY, 'is not a number but Infinity'],
    [wireCount, -1, 'is not a non-negative integer but -1'],
    [wireCount, 1.5, 'is not a non-negative integer but 1.5'],
    [wireTime(1), 1e300, 'is not a point in time but 1e+300'],
    [wireEnd(1), -1e300, 'is not a point in time but -1e+300'],
    [wireWord({ Owner: 1 }), 'Custom', 'is an unknown word: "Custom"'],
    [wireWord({ Owner: 1 }), '__proto__', 'is an unknown word: "__proto__"'],
    [wireWord({ Owner: 1 }), 7, 'is not a string but 7'],
    [wireText, undefined, 'is not a string but undefined'],
  ])('that %# cannot be read is named', (schema, value, rule) => {
    const read = () => readAnswer(schema, value, 'List.Field');

    expect(read).toThrow(
      expect.objectContaining({
        errorClass: 'InvalidResponseError',
        message: `the answer's List.Field ${rule}`,
        details: { code: 'internal', field: 'List.Field' },
      }),
    );
  });

  test('may be a number that is written as text', () => {
    expect(readAnswer(wireNumber, '12', 'f')).toBe(12);
    expect(readAnswer(wireTime(1000), '12', 'f')).toEqual(new Date(12_000));
  });

  test.each([
    [undefined, undefined],
    [null, null],
    [12, 12],
    ['12', 12],
  ])('that may be absent, given as %j, is read as %j', (value, expected) => {
    expect(readAnswer(v.nullish(wireNumber), value, 'f')).toBe(expected);
  });

  test('that may be absent is refused when it is given in another form', () => {
    expect(() => readAnswer(v.nullish(wireNumber), 'many', 'f')).toThrow(
      expect.objectContaining({ message: 'the answer\'s f is not a number but "many"' }),
    );
  });

  test('that may be absent is converted like any other', () => {
    const orZero = v.pipe(
      v.nullish(wireNumber),
      v.transform((value) => value ?? 0),
    );
    const orOne = v.nullish(wireNumber, 1);

    expect([readAnswer(orZero, null, 'f'), readAnswer(orZero, '2', 'f')]).toEqual([0, 2]);
    expect([readAnswer(orOne, undefined, 'f'), readAnswer(orOne, '2', 'f')]).toEqual([1, 2]);
  });

  test('that says "for good" is an end whatever its size', () => {
    expect(readAnswer(wireEnd(1000), 1e300, 'f')).toBe(1e300);
  });

  test('that may be absent is noted when it cannot be read', () => {
    const { noted, reading } = noting();

    expect(readOptional(wireText, null, 'f', reading.note)).toBeUndefined();
    expect(readOptional(wireText, 5, 'f', reading.note)).toBeUndefined();
    expect(noted).toEqual([['f', "the answer's f is not a string but 5"]]);
  });

  test('with a word that is not known reads as other, and is noted', () => {
    const { noted, reading } = noting();
    const schema = wireWord({ Owner: 'owner' });

    expect(readOpenWord(schema, 'Owner ', 'f', reading.note)).toBe('owner');
    expect(readOpenWord(schema, 'Custom', 'f', reading.note)).toBe('other');
    expect(noted).toEqual([['f', 'the answer\'s f is an unknown word: "Custom"']]);
  });
});

describe('a list', () => {
  const users = { field: 'Users', item: wireObject, id: 'Id' } as const;
  const toUser = ({ Id, Age }: { Id: string; Age: number }) => ({
    id: readAnswer(wireId, Id, 'Users.Id'),
    age: readAnswer(wireCount, Age, 'Users.Age'),
  });
  const hostile = (...values: unknown[]) => values as { Id: string; Age: number }[];

  test('loses only the items that cannot be read, and tells each of them', () => {
    const { noted, reading } = noting();
    const list = hostile(
      { Id: 'ann', Age: 1 },
      null,
      { Id: 'bob' },
      { Age: 2 },
      { Id: 'eve', Age: 3 },
    );

    const { items, unreadable } = readItems(users, list, reading, toUser);

    expect(items).toEqual([
      { id: 'ann', age: 1 },
      { id: 'eve', age: 3 },
    ]);
    expect(unreadable.map(({ message }) => message)).toEqual([
      "the answer's Users is not an object but null",
      'the answer\'s Users.Age is not a non-negative integer but undefined (Id "bob")',
      "the answer's Users.Id is not an id but undefined",
    ]);
    expect(noted.map(([field]) => field)).toEqual(['Users[]', 'Users[].Age', 'Users[].Id']);
  });

  test('that is none is refused as a whole', () => {
    const { reading } = noting();

    expect(() => readItems(users, undefined, reading, toUser)).toThrow(
      expect.objectContaining({ field: 'Users' }),
    );
  });

  test('does not swallow a mistake of the mapping', () => {
    const { reading } = noting();
    const broken = () => {
      throw new TypeError('a mistake');
    };

    expect(() => readItems(users, hostile({}), reading, broken)).toThrow(TypeError);
  });
});

test('a rule on top of a converting rule gets what that rule makes of the value', () => {
  const later = v.pipe(
    wireTime(1000),
    v.transform((time) => time.getTime() + 1),
  );

  expect(readAnswer(later, '5', 'at')).toBe(5001);
  expect(() => readAnswer(later, 'x', 'at')).toThrow("the answer's at is not a point in time");
});
