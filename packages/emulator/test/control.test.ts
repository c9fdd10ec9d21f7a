import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startEasemobEmulator } from '../src/vendors/easemob/index.ts';
import { createGroup, startTencent, type TencentSetup } from './tencent-client.ts';

let setup: TencentSetup;
beforeAll(async () => {
  setup = await startTencent();
});
afterAll(() => setup.emulator.close());
beforeEach(() => setup.emulator.control.reset());

const ourHeaders = { 'x-imgroups-control': '1', 'content-type': 'application/json' };

async function command(method: string, name: string, body?: unknown) {
  const response = await fetch(`${setup.emulator.baseUrl}/_emulator/${name}`, {
    method,
    headers: ourHeaders,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

describe('commands over HTTP', () => {
  test('accounts are imported, shown in the snapshot, and forgotten by a reset', async () => {
    await command('POST', 'accounts', { userIds: ['erin'] });
    const before = await command('GET', 'snapshot');
    await command('POST', 'reset');
    const after = await command('GET', 'snapshot');

    expect(JSON.stringify(before.json)).toContain('erin');
    expect(JSON.stringify(after.json)).not.toContain('erin');
  });

  test('accounts are listed', async () => {
    await command('POST', 'accounts', { userIds: ['erin'] });

    const { json } = await command('GET', 'accounts');

    expect(json.accounts).toEqual(['administrator', 'erin']);
    expect(setup.emulator.control.accounts()).toEqual(json.accounts);
  });

  test.each(['', 'x'.repeat(33)])('the account %j is refused', async (userId) => {
    const { status, json } = await command('POST', 'accounts', { userIds: ['erin', userId] });

    expect(status).toBe(400);
    expect(json.error).toContain('userIds[1]');
    expect(setup.emulator.control.accounts()).not.toContain('erin');
  });

  test('each vendor refuses the accounts that it does not take', async () => {
    const easemob = await startEasemobEmulator();

    for (const userId of ['张三', 'a b', 'x'.repeat(65)]) {
      expect(() => easemob.control.importAccounts([userId])).toThrow(
        /^userIds\[0\]: easemob takes no/,
      );
    }
    expect(() => setup.emulator.control.importAccounts(['张三', 'a b'])).not.toThrow();
    await easemob.close();
  });

  test('a fault for an endpoint that is not there is refused with the nearest name', async () => {
    const { status, json } = await command('POST', 'faults', {
      endpoint: 'creatGroup',
      kind: 'latency',
    });

    const error = 'endpoint: tencent has no endpoint "creatGroup"; did you mean createGroup?';
    expect([status, json.error]).toEqual([400, error]);
    expect(() =>
      setup.emulator.control.addFault({ endpoint: 'creatGroup', kind: 'latency' }),
    ).toThrow(error);
    expect(() => setup.emulator.control.addFault({ endpoint: 'nope', kind: 'latency' })).toThrow(
      'endpoint: tencent has no endpoint "nope"',
    );
    expect(setup.emulator.control.faults()).toEqual([]);
  });

  test.each([
    ['faults', { kind: 'latncy' }, 'kind: must be one of latency, status, '],
    ['faults', { kind: 'latncy' }, 'not "latncy" (string)'],
    [
      'faults',
      { kind: 'latency', milisecond: 5 },
      'milisecond: unknown field; did you mean milliseconds?',
    ],
    ['clock', { advanceSeconds: -1 }, 'advanceSeconds: at least 0, not -1 (number)'],
    ['webhooks', { url: 'nowhere' }, 'url: must be a URL, not "nowhere" (string)'],
  ])('a wrong body for %s says what to do: %j', async (path, body, error) => {
    const answer = await command('POST', path, body);

    expect([answer.status, answer.json.error]).toEqual([400, expect.stringContaining(error)]);
  });

  test('a wrong token of callbacks is not shown', async () => {
    const url = 'http://localhost/';

    const { json } = await command('POST', 'webhooks', { url, token: ['hushed'] });

    expect(json.error).toMatch(/^token: must be /);
    expect(json.error).not.toContain('hushed');
  });

  test('the snapshot shows a group with its members, mutes and bans', async () => {
    setup.emulator.control.importAccounts(['alice', 'bob']);
    const groupId = await createGroup(setup, 'Public', { MemberList: [{ Member_Account: 'bob' }] });
    await setup.call('forbid_send_msg', {
      GroupId: groupId,
      Members_Account: ['bob'],
      MuteTime: 60,
    });

    const { json } = await command('GET', 'snapshot');

    expect(json.snapshot).toMatchObject({
      groups: [
        {
          GroupId: groupId,
          MemberList: [{ Member_Account: 'alice' }, { Member_Account: 'bob' }],
          Mutes: [{ Member_Account: 'bob' }],
          Bans: [],
        },
      ],
    });
  });

  test('users enter a live room and leave it', async () => {
    setup.emulator.control.importAccounts(['alice', 'bob']);
    const groupId = await createGroup(setup, 'AVChatRoom');
    const online = () => setup.emulator.control.snapshot().groups[0]?.Online;

    const entered = await command('POST', 'enter', { groupId, userIds: ['alice', 'bob'] });
    const before = online();
    await command('POST', 'leave', { groupId, userIds: ['alice'] });

    expect(entered.status).toBe(200);
    expect(before).toMatchObject([{ Member_Account: 'bob' }, { Member_Account: 'alice' }]);
    expect(online()).toMatchObject([{ Member_Account: 'bob' }]);
  });

  test.each([
    ['no such group', { groupId: 'none', userIds: ['bob'] }],
    ['no users', { groupId: 'none' }],
  ])('nobody enters with %s', async (_, body) => {
    const { status } = await command('POST', 'enter', body);

    expect(status).toBe(400);
  });

  test('on Easemob nobody enters a group', async () => {
    const easemob = await startEasemobEmulator();

    expect(() => easemob.control.enter('1', ['bob'])).toThrow('easemob shows nobody as online');
    await easemob.close();
  });

  test('the clock moves ahead', async () => {
    await command('POST', 'clock', { advanceSeconds: 86_401 });

    const answer = await setup.call('get_appid_group_list');

    expect(answer.ErrorCode).toBe(70001);
  });

  test('the journal tells what was called, without the signature', async () => {
    await setup.call('get_appid_group_list');
    await setup.call('no_such_command');

    const { json } = await command('GET', 'journal');

    expect(json.journal).toMatchObject([
      {
        vendor: 'tencent',
        endpoint: 'getAppIdGroupList',
        method: 'POST',
        status: 200,
        vendorCode: 0,
      },
      { vendor: 'tencent', method: 'POST', status: 200, vendorCode: 60008 },
    ]);
    expect(JSON.stringify(json)).not.toMatch(/usersig/);
  });

  test('the journal can be cleared', async () => {
    await setup.call('get_appid_group_list');

    await command('DELETE', 'journal');

    expect((await command('GET', 'journal')).json.journal).toEqual([]);
  });

  test('faults are added, shown and cleared', async () => {
    await command('POST', 'faults', { kind: 'throttled', times: 2 });
    const throttled = await setup.call('get_appid_group_list');
    const shown = await command('GET', 'faults');
    await command('DELETE', 'faults');
    const served = await setup.call('get_appid_group_list');

    expect([throttled.ErrorCode, served.ErrorCode]).toEqual([60007, 0]);
    expect(shown.json.faults).toEqual([{ kind: 'throttled', times: 1 }]);
  });
});

/** Sends what fetch would not: a browser chooses these headers itself. */
async function send(method: string, name: string, headers: object, body = '') {
  const { hostname, port } = new URL(setup.emulator.baseUrl);
  const sent = request({
    hostname,
    port,
    method,
    path: `/_emulator/${name}`,
    headers: { ...headers },
  });
  sent.end(body);
  const [response] = await once(sent, 'response');
  const text = await new Response(response).text();
  return { status: response.statusCode, error: JSON.parse(text).error };
}

describe('pages of other origins', () => {
  const foreign: [string, string, string, object, RegExp][] = [
    ['read', 'GET', 'journal', { origin: 'https://evil.example' }, /evil.example/],
    ['read from nowhere', 'GET', 'journal', { origin: 'null' }, /null/],
    [
      'read without an origin',
      'GET',
      'journal',
      { 'sec-fetch-site': 'cross-site' },
      /another origin/,
    ],
    [
      'read from another port',
      'GET',
      'journal',
      { 'sec-fetch-site': 'same-site' },
      /another origin/,
    ],
    ['read under a name of theirs', 'GET', 'journal', { host: 'evil.example:80' }, /evil.example/],
    ['write', 'POST', 'reset', { ...ourHeaders, origin: 'http://evil.example' }, /evil.example/],
    ['write by a plain form', 'POST', 'reset', {}, /x-imgroups-control is missing/],
    ['delete', 'DELETE', 'journal', {}, /x-imgroups-control is missing/],
  ];

  test.each(foreign)('cannot %s', async (_, method, name, headers, text) => {
    const answer = await send(method, name, headers);

    expect(answer).toEqual({ status: 403, error: expect.stringMatching(text) });
  });

  test('are not allowed by a preflight', async () => {
    const { status } = await send('OPTIONS', 'reset', {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
    });

    expect(status).toBe(403);
  });

  test.each(['localhost', '127.0.0.1', '[::1]'])(
    'those of this server may, as %s',
    async (name) => {
      const host = `${name}:${new URL(setup.emulator.baseUrl).port}`;

      const { status } = await send('POST', 'reset', {
        ...ourHeaders,
        host,
        origin: `http://${host}`,
      });

      expect(status).toBe(200);
    },
  );
});

test.each([
  ['of another content type', { 'content-type': 'text/plain' }, '{}', 415],
  ['of no content type', { 'content-type': '' }, '{}', 415],
  ['above 1 MB', {}, JSON.stringify({ userIds: ['x'.repeat(1_100_000)] }), 413],
])('a body %s is refused', async (_, headers, body, status) => {
  const answer = await send('POST', 'accounts', { ...ourHeaders, ...headers }, body);

  expect(answer.status).toBe(status);
});

describe('commands that cannot be understood', () => {
  const commands: [string, string, string, unknown, number, RegExp][] = [
    ['no JSON', 'POST', 'accounts', '{', 400, /not JSON/],
    ['a field of another type', 'POST', 'accounts', { userIds: 'alice' }, 400, /userIds/],
    ['time that goes back', 'POST', 'clock', { advanceSeconds: -1 }, 400, /advanceSeconds/],
    ['a fault that does not exist', 'POST', 'faults', { kind: 'fire' }, 400, /kind/],
    ['a field that does not exist', 'POST', 'faults', { kind: 'html', when: 1 }, 400, /when/],
    ['a command that does not exist', 'GET', 'nothing', undefined, 404, /GET \/_emulator\/nothing/],
  ];

  test.each(commands)(
    '%s is refused with a reason',
    async (_, method, name, body, status, text) => {
      const answer = await command(method, name, body);

      expect([answer.status, answer.json.error]).toEqual([status, expect.stringMatching(text)]);
    },
  );

  test('in code a wrong fault throws with the name of the field', () => {
    const { control } = setup.emulator;

    expect(() => control.addFault({ kind: 'html', probability: 2 })).toThrow(/probability/);
  });
});
