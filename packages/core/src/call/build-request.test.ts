import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { AnyEndpoint } from '../endpoint/endpoint.ts';
import { Failure } from '../errors/failure.ts';
import { buildRequest } from './build-request.ts';

function declare(part: Partial<AnyEndpoint>): AnyEndpoint {
  return {
    method: 'GET',
    path: '/groups/{id}/users/{names}',
    request: v.object({}),
    response: v.object({}),
    repeat: 'read',
    ...part,
  };
}

const unicodeText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('..', '.', '../..', 'a/b', '%2e%2e', '?x=1', '#x', '\\', 'a,b', ' ', '群组'),
);

describe('paths', () => {
  test('no id can leave its segment', () => {
    fc.assert(
      fc.property(unicodeText, (id) => {
        let path: string;
        try {
          path = buildRequest(declare({}), { id, names: 'a' }).path;
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
          return;
        }
        const url = new URL(path, 'https://vendor.test');
        expect(url.pathname).toBe(path);
        expect(url.search + url.hash).toBe('');
        expect(path.split('/')).toHaveLength(5);
        expect(decodeURIComponent(path.split('/')[2] ?? '')).toBe(id);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    [{ id: '..', names: 'a' }, 'id: ".." cannot be part of a URL path'],
    [{ id: '', names: 'a' }, 'id: "" cannot be part of a URL path'],
    [{ id: { a: 1 }, names: 'a' }, 'id: an object cannot be part of a URL path'],
    [{ id: 'a', names: [] }, 'names: at least one value is needed'],
    [
      { id: 'a', names: ['a,b'] },
      'names: "a,b" holds a comma, which separates the values of a list',
    ],
  ])('%j is refused with the reason: %s', (request, message) => {
    expect(() => buildRequest(declare({}), request)).toThrow(expect.objectContaining({ message }));
  });

  test('numbers are parts too, and a comma is one outside a list', () => {
    const { path } = buildRequest(declare({}), { id: 7, names: 'a,b' });

    expect(path).toBe('/groups/7/users/a%2Cb');
  });

  test('lists are joined by commas, each part encoded', () => {
    const { path } = buildRequest(declare({}), { id: 'a b', names: ['x/y', '群'] });

    expect(path).toBe('/groups/a%20b/users/x%2Fy,%E7%BE%A4');
  });

  test.each([
    ['a comma in a list', { id: 'a', names: ['a,b', 'c'] }, 'names'],
    ['a comma in a list of one', { id: 'a', names: ['a,b'] }, 'names'],
    ['an empty list', { id: 'a', names: [] }, 'names'],
    ['a missing id', { names: ['a'] }, 'id'],
    ['dots', { id: '..', names: ['a'] }, 'id'],
  ])('%s is refused with the name of the field', (_, request, field) => {
    expect(() => buildRequest(declare({}), request)).toThrow(
      expect.objectContaining({ code: 'invalid_argument', field }),
    );
  });
});

describe('query and body', () => {
  test('what is left over is query on GET, and JSON otherwise', () => {
    const request = { id: 'a', names: 'b', limit: 5, more: undefined };

    expect(buildRequest(declare({}), request)).toMatchObject({
      query: { limit: '5' },
      body: undefined,
    });
    expect(buildRequest(declare({ method: 'POST' }), request)).toMatchObject({
      query: {},
      body: '{"limit":5}',
    });
  });

  test('declared fields go into the query of a POST, and fixed ones always', () => {
    const declared = declare({
      method: 'POST',
      path: '/groups',
      query: ['notify'],
      fixedQuery: { version: 'v3' },
    });

    expect(buildRequest(declared, { notify: false, name: 'x' })).toMatchObject({
      query: { version: 'v3', notify: 'false' },
      body: '{"name":"x"}',
    });
  });

  test('one field can be the whole body', () => {
    const declared = declare({ method: 'POST', path: '/users', body: { field: 'users' } });

    expect(buildRequest(declared, { users: [{ a: 1 }] }).body).toBe('[{"a":1}]');
  });

  test('a DELETE has a body only where it is declared', () => {
    const declared = declare({ method: 'DELETE', path: '/users', body: 'json' });

    expect(buildRequest(declared, { names: ['a', 'b'] })).toMatchObject({
      query: {},
      body: '{"names":["a","b"]}',
    });
  });

  test('a list in the query is joined by commas, and what is undefined is left out', () => {
    const declared = declare({ path: '/groups', headers: ['x-kind'] });
    const request = { ids: ['a', 'b'], more: undefined, 'x-kind': undefined };

    expect(buildRequest(declared, request)).toEqual({
      method: 'GET',
      path: '/groups',
      query: { ids: 'a,b' },
      headers: {},
      body: undefined,
    });
  });

  test('declared fields go into headers and nowhere else', () => {
    const declared = declare({
      method: 'POST',
      path: '/files',
      headers: ['x-restrict', 'x-kind'],
    });

    expect(buildRequest(declared, { 'x-restrict': true, name: 'x' })).toMatchObject({
      headers: { 'x-restrict': 'true' },
      query: {},
      body: '{"name":"x"}',
    });
  });

  test('a form has a part per field, and a file keeps its name', async () => {
    const declared = declare({ method: 'POST', path: '/files', body: 'multipart' });

    const { body } = buildRequest(declared, { file: new File(['abc'], 'plan.txt'), copies: 2 });

    const form = body instanceof FormData ? body : new FormData();
    expect([...form.keys()]).toEqual(['file', 'copies']);
    expect(form.get('file')).toMatchObject({ name: 'plan.txt', size: 3 });
    expect(form.get('copies')).toBe('2');
  });
});
