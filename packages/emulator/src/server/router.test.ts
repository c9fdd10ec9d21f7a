import { endpoint } from '@imgroups/core';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { createRouter, normalPath } from './router.ts';

const declaration = {
  request: v.object({}),
  response: v.object({}),
  repeat: 'read',
} as const;
const table = {
  list: endpoint<object, object>({ ...declaration, method: 'GET', path: '/groups' }),
  get: endpoint<object, object>({ ...declaration, method: 'GET', path: '/groups/{id}' }),
  joined: endpoint<object, object>({ ...declaration, method: 'GET', path: '/groups/joined' }),
  newest: endpoint<object, object>({
    ...declaration,
    method: 'GET',
    path: '/groups/{id}',
    fixedQuery: { version: 'v3' },
  }),
  remove: endpoint<object, object>({
    ...declaration,
    method: 'DELETE',
    path: '/groups/{id}',
  }),
};
const router = createRouter(table, { remove: { aliases: ['/old/{id}'] } });

const namesAt = (method: string, path: string, query = '') =>
  router.find(method, path, new URLSearchParams(query)).map(({ name }) => name);

describe('finding endpoints', () => {
  test('a literal part goes before a parameter', () => {
    expect(namesAt('GET', '/groups/joined')).toEqual(['joined', 'get']);
  });

  test('a fixed query is asked for, and goes first', () => {
    expect(namesAt('GET', '/groups/a', 'version=v3')).toEqual(['newest', 'get']);
    expect(namesAt('GET', '/groups/a')).toEqual(['get']);
  });

  test('an alias is a path like any other', () => {
    expect(namesAt('DELETE', '/old/a')).toEqual(['remove']);
  });

  test('parameters are decoded, and survive a broken encoding', () => {
    const parameter = (path: string) =>
      router.find('GET', path, new URLSearchParams())[0]?.parameters.id;

    expect([parameter('/groups/a%2Fb%20c'), parameter('/groups/%E0%A4')]).toEqual([
      'a/b c',
      '%E0%A4',
    ]);
  });

  test('an empty part is no parameter', () => {
    expect(namesAt('GET', '/groups/')).toEqual([]);
  });

  test('a part that looks like a pattern is a part', () => {
    const [route] = router.find('GET', '/groups/:id', new URLSearchParams());

    expect([route?.name, route?.parameters]).toEqual(['get', { id: ':id' }]);
  });

  test('what tells the entries of a route apart comes with the route', () => {
    const routes = createRouter(table, { get: { matches: () => false } });

    const [route] = routes.find('GET', '/groups/a', new URLSearchParams());

    expect(route?.matches({})).toBe(false);
  });

  test('the methods of a path are known', () => {
    expect(router.methodsAt('/groups/a')).toEqual(['GET', 'DELETE']);
  });
});

describe('paths of clients in the wild', () => {
  test.each([
    ['//groups///a', '/groups/a'],
    ['/groups/a/', '/groups/a'],
    ['/', '/'],
    ['//', '/'],
  ])('%s is %s', (path, normal) => {
    expect(normalPath(path)).toBe(normal);
  });
});
