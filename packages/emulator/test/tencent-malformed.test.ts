import { tencentEndpoints } from '@imgroups/tencent/endpoints';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exchange, requestText } from './raw-socket.ts';
import { createGroup, startTencent, type TencentSetup } from './tencent-client.ts';

let setup: TencentSetup;
beforeAll(async () => {
  setup = await startTencent();
  await createGroup(setup, 'Public', { GroupId: 'club' });
});
afterAll(() => setup.emulator.close());

const path = '/v4/group_open_http_svc/get_role_in_group';
const body = JSON.stringify({ GroupId: 'club', User_Account: ['alice'] });

const envelope = {
  ActionStatus: expect.stringMatching(/^(OK|FAIL)$/),
  ErrorCode: expect.any(Number),
  ErrorInfo: expect.any(String),
};

/** The JSON behind the head of an HTTP answer. */
function jsonOf(text: string): { status: number; json: Record<string, unknown> } {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const json = rest.join('\r\n\r\n').match(/\{.*\}/s)?.[0] ?? '';
  return { status: Number(head.split(' ')[1]), json: JSON.parse(json) };
}

describe('framing of clients in the wild', () => {
  const requests: [string, { body?: string; headers?: string[] }, string][] = [
    ['no content type', { body }, path],
    [
      'a content type of forms',
      { body, headers: ['Content-Type: application/x-www-form-urlencoded'] },
      path,
    ],
    ['a content type that is none', { body, headers: ['Content-Type: ;;;'] }, path],
    ['doubled slashes', { body }, `//v4//group_open_http_svc/get_role_in_group`],
    ['a slash at the end', { body }, `${path}/`],
  ];

  test.each(requests)('%s is served', async (_, request, at) => {
    const { text } = await exchange(setup.emulator.baseUrl, [
      requestText('POST', `${at}?${setup.query}`, request),
    ]);

    expect(jsonOf(text)).toMatchObject({ status: 200, json: { ErrorCode: 0 } });
  });

  test('a chunked body is served', async () => {
    const chunked = `${requestText('POST', `${path}?${setup.query}`, { headers: ['Transfer-Encoding: chunked'] })}`;
    const half = Math.floor(body.length / 2);
    const chunks = [body.slice(0, half), body.slice(half)].map(
      (chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`,
    );

    const { text } = await exchange(setup.emulator.baseUrl, [chunked, ...chunks, '0\r\n\r\n']);

    expect(jsonOf(text)).toMatchObject({ status: 200, json: { ErrorCode: 0 } });
  });

  test('an empty body stands for an empty object', async () => {
    const { text } = await exchange(setup.emulator.baseUrl, [
      requestText('POST', `/v4/group_open_http_svc/get_appid_group_list?${setup.query}`, {
        headers: ['Content-Length: 0'],
      }),
    ]);

    expect(jsonOf(text).json.ErrorCode).toBe(0);
  });

  test.each([
    ['at once', [`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n{}`]],
    ['later', [`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`, '{}']],
  ])('stray bytes behind a request, sent %s, spoil nothing', async (_, pieces) => {
    const { text } = await exchange(setup.emulator.baseUrl, pieces);

    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200']);
    expect(jsonOf(text).json.ErrorCode).toBe(60009);
  });
});

describe('requests that are none', () => {
  const requests: [string, string][] = [
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['a version that does not exist', 'GET / HTTP/9.9\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    ['a broken header', 'GET / HTTP/1.1\r\nHost: x\r\nBro ken: 1\r\n\r\n'],
    ['a huge header', `GET / HTTP/1.1\r\nHost: x\r\nBig: ${'a'.repeat(100_000)}\r\n\r\n`],
    ['a broken host', requestText('GET', '/', { headers: [] }).replace('localhost', '[]:bad')],
    ['a backslash in the path', requestText('GET', '/v4\\x')],
    ['the method TRACE', requestText('TRACE', '/')],
  ];

  test.each(requests)('%s is refused in the envelope of the vendor', async (_, text) => {
    const answer = await exchange(setup.emulator.baseUrl, [text]);

    expect(jsonOf(answer.text).json).toEqual(expect.objectContaining(envelope));
  });

  test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    'the method %s is refused',
    async (method) => {
      const response = await fetch(`${setup.emulator.baseUrl}${path}?${setup.query}`, { method });

      expect([response.status, await response.json()]).toEqual([
        200,
        expect.objectContaining({ ...envelope, ErrorCode: 60009 }),
      ]);
    },
  );

  test('a client that goes away within its body does no harm', async () => {
    const head = requestText('POST', `${path}?${setup.query}`, {
      headers: ['Content-Length: 100'],
    });
    await exchange(setup.emulator.baseUrl, [head, '{"GroupId":'], 50);

    const answer = await setup.call('get_role_in_group', JSON.parse(body));

    expect(answer.ErrorCode).toBe(0);
  });

  test('an expectation that nobody knows changes nothing', async () => {
    const { text } = await exchange(setup.emulator.baseUrl, [
      requestText('POST', `${path}?${setup.query}`, { body, headers: ['Expect: a miracle'] }),
    ]);

    expect(jsonOf(text)).toMatchObject({ status: 200, json: { ErrorCode: 0 } });
  });

  test('a body above one megabyte is refused', async () => {
    const text = await setup.callForText('get_role_in_group', 'a'.repeat(1024 * 1024 + 1));

    expect(JSON.parse(text).ErrorCode).toBe(93000);
  });
});

describe('any body', () => {
  const commands = Object.values(tencentEndpoints).map(({ path }) => path.replace('/v4/', ''));
  const names = [
    ...new Set(
      Object.values(tencentEndpoints).flatMap(({ request }) =>
        'entries' in request ? Object.keys(request.entries as object) : [],
      ),
    ),
    'ShutUpTime',
    '__proto__',
    'constructor',
  ];
  const value = fc.oneof(
    fc.constantFrom('club', 'alice', '', '@TGS#_x', '__proto__', 'Public', '\u0000', '\ud800'),
    fc.integer(),
    fc.constantFrom(1e308, -1, 4_294_967_296, 0.5, null, true),
    fc.array(fc.constantFrom('alice', 7, null, {}, { Member_Account: 'alice' }, { UserID: 'a' }), {
      maxLength: 3,
    }),
    fc.object({ maxDepth: 2 }),
  );

  test('is answered with 200 and an envelope, never with a defect', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...commands),
        fc.oneof(fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 5 }), fc.anything()),
        async (command, request) => {
          const text = JSON.stringify(request) ?? '';

          const answer = JSON.parse(await setup.callForText(command, text));

          expect(answer).toEqual(expect.objectContaining(envelope));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('also when it is no JSON', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...commands),
        fc.string({ unit: 'binary' }),
        async (command, text) => {
          const answer = JSON.parse(await setup.callForText(command, text));

          expect(answer).toEqual(expect.objectContaining(envelope));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('and any path', async () => {
    await fc.assert(
      fc.asyncProperty(fc.webPath(), async (path) => {
        const response = await fetch(`${setup.emulator.baseUrl}/v4${path}`, { method: 'POST' });

        expect([response.status, await response.json()]).toEqual([
          200,
          expect.objectContaining(envelope),
        ]);
      }),
      { numRuns: 200 },
    );
  });
});
