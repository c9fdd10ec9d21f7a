import { describe, expect, test } from 'vitest';
import { failureOf } from '../../../testing/src/failure-of.ts';
import {
  agoraFromEnv,
  createAgoraChatClient,
  createAgoraChatProvider,
  verifyAgoraChatToken,
} from '../../src/agora/index.ts';
import { type Answer, lostAnswer, refusal, scriptedService } from '../scripted-service.ts';
import { app, providerOf } from './scripted-provider.ts';

const { appId, appCertificate } = app;
const names = (count: number) => Array.from({ length: count }, (_, index) => `user${index}`);

describe('a call', () => {
  test('goes below the app id, with an app token that was made here', async () => {
    const service = scriptedService({ 'GET /chatgroups': [{ data: [] }] });

    await providerOf(service).check();

    const [call] = service.calls;
    const token = call?.headers.authorization?.replace('Bearer ', '') ?? '';
    expect(call?.url.href).toBe(`https://agora.test/app-id/${appId}/chatgroups?limit=1`);
    expect(await verifyAgoraChatToken({ appId, appCertificate, token })).toMatchObject({
      valid: true,
      fields: { appId },
    });
    expect(service.calls).toHaveLength(1);
  });

  test('makes no new token until the old one is about to end', async () => {
    let time = 1_700_000_000_000;
    const service = scriptedService({
      'GET /chatgroups': [{ data: [] }, { data: [] }, { data: [] }],
    });
    const provider = providerOf(service, { now: () => time });

    const tokens: (string | undefined)[] = [];
    for (const hours of [0, 20, 24]) {
      time = 1_700_000_000_000 + hours * 3_600_000;
      await provider.check();
      tokens.push(service.calls.at(-1)?.headers.authorization);
    }

    expect(tokens[1]).toBe(tokens[0]);
    expect(tokens[2]).not.toBe(tokens[0]);
  });

  test('that is refused for its token is made again with a new one, and then told with the options to look at', async () => {
    const refused = refusal(401, 'auth_bad_access_token', 'token is not valid');
    const service = scriptedService({ 'GET /chatgroups': [refused, refused] });

    const error = await failureOf(providerOf(service).check());

    expect(service.calls).toHaveLength(2);
    expect(error).toMatchObject({ code: 'unauthenticated', provider: 'agora' });
    expect(error.message).toContain('Check appId and appCertificate');
    expect(JSON.stringify(error)).not.toContain(appCertificate);
  });

  test('can be given its token', async () => {
    const service = scriptedService({ 'GET /chatgroups': [{ data: [] }] });
    const { transport } = service;

    await createAgoraChatClient({
      appId,
      baseUrl: app.baseUrl,
      token: () => 'mine',
      transport,
    }).listGroups({ limit: 1 });

    expect(service.calls[0]?.headers.authorization).toBe('Bearer mine');
  });
});

describe('the options', () => {
  test.each([
    ['baseUrl', { baseUrl: undefined }],
    ['appId', { appId: 'chess' }],
    ['appCertificate', { appCertificate: undefined }],
    ['appCertificate', { appCertificate: 'a-secret-that-is-no-certificate' }],
    ['token', { token: () => 'mine' }],
    ['region', { region: 'china1' }],
  ])('a missing or wrong %s is refused by name', (field, wrong) => {
    const make = () => createAgoraChatProvider({ ...app, ...wrong } as never);

    expect(make).toThrow(expect.objectContaining({ code: 'invalid_argument', field }));
    expect(make).not.toThrow(/a-secret-that-is-no-certificate/);
  });

  test('are read from the environment', async () => {
    const provider = agoraFromEnv({
      IMGROUPS_AGORA_APP_ID: appId,
      IMGROUPS_AGORA_APP_CERTIFICATE: appCertificate,
      IMGROUPS_AGORA_BASE_URL: app.baseUrl,
    });

    expect(provider.name).toBe('agora');
  });

  test('without an address in the environment are refused by the variable', () => {
    const make = () => agoraFromEnv({ IMGROUPS_AGORA_APP_ID: appId });

    expect(make).toThrow(expect.objectContaining({ field: 'IMGROUPS_AGORA_BASE_URL' }));
  });
});

describe('a list', () => {
  test('of the app shows owners without org and app, which no path names', async () => {
    const listed = (owner: string) => ({ groupid: owner, groupname: 'x', owner });
    const service = scriptedService({
      'GET /chatgroups': [{ data: [listed('ORG#APP_user_1'), listed('user_1')] }],
    });

    const { items } = await providerOf(service).groups.list().first();

    expect(items.map(({ ownerId }) => ownerId)).toEqual(['user_1', 'user_1']);
  });

  test('of members asks for pages of 100, and not for times of joining', async () => {
    const service = scriptedService({
      'GET /chatgroups/g/users': [{ data: [{ owner: 'alice' }] }],
      'GET /chatgroups/g/admin': [{ data: [] }],
    });

    await providerOf(service).members.list('g').first();

    const asked = service.calls.find(({ route }) => route.endsWith('/users'));
    expect(asked?.url.search).toBe('?pagenum=1&pagesize=100');
  });

  test('of the groups of a user takes the documented path, page by page', async () => {
    const group = (id: string) => ({ groupid: id, groupname: 'x' });
    const service = scriptedService({
      'GET /users/bob/joined_chatgroups': [
        { data: names(20).map(group) },
        { data: [group('last')] },
      ],
    });

    const groups = await providerOf(service).groups.listJoined('bob').toArray({ maxItems: 99 });

    expect(groups).toHaveLength(21);
    expect(service.calls.map(({ url }) => url.search)).toEqual([
      '?pagesize=20&pagenum=1',
      '?pagesize=20&pagenum=2',
    ]);
  });

  test.each([3, 30])(
    'that ignores page size and number, and gives %i groups at once, comes once',
    async (count) => {
      const all = { data: names(count).map((groupid) => ({ groupid })) };
      const service = scriptedService({ 'GET /users/bob/joined_chatgroups': () => all });

      const groups = await providerOf(service).groups.listJoined('bob').toArray({ maxItems: 99 });

      expect(groups).toHaveLength(count);
    },
  );

  test('of members that ignores the number and gives ten at a time is not taken for complete', async () => {
    const all = { data: names(10).map((member) => ({ member })) };
    const service = scriptedService({
      'GET /chatgroups/g/users': () => all,
      'GET /chatgroups/g/admin': () => ({ data: [] }),
    });

    const list = providerOf(service).members.list('g').toArray({ maxItems: 99 });

    expect(await failureOf(list)).toMatchObject({ name: 'InvalidResponseError' });
  });

  test('of the blacklist goes on at its cursor', async () => {
    const service = scriptedService({
      'GET /chatgroups/g/blocks/users': [{ data: names(50), cursor: 'MTA5' }, { data: ['last'] }],
    });

    const entries = await providerOf(service).blacklist.list('g').toArray({ maxItems: 99 });

    expect(entries).toHaveLength(51);
    expect(service.calls.map(({ url }) => url.search)).toEqual([
      '?pageSize=50',
      '?pageSize=50&cursor=MTA5',
    ]);
  });

  test.each([
    ['ends without a cursor', undefined],
    ['ends at null', null],
    ['ends at an empty cursor', ''],
  ])('of the blacklist %s', async (_, cursor) => {
    const service = scriptedService({
      'GET /chatgroups/g/blocks/users': [{ data: ['a'], cursor }],
    });

    const page = await providerOf(service).blacklist.list('g').first();

    expect(page.nextCursor).toBeUndefined();
  });

  test('of the blacklist with a cursor that is none is an answer that cannot be read', async () => {
    const service = scriptedService({
      'GET /chatgroups/g/blocks/users': [{ data: ['a'], cursor: {} }],
    });

    await expect(providerOf(service).blacklist.list('g').first()).rejects.toMatchObject({
      name: 'InvalidResponseError',
      field: 'cursor',
    });
  });
});

describe('a removal from the blacklist whose answer was lost', () => {
  test.each([
    [499, true],
    [500, false],
  ])('%i names prove that a user is not on it, where 500 come at once: %j', async (count, ok) => {
    const service = scriptedService({
      'DELETE /chatgroups/g/blocks/users/bob': [lostAnswer()],
      'GET /chatgroups/g/blocks/users': [{ data: names(count) }],
    });
    const provider = providerOf(service, { retry: { maxRetries: 0 } });

    expect((await provider.blacklist.remove('g', ['bob'])).ok).toBe(ok);
  });
});

test('whoever may be beyond the 500 that come at once is not said to be off the blacklist', async () => {
  const service = scriptedService({
    'DELETE /chatgroups/g/blocks/users/bob': [refusal(403, 'forbidden_op', 'no')],
    'GET /chatgroups/g/blocks/users': () => ({ data: names(500) }),
  });

  const { outcomes } = await providerOf(service).blacklist.remove('g', ['bob']);

  expect(outcomes).toMatchObject([{ status: 'failed' }]);
});

test('adding without telling the members is refused, as no page documents it', async () => {
  const service = scriptedService({});

  const call = providerOf(service).members.add('g', ['bob'], { notify: false });

  expect(await failureOf(call)).toMatchObject({ code: 'unsupported', field: 'notify' });
  expect(service.calls).toEqual([]);
});

test('a mute for good is asked for, and unsupported where the service refuses it', async () => {
  const service = scriptedService({
    'POST /chatgroups/g/mute': [refusal(400, 'invalid_parameter', 'mute_duration is invalid')],
  });

  const error = await failureOf(providerOf(service).mutes.add('g', ['bob'], 'permanent'));

  expect(service.calls[0]?.body).toEqual({ usernames: ['bob'], mute_duration: -1 });
  expect(error).toMatchObject({ code: 'unsupported', field: 'duration', provider: 'agora' });
});

describe('a mute for good', () => {
  const mute = (answer: readonly Answer[]) => {
    const service = scriptedService({ 'POST /chatgroups/g/mute': answer });
    return providerOf(service).mutes;
  };
  const refused = () => [refusal(400, 'invalid_parameter', 'mute_duration is invalid')];

  test('that a service refuses, whose pages do not tell of it, says what to give', async () => {
    await expect(mute(refused()).add('g', ['bob'], 'permanent')).rejects.toMatchObject({
      message:
        'duration: Agora Chat refused a permanent mute (mute_duration is invalid); give { seconds }',
    });
  });

  test.each([
    ['with an end', refused(), { seconds: 60 }, 'invalid_argument'],
    [
      'for another cause',
      [refusal(403, 'forbidden_op', 'group is disabled')],
      'permanent',
      'failed_precondition',
    ],
  ] as const)('is not blamed for the refusal of a mute %s', async (_, answer, duration, code) => {
    const { failed } = await mute(answer).add('g', ['bob'], duration);

    expect(failed.map(({ error }) => error.code)).toEqual([code]);
  });
});

test('user ids are sent in lower case', async () => {
  const service = scriptedService({
    'POST /chatgroups/g/users': [{ data: { newmembers: ['bob'], groupid: 'g' } }],
  });

  const { outcomes } = await providerOf(service).members.add('g', ['Bob']);

  expect(service.calls[0]?.body).toEqual({ usernames: ['bob'] });
  expect(outcomes).toEqual([{ userId: 'Bob', status: 'done', changed: true }]);
});
