import { InvalidRequestError, isImGroupsError } from '@imgroups/core';
import nock from 'nock';
import { afterEach, describe, expect, test } from 'vitest';
import {
  clientSecret,
  lostAnswer,
  optionsFor,
  refusal,
  scriptedService,
} from '../test/scripted-service.ts';
import { createEasemobClient, type EasemobClientOptions } from './client.ts';
import { createEasemobProvider } from './provider.ts';

const app = { appKey: 'acme#testapp', clientId: 'YXA6-client', clientSecret };

describe('configuration', () => {
  const wrong: [string, Record<string, unknown>][] = [
    ['appKey', { appKey: undefined }],
    ['appKey', { appKey: 'acme' }],
    ['appKey', { appKey: 'acme#' }],
    ['appKey', { appKey: 'a#b#c' }],
    ['appKey', { appKey: 'acme/testapp' }],
    ['clientId', { clientId: undefined }],
    ['clientId', { clientId: '' }],
    ['clientSecret', { clientSecret: undefined }],
    ['clientSecret', { clientSecret: 42 }],
    ['token', { token: () => 'token' }],
    ['token', { clientId: undefined, clientSecret: undefined, token: 'a ready token' }],
    ['region', { region: 'atlantis' }],
    ['region', { region: 'toString' }],
    ['baseUrl', { baseUrl: '' }],
    ['baseUrl', { baseUrl: 42 }],
    ['baseUrl', { baseUrl: 'a1.easemob.com' }],
    ['baseUrl', { baseUrl: 'ftp://a1.easemob.com' }],
    ['baseUrl', { baseUrl: 'https://user:pass@a1.easemob.com' }],
    ['baseUrl', { baseUrl: 'https://a1.easemob.com?a=b' }],
    ['baseUrl', { region: 'china2', baseUrl: 'https://a1.easemob.com' }],
    ['host', { host: 'a1.easemob.com' }],
    ['tokenTimeUnit', { tokenTimeUnit: 'minutes' }],
    ['flavour', { flavour: 'old' }],
    ['timeout', { timeout: -1 }],
    ['cursorSecret', { cursorSecret: 'short' }],
  ];

  test.each(wrong)('a wrong %s is refused by name: %o', (field, options) => {
    const create = () => createEasemobProvider({ ...app, ...options } as EasemobClientOptions);

    expect(create).toThrow(InvalidRequestError);
    expect(create).toThrow(expect.objectContaining({ code: 'invalid_argument', field }));
  });

  test.each([
    ['appKey', 'acme#testapp\n', 'a line feed at its end'],
    ['clientId', 'YXA6-client\n', 'a line feed at its end'],
    ['clientSecret', `${clientSecret}\n`, 'a line feed at its end'],
    ['clientSecret', `\t${clientSecret}`, 'a tab at its beginning'],
    ['appKey', "'acme#testapp'", 'quotation marks around it'],
    ['clientSecret', `"${clientSecret}"`, 'quotation marks around it'],
  ])('%s is refused with the stray end that it has: %j', (field, value, stray) => {
    const create = () => createEasemobProvider({ ...app, [field]: value });

    expect(create).toThrow(expect.objectContaining({ name: 'InvalidRequestError', field }));
    expect(create).toThrow(stray);
    expect(create).toThrow(expect.not.stringContaining(clientSecret));
  });

  test.each(['1101', 1101])('%o for an app key was cut at # by an env file', (appKey) => {
    const options = { ...app, appKey } as EasemobClientOptions;
    const type = typeof appKey;

    expect(() => createEasemobProvider(options)).toThrow(
      `appKey: must be 'org#app', as the console shows it, not ${JSON.stringify(appKey)} (${type}): an env file cuts a value at #`,
    );
  });

  test('a refusal does not repeat the secret', () => {
    const create = () => createEasemobClient({ ...app, appKey: 'acme' });

    expect(create).toThrow(expect.not.stringContaining(clientSecret));
  });

  test.each([
    [{}, 'https://a1.easemob.com/acme/testapp/chatgroups'],
    [{ region: 'china2' }, 'https://a31.easemob.com/acme/testapp/chatgroups'],
    [{ baseUrl: 'http://localhost:8090' }, 'http://localhost:8090/acme/testapp/chatgroups'],
    [{ baseUrl: 'https://proxy.example/im/' }, 'https://proxy.example/im/acme/testapp/chatgroups'],
  ] as const)('the address %o leads to %s', async (address, url) => {
    const service = scriptedService({});
    const client = createEasemobClient({ ...optionsFor(service), ...address });

    await client.listGroups({}).catch(() => undefined);

    expect(service.calls.at(-1)?.url.href).toBe(url);
  });
});

test('a redirect is in doubt, is not followed, and names the option that is most likely wrong', async () => {
  const redirect = { status: 307, headers: { location: 'https://other.test/' }, text: '' };
  const service = scriptedService({ 'POST /chatgroups': [redirect] });
  const client = createEasemobClient(optionsFor(service));
  const request = { groupname: 'x', public: true, owner: 'bob' };

  const call = client.createGroup(request);

  await expect(call).rejects.toMatchObject({
    message: expect.stringContaining('baseUrl'),
    httpStatus: 307,
    retryable: false,
    ambiguous: true,
  });
  expect(service.routes()).toHaveLength(1);
});

describe('credentials', () => {
  const list = { 'GET /chatgroups': [{ data: [] }] };
  const expired = refusal(
    401,
    'unauthorized',
    'Unable to authenticate due to expired access token',
  );

  test('many calls at once fetch one token', async () => {
    const service = scriptedService(list);
    const client = createEasemobClient(optionsFor(service));

    await Promise.all([client.listGroups({}), client.listGroups({}), client.listGroups({})]);

    expect(service.calls.filter(({ route }) => route === 'POST /token')).toHaveLength(1);
    expect(service.calls.at(-1)?.headers.authorization).toBe('Bearer YWMt-token-1');
  });

  test('a token that cannot be fetched fails each call with an error of its own', async () => {
    const wrong = { status: 400, headers: {}, text: '{"error":"invalid_grant"}' };
    const service = scriptedService({ ...list, 'POST /token': [wrong] });
    const client = createEasemobClient(optionsFor(service));

    const [first, second] = await Promise.allSettled([
      client.listGroups({}),
      client.listGroups({}),
    ]);

    const errors = [first, second].map((result) =>
      result?.status === 'rejected' ? result.reason : undefined,
    );
    expect(isImGroupsError(errors[0])).toBe(true);
    expect(errors[0]).toMatchObject({ code: 'unauthenticated', endpoint: 'getAppToken' });
    expect(errors[0]).not.toBe(errors[1]);
  });

  test('the token is fetched with the credentials and without a token', async () => {
    const service = scriptedService(list);

    await createEasemobClient(optionsFor(service)).listGroups({});

    expect(service.calls[0]).toMatchObject({
      route: 'POST /token',
      body: {
        grant_type: 'client_credentials',
        client_id: 'YXA6-client',
        client_secret: clientSecret,
      },
    });
    expect(service.calls[0]?.headers).not.toHaveProperty('authorization');
  });

  test('an expired token is renewed once and the call repeated once', async () => {
    const service = scriptedService({ 'GET /chatgroups': [expired, { data: [] }] });

    await createEasemobClient(optionsFor(service)).listGroups({});

    const tokens = service.calls
      .filter(({ route }) => route === 'GET /chatgroups')
      .map(({ headers }) => headers.authorization);
    expect(tokens).toEqual(['Bearer YWMt-token-1', 'Bearer YWMt-token-2']);
  });

  test('a second refusal is final', async () => {
    const service = scriptedService({ 'GET /chatgroups': [expired] });
    const client = createEasemobClient(optionsFor(service));

    await expect(client.listGroups({})).rejects.toMatchObject({
      code: 'unauthenticated',
      attempts: 2,
    });
    expect(service.routes()).toHaveLength(2);
  });

  test('a missing permission renews nothing', async () => {
    const denied = refusal(401, 'unauthorized', 'Subject does not have permission [x]');
    const service = scriptedService({ 'GET /chatgroups': [denied] });
    const client = createEasemobClient(optionsFor(service));

    await expect(client.listGroups({})).rejects.toMatchObject({
      code: 'permission_denied',
      attempts: 1,
    });
    expect(service.calls.map(({ route }) => route)).toEqual(['POST /token', 'GET /chatgroups']);
  });

  test('wrong credentials are told as such', async () => {
    const wrong = refusal(400, 'invalid_grant', 'client_secret does not match');
    const service = scriptedService({ ...list, 'POST /token': [wrong] });
    const client = createEasemobClient(optionsFor(service));

    await expect(client.listGroups({})).rejects.toMatchObject({
      code: 'unauthenticated',
      endpoint: 'getAppToken',
      vendorCode: 'invalid_grant',
      httpStatus: 400,
      ambiguous: false,
    });
    expect(service.routes()).toEqual([]);
  });

  test('a lost token answer is tried again, also for a call that must not be repeated', async () => {
    const token = { access_token: 'YWMt-second', expires_in: 60 };
    const service = scriptedService({
      'POST /token': [lostAnswer(), token],
      'POST /chatgroups': [{ data: { groupid: '12' } }],
    });
    const client = createEasemobClient(optionsFor(service));

    await client.createGroup({ groupname: 'x', public: true, owner: 'alice' });

    expect(service.calls.map(({ route }) => route)).toEqual([
      'POST /token',
      'POST /token',
      'POST /chatgroups',
    ]);
  });

  test('a function of your own gives the tokens', async () => {
    const service = scriptedService(list);
    const { clientId: _, clientSecret: __, ...options } = optionsFor(service);
    const client = createEasemobClient({ ...options, token: () => 'YWMt-mine' });

    await client.listGroups({});

    expect(service.calls).toHaveLength(1);
    expect(service.calls[0]?.headers.authorization).toBe('Bearer YWMt-mine');
  });

  test('the token of a user is fetched with the token of the app', async () => {
    const service = scriptedService({
      'POST /token': ({ body }) => ({
        access_token: (body as { grant_type: string }).grant_type,
        expires_in: 60,
      }),
    });
    const client = createEasemobClient(optionsFor(service));

    const { access_token } = await client.getUserToken({ grant_type: 'inherit', username: 'bob' });

    expect(access_token).toBe('inherit');
    expect(service.calls.at(-1)?.headers.authorization).toBe('Bearer client_credentials');
  });
});

describe('secrets', () => {
  const failures = [
    refusal(401, 'unauthorized', 'Unable to authenticate (OAuth)'),
    refusal(403, 'forbidden_op', 'no'),
    { status: 502, headers: {}, text: '<html>bad gateway</html>' },
    { status: 200, headers: {}, text: '<html>hello</html>' },
    lostAnswer(),
  ];

  const forms: [string, (secret: string) => string][] = [
    ['as they are', (secret) => secret],
    ['in a URL', encodeURIComponent],
    ['in base64', (secret) => Buffer.from(`YXA6-client:${secret}`).toString('base64')],
  ];

  test.each(forms)('that a gateway echoes %s are masked', async (_, form) => {
    const echo = (secret: string) => `bad request: ${form(secret)} was not expected`;
    const service = scriptedService({
      'GET /chatgroups': ({ headers }) => {
        const token = headers.authorization?.replace('Bearer ', '') ?? '';
        return refusal(400, 'illegal_argument', `${echo(token)} ${echo(clientSecret)}`);
      },
      'DELETE /chatgroups/12/users/bob': ({ headers }) => ({
        data: { user: 'bob', result: false, reason: echo(String(headers.authorization)) },
      }),
    });
    const seen: unknown[] = [];
    const see = (event: unknown) => void seen.push(event);
    const options = { ...optionsFor(service), onResponse: see };
    const provider = createEasemobProvider(options);

    const error = await provider.client.listGroups({}).catch((thrown: Error) => thrown);
    const { failed } = await provider.members.remove('12', ['bob']);

    const told = JSON.stringify([error, seen, failed]);
    expect(told).toContain('bad request: ');
    expect(told).toContain('*** was not expected');
    for (const secret of ['YWMt-token', clientSecret]) {
      expect(told).not.toContain(form(secret).slice(16, -2) || secret);
      expect(told).not.toContain(secret);
    }
  });

  test('of the fetch of tokens are masked', async () => {
    const service = scriptedService({
      'POST /token': ({ body }) => refusal(400, 'invalid_grant', JSON.stringify(body)),
    });

    const error = await createEasemobClient(optionsFor(service))
      .listGroups({})
      .catch((thrown: Error) => thrown);

    expect((error as Error).message).toContain('"client_secret":"***"');
  });

  test.each(failures)('are in no error, event or log line (%#)', async (failure) => {
    const seen: unknown[] = [];
    const log = (...line: unknown[]) => seen.push(line);
    const client = createEasemobClient({
      ...optionsFor(scriptedService({ 'GET /chatgroups': [failure] })),
      onRequest: log,
      onResponse: log,
      onRetry: log,
      logger: { debug: log, warn: log },
    });

    const error = await client.listGroups({}).catch((thrown: Error) => thrown);

    expect(error).toBeInstanceOf(Error);
    const shown = `${JSON.stringify([error, seen, client])} ${String(error)} ${(error as Error).stack}`;
    expect(shown).not.toContain(clientSecret);
    expect(shown).not.toContain('YWMt-token');
  });

  test('are masked in the bodies that hooks and logger see', async () => {
    const seen: unknown[] = [];
    const see = (event: unknown) => void seen.push(event);
    const service = scriptedService({
      'POST /users': [{ entities: [{ username: 'bob' }] }],
    });
    const client = createEasemobClient({
      ...optionsFor(service),
      bodies: true,
      onRequest: see,
      onResponse: see,
      logger: { debug: see, warn: see },
    });

    const nickname = `Bob of ${clientSecret}`;
    await client.createUser({ username: 'bob', password: 'hunter2', nickname });
    await client.getUserTokenByPassword({
      grant_type: 'password',
      username: 'bob',
      password: 'hunter2',
    });

    const shown = JSON.stringify(seen);
    expect(shown).toContain('"username":"bob"');
    expect(shown).toContain('"client_secret":"***"');
    expect(shown).toContain('"nickname":"Bob of ***"');
    expect(shown).not.toMatch(/hunter2|YXA6-a-secret|YWMt-token/);
  });

  test('a password of the wrong type is not repeated', async () => {
    const client = createEasemobClient(optionsFor(scriptedService({})));
    const request = { grant_type: 'password', username: 'bob', password: 987654321 } as const;

    const error = await client
      .getUserTokenByPassword(request as never)
      .catch((thrown: Error) => thrown);

    expect(error).toMatchObject({ field: 'password' });
    expect(String(error)).not.toContain('987654321');
  });
});

describe('answers', () => {
  test.each([
    [502, '<html><h1>502 Bad Gateway</h1></html>', 'unavailable', true],
    [503, '', 'unavailable', true],
    [500, '', 'internal', true],
    [404, '<html>not found</html>', 'not_found', false],
    [429, '', 'rate_limited', true],
    [403, 'null', 'failed_precondition', false],
  ])('a %i with the body %j is %s', async (status, text, code, retryable) => {
    const service = scriptedService({ 'GET /chatgroups/12': [{ status, headers: {}, text }] });
    const client = createEasemobClient(optionsFor(service));

    const error = await client
      .getGroups({ group_ids: ['12'] }, { maxRetries: 0 })
      .catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ name: 'ApiError', code, retryable, httpStatus: status });
    expect(error).not.toHaveProperty('reason');
  });

  test.each(['', '<html>welcome</html>', '[]', 'null', '{'])(
    'a success with the body %j cannot be read, and a write may have taken effect',
    async (text) => {
      const service = scriptedService({ 'POST /chatgroups': [{ status: 200, headers: {}, text }] });
      const client = createEasemobClient(optionsFor(service));

      const call = client.createGroup({ groupname: 'x', public: true, owner: 'alice' });

      await expect(call).rejects.toMatchObject({
        name: 'InvalidResponseError',
        ambiguous: true,
        attempts: 1,
      });
    },
  );

  test('a call that the service does not know is unsupported and surely had no effect', async () => {
    const service = scriptedService({
      'POST /chatgroups/12/ban': [refusal(500, 'web_application', 'javax.ws.rs')],
    });
    const client = createEasemobClient(optionsFor(service));

    await expect(client.muteAll({ group_id: '12' })).rejects.toMatchObject({
      code: 'unsupported',
      ambiguous: false,
      attempts: 1,
    });
  });

  test('the time that a server asks to wait is told', async () => {
    const service = scriptedService({
      'GET /chatgroups': [refusal(429, 'reach_limit', 'slow down', { 'retry-after': '7' })],
    });
    const client = createEasemobClient(optionsFor(service));

    await expect(client.listGroups({}, { maxRetries: 0 })).rejects.toMatchObject({
      retryAfterSeconds: 7,
    });
  });
});

describe('over HTTP', () => {
  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });

  test('a call is exactly what the documentation shows', async () => {
    nock.disableNetConnect();
    nock('https://a1.easemob.com').post('/acme/testapp/token').reply(200, {
      access_token: 'YWMt-1',
      expires_in: 60,
    });
    nock('https://a1.easemob.com', {
      reqheaders: { authorization: 'Bearer YWMt-1', 'content-type': 'application/json' },
    })
      .post('/acme/testapp/chatgroups/12/users', { usernames: ['bob'] })
      .query({ need_notify: 'false' })
      .reply(200, { data: { newmembers: ['bob'], groupid: '12', action: 'add_member' } });
    const client = createEasemobClient(app);

    const answer = await client.addMembers({
      group_id: '12',
      usernames: ['bob'],
      need_notify: false,
    });

    expect(answer.data?.newmembers).toEqual(['bob']);
  });

  test('a call without fields has neither body nor content type', async () => {
    const service = scriptedService({ 'POST /chatgroups/12/ban': [{ data: { mute: true } }] });

    await createEasemobClient(optionsFor(service)).muteAll({ group_id: '12' });

    expect(service.calls.at(-1)?.body).toBeUndefined();
    expect(service.calls.at(-1)?.headers).not.toHaveProperty('content-type');
  });
});
