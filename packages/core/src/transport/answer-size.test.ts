import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { endpoints, fakeContext } from '../../test/fake-vendor.ts';
import type { ImGroupsError } from '../adapter.ts';
import { callEndpoint } from '../call/call-endpoint.ts';
import { kyTransport } from './ky-transport.ts';
import { undiciTransport } from './undici-transport.ts';

const limit = 50_000;
const servers: ReturnType<typeof createServer>[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const answerOf = (bytes: number) => JSON.stringify({ ok: true, text: '好'.repeat(bytes / 3) });

/** Ways in which an answer of so many bytes comes. */
const ways: Record<string, (bytes: number) => RequestListener> = {
  'with its length': (bytes) => (_, response) => {
    const text = answerOf(bytes);
    response.writeHead(200, { 'content-length': Buffer.byteLength(text) }).end(text);
  },
  'in chunks': (bytes) => (_, response) => {
    const text = Buffer.from(answerOf(bytes));
    for (let at = 0; at < text.length; at += 10_001) response.write(text.subarray(at, at + 10_001));
    response.end();
  },
  'without an end': (bytes) => (_, response) => {
    if (bytes < limit) {
      response.end(answerOf(bytes));
      return;
    }
    const write = (): void => {
      if (!response.destroyed) response.write('x'.repeat(10_000), () => setImmediate(write));
    };
    write();
  },
};

const undici = undiciTransport();
afterAll(() => undici.close?.());

describe.each([
  ['ky', kyTransport()],
  ['undici', undici],
])('an answer over %s', (_, transport) => {
  async function answered(listener: RequestListener) {
    const url = await serve(listener);
    const sent = {
      send: (request: object, options: object) =>
        transport.send({ ...request, url, method: 'POST', headers: {} }, options),
    };
    const context = fakeContext(sent, { maxAnswerBytes: limit });
    return callEndpoint(context, 'put', endpoints.put, { id: 'a' }).then(
      (body) => body,
      (error: ImGroupsError) => error,
    );
  }

  test.each(Object.entries(ways))('%s is read up to the limit', async (_way, way) => {
    expect(await answered(way(limit - 3000))).toMatchObject({ ok: true });
  });

  test.each(Object.entries(ways))('%s is refused beyond it, once', async (_way, way) => {
    let requests = 0;
    const listener = way(limit * 4);

    const error = await answered((request, response) => {
      requests += 1;
      listener(request, response);
    });

    expect(error).toMatchObject({
      name: 'InvalidResponseError',
      message: `the answer has more than ${limit} bytes (maxAnswerBytes)`,
      retryable: false,
      ambiguous: true,
      httpStatus: 200,
    });
    expect(requests).toBe(1);
  });

  test('is not limited as a download', async () => {
    const url = await serve((_request, response) => response.end('x'.repeat(limit * 4)));

    const { stream } = await transport.send(
      { method: 'GET', url, headers: {}, answer: 'stream' },
      { maxAnswerBytes: limit },
    );

    expect(await new Response(stream).text()).toHaveLength(limit * 4);
  });
});

describe('a compressed answer', () => {
  const compressed =
    (bytes: number): RequestListener =>
    (_, response) => {
      const body = gzipSync(answerOf(bytes));
      const headers = { 'content-encoding': 'gzip', 'content-length': body.length };
      response.writeHead(200, headers).end(body);
    };
  const send = (url: string) =>
    kyTransport().send({ method: 'GET', url, headers: {} }, { maxAnswerBytes: limit });

  test('is counted as it is when it is unpacked', async () => {
    const url = await serve(compressed(limit * 1000));

    await expect(send(url)).rejects.toMatchObject({ name: 'InvalidResponseError' });
  });

  test('is read up to the limit', async () => {
    const url = await serve(compressed(limit - 3000));

    expect(JSON.parse((await send(url)).text)).toMatchObject({ ok: true });
  });
});

test.each([0, -1, 1.5, Number.NaN, '5'])('the limit %s is refused', (maxAnswerBytes) => {
  const options = { maxAnswerBytes: maxAnswerBytes as number };

  expect(() => fakeContext(kyTransport(), options)).toThrow('maxAnswerBytes: must be a positive');
});
