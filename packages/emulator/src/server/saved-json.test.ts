import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromJsonData, toJsonData } from './saved-json.ts';

const throughJson = (value: unknown) => fromJsonData(JSON.parse(JSON.stringify(toJsonData(value))));

test('a state comes back as it was', () => {
  const state = {
    map: new Map<unknown, unknown>([
      ['a', new Set([1, 'b'])],
      [2, 10n ** 30n],
    ]),
    bytes: new Uint8Array([0, 255]),
    never: Number.POSITIVE_INFINITY,
    list: [{ $map: 'of a client' }, { $set: 1, other: 2 }, null, 'text'],
  };

  expect(throughJson(state)).toEqual(state);
});

test('anything that a client sends comes back as it was', () => {
  const name = fc.oneof(fc.constantFrom('$map', '$set', '$object', '$bytes'), fc.string());
  const sent = fc.dictionary(name, fc.oneof(fc.jsonValue(), fc.dictionary(name, fc.jsonValue())));

  fc.assert(
    fc.property(sent, (value) => {
      // JSON itself does not tell 0 from -0.
      expect(throughJson(value)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
