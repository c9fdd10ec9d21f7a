import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Row } from './easemob-error-rows.ts';
import { at, type Session, startSession, textAt } from './easemob-requests.ts';

const names = (count: number) => Array.from({ length: count }, (_, index) => `user${index}`);
const strangers = 'users [dave] are not members of this group!';
const attributes = '/metadata/chatgroup/g/user/bob';
const batch = '/metadata/chatgroup/g/users/batch';
const thread = { group_id: 'g', name: 'e4', msg_id: '9', owner: 'bob' };
const notReadable = ['param_illegal', 'Failed to read HTTP message'] as const;

/** The refusals of the chapters beyond the guide; `{t}` is a thread of bob below message 1 of group `g`. */
const rows: readonly Row[] = [
  // Shared files
  [
    'GET',
    '/chatgroups/1/share_files',
    undefined,
    404,
    'RestGroupFeignException',
    'grpID 1 does not exist!',
  ],
  [
    'POST',
    '/chatgroups/g/share_files',
    undefined,
    400,
    'IllegalArgumentException',
    'file must be provided.',
  ],
  [
    'GET',
    '/chatgroups/g/share_files/f',
    undefined,
    404,
    'storage_object_not_found',
    'Failed to find file f',
  ],
  [
    'DELETE',
    '/chatgroups/1/share_files/f',
    undefined,
    404,
    'RestGroupFeignException',
    'grpID 1 does not exist!',
  ],
  // The allow list
  ['POST', '/chatgroups/g/white/users/dave', undefined, 403, 'forbidden_op', strangers],
  ['POST', '/chatgroups/g/white/users', { usernames: ['dave'] }, 403, 'forbidden_op', strangers],
  ['DELETE', '/chatgroups/g/white/users/dave', undefined, 403, 'forbidden_op', strangers],
  [
    'POST',
    '/chatgroups/g/white/users',
    { usernames: names(101) },
    400,
    'invalid_parameter',
    'usernames size is more than max limit : 100',
  ],
  [
    'DELETE',
    `/chatgroups/g/white/users/${names(61)}`,
    undefined,
    400,
    'invalid_parameter',
    'removeWhitelist size is more than max limit : 60',
  ],
  [
    'GET',
    '/chatgroups/1/white/users',
    undefined,
    404,
    'resource_not_found',
    'grpID 1 does not exist!',
  ],
  // Group state
  [
    'POST',
    '/chatgroups/1/disable',
    undefined,
    404,
    'resource_not_found',
    'grpID 1 does not exist!',
  ],
  ['POST', '/chatgroups/1/enable', undefined, 404, 'resource_not_found', 'grpID 1 does not exist!'],
  [
    'POST',
    '/chatgroups/off/ban',
    undefined,
    403,
    'forbidden_op',
    'can not operate this group, reason: group is disabled',
  ],
  // Member attributes
  [
    'PUT',
    attributes,
    { metaData: { ['k'.repeat(17)]: 'v' } },
    400,
    'metadata_error',
    'exceeds chatgroup user metadata single key limit',
  ],
  [
    'PUT',
    attributes,
    { metaData: { k: '棋'.repeat(171) } },
    400,
    'metadata_error',
    'exceeds chatgroup user metadata single value limit',
  ],
  ['PUT', attributes, {}, 400, 'invalid_parameter', 'metaData must be provided'],
  [
    'PUT',
    attributes,
    { metaData: Object.fromEntries(names(8).map((name) => [name, 'x'.repeat(512)])) },
    400,
    'metadata_error',
    'exceeds chatgroup user metadata total limit',
  ],
  [
    'PUT',
    batch,
    [{ username: 'bob', metadata: { k: 'x'.repeat(513) } }],
    400,
    'metadata_error',
    'exceeds chatgroup user metadata single value limit',
  ],
  [
    'PUT',
    batch,
    [
      { username: 'bob', metadata: {} },
      { username: 'dave', metadata: {} },
    ],
    400,
    'metadata_error',
    'Some users are not in the group: dave',
  ],
  [
    'PUT',
    batch,
    names(21).map((username) => ({ username, metadata: {} })),
    400,
    'metadata_error',
    'exceeds chatgroup metadata batch put users limit',
  ],
  [
    'POST',
    '/metadata/chatgroup/g/get',
    { targets: names(11) },
    400,
    'metadata_error',
    'query param reaches limit.',
  ],
  ['GET', '/metadata/chatgroup/1/user/bob', undefined, 404, 'metadata_error', 'group not exists'],
  [
    'GET',
    '/metadata/chatgroup/g/user/dave',
    undefined,
    404,
    'MetadataException',
    'user not in group',
  ],
  // Threads
  [
    'POST',
    '/thread',
    { ...thread, name: 'x'.repeat(65) },
    400,
    'group_error',
    'thread name limit reached.',
  ],
  [
    'PUT',
    '/thread/{t}',
    { name: 'x'.repeat(65) },
    400,
    'group_error',
    'thread name limit reached.',
  ],
  ['POST', '/thread', { group_id: 'g' }, 400, ...notReadable],
  ['PUT', '/thread/{t}', {}, 400, ...notReadable],
  ['POST', '/thread', { ...thread, group_id: '1' }, 404, 'group_error', 'group not found.'],
  ['POST', '/thread', { ...thread, owner: 'dave' }, 404, 'group_error', 'user not in group.'],
  ['POST', '/thread', { ...thread, msg_id: 'x' }, 404, 'group_error', 'msg not exist.'],
  [
    'POST',
    '/thread',
    { ...thread, msg_id: '1' },
    403,
    'group_error',
    'msg already create thread.not allow to create.',
  ],
  [
    'POST',
    '/thread',
    { ...thread, group_id: 'h', msg_id: '1' },
    400,
    'group_error',
    'msg not belong to group .',
  ],
  ['POST', '/thread', { ...thread, group_id: '{t}' }, 400, 'group_error', 'thread not nested.'],
  ['PUT', '/thread/1', { name: 'x' }, 404, 'group_error', 'thread not found.'],
  ['DELETE', '/thread/1', undefined, 404, 'group_error', 'thread not found.'],
  ['GET', '/thread/1/users', undefined, 404, 'group_error', 'thread not found.'],
  ['GET', '/thread?limit=51', undefined, 400, 'group_error', 'query param reaches limit.'],
  ['GET', '/thread?cursor=x', undefined, 400, 'invalid_parameter', 'cursor is not legal'],
  [
    'GET',
    '/threads/user/nobody',
    undefined,
    404,
    'resource_not_found',
    "username nobody doesn't exist!",
  ],
  ['GET', '/threads/chatgroups/1/user/bob', undefined, 404, 'group_error', 'group not found.'],
  ['GET', '/threads/chatgroups/g/user/dave', undefined, 404, 'group_error', 'user not in group.'],
  ['POST', '/thread/{t}/users', { usernames: ['dave'] }, 404, 'group_error', 'user not in group.'],
  [
    'POST',
    '/thread/{t}/users',
    { usernames: names(11) },
    400,
    'group_error',
    'request body reaches limit.',
  ],
  [
    'DELETE',
    '/threads/{t}/users',
    { usernames: names(11) },
    400,
    'group_error',
    'request body reaches limit.',
  ],
  ['DELETE', '/threads/{t}/users', {}, 400, 'invalid_parameter', 'usernames must be provided'],
  // The online count
  [
    'GET',
    '/presence/online/1/type/1',
    undefined,
    404,
    'resource_not_found',
    'grpID 1 does not exist!',
  ],
];

/** Groups `g` and `h` of alice with bob, and the disabled group `off`; dave is in none. */
async function makeWorld(session: Session): Promise<string> {
  session.emulator.control.reset();
  await session.makeGroup(['bob'], { groupid: 'g' });
  await session.makeGroup(['bob'], { groupid: 'h' });
  await session.makeGroup([], { groupid: 'off' });
  session.emulator.control.importAccounts(['dave', ...names(21)]);
  await session.send('POST', '/chatgroups/off/disable');
  const { body } = await session.send('POST', '/thread', { ...thread, msg_id: '1' });
  return textAt(body, 'data', 'thread_id');
}

describe('a call that cannot work', () => {
  let session: Session;
  let threadId: string;

  beforeAll(async () => {
    session = await startSession();
  });
  beforeEach(async () => {
    threadId = await makeWorld(session);
  });
  afterAll(() => session.emulator.close());

  const inWorld = <Value>(value: Value): Value =>
    value === undefined ? value : JSON.parse(JSON.stringify(value).replaceAll('{t}', threadId));

  test.each(rows)('%s %s %j is %i %s %s', async (method, path, body, status, error, text) => {
    const answer = await session.send(method, inWorld(path), inWorld(body));

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error, error_description: text });
  });

  test.each(rows)('%s %s %j changes nothing', async (method, path, body) => {
    const before = session.emulator.control.snapshot();

    await session.send(method, inWorld(path), inWorld(body));

    expect(session.emulator.control.snapshot()).toEqual(before);
  });
});

test('the guide takes shorter lists for the allow list', async () => {
  const session = await startSession({ rules: 'guide' });
  await session.makeGroup(['bob'], { groupid: 'g' });

  const { body } = await session.send('POST', '/chatgroups/g/white/users', {
    usernames: names(61),
  });
  await session.emulator.close();

  expect(at(body, 'error_description')).toBe('usernames size is more than max limit : 60');
});

describe('a feature that is not switched on', () => {
  test.each([
    [
      'memberAttributes',
      'GET',
      '/metadata/chatgroup/g/user/bob',
      403,
      'metadata_error',
      'chatgroup user metadata service not allow',
    ],
    ['threads', 'GET', '/thread', 403, 'group_error', 'thread not open.'],
    [
      'onlineCount',
      'GET',
      '/presence/online/g/type/1',
      400,
      'service open exception',
      'this appkey not open rest group online service',
    ],
  ] as const)('%s: %s %s is %i %s %s', async (feature, method, path, status, error, text) => {
    const session = await startSession({ [feature]: false });
    await session.makeGroup(['bob'], { groupid: 'g' });

    const answer = await session.send(method, path);
    await session.emulator.close();

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error, error_description: text });
  });
});

describe('a plan that has no room', () => {
  test.each([
    ['threadsPerApp', 'thread number has reached limit.'],
    ['threadsPerUser', 'user join thread reach limit.'],
  ] as const)('for threads says so: %s', async (quota, text) => {
    const session = await startSession({ quotas: { [quota]: 1 } });
    await makeWorld(session);

    const answer = await session.send('POST', '/thread', thread);
    await session.emulator.close();

    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ error: 'group_error', error_description: text });
  });

  test.each([
    ['one account', '/users', { username: 'carol' }],
    ['several accounts', '/users', [{ username: 'carol' }]],
    [
      'an account made with its token',
      '/token',
      { grant_type: 'inherit', username: 'carol', autoCreateUser: true },
    ],
  ])('for %s answers 429 and makes none', async (_, path, body) => {
    const session = await startSession({ quotas: { usersPerApp: 2 } });
    session.emulator.control.importAccounts(['alice', 'bob']);

    const answer = await session.send('POST', path, body);
    const { users } = session.emulator.control.snapshot();
    await session.emulator.close();

    expect(answer.status).toBe(429);
    expect(at(answer.body, 'error')).toBe('resource_limited');
    expect(users).toHaveLength(2);
  });

  test('takes the token of a user who is there', async () => {
    const session = await startSession({ quotas: { usersPerApp: 1 } });
    session.emulator.control.importAccounts(['alice']);

    const { status } = await session.send('POST', '/token', {
      grant_type: 'inherit',
      username: 'alice',
      autoCreateUser: true,
    });
    await session.emulator.close();

    expect(status).toBe(200);
  });
});

describe('a refusal on demand', () => {
  test.each([
    ['metadata_error', 'setMemberAttributes', 409],
    ['group_error', 'createThread', 400],
    ['resource_limited', 'createGroup', 429],
  ] as const)('%s is answered by %s with %i', async (code, endpoint, status) => {
    const session = await startSession();
    await makeWorld(session);
    session.emulator.control.addFault({ endpoint, kind: 'status', code });
    const calls = {
      setMemberAttributes: ['PUT', attributes, { metaData: {} }],
      createThread: ['POST', '/thread', thread],
      createGroup: ['POST', '/chatgroups', { public: true, owner: 'alice' }],
    } as const;
    const [method, path, body] = calls[endpoint];

    const answer = await session.send(method, path, body);
    await session.emulator.close();

    expect(answer.status).toBe(status);
    expect(at(answer.body, 'error')).toBe(code);
  });
});

test.each([
  ['an object without a text', { toString: 1, valueOf: 2 }],
  ['a list', [[]]],
  ['nothing', null],
])('a thread in a group whose id is %s is refused', async (_, group_id) => {
  const session = await startSession();
  await makeWorld(session);

  const { status } = await session.send('POST', '/thread', { ...thread, group_id });
  await session.emulator.close();

  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
});
