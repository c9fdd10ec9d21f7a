import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { TransportError } from '@imgroups/core';
import {
  Agent,
  type Dispatcher,
  EnvHttpProxyAgent,
  getGlobalDispatcher,
  MockAgent,
  ProxyAgent,
  setGlobalDispatcher,
} from 'undici';
import { afterEach, describe, expect, test } from 'vitest';
import { transportFailure } from './fault.ts';
import type { HttpRequest, Transport } from './transport.ts';
import { undiciTransport } from './undici-transport.ts';

const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return {
    server,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/path?a=SECRET`,
  };
}

const echo: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    response.setHeader('x-method', request.method ?? '');
    response.setHeader('x-type', request.headers['content-type'] ?? '');
    response.end(Buffer.concat(chunks));
  });
};

function transport(options?: Parameters<typeof undiciTransport>[0]): Transport {
  const created = undiciTransport(options);
  closing.push(() => created.close?.());
  return created;
}

async function faultOf(url: string, signal?: AbortSignal): Promise<TransportError> {
  const error = await transport()
    .send({ method: 'POST', url, headers: {}, body: '{}' }, { signal })
    .then(
      () => {
        throw new Error('it did not fail');
      },
      (thrown: unknown) => thrown,
    );
  // As the call makes its error.
  return transportFailure(error, url).toError() as TransportError;
}

describe('requests', () => {
  test('method, headers and body arrive as they are', async () => {
    const { url } = await serve(echo);
    const headers = { 'content-type': 'application/json' };

    const response = await transport().send({ method: 'PUT', url, headers, body: '{"名":1}' });

    expect(response).toMatchObject({
      status: 200,
      headers: { 'x-method': 'PUT', 'x-type': 'application/json' },
      text: '{"名":1}',
    });
  });

  test('a form arrives with its boundary', async () => {
    const { url } = await serve(echo);
    const body = new FormData();
    body.append('file', new Blob(['moves']), 'game.txt');

    const response = await transport().send({ method: 'POST', url, headers: {}, body });

    expect(response.headers['x-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(response.text).toMatch(/filename="game.txt".*moves/s);
  });
});

describe('answers', () => {
  test('every status is an answer', async () => {
    const { url } = await serve((_, response) => response.writeHead(502).end('<html>'));

    const response = await transport().send({ method: 'POST', url, headers: {}, body: '{}' });

    expect(response).toMatchObject({ status: 502, text: '<html>' });
  });

  test('a redirect is not followed', async () => {
    const { url } = await serve((_, response) => response.writeHead(302, { location: '/' }).end());

    const response = await transport().send({ method: 'GET', url, headers: {} });

    expect(response.status).toBe(302);
  });

  test('a stream is handed on, byte for byte', async () => {
    const { url } = await serve((_, response) => response.end(Buffer.from([0, 255, 128])));

    const response = await transport().send({ method: 'GET', url, headers: {}, answer: 'stream' });

    expect(await new Response(response.stream).bytes()).toEqual(new Uint8Array([0, 255, 128]));
  });

  test('a header that comes twice is one line', async () => {
    const { url } = await serve((_, response) => response.setHeader('via', ['a', 'b']).end());

    const response = await transport().send({ method: 'GET', url, headers: {} });

    expect(response.headers.via).toBe('a, b');
  });
});

describe('faults', () => {
  test('a refused connection surely sent nothing', async () => {
    const { server, url } = await serve(echo);
    await new Promise((closed) => server.close(closed));

    const error = await faultOf(url);

    expect(error).toMatchObject({ code: 'unavailable', ambiguous: false, retryable: true });
    expect(error.fault?.code).toBe('ECONNREFUSED');
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
  ])('a connection broken %s is in doubt, and was used once', async (_, listener) => {
    let requests = 0;
    const { url } = await serve((request, response) => {
      requests += 1;
      listener(request, response);
    });

    const error = await faultOf(url);

    expect(error).toMatchObject({ code: 'unavailable', ambiguous: true });
    expect(requests).toBe(1);
  });

  test('an aborted signal ends the wait for an answer', async () => {
    const controller = new AbortController();
    const { url } = await serve(() => controller.abort());

    const error = await faultOf(url, controller.signal);

    expect(error.fault?.name).toBe('AbortError');
  });

  test('neither message, properties nor cause hold the URL', async () => {
    const { url } = await serve((request) => request.socket.destroy());

    const error = await faultOf(url);

    expect(error.cause).toBeUndefined();
    expect(error.message + JSON.stringify(error) + error.stack).not.toContain('SECRET');
  });
});

describe('the dispatcher', () => {
  const request = (url: string): HttpRequest => ({ method: 'GET', url, headers: {} });

  test('a proxy is a dispatcher', async () => {
    const asked: string[] = [];
    const proxy = await serve((incoming, response) => {
      asked.push(incoming.url ?? '');
      response.end('from the proxy');
    });
    const dispatcher = new ProxyAgent({ uri: new URL(proxy.url).origin, proxyTunnel: false });
    closing.push(() => dispatcher.close());

    const response = await transport({ dispatcher }).send(request('http://vendor.invalid/v4/x'));

    expect(response.text).toBe('from the proxy');
    expect(asked).toEqual(['http://vendor.invalid/v4/x']);
  });

  test.each([
    [407, 'HTTP 407: it wants credentials', false],
    [502, 'HTTP 502', true],
  ])('a proxy that refuses a tunnel with %i is told as such', async (status, told, retryable) => {
    const proxy = await serve(() => {});
    proxy.server.on('connect', (_, socket) => {
      socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
    });
    const dispatcher = new ProxyAgent(new URL(proxy.url).origin);
    closing.push(() => dispatcher.close());
    const url = 'https://vendor.invalid/';

    const thrown = await transport({ dispatcher })
      .send(request(url))
      .catch((error) => error);

    expect(transportFailure(thrown, url).toError()).toMatchObject({
      message: `the proxy refused a connection to https://vendor.invalid (${told})`,
      ambiguous: false,
      retryable,
    });
  });

  test('one of your own stays open when the transport closes', async () => {
    const { url } = await serve(echo);
    const dispatcher = new Agent();
    closing.push(() => dispatcher.close());
    const own = undiciTransport({ dispatcher });

    await own.close?.();

    await expect(own.send(request(url))).resolves.toMatchObject({ status: 200 });
  });

  /** Makes a dispatcher that of the process until the test ends. */
  function setForProcess(dispatcher: Dispatcher): void {
    const before = getGlobalDispatcher();
    setGlobalDispatcher(dispatcher);
    closing.push(async () => {
      setGlobalDispatcher(before);
      await dispatcher.close();
    });
  }

  test('without one it is that of the process, and stays open', async () => {
    const { url } = await serve(echo);
    const first = undiciTransport();
    await first.send(request(url));

    await first.close?.();

    await expect(undiciTransport().send(request(url))).resolves.toMatchObject({ status: 200 });
  });

  test.each([null, 5, 'text', { dispatcher: null }])('options %o are refused', (options) => {
    expect(() => undiciTransport(options as never)).toThrow(
      expect.objectContaining({ code: 'invalid_argument' }),
    );
  });

  test('a MockAgent of the process answers, also one that was set later', async () => {
    const sender = transport();
    const agent = new MockAgent();
    agent.disableNetConnect();
    agent
      .get('https://vendor.test')
      .intercept({ path: '/v4/x', method: 'POST', body: '{}' })
      .reply(200, 'mocked', { headers: { 'x-a': '1' } });
    setForProcess(agent);

    const response = await sender.send({
      method: 'POST',
      url: 'https://vendor.test/v4/x',
      headers: {},
      body: '{}',
    });

    expect(response).toMatchObject({ status: 200, headers: { 'x-a': '1' }, text: 'mocked' });
    await expect(sender.send(request('https://vendor.test/other'))).rejects.toMatchObject({
      code: 'UND_MOCK_ERR_MOCK_NOT_MATCHED',
    });
  });

  /** A proxy that answers forwarded requests with their bodies, and whose tunnels all end at one server. */
  async function startProxy(origin: string) {
    const asked: string[] = [];
    const { server, url } = await serve((incoming, response) => {
      asked.push(`${incoming.method} ${incoming.url}`);
      echo(incoming, response);
    });
    server.on('connect', (incoming, socket) => {
      asked.push(`CONNECT ${incoming.url}`);
      const { hostname, port } = new URL(origin);
      const upstream = connect(Number(port), hostname, () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        socket.pipe(upstream).pipe(socket);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    return { url: new URL(url).origin, asked };
  }

  test.each([
    ['forwarded', false, 'POST http://vendor.invalid/v4/x'],
    ['in a tunnel', true, 'CONNECT vendor.invalid:80'],
  ])(
    'an EnvHttpProxyAgent of the process leads through its proxy, %s, as for fetch',
    async (_, proxyTunnel, seen) => {
      const origin = await serve(echo);
      const proxy = await startProxy(origin.url);
      const noProxy = new URL(origin.url).host;
      setForProcess(new EnvHttpProxyAgent({ httpProxy: proxy.url, noProxy, proxyTunnel }));
      const post = { method: 'POST', headers: {}, body: '{"a":1}' } as const;

      const proxied = await transport().send({ ...post, url: 'http://vendor.invalid/v4/x' });
      const fetched = await fetch('http://vendor.invalid/v4/x', post);
      const direct = await transport().send({ ...post, url: origin.url });

      expect([proxied.text, await fetched.text(), direct.text]).toEqual(Array(3).fill(post.body));
      expect(new Set(proxy.asked)).toEqual(new Set([seen]));
    },
  );

  test.each([{}, null])('anything else is refused by name: %j', (other) => {
    const dispatcher = other as unknown as Agent;

    expect(() => undiciTransport({ dispatcher })).toThrow(
      expect.objectContaining({ code: 'invalid_argument', field: 'dispatcher' }),
    );
  });
});
