import { isImGroupsError } from '@imgroups/core';
import type { HttpRequest, HttpResponse } from '@imgroups/core/adapter';
import { describe, expect, test } from 'vitest';
import { optionsFor, scriptedService } from '../../test/scripted-service.ts';
import { createEasemobClient } from '../client.ts';

/** A client whose requests are kept as they leave, and answered alike. */
function clientOf(answer: Partial<HttpResponse> | object = {}) {
  const requests: HttpRequest[] = [];
  const response: HttpResponse = { status: 200, headers: {}, text: '{"data":[]}', ...answer };
  const transport = {
    async send(request: HttpRequest) {
      requests.push(request);
      return response;
    },
  };
  const client = createEasemobClient({
    ...optionsFor(scriptedService({})),
    clientId: undefined,
    clientSecret: undefined,
    token: () => 'YWMt-token',
    retry: { maxRetries: 0 },
    transport,
  });
  return { client, requests };
}

async function failureOf(call: Promise<unknown>) {
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isImGroupsError(thrown)) throw thrown;
  return thrown;
}

const answered = (status: number, body: object, headers = {}) => ({
  status,
  headers,
  text: JSON.stringify(body),
});

describe('the request', () => {
  test('has the token, and asks for JSON', async () => {
    const { client, requests } = clientOf();

    await client.listGroups({ limit: 2 });

    expect(requests).toEqual([
      {
        method: 'GET',
        url: 'https://a1.easemob.com/acme/testapp/chatgroups?limit=2',
        headers: { accept: 'application/json', authorization: 'Bearer YWMt-token' },
        body: undefined,
        answer: 'text',
        credential: 'YWMt-token',
      },
    ]);
  });

  test('may have a URL of 4,095 bytes, and none that is longer', async () => {
    const { client, requests } = clientOf();
    const urlOf = (cursor: string) =>
      `https://a1.easemob.com/acme/testapp/chatgroups?cursor=${cursor}`;
    const longest = 'c'.repeat(4095 - urlOf('').length);

    await client.listGroups({ cursor: longest });
    const error = await failureOf(client.listGroups({ cursor: `${longest}c` }));

    expect(requests.map(({ url }) => url.length)).toEqual([4095]);
    expect(error).toMatchObject({ reason: 'batch_too_long', field: 'cursor' });
    expect(error.message).toBe(
      'cursor: the URL would have 4096 bytes, at most 4095 are possible: send fewer names per call',
    );
  });
});

test('a function that never gives a token ends with the time of the call', async () => {
  const client = createEasemobClient({
    ...optionsFor(scriptedService({})),
    clientId: undefined,
    clientSecret: undefined,
    token: () => new Promise<never>(() => undefined),
  });

  const error = await failureOf(client.listGroups({}, { totalTimeout: 20 }));

  expect(error).toMatchObject({ code: 'timeout', ambiguous: false });
});

describe('a failed answer', () => {
  const failed = (answer: object) => failureOf(clientOf(answer).client.listGroups({}));

  test('is told in the words of the vendor, with status and word', async () => {
    const body = { error: 'reach_limit', error_description: ' slow down\n', error_code: 5 };

    const error = await failed(answered(429, body, { 'retry-after': '7' }));

    expect(error).toMatchObject({
      message: 'slow down (429 reach_limit)',
      name: 'ApiError',
      code: 'rate_limited',
      vendorCode: 'reach_limit',
      vendorMessage: ' slow down\n',
      vendorNumber: 5,
      httpStatus: 429,
      retryAfterSeconds: 7,
      retryable: true,
    });
  });

  test.each([
    [{ error: 'x', error_description: ' ', desc: ' second ' }, 'second (403 x)'],
    [{ error: 'x', desc: '' }, 'failed_precondition (403 x)'],
    [{ error_description: 'first', desc: 'second' }, 'first (HTTP 403)'],
    [{ error: 7, error_description: ['no'], desc: {} }, 'failed_precondition (HTTP 403)'],
  ])('has the first text that says something: %j', async (body, message) => {
    expect((await failed(answered(403, body))).message).toBe(message);
  });

  test.each([
    ['40011', 40011],
    [40011, 40011],
    ['4e4', undefined],
    ['', undefined],
    ['-1', undefined],
    ['x1', undefined],
    ['1x', undefined],
    [1.5, undefined],
    [null, undefined],
    [true, undefined],
    ['99999999999999999999', undefined],
  ])('may give its number as %j', async (error_code, number) => {
    const error = await failed(answered(404, { error: 'x', error_code }));

    expect(error.vendorNumber).toBe(number);
  });

  test.each([
    ['7', 7],
    ['soon', undefined],
    ['120', 120],
    ['7s', undefined],
    ['in 7', undefined],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    [undefined, undefined],
  ])('may say how long to wait: %s', async (wait, seconds) => {
    const headers = wait === undefined ? {} : { 'retry-after': wait };

    expect((await failed({ status: 503, headers, text: '' })).retryAfterSeconds).toBe(seconds);
  });

  const address = '. Check baseUrl or region';
  test.each([
    [301, '', address],
    [404, '', address],
    [405, '<html>', address],
    [404, '{"error":"resource_not_found"}', ''],
    [405, '{"error":"x"}', ''],
    [400, '', ''],
    [403, '', ''],
    [403, '"a text"', ''],
    [429, '', ''],
    [502, '<html>', ''],
  ])(
    'HTTP %i with the body %j names the address if another server gave it',
    async (status, text, check) => {
      const { message } = await failed({ status, headers: {}, text });

      expect(message.includes('Check')).toBe(check !== '');
      expect(message.endsWith(check)).toBe(true);
    },
  );

  test('about the credentials names their options', async () => {
    const error = await failed(answered(401, { error: 'unauthorized' }));

    expect(error.message).toContain('. Check the credentials: clientId and clientSecret');
  });

  test('about something missing says what, by the path of the call', async () => {
    const { client } = clientOf(answered(404, { error: 'service_resource_not_found' }));

    expect((await failureOf(client.getUser({ username: 'bob' }))).reason).toBe('user_not_found');
    expect((await failureOf(client.deleteGroup({ group_id: '1' }))).reason).toBe('group_not_found');
  });

  test('about something else does not say that anything is missing', async () => {
    const { client } = clientOf(answered(403, { error: 'service_resource_not_found' }));

    expect((await failureOf(client.getUser({ username: 'bob' }))).reason).toBeUndefined();
  });
});

describe('a success', () => {
  test.each([
    ['', 'empty', true],
    [' \n<html>welcome</html>', 'a web page', true],
    ['[1]', '3 characters of something else', true],
    ['welcome <b>', '11 characters of something else', true],
    ['{"ActionStatus":"OK","ErrorCode":0}', 'one of Tencent Cloud Chat', false],
  ])('that is %j is not of the service', async (text, what, retryable) => {
    const { client } = clientOf({ text });

    const error = await failureOf(client.muteAll({ group_id: '12' }));

    expect(error).toMatchObject({
      name: 'InvalidResponseError',
      message: `the answer is not a JSON object of the service but ${what}. Check baseUrl or region`,
      retryable,
      ambiguous: true,
    });
  });

  test.each([{ ActionStatus: 'OK' }, { ErrorCode: 0 }, {}])(
    'may be any other object: %j',
    async (body) => {
      const { client } = clientOf({ text: JSON.stringify(body) });

      expect(await client.muteAll({ group_id: '12' })).toEqual(body);
    },
  );

  test.each([199, 300])('has no other status: %i', async (status) => {
    const { client } = clientOf({ status });

    expect(await failureOf(client.listGroups({}))).toMatchObject({ httpStatus: status });
  });

  test.each([200, 201, 204, 299])('has any status of success: %i', async (status) => {
    const { client } = clientOf({ status });

    expect(await client.listGroups({})).toEqual({ data: [] });
  });

  test('of a download without a body is an empty file', async () => {
    const { client } = clientOf({ text: '' });

    const file = await client.downloadSharedFile({ group_id: '12', file_id: 'f' });

    expect(await new Response(file).text()).toBe('');
  });
});

test.each([
  [429, 'slowed'],
  [503, 'slowed'],
  [502, 'as fast as before'],
])('after HTTP %i the next calls are %s', async (status, pace) => {
  const slowed: string[] = [];
  const service = scriptedService({
    'POST /chatgroups/12/ban': [{ status, headers: {}, text: '' }],
  });
  const client = createEasemobClient({
    ...optionsFor(service),
    retry: { maxRetries: 0 },
    limiter: {
      acquire: async () => undefined,
      throttled: (key, rate) => {
        slowed.push(key);
        return rate;
      },
    },
  });

  await failureOf(client.muteAll({ group_id: '12' }));

  expect(slowed).toHaveLength(pace === 'slowed' ? 1 : 0);
});
