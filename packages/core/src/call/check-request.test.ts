import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { endpoints } from '../../test/fake-vendor.ts';
import { endpoint } from '../endpoint/endpoint.ts';
import { checkRequest } from './check-request.ts';

const free = endpoint<object, object>({ ...endpoints.post, request: v.looseObject({}) });
const half = '\ud83d';

describe('a request', () => {
  test('is a copy, with the fields that the schema does not know', () => {
    const request = { id: 'a', more: { deep: 1 } };

    const fields = checkRequest(endpoints.put, request, {});

    expect(fields).toEqual(request);
    expect(fields).not.toBe(request);
  });

  test.each([
    [undefined, 'request: must be an object, not undefined'],
    [null, 'request: must be an object, not null'],
    ['x', 'request: must be an object, not "x" (string)'],
    [[], 'request: must be an object, not a list'],
  ])('that is %j is refused', (request, message) => {
    expect(() => checkRequest(free, request, {})).toThrow(expect.objectContaining({ message }));
  });

  test.each([
    [{}, 'id: is missing'],
    [{ id: 7, names: 'ann' }, 'id: must be string, not 7 (number) (and 1 more)'],
    [{ id: 'a', names: ['ann', 5] }, 'names.1: must be string, not 5 (number)'],
  ])('of another form is refused by the first field at fault: %j', (request, message) => {
    expect(() => checkRequest(endpoints.put, request, {})).toThrow(
      expect.objectContaining({ message, code: 'invalid_argument' }),
    );
  });

  test('that throws when it is read is refused', () => {
    const hostile = {
      get id(): never {
        throw new TypeError('no');
      },
    };

    expect(() => checkRequest(endpoints.put, hostile, {})).toThrow(
      expect.objectContaining({ message: 'request: cannot be read: TypeError: no' }),
    );
  });

  test.each([
    ['a string', { name: half }, 'name'],
    ['a string in a list', { list: ['a', 'b', half] }, 'list.2'],
    ['a string in a list of objects', { list: [{}, { name: half }] }, 'list.1.name'],
    ['a name', { info: { [half]: 1 } }, 'info'],
    ['a name of the request itself', { [half]: 1 }, 'request'],
  ])('with half a character in %s is refused by its path', (_, request, field) => {
    expect(() => checkRequest(free, request, {})).toThrow(
      expect.objectContaining({
        field,
        message: expect.stringContaining('half a character at index 0'),
      }),
    );
  });

  test('may hold whole characters, bytes, numbers and nothing', () => {
    const request = { '😀': ['😀', null, 7, undefined], bytes: new Uint8Array([0xd8, 0x3d]) };

    expect(checkRequest(free, request, {})).toEqual(request);
  });

  test('may have as many items as the limit, and no list at all', () => {
    const limits = { items: { field: 'names', max: 2 } };

    expect(() => checkRequest(free, { names: ['a', 'b'] }, limits)).not.toThrow();
    expect(() => checkRequest(free, { names: 'abc' }, limits)).not.toThrow();
    expect(() => checkRequest(free, { names: ['a', 'b', 'c'] }, limits)).toThrow(
      expect.objectContaining({ field: 'names', reason: 'batch_too_long' }),
    );
  });
});
