import { createUserSig } from '@imgroups/tencent';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGroup, signedQuery, startTencent, type TencentSetup } from './tencent-client.ts';

let setup: TencentSetup;
beforeAll(async () => {
  setup = await startTencent();
});
afterAll(() => setup.emulator.close());

async function codeOf(path: string, init: RequestInit = { method: 'POST', body: '{}' }) {
  const response = await fetch(`${setup.emulator.baseUrl}${path}`, init);
  const answer = (await response.json()) as Record<string, unknown>;
  return { status: response.status, code: answer.ErrorCode, answer };
}

const command = '/v4/group_open_http_svc/get_role_in_group';
const otherKey = 'another-secret-key';

describe('authentication', () => {
  const faults: [string, Record<string, string | undefined>, number][] = [
    ['no sdkappid', { sdkappid: undefined }, 60012],
    ['an sdkappid that is no number', { sdkappid: 'abc' }, 60006],
    ['no identifier', { identifier: undefined }, 60004],
    ['no usersig', { usersig: undefined }, 60005],
    ['an empty usersig', { usersig: '' }, 70002],
    ['a usersig that is none', { usersig: 'nonsense' }, 70003],
    ['another sdkappid than the usersig has', { sdkappid: '1400000002' }, 70014],
    ['another identifier than the usersig has', { identifier: 'alice' }, 70013],
  ];

  test.each(faults)('%s is refused', async (_, parameters, code) => {
    const query = await signedQuery(setup.emulator, parameters);

    const answer = await codeOf(`${command}?${query}`);

    expect(answer).toMatchObject({ status: 200, code });
  });

  test('an application that does not exist is refused', async () => {
    const usersig = await createUserSig({
      sdkAppId: 1_400_000_002,
      secretKey: otherKey,
      userId: 'administrator',
      expireSeconds: 60,
    });
    const query = await signedQuery(setup.emulator, { sdkappid: '1400000002', usersig });

    const answer = await codeOf(`${command}?${query}`);

    expect(answer.code).toBe(70020);
  });

  test('a usersig made with another key is refused', async () => {
    const query = await signedQuery({ ...setup.emulator, secretKey: otherKey });

    const answer = await codeOf(`${command}?${query}`);

    expect(answer.code).toBe(70009);
  });

  test('a usersig that was accepted is refused once it has expired', async () => {
    const old = await startTencent();
    expect((await old.call('get_role_in_group')).ErrorCode).not.toBe(70001);
    old.emulator.control.advanceClock(86_401);

    const answer = await old.call('get_role_in_group');

    expect(answer.ErrorCode).toBe(70001);
    await old.emulator.close();
  });

  test('an account that is no administrator is refused', async () => {
    const query = await signedQuery({ ...setup.emulator, administrator: 'alice' });

    const answer = await codeOf(`${command}?${query}`);

    expect(answer.code).toBe(60010);
  });

  test('a percent-encoded asterisk in the usersig is accepted', async () => {
    const query = setup.query.replaceAll('*', '%2A');

    const answer = await codeOf(`${command}?${query}`, {
      method: 'POST',
      body: JSON.stringify({ GroupId: await createGroup(setup, 'Public'), User_Account: [] }),
    });

    expect(answer.code).toBe(0);
  });
});

describe('order of the checks', () => {
  const steps: [string, string, RequestInit, number][] = [
    ['the method comes before the query', command, { method: 'GET' }, 60009],
    [
      'an unknown command comes before the query',
      '/v4/group_open_http_svc/x',
      { method: 'POST' },
      60008,
    ],
    ['the query comes before the body', command, { method: 'POST', body: '{' }, 60012],
  ];

  test.each(steps)('%s', async (_, path, init, code) => {
    const answer = await codeOf(path, init);

    expect(answer).toMatchObject({ status: 200, code });
  });

  const signed: [string, string, unknown, number][] = [
    ['the body comes before its fields', 'get_role_in_group', '{"GroupId":', 60003],
    ['a body that is no object is refused', 'get_role_in_group', '[1]', 60003],
    ['fields come before the number of items', 'add_group_member', { MemberList: many(21) }, 10004],
    [
      'items come before the group',
      'add_group_member',
      { GroupId: 'no', MemberList: many(21) },
      10005,
    ],
    [
      'the group comes before its members',
      'add_group_member',
      { GroupId: 'no', MemberList: many(1) },
      10015,
    ],
    [
      'an account that is no string has its own code',
      'get_role_in_group',
      { GroupId: 'no', User_Account: [7] },
      60015,
    ],
    ['a missing field is a bad parameter', 'get_role_in_group', { GroupId: 'no' }, 10004],
  ];

  test.each(signed)('%s', async (_, name, body, code) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);

    const answer = JSON.parse(await setup.callForText(name, text));

    expect(answer.ErrorCode).toBe(code);
  });
});

describe('envelope', () => {
  test.each([
    ['a success', 'im_open_login_svc/account_check', { CheckItem: [] }],
    ['a refusal', 'get_group_muted_account', { GroupId: 'none' }],
  ])('%s carries all three fields', async (_, name, body) => {
    const answer = await setup.call(name, body);

    expect(answer).toEqual(
      expect.objectContaining({
        ActionStatus: expect.stringMatching(/^(OK|FAIL)$/),
        ErrorCode: expect.any(Number),
        ErrorInfo: expect.any(String),
      }),
    );
  });

  test('a group that was disbanded is told from one that never was', async () => {
    const groupId = await createGroup(setup, 'Public');
    await setup.call('destroy_group', { GroupId: groupId });

    const disbanded = await setup.call('destroy_group', { GroupId: groupId });
    const unknown = await setup.call('destroy_group', { GroupId: 'never' });

    expect([disbanded.ErrorCode, unknown.ErrorCode]).toEqual([10010, 10015]);
  });
});

describe('rate limits', () => {
  test('calls above the rate are refused until time has passed', async () => {
    const limited = await startTencent({ rateScale: 1, now: () => 1_800_000_000_000 });
    const query = await signedQueryAt(limited, 1_800_000_000);
    const list = async () =>
      (await (
        await fetch(
          `${limited.emulator.baseUrl}/v4/group_open_http_svc/get_appid_group_list?${query}`,
          { method: 'POST' },
        )
      ).json()) as { ErrorCode: number };

    const first = await list();
    const second = await list();
    limited.emulator.control.advanceClock(1);
    const third = await list();

    expect([first, second, third].map(({ ErrorCode }) => ErrorCode)).toEqual([0, 10006, 0]);
    await limited.emulator.close();
  });

  test('a burst above 200 calls of other commands is 60007', async () => {
    const limited = await startTencent({ rateScale: 0.05, now: () => 1_800_000_000_000 });
    const query = await signedQueryAt(limited, 1_800_000_000);
    const url = `${limited.emulator.baseUrl}${command}?${query}`;

    const codes: number[] = [];
    for (let call = 0; call < 12; call += 1) {
      codes.push(
        ((await (await fetch(url, { method: 'POST' })).json()) as { ErrorCode: number }).ErrorCode,
      );
    }

    expect(codes.slice(0, 10)).toEqual(Array(10).fill(10004));
    expect(codes.slice(10)).toEqual([60007, 60007]);
    await limited.emulator.close();
  });
});

async function signedQueryAt({ emulator }: TencentSetup, seconds: number): Promise<string> {
  const { sdkAppId, secretKey, administrator: userId } = emulator;
  const usersig = await createUserSig({
    sdkAppId,
    secretKey,
    userId,
    expireSeconds: 86_400,
    now: () => seconds * 1000,
  });
  return signedQuery(emulator, { usersig });
}

function many(count: number) {
  return Array.from({ length: count }, (_, index) => ({ Member_Account: `user${index}` }));
}
