import { isImGroupsError, type RateLimiter } from '@imgroups/core';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  lostAnswer,
  optionsFor,
  refusal,
  scriptedService,
  secretKey,
} from '../../test/scripted-service.ts';
import { createTencentClient, type TencentClientOptions } from '../client.ts';
import { verifyUserSig } from '../credentials/user-sig.ts';
import { textMessage } from '../mapping/message.ts';

function clientOf(answers: readonly Answer[], options: Partial<TencentClientOptions> = {}) {
  const service = scriptedService({
    destroy_group: answers,
    get_group_info: answers,
    create_group: answers,
  });
  return { ...service, client: createTencentClient({ ...optionsFor(service), ...options }) };
}

const group = { GroupId: 'book-club' };

async function failureOf(call: Promise<unknown>) {
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isImGroupsError(thrown)) throw thrown;
  return thrown;
}

describe('the request', () => {
  test('has the common query, with a fresh random number as the request id', async () => {
    let requestId: string | undefined;
    const { client, calls } = clientOf([{}], {
      random: () => 0.5,
      onRequest: (event) => {
        requestId = event.requestId;
      },
    });

    await client.destroyGroup(group);

    const query = Object.fromEntries(calls[0]?.url.searchParams ?? []);
    expect(query).toEqual({
      sdkappid: '1400000001',
      identifier: 'administrator',
      usersig: expect.any(String),
      random: '2147483648',
      contenttype: 'json',
    });
    expect(requestId).toBe('2147483648');
  });

  test('is signed for the administrator', async () => {
    const { client, calls } = clientOf([{}], { administrator: 'root+1' });

    await client.destroyGroup(group);

    const result = await verifyUserSig({
      userSig: calls[0]?.url.searchParams.get('usersig') ?? '',
      sdkAppId: 1400000001,
      secretKey,
      userId: calls[0]?.url.searchParams.get('identifier') ?? '',
      now: () => 1_700_000_000_000,
    });
    expect(result).toMatchObject({ valid: true, fields: { userId: 'root+1' } });
  });

  test('of a call without arguments is an empty object', async () => {
    const service = scriptedService({ get_appid_group_list: [{}] });
    const client = createTencentClient(optionsFor(service));

    await client.getAppIdGroupList({});

    expect(service.calls[0]?.body).toEqual({});
  });

  test('uses one signature for many calls', async () => {
    const { client, calls } = clientOf([{}]);

    await client.destroyGroup(group);
    await client.destroyGroup(group);

    expect(new Set(calls.map(({ url }) => url.searchParams.get('usersig'))).size).toBe(1);
  });

  test('goes to the host of the region, or to any base URL with its path', async () => {
    const seoul = clientOf([{}], { region: 'seoul' });
    const proxy = clientOf([{}], { baseUrl: 'http://127.0.0.1:8080/tim/' });

    await seoul.client.destroyGroup(group);
    await proxy.client.destroyGroup(group);

    expect(seoul.calls[0]?.url.origin).toBe('https://adminapikr.im.qcloud.com');
    expect(`${proxy.calls[0]?.url.origin}${proxy.calls[0]?.url.pathname}`).toBe(
      'http://127.0.0.1:8080/tim/v4/group_open_http_svc/destroy_group',
    );
  });
});

describe('an expired signature', () => {
  const expired = (date?: string): Answer => ({
    status: 200,
    headers: date === undefined ? {} : { date },
    text: JSON.stringify({ ActionStatus: 'FAIL', ErrorCode: 70001, ErrorInfo: 'usersig expired' }),
  });

  test.each([
    ['2 days behind', 1_700_172_800_000, '2880 minutes behind that of the service'],
    ['20 minutes ahead', 1_699_998_800_000, '20 minutes ahead of that of the service'],
  ])('is told as a clock that is %s', async (_, serviceTime, text) => {
    const { client } = clientOf([expired(new Date(serviceTime).toUTCString())]);

    const error = await failureOf(client.destroyGroup(group));

    expect(error).toMatchObject({ code: 'unauthenticated', reason: 'clock_skew', attempts: 2 });
    expect(error.message).toContain(text);
  });

  test.each([
    ['the clocks agree', new Date(1_700_000_100_000).toUTCString()],
    ['the clocks are five minutes apart', new Date(1_700_000_300_000).toUTCString()],
    ['the answer has no date', undefined],
    ['the date cannot be read', 'yesterday'],
  ])('is told as it is when %s', async (_, date) => {
    const { client } = clientOf([expired(date)]);

    const error = await failureOf(client.destroyGroup(group));

    expect(error.reason).toBeUndefined();
    expect(error.message).toBe('usersig expired (70001)');
  });
});

test('another refusal is not explained by the clock', async () => {
  const text = JSON.stringify({ ActionStatus: 'FAIL', ErrorCode: 70013, ErrorInfo: 'no' });
  const headers = { date: new Date(1_600_000_000_000).toUTCString() };
  const { client } = clientOf([{ status: 200, headers, text }]);

  const error = await failureOf(client.destroyGroup(group));

  expect(error.reason).toBeUndefined();
  expect(error.message).not.toContain('clock');
});

describe('the answer', () => {
  test('is what the vendor said, with unknown fields', async () => {
    const { client } = clientOf([{ NewField: 1 }]);

    const answer = await client.destroyGroup(group);

    expect(answer).toEqual({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', NewField: 1 });
  });

  test.each([
    ['a code', { ActionStatus: 'OK', ErrorCode: 10010 }, 'not_found'],
    ['a word', { ActionStatus: 'FAIL', ErrorCode: 0 }, 'internal'],
  ])('is a refusal by %s alone', async (_, envelope, code) => {
    const { client } = clientOf([envelope]);

    const error = await failureOf(client.destroyGroup(group));

    expect(error).toMatchObject({ name: 'ApiError', code, vendorCode: envelope.ErrorCode });
  });

  test('may have words that are no text', async () => {
    const { client } = clientOf([{ ActionStatus: 'FAIL', ErrorCode: 10010, ErrorInfo: 7 }]);

    const error = await failureOf(client.destroyGroup(group));

    expect(error.message).toBe('not_found (10010)');
    expect(error.vendorMessage).toBeUndefined();
  });

  test("a failure has the vendor's number and words", async () => {
    const { client } = clientOf([refusal(10010, 'group not exist')]);

    const error = await failureOf(client.destroyGroup(group));

    expect(error).toMatchObject({
      name: 'ApiError',
      message: 'group not exist (10010)',
      code: 'not_found',
      reason: 'group_not_found',
      vendorCode: 10010,
      vendorMessage: 'group not exist',
      provider: 'tencent',
      endpoint: 'destroyGroup',
      httpStatus: 200,
      attempts: 1,
      retryable: false,
      ambiguous: false,
    });
  });

  test('with a list of outcomes, the code of the envelope means nothing', async () => {
    const item = { GroupId: 'nope', ErrorCode: 10015 };
    const { client } = clientOf([{ ActionStatus: 'FAIL', ErrorCode: 10015, GroupInfo: [item] }]);

    const answer = await client.getGroupInfo({ GroupIdList: ['nope'] });

    expect(answer.GroupInfo).toEqual([item]);
  });

  test('without that list, the code of the envelope decides', async () => {
    const { client } = clientOf([refusal(10004)]);

    const error = await failureOf(client.getGroupInfo({ GroupIdList: ['nope'] }));

    expect(error.vendorCode).toBe(10004);
  });

  test.each([5, {}, [null]])(
    'a list of outcomes that is %j leaves it to the envelope',
    async (list) => {
      const answers = [{ GroupInfo: list }, { ...refusal(10004), GroupInfo: list }];
      const { client } = clientOf(answers);

      const answer = await client.getGroupInfo({ GroupIdList: ['nope'] });
      const error = await failureOf(client.getGroupInfo({ GroupIdList: ['nope'] }));

      expect(answer.GroupInfo).toEqual(list);
      expect(error.vendorCode).toBe(10004);
    },
  );

  test('a message that was accepted and dropped is an error', async () => {
    const service = scriptedService({ send_group_msg: [{ MsgDropReason: 'MsgFreqCtrl' }] });
    const client = createTencentClient(optionsFor(service));
    const message = { GroupId: 'book-club', Random: 1, MsgBody: textMessage('Hello') };

    const error = await failureOf(client.sendGroupMsg(message, { maxRetries: 0 }));

    expect(error).toMatchObject({
      name: 'ApiError',
      code: 'rate_limited',
      retryable: true,
      ambiguous: false,
      vendorCode: 'MsgFreqCtrl',
    });
  });

  test('a dropped message is sent again with the same number', async () => {
    const service = scriptedService({
      send_group_msg: [{ MsgDropReason: 'MsgFreqCtrl' }, { MsgSeq: 12 }],
    });
    const client = createTencentClient(optionsFor(service));
    const message = { GroupId: 'book-club', Random: 1, MsgBody: textMessage('Hello') };

    const answer = await client.sendGroupMsg(message);

    expect(answer.MsgSeq).toBe(12);
    expect(service.calls.map(({ body }) => body.Random)).toEqual([1, 1]);
  });

  test.each<[number, object]>([
    [502, { code: 'unavailable', retryable: true, ambiguous: true }],
    [408, { code: 'unavailable', retryable: true, ambiguous: true }],
    [429, { code: 'rate_limited', retryable: true, ambiguous: false }],
    [404, { code: 'unavailable', retryable: false, ambiguous: false }],
    [413, { code: 'unavailable', retryable: false, ambiguous: false }],
    [403, { code: 'unavailable', retryable: false, ambiguous: true }],
    [418, { code: 'unavailable', retryable: false, ambiguous: true }],
    [302, { code: 'unavailable', retryable: false, ambiguous: true }],
    [307, { code: 'unavailable', retryable: false, ambiguous: true }],
    [300, { code: 'unavailable', retryable: false, ambiguous: true }],
    [499, { code: 'unavailable', retryable: false, ambiguous: true }],
    [500, { code: 'unavailable', retryable: true, ambiguous: true }],
    ...[201, 202, 203, 204, 205, 206].map((status): [number, object] => [
      status,
      { code: 'unavailable', retryable: true, ambiguous: true },
    ]),
  ])('HTTP %i is from a gateway', async (status, meaning) => {
    const { client } = clientOf([{ status, headers: {}, text: '<html>' }]);

    const error = await failureOf(client.destroyGroup(group, { maxRetries: 0 }));

    expect(error).toMatchObject({ name: 'ApiError', httpStatus: status, ...meaning });
  });

  test.each([
    [204, true],
    [301, true],
    [404, true],
    [499, true],
    [408, false],
    [429, false],
    [500, false],
    [502, false],
  ])('HTTP %i names the address where it may be another service: %s', async (status, isForeign) => {
    const { client } = clientOf([{ status, headers: {}, text: '' }]);

    const error = await failureOf(client.destroyGroup(group, { maxRetries: 0 }));

    const check = isForeign ? '. Check baseUrl or region' : '';
    expect(error.message).toBe(`HTTP ${status} from a gateway, not from the API${check}`);
  });

  test.each([
    [{ status: 429, headers: {}, text: '' }, 1],
    [refusal(60007), 1],
    [refusal(60019), 1],
    [refusal(10006), 0],
    [refusal(10010), 0],
    [{ status: 502, headers: {}, text: '' }, 0],
  ])('(%#) slows later calls down only where it is about the rate', async (answer, times) => {
    const slowed: string[] = [];
    const limiter: RateLimiter = {
      acquire: async () => undefined,
      throttled: (key, rate) => {
        slowed.push(key);
        return rate;
      },
    };
    const { client } = clientOf([answer], { limiter });

    await failureOf(client.destroyGroup(group, { maxRetries: 0 }));

    expect(slowed).toHaveLength(times);
  });

  test('a whole answer with another status than 200 proves nothing', async () => {
    const text = '{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}';
    const { client } = clientOf([{ status: 203, headers: {}, text }]);

    const error = await failureOf(client.destroyGroup(group, { maxRetries: 0 }));

    expect(error).toMatchObject({ httpStatus: 203, ambiguous: true });
  });

  test('a redirect names the option that is most likely wrong', async () => {
    const headers = { location: 'https://other.test/?usersig=SECRET' };
    const { client } = clientOf([{ status: 301, headers, text: '' }]);

    const error = await failureOf(client.destroyGroup(group));

    expect(error).toMatchObject({ attempts: 1, ambiguous: true });
    expect(error.message).toContain('baseUrl');
    expect(error.message).not.toContain('SECRET');
  });

  test.each<[string, (url: URL) => string]>([
    ['the address', (url) => url.href],
    ['its signature', (url) => url.searchParams.get('usersig') ?? ''],
    ['it in base64', (url) => Buffer.from(url.href).toString('base64')],
    ['a part of it', (url) => url.href.slice(0, url.href.indexOf('usersig') + 100)],
    ['the secret key', () => secretKey],
  ])('a gateway that echoes %s tells no secret', async (_, echo) => {
    const signatures: string[] = [];
    const transport = {
      send: async ({ url }: { readonly url: string }) => {
        const address = new URL(url);
        signatures.push(address.searchParams.get('usersig') ?? '');
        const ErrorInfo = `not understood: ${echo(address)}`;
        const text = JSON.stringify({ ActionStatus: 'FAIL', ErrorCode: 10004, ErrorInfo });
        return { status: 200, headers: {}, text };
      },
    };
    const client = createTencentClient({ sdkAppId: 1400000001, secretKey, transport });

    const error = await failureOf(client.destroyGroup(group));

    const told = `${error.message} ${JSON.stringify(error)} ${error.stack}`;
    expect(told).toContain('***');
    expect(told).not.toContain(secretKey);
    expect(told).not.toContain(signatures[0]?.slice(16, 60));
    expect(told).not.toContain(
      Buffer.from(signatures[0] ?? '')
        .toString('base64')
        .slice(24, 60),
    );
  });

  test.each([
    ['7', 7],
    ['120', 120],
    ['7s', undefined],
    ['in 7', undefined],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    [undefined, undefined],
  ])('a gateway may say how long to wait: %s', async (wait, seconds) => {
    const headers = wait === undefined ? {} : { 'retry-after': wait };
    const { client } = clientOf([{ status: 429, headers, text: '' }]);

    const error = await failureOf(client.destroyGroup(group, { maxRetries: 0 }));

    expect(error.retryAfterSeconds).toBe(seconds);
  });

  test.each([
    ['<html>Bad gateway</html>', 'is not JSON but a web page'],
    [' \n<html>', 'is not JSON but a web page'],
    ['{"ActionStatus":', 'is not JSON but 16 characters'],
    ['bad <b>', 'is not JSON but 7 characters'],
    ['[]', 'has no ErrorCode'],
    ['null', 'has no ErrorCode'],
    ['"ErrorCode"', 'has no ErrorCode'],
    ['{"ok":true}', 'has no ErrorCode'],
    ['{"ErrorCode":"0"}', 'has no ErrorCode'],
  ])('what cannot be read leaves a write in doubt: %s %s', async (text, what) => {
    const { client } = clientOf([{ status: 200, headers: {}, text }]);

    const error = await failureOf(client.destroyGroup(group, { maxRetries: 0 }));

    expect(error).toMatchObject({
      name: 'InvalidResponseError',
      code: 'internal',
      message: `the answer ${what}. Check baseUrl or region`,
      retryable: true,
      ambiguous: true,
    });
    expect(error.field).toBe(what === 'has no ErrorCode' ? 'ErrorCode' : undefined);
  });
});

test('64-bit positions keep every digit in both directions', async () => {
  const position = '18446744073709551615';
  const text = `{"ActionStatus":"OK","ErrorCode":0,"Next":${position}}`;
  const service = scriptedService({
    get_appid_group_list: [{ status: 200, headers: {}, text }],
  });

  const answer = await createTencentClient(optionsFor(service)).getAppIdGroupList({
    Next: position,
  });

  expect(answer.Next).toBe(position);
  expect(service.calls[0]?.text).toBe(`{"Next":${position}}`);
});

describe('retries', () => {
  test('a throttled call is sent again', async () => {
    const { client, calls } = clientOf([refusal(60007), {}]);

    await client.createGroup({ Type: 'Public', Name: 'x' });

    expect(calls).toHaveLength(2);
  });

  test('each attempt has a random number of its own', async () => {
    let last = 0;
    const random = () => {
      last += 0.1;
      return last;
    };
    const { client, calls } = clientOf([refusal(60007), {}], { random });

    await client.destroyGroup(group);

    expect(new Set(calls.map(({ url }) => url.searchParams.get('random'))).size).toBe(2);
  });

  test('a create without an own id whose answer is lost is not sent again', async () => {
    const { client, calls } = clientOf([lostAnswer(), {}]);

    const error = await failureOf(client.createGroup({ Type: 'Public', Name: 'x' }));

    expect(error).toMatchObject({ ambiguous: true, attempts: 1 });
    expect(calls).toHaveLength(1);
  });

  test("the same holds for a time-out of the vendor's back end", async () => {
    const { client, calls } = clientOf([refusal(10002), {}]);

    const error = await failureOf(client.createGroup({ Type: 'Public', Name: 'x' }));

    expect(error).toMatchObject({ vendorCode: 10002, ambiguous: true });
    expect(calls).toHaveLength(1);
  });

  test('a create with an own id is sent again', async () => {
    const { client, calls } = clientOf([lostAnswer(), {}]);

    await client.createGroup({ Type: 'Public', Name: 'x', GroupId: 'own' });

    expect(calls).toHaveLength(2);
  });
});

describe('credentials', () => {
  test('an expired signature is renewed once', async () => {
    let second = 0;
    const { client, calls } = clientOf([refusal(70001), {}], {
      now: () => {
        second += 1;
        return second * 1000;
      },
    });

    await client.destroyGroup(group);

    const [first, renewed] = calls.map(({ url }) => url.searchParams.get('usersig'));
    expect(calls).toHaveLength(2);
    expect(first).not.toBe(renewed);
  });

  test('a signature that stays expired is told', async () => {
    const { client, calls } = clientOf([refusal(70001)]);

    const error = await failureOf(client.destroyGroup(group));

    expect(error).toMatchObject({ code: 'unauthenticated', vendorCode: 70001 });
    expect(calls).toHaveLength(2);
  });

  test.each([70003, 70009, 70013, 70014])(
    'a wrong configuration is not renewed: %i',
    async (code) => {
      const { client, calls } = clientOf([refusal(code)]);

      const error = await failureOf(client.destroyGroup(group));

      expect(error.code).toBe('unauthenticated');
      expect(calls).toHaveLength(1);
    },
  );

  test('a function can give the signatures', async () => {
    let count = 0;
    const { client, calls } = clientOf([refusal(70001), {}], {
      secretKey: undefined,
      userSig: () => {
        count += 1;
        return `sig${count}`;
      },
    });

    await client.destroyGroup(group);

    expect(calls.map(({ url }) => url.searchParams.get('usersig'))).toEqual(['sig1', 'sig2']);
  });

  test('a function that never gives one ends with the time of the call', async () => {
    const { client, calls } = clientOf([{}], {
      secretKey: undefined,
      userSig: () => new Promise<never>(() => undefined),
    });

    const error = await failureOf(client.destroyGroup(group, { totalTimeout: 20 }));

    expect(error).toMatchObject({ code: 'timeout', ambiguous: false });
    expect(calls).toHaveLength(0);
  });

  test.each([
    ['throws', () => Promise.reject(new RangeError(`cannot use ${secretKey}`))],
    ['gives nothing', () => ''],
  ])('a function that %s ends the call before it is sent', async (_, userSig) => {
    const { client, calls } = clientOf([{}], { secretKey: undefined, userSig });

    const error = await failureOf(client.destroyGroup(group));

    expect(error).toMatchObject({ code: 'unauthenticated', ambiguous: false });
    expect(error.message).not.toContain(secretKey);
    expect(calls).toHaveLength(0);
  });

  test('no secret is in an error, an event or a log line', async () => {
    const seen: unknown[] = [];
    const see = (...values: unknown[]): void => {
      seen.push(...values);
    };
    const { client, calls } = clientOf([refusal(60007), lostAnswer(), refusal(10002)], {
      onRequest: see,
      onResponse: see,
      onRetry: see,
      bodies: true,
      logger: { debug: see, warn: see },
    });

    const error = await failureOf(client.destroyGroup(group));

    const text = JSON.stringify([...seen, error, error.message, error.stack]);
    const userSig = calls[0]?.url.searchParams.get('usersig') ?? 'none';
    expect(text).not.toContain(secretKey);
    expect(text).not.toContain(userSig);
    expect(text).not.toContain('usersig');
  });
});
