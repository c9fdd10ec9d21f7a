import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ProxyAgent, fetch as undiciFetch } from 'undici';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { TransportError } from '../errors/index.ts';
import { transportFailure } from './fault.ts';
import { kyTransport } from './ky-transport.ts';

const servers: ReturnType<typeof createServer>[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/path?usersig=SECRET`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function faultOf(url: string, signal?: AbortSignal): Promise<TransportError> {
  const sent = kyTransport().send({ method: 'POST', url, headers: {}, body: '{}' }, { signal });
  return sent.then(
    () => {
      throw new Error('it did not fail');
    },
    // As the call makes its error.
    (thrown: unknown) => transportFailure(thrown, url).toError() as TransportError,
  );
}

describe('answers', () => {
  test('every status is an answer', async () => {
    const url = await serve((_, response) => response.writeHead(502).end('<html>'));

    const response = await kyTransport().send({ method: 'POST', url, headers: {}, body: '{}' });

    expect(response).toMatchObject({ status: 502, text: '<html>' });
  });

  test('a redirect is not followed', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: '/x' }).end());

    const response = await kyTransport().send({ method: 'GET', url, headers: {} });

    expect(response.status).toBe(302);
  });

  test('a stream is handed on, byte for byte', async () => {
    const url = await serve((_, response) => response.end(Buffer.from([0, 255, 128])));

    const response = await kyTransport().send({
      method: 'GET',
      url,
      headers: {},
      answer: 'stream',
    });

    expect(await new Response(response.stream).bytes()).toEqual(new Uint8Array([0, 255, 128]));
  });
});

test('fetch never gets a form, which it would go on feeding to a broken connection', async () => {
  const bodies: unknown[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
    bodies.push(body);
    return new Response('{}');
  });
  const form = new FormData();
  form.append('file', new Blob(['moves']), 'game.txt');

  await kyTransport().send({ method: 'POST', url: 'http://vendor.test/', headers: {}, body: form });
  vi.unstubAllGlobals();

  expect(bodies).toEqual([expect.any(Blob)]);
});

describe('faults', () => {
  test('a refused connection surely sent nothing', async () => {
    const url = await serve(() => {});
    await new Promise((closed) => servers[0]?.close(closed));

    const error = await faultOf(url);

    expect(error).toMatchObject({ code: 'unavailable', ambiguous: false, retryable: true });
    expect(error.fault?.code).toBe('ECONNREFUSED');
  });

  test('an unknown host surely got nothing', async () => {
    const error = await faultOf('http://nowhere.invalid/');

    expect(error).toMatchObject({ ambiguous: false });
    expect(error.message).toContain('http://nowhere.invalid could not be reached');
  });

  test.each<[string, RequestListener]>([
    ['before the request was answered', (request) => request.socket.destroy()],
    [
      'in the middle of the answer',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('{"half":');
        setImmediate(() => response.destroy());
      },
    ],
    ['by something that is not HTTP', (request) => request.socket.end('SSH-2.0-x\r\n')],
  ])('a connection broken %s is in doubt', async (_, listener) => {
    const error = await faultOf(await serve(listener));

    expect(error).toMatchObject({ code: 'unavailable', ambiguous: true });
  });

  test('neither message, properties nor cause hold the URL', async () => {
    const url = await serve((request) => request.socket.destroy());

    const error = await faultOf(url);

    expect(error.cause).toBeUndefined();
    expect(error.message + JSON.stringify(error) + error.stack).not.toContain('SECRET');
  });
});

describe('a fetch of your own', () => {
  const echo: RequestListener = (request, response) => {
    response.setHeader('x-url', request.url ?? '');
    response.setHeader('x-type', request.headers['content-type'] ?? '');
    request.pipe(response);
  };
  // The two differ only in the instances they make.
  const otherFetch = undiciFetch as unknown as typeof fetch;

  test('gets the address and plain options, so any fetch fits', async () => {
    const url = await serve(echo);
    const body = '{"a":1}';

    const response = await kyTransport({ fetch: otherFetch }).send({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json' },
      body,
    });

    expect(response).toMatchObject({
      status: 200,
      headers: { 'x-type': 'application/json' },
      text: body,
    });
  });

  test('gets a form as bytes', async () => {
    const url = await serve(echo);
    const body = new FormData();
    body.append('file', new Blob(['moves']), 'game.txt');

    const response = await kyTransport({ fetch: otherFetch }).send({
      method: 'POST',
      url,
      headers: {},
      body,
    });

    expect(response.headers['x-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(response.text).toMatch(/filename="game.txt".*moves/s);
  });

  test('can go through a proxy', async () => {
    const proxy = await serve(echo);
    const dispatcher = new ProxyAgent({ uri: new URL(proxy).origin, proxyTunnel: false });
    const throughProxy = ((url: string, init: object) =>
      undiciFetch(url, { ...init, dispatcher })) as unknown as typeof fetch;

    const response = await kyTransport({ fetch: throughProxy }).send({
      method: 'GET',
      url: 'http://vendor.invalid/v4/x',
      headers: {},
    });

    expect(response.headers['x-url']).toBe('http://vendor.invalid/v4/x');
    await dispatcher.close();
  });

  test('a dispatcher that does not fit the fetch is told as such', async () => {
    const url = await serve(echo);
    const unfit = {
      dispatch() {
        // The error that the undici of a runtime throws at a dispatcher of another version.
        throw Object.assign(new TypeError('invalid onRequestStart method'), {
          code: 'UND_ERR_INVALID_ARG',
        });
      },
    };
    const withDispatcher = ((address: string, init: object) =>
      fetch(address, { ...init, dispatcher: unfit } as RequestInit)) as typeof fetch;

    const sent = kyTransport({ fetch: withDispatcher }).send({ method: 'GET', url, headers: {} });

    const thrown = await sent.catch((error: unknown) => error);
    expect(transportFailure(thrown, url).toError()).toMatchObject({
      message: expect.stringContaining('pass it to undiciTransport'),
      code: 'failed_precondition',
      retryable: false,
      ambiguous: false,
    });
  });
});

test('an abort reaches the body of an answer also after garbage was collected', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 4 }).write('{ ');
  });
  const controller = new AbortController();
  const fault = faultOf(url, controller.signal);

  for (let round = 0; round < 5; round += 1) {
    await sleep(20);
    collectGarbage();
  }
  controller.abort();

  expect(await fault).toMatchObject({ ambiguous: true });
});
