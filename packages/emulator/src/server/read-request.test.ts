import { buildRequest, endpoint } from '@imgroups/core/adapter';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { readRequest } from './read-request.ts';
import { createRouter } from './router.ts';

const readRequestSchema = v.object({
  ids: v.array(v.string()),
  limit: v.optional(v.number()),
  all: v.optional(v.boolean()),
  name: v.optional(v.string()),
  anything: v.optional(v.union([v.string(), v.number()])),
});
const writeRequestSchema = v.object({
  id: v.string(),
  users: v.array(v.string()),
  notify: v.optional(v.boolean()),
});
const removeRequestSchema = v.object({
  id: v.string(),
  users: v.array(v.string()),
  'x-quiet': v.optional(v.boolean()),
});
const importRequestSchema = v.object({ users: v.array(v.object({ name: v.string() })) });

const common = { summary: '', docs: '', response: v.object({}), repeat: 'safe' } as const;
const table = {
  read: endpoint<v.InferInput<typeof readRequestSchema>, object>({
    ...common,
    method: 'GET',
    path: '/groups/{ids}',
    request: readRequestSchema,
    fixedQuery: { version: 'v3' },
  }),
  write: endpoint<v.InferInput<typeof writeRequestSchema>, object>({
    ...common,
    method: 'POST',
    path: '/groups/{id}/users',
    request: writeRequestSchema,
    query: ['notify'],
  }),
  remove: endpoint<v.InferInput<typeof removeRequestSchema>, object>({
    ...common,
    method: 'DELETE',
    path: '/groups/{id}/users',
    request: removeRequestSchema,
    headers: ['x-quiet'],
    body: 'json',
  }),
  import: endpoint<v.InferInput<typeof importRequestSchema>, object>({
    ...common,
    method: 'POST',
    path: '/users',
    request: importRequestSchema,
    body: { field: 'users' },
  }),
};
const router = createRouter(table);

/** Returns the request that the emulator reads from the client's. */
function roundTrip(name: keyof typeof table, request: Record<string, unknown>): unknown {
  const wire = buildRequest(table[name], request);
  const query = new URLSearchParams(wire.query);
  const [route] = router.find(wire.method, wire.path, query);
  if (!route) throw new Error(`no route for ${wire.path}`);
  return readRequest(
    route,
    query,
    wire.body === undefined ? undefined : JSON.parse(String(wire.body)),
    new Headers(wire.headers),
  );
}

test.each([
  ['read', { ids: ['a', 'b'], limit: 5, all: true, name: '7', anything: '7' }],
  ['read', { ids: ['one'] }],
  ['write', { id: 'a/b', users: ['x'], notify: false }],
  ['remove', { id: 'a', users: ['x', 'y'], 'x-quiet': true }],
  ['remove', { id: 'a', users: ['x'] }],
  ['import', { users: [{ name: 'x' }, { name: 'y' }] }],
] as const)('%s %j is read as it was written', (name, request) => {
  expect(roundTrip(name, request)).toEqual(request);
});

test('any ids that a path can hold are read as they were written', () => {
  const id = fc
    .string({ minLength: 1, unit: 'grapheme' })
    .filter((text) => text.isWellFormed() && !text.includes(',') && text !== '.' && text !== '..');

  fc.assert(
    fc.property(fc.array(id, { minLength: 1, maxLength: 5 }), (ids) => {
      expect(roundTrip('read', { ids })).toEqual({ ids });
    }),
  );
});
