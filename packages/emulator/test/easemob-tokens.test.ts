import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, type Session, startSession, textAt } from './easemob-requests.ts';

let session: Session;

beforeAll(async () => {
  session = await startSession();
});
beforeEach(() => session.emulator.control.reset());
afterAll(() => session.emulator.close());

const credentials = { grant_type: 'client_credentials', client_id: 'id', client_secret: 'secret' };

function getToken(body: unknown, token: string | null = null) {
  return session.send('POST', '/token', body, { token });
}

describe('app tokens', () => {
  test('come without the envelope of other answers', async () => {
    const { status, body } = await getToken(credentials);

    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^YWMt/),
      expires_in: 5_184_000,
      application: expect.stringMatching(/^[\da-f-]{36}$/),
    });
  });

  test.each([
    [1024, 1024],
    ['1024000', 1024000],
    [0, 0],
  ])('a ttl of %j gives expires_in %j', async (ttl, expiresIn) => {
    const { body } = await getToken({ ...credentials, ttl });

    expect(at(body, 'expires_in')).toBe(expiresIn);
  });

  test('expire by the clock of the emulator', async () => {
    const { body } = await getToken({ ...credentials, ttl: 60 });
    const list = () =>
      session.send('GET', '/chatgroups', undefined, { token: textAt(body, 'access_token') });

    const before = await list();
    session.emulator.control.advanceClock(60);
    const after = await list();

    expect(before.status).toBe(200);
    expect(after).toMatchObject({
      status: 401,
      body: {
        error: 'unauthorized',
        error_description: 'Unable to authenticate due to expired access token',
      },
    });
  });

  test('with a ttl of 0 never expire', async () => {
    const { body } = await getToken({ ...credentials, ttl: 0 });

    session.emulator.control.advanceClock(100 * 365 * 86_400);
    const { status } = await session.send('GET', '/chatgroups', undefined, {
      token: textAt(body, 'access_token'),
    });

    expect(status).toBe(200);
  });

  test('stay valid when a newer one is fetched', async () => {
    const first = await getToken(credentials);
    await getToken(credentials);

    const { status } = await session.send('GET', '/chatgroups', undefined, {
      token: textAt(first.body, 'access_token'),
    });

    expect(status).toBe(200);
  });

  test('count in milliseconds on a cluster that does so', async () => {
    const cluster = await startSession({ tokenTimeUnit: 'milliseconds' });

    const { body } = await cluster.send('POST', '/token', { ...credentials, ttl: 60_000 });
    const list = () =>
      cluster.send('GET', '/chatgroups', undefined, { token: textAt(body, 'access_token') });
    const before = await list();
    cluster.emulator.control.advanceClock(60);
    const after = await list();
    await cluster.emulator.close();

    expect(at(body, 'expires_in')).toBe(60_000);
    expect([before.status, after.status]).toEqual([200, 401]);
  });
});

describe('user tokens', () => {
  const byPassword = { grant_type: 'password', username: 'Bob', password: 'p' };

  test('are given for a password, with the user in lower case', async () => {
    await session.send('POST', '/users', { username: 'bob', password: 'p' });

    const { status, body } = await getToken({ ...byPassword, ttl: 60 });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      access_token: expect.stringMatching(/^YWMt/),
      expires_in: 60,
      user: { type: 'user', username: 'bob', activated: true },
    });
  });

  test('are given to the app without a password', async () => {
    session.emulator.control.importAccounts(['bob']);

    const { body } = await getToken({ grant_type: 'inherit', username: 'bob' }, session.token);

    expect(at(body, 'user', 'username')).toBe('bob');
  });

  test('can make the account on the way', async () => {
    await getToken(
      { grant_type: 'inherit', username: 'carol', autoCreateUser: true },
      session.token,
    );

    const { status } = await session.send('GET', '/users/carol');

    expect(status).toBe(200);
  });

  test('are not given to an anonymous caller without a password', async () => {
    session.emulator.control.importAccounts(['bob']);

    const { status } = await getToken({ grant_type: 'inherit', username: 'bob' });

    expect(status).toBe(401);
  });

  test('allow what the role of the user allows', async () => {
    const groupId = await session.makeGroup(['bob']);
    await session.send('POST', `/chatgroups/${groupId}/admin`, { newadmin: 'bob' });
    const { body } = await getToken({ grant_type: 'inherit', username: 'bob' }, session.token);
    const token = textAt(body, 'access_token');

    const read = await session.send('GET', `/chatgroups/${groupId}`, undefined, { token });
    const update = { description: 'new' };
    const asAdmin = await session.send('PUT', `/chatgroups/${groupId}`, update, { token });
    const asOwner = await session.send('DELETE', `/chatgroups/${groupId}`, undefined, { token });
    const asApp = await session.send('POST', '/users', { username: 'dave' }, { token });

    expect([read.status, asAdmin.status]).toEqual([200, 200]);
    expect(asOwner).toMatchObject({
      status: 401,
      body: {
        error: 'group_authorization',
        error_description:
          'you have no permission to do this,group fields require group admin privileges to be modified',
      },
    });
    expect(asApp).toMatchObject({
      status: 401,
      body: { error_description: 'Subject does not have permission [createUser]' },
    });
  });

  test('end with the account', async () => {
    session.emulator.control.importAccounts(['bob']);
    const { body } = await getToken({ grant_type: 'inherit', username: 'bob' }, session.token);

    await session.send('DELETE', '/users/bob');
    const { status } = await session.send('GET', '/users/alice', undefined, {
      token: textAt(body, 'access_token'),
    });

    expect(status).toBe(401);
  });
});

test.each([
  [{ ...credentials, client_id: 'other' }, 400, 'invalid_grant', 'client_id does not match'],
  [{ ...credentials, client_secret: 'x' }, 400, 'invalid_grant', 'client_secret does not match'],
  [
    { grant_type: 'client_credentials', client_secret: 'x' },
    400,
    'illegal_argument',
    'client_id must be provided.',
  ],
  [
    { grant_type: 'client_credentials', client_id: 'id' },
    400,
    'illegal_argument',
    'client_secret must be provided',
  ],
  [
    { grant_type: 'password', username: 'known', password: 'wrong' },
    400,
    'invalid_grant',
    'invalid username or password',
  ],
  [
    { grant_type: 'password', username: 'nobody', password: 'x' },
    404,
    'invalid_grant',
    'user not found',
  ],
  [
    { grant_type: 'password', username: 'a b', password: 'x' },
    400,
    'illegal_argument',
    'username [a b] is not legal',
  ],
  [
    { grant_type: 'password', username: 'x'.repeat(65), password: 'x' },
    400,
    'illegal_argument',
    'USERNAME_TOO_LONG',
  ],
  [{ grant_type: 'inherit', username: 'nobody' }, 404, 'entity_not_found', 'User null not found'],
  [{ grant_type: 'other' }, 400, 'illegal_argument', 'this is an invalid request.'],
  [{ ...credentials, ttl: -5 }, 400, 'illegal_argument', 'this is an invalid request.'],
])(
  'the token request %j is refused in the words of the vendor',
  async (request, status, error, text) => {
    await session.send('POST', '/users', { username: 'known', password: 'right' });

    const answer = await getToken(request, session.token);

    expect(answer).toMatchObject({ status, body: { error, error_description: text } });
  },
);

describe('an unauthenticated call', () => {
  test.each([
    ['no header', undefined, 'group_authorization', 'token is blank!'],
    ['another scheme', 'Basic abc', 'unauthorized', 'Unable to authenticate (OAuth)'],
    [
      'a token that is none',
      'Bearer abc',
      'auth_bad_access_token',
      'Unable to authenticate due to corrupt access token',
    ],
    [
      'a token of another app',
      'Bearer YWMtabcdef',
      'auth_bad_access_token',
      'Unable to authenticate',
    ],
  ])('with %s is a 401 that says so', async (_case, authorization, error, text) => {
    const { status, body } = await session.send('GET', '/chatgroups', undefined, {
      token: null,
      ...(authorization ? { headers: { authorization } } : {}),
    });

    expect(status).toBe(401);
    expect(body).toMatchObject({ error, error_description: text });
  });

  test('is refused before its path is looked at', async () => {
    const { status } = await session.send('GET', '/no/such/path', undefined, { token: null });

    expect(status).toBe(401);
  });
});
