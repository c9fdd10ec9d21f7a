import { easemobEndpoints } from '@imgroups/easemob/endpoints';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, type Session, startSession } from './easemob-requests.ts';

let session: Session;

beforeAll(async () => {
  session = await startSession({ quotas: { groupsPerUser: 1_000_000, groupsPerApp: 1_000_000 } });
});
beforeEach(async () => {
  session.emulator.control.reset();
  await session.makeGroup(['bob'], { groupid: 'g' });
});
afterAll(() => session.emulator.close());

const routes = Object.values(easemobEndpoints).map(({ method, path }) => ({ method, path }));

/** Values that people and programs put where a name or a number belongs. */
const oddValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '../..',
    '%00',
    'bob,alice',
    '用户',
    '\ud800',
    -1,
    0,
    1e308,
    Number.MAX_SAFE_INTEGER,
    true,
    [],
    [null],
    [[]],
    {},
    { __proto__: null, constructor: 'x' },
  ),
  fc.jsonValue(),
);

const fieldNames = [
  'group_id',
  'groupid',
  'groupname',
  'name',
  'description',
  'public',
  'owner',
  'members',
  'maxusers',
  'usernames',
  'username',
  'newadmin',
  'newowner',
  'mute_duration',
  'announcement',
  'grant_type',
  'client_id',
  'ttl',
  '__proto__',
  'constructor',
];

const oddBody = fc.oneof(
  fc.array(fc.tuple(fc.constantFrom(...fieldNames), oddValue)).map((fields) => {
    const body: Record<string, unknown> = {};
    for (const [name, value] of fields) {
      Object.defineProperty(body, name, { value, enumerable: true, configurable: true });
    }
    return body;
  }),
  oddValue,
);

const oddSegment = fc.oneof(
  fc.constantFrom('g', 'bob', 'alice', '__proto__', 'constructor', '%', '%ff', 'a,b', ',', '%2C'),
  fc
    .string({ minLength: 1, unit: 'binary' })
    .map((text) => encodeURIComponent(text.toWellFormed())),
);

const oddQuery = fc.constantFrom(
  '',
  '?pagenum=-1&pagesize=0',
  '?pagenum=1e9&pagesize=1e9',
  '?limit=abc&cursor=%00',
  '?version=v3&cursor=Y2hhdGdyb3Vwczph',
  '?__proto__=1&constructor=2',
  '?joined_time=maybe&sort=sideways',
  '?group_id=other&username=other',
  '?%',
);

/** Answers of the service to what it does not understand; 500 is its word for an unknown path. */
function isSensible({ status, body }: { status: number; body: unknown }): boolean {
  if (status === 200) return true;
  if (status === 500) return /web_application|unsupported_/.test(String(at(body, 'error')));
  return status >= 400 && status < 500 && typeof at(body, 'error') === 'string';
}

describe('whatever is sent', () => {
  test('as a body, query or part of a path gets a sensible answer', async () => {
    const call = fc.tuple(
      fc.constantFrom(...routes),
      fc.array(oddSegment, { minLength: 3, maxLength: 3 }),
      oddQuery,
      oddBody,
    );

    await fc.assert(
      fc.asyncProperty(call, async ([{ method, path }, segments, query, body]) => {
        const parts = segments.values();
        const filled = path.replaceAll(/\{\w+\}/g, () => parts.next().value ?? 'x');

        const answer = await session.send(
          method,
          filled + query,
          method === 'GET' ? undefined : body,
        );

        expect(answer).toSatisfy(isSensible);
      }),
      { numRuns: 600 },
    );
  });

  test('as text in place of JSON is told so', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), async (text) => {
        const answer = await session.send('POST', '/chatgroups', undefined, { text });

        expect(answer).toSatisfy(isSensible);
      }),
      { numRuns: 200 },
    );
  });
});

test.each([
  ['a=b', 400, 'json_parse', "Unexpected character ('a' (code 97))"],
  ['{"groupname":', 400, 'json_parse', 'Unexpected end-of-input'],
  ['"text"', 400, 'param_illegal', 'Failed to read HTTP message'],
  ['[1]', 400, 'param_illegal', 'Failed to read HTTP message'],
  ['null', 400, 'invalid_parameter', 'group must contain public field!'],
  ['', 400, 'invalid_parameter', 'group must contain public field!'],
])('the body %j of a new group is %i %s', async (text, status, error, start) => {
  const answer = await session.send('POST', '/chatgroups', undefined, { text });

  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ error, error_description: expect.stringContaining(start) });
});

test('a body of another type is a 415', async () => {
  const answer = await session.send('POST', '/chatgroups', undefined, {
    text: '<group/>',
    headers: { 'content-type': 'application/xml' },
  });

  expect(answer).toMatchObject({
    status: 415,
    body: { error: 'web_application', error_description: 'Unsupported Media Type' },
  });
});

test('a body of more than a megabyte is a 413', async () => {
  const answer = await session.send('POST', '/chatgroups', undefined, {
    text: `"${'x'.repeat(2 ** 20)}"`,
  });

  expect(answer).toMatchObject({ status: 413, body: { error: 'Request Entity Too Large' } });
});

test('nothing in query or body stands for another path', async () => {
  await session.makeGroup([], { groupid: 'other' });

  await session.send('PUT', '/chatgroups/g?group_id=other', { group_id: 'other', groupname: 'go' });
  const { body } = await session.send('GET', '/chatgroups/other');

  expect(at(body, 'data', 0, 'name')).toBe('chess');
});

test.each(['__proto__', 'constructor', 'hasownproperty'])(
  'a user may be called %s',
  async (username) => {
    await session.send('POST', '/users', { username });

    const added = await session.send('POST', `/chatgroups/g/users/${username}`);
    const joined = await session.send('GET', `/chatgroups/g/user/${username}/is_joined`);

    expect(added.status).toBe(200);
    expect(at(joined.body, 'data')).toBe(true);
  },
);

describe('a fault', () => {
  test.each([
    [{ kind: 'throttled' }, 429, 'reach_limit'],
    [{ kind: 'expired-credentials' }, 401, 'unauthorized'],
    [{ kind: 'status' }, 503, 'service_unavailable'],
    [{ kind: 'status', status: 500 }, 500, 'internal_error'],
    [{ kind: 'status', code: 'exceed_limit' }, 403, 'exceed_limit'],
    [{ kind: 'status', code: '__proto__' }, 503, '__proto__'],
    [{ kind: 'status', status: 404 }, 404, 'service_resource_not_found'],
  ] as const)('%j is answered in the words of the vendor', async (fault, status, error) => {
    session.emulator.control.addFault({ ...fault, times: 1 });

    const answer = await session.send('GET', '/chatgroups');

    expect(answer).toMatchObject({ status, body: { error } });
  });
});
