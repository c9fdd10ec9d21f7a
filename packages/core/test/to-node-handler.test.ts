import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { type NodeRequest, toNodeHandler } from '../src/node.ts';
import { fakeWebhooks } from './fake-webhooks.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server whose requests pass something first, as through a middleware. */
async function serve(before: (request: NodeRequest & { body?: unknown }) => Promise<void> | void) {
  const { webhooks, onError } = fakeWebhooks();
  const handler = toNodeHandler(webhooks);
  const server = createServer(async (request, response) => {
    await before(request as never);
    await handler(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/im?sign=yes`, onError, port };
}

async function post(url: string) {
  const body = JSON.stringify({ id: 'one', groupId: 'g', text: '群' });
  const response = await fetch(url, { method: 'POST', body });
  return [response.status, response.headers.get('content-type'), await response.json()];
}

async function readAll(request: NodeRequest): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

const accepted = [200, 'application/json', { allow: true }];

test('a request of node:http is served', async () => {
  const { url } = await serve(() => undefined);

  expect(await post(url)).toEqual(accepted);
});

test.each<[string, (request: { body?: unknown; rawBody?: unknown }, bytes: Buffer) => void]>([
  ['bytes of express.raw()', (request, bytes) => Object.assign(request, { body: bytes })],
  [
    'a string of express.text()',
    (request, bytes) => Object.assign(request, { body: String(bytes) }),
  ],
  [
    'rawBody of Nest',
    (request, bytes) => Object.assign(request, { rawBody: bytes, body: { id: 1 } }),
  ],
])('%s will do', async (_, parse) => {
  const { url } = await serve(async (request) => parse(request, await readAll(request)));

  expect(await post(url)).toEqual(accepted);
});

test.each<[string, (request: NodeRequest & { body?: unknown }) => Promise<void>]>([
  [
    'express.json()',
    async (request) => {
      Object.assign(request, { body: JSON.parse(String(await readAll(request))) });
    },
  ],
  [
    'koa-bodyparser, which keeps the body elsewhere,',
    async (request) => void (await readAll(request)),
  ],
])('%s that ran first is named in the error', async (_, parse) => {
  const { url, onError } = await serve(parse);

  expect(await post(url)).toEqual([500, 'application/json', { error: 'body_consumed' }]);
  expect(onError.mock.calls[0]?.[0]).toMatchObject({
    reason: 'body_consumed',
    message: expect.stringMatching(
      /express\.json\(\).*rawBody: true.*koa-bodyparser.*removeAllContentTypeParsers\(\).*bodyParser: false/,
    ),
  });
});

test('other methods and odd addresses are answered', async () => {
  const { port, url } = await serve(() => undefined);
  const odd = new Promise((resolve) => {
    httpRequest({ port, path: '//?sign=yes', method: 'POST' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
  });

  expect((await fetch(url)).status).toBe(405);
  expect(await odd).toBe(400);
});

test('a body of a parser that hands on no bytes is named in the error, where nothing tells that it was read', async () => {
  const { webhooks, onError } = fakeWebhooks();
  const request: NodeRequest = {
    method: 'POST',
    url: '/im?sign=yes',
    headers: {},
    body: { id: 'one' },
    async *[Symbol.asyncIterator]() {},
  };
  const response = { statusCode: 0, setHeader: vi.fn(), end: vi.fn() };

  await toNodeHandler(webhooks)(request, response);

  expect(response.statusCode).toBe(500);
  expect(onError.mock.calls[0]?.[0]).toMatchObject({ reason: 'body_consumed' });
});

test('what is no receiver is refused when the handler is made', () => {
  expect(() => toNodeHandler({} as never)).toThrow(
    expect.objectContaining({
      field: 'webhooks',
      message: expect.stringMatching(/^webhooks: must be an object with fetch\(\)/),
    }),
  );
});

test('a body that is too large is not read to its end', async () => {
  const { webhooks } = fakeWebhooks();
  let sent = 0;
  let ended = false;
  const request: NodeRequest = {
    method: 'POST',
    url: '/im?sign=yes',
    headers: {},
    async *[Symbol.asyncIterator]() {
      try {
        for (;;) {
          sent += 65_536;
          yield new Uint8Array(65_536);
        }
      } finally {
        ended = true;
      }
    },
  };
  const response = { statusCode: 0, setHeader: vi.fn(), end: vi.fn() };

  await toNodeHandler(webhooks)(request, response);

  expect(response.statusCode).toBe(400);
  expect(sent).toBeLessThan(2.5 * 1024 * 1024);
  await vi.waitFor(() => expect(ended).toBe(true));
});
