import { once } from 'node:events';
import { type ClientHttp2Session, connect, constants } from 'node:http2';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startEmulator } from '../src/index.ts';
import { createCertificate } from '../src/server/certificate.ts';
import { startTencentEmulator } from '../src/vendors/tencent/index.ts';

const journal = '/_emulator/journal';

/** An answer over HTTP/1.1. */
async function getFirst(baseUrl: string, ca: string | undefined): Promise<string> {
  const [response] = await once(
    request(`${baseUrl}${journal}`, { ca, agent: false }).end(),
    'response',
  );
  return `${response.httpVersion} ${await text(response)}`;
}

/** A request in a session of HTTP/2. */
function get(session: ClientHttp2Session, path = journal) {
  return session.request({ ':path': path }).setEncoding('utf8');
}

/** Resolves when a session is over, with an error or without. */
function closed(session: ClientHttp2Session): Promise<void> {
  return new Promise((resolve) => session.once('close', resolve));
}

describe('an emulator over TLS', () => {
  let emulator: Awaited<ReturnType<typeof startEmulator>>;
  let session: ClientHttp2Session;
  beforeAll(async () => {
    emulator = await startEmulator({ tls: true });
  });
  beforeEach(() => {
    session = connect(emulator.tencent.baseUrl, { ca: emulator.ca });
    // The error of a cut session also comes from its requests.
    session.on('error', () => undefined);
  });
  afterEach(() => session.destroy());
  afterAll(() => emulator.close());

  test('speaks HTTP/2', async () => {
    expect(await text(get(session))).toBe('{"journal":[]}');
    expect(session.alpnProtocol).toBe('h2');
  });

  test('speaks HTTP/1.1, for all vendors with one authority', async () => {
    const { tencent, easemob, ca } = emulator;

    const answers = await Promise.all(
      [tencent, easemob].map(({ baseUrl }) => getFirst(baseUrl, ca)),
    );

    expect(answers).toEqual(['1.1 {"journal":[]}', '1.1 {"journal":[]}']);
  });

  test('is not trusted without its authority', async () => {
    await expect(getFirst(emulator.tencent.baseUrl, undefined)).rejects.toMatchObject({
      code: 'SELF_SIGNED_CERT_IN_CHAIN',
    });
  });

  describe('with a fault', () => {
    const path = '/v4/group_open_http_svc/get_appid_group_list';
    afterEach(() => emulator.tencent.control.reset());

    test('refused-stream refuses one request, and keeps the connection', async () => {
      emulator.tencent.control.addFault({ kind: 'refused-stream', times: 1 });

      const refused = get(session, path);
      await expect(text(refused)).rejects.toThrow('NGHTTP2_REFUSED_STREAM');

      expect(refused.rstCode).toBe(constants.NGHTTP2_REFUSED_STREAM);
      expect(JSON.parse(await text(get(session, path)))).toHaveProperty('ErrorCode');
    });

    test('reset-before cuts the connection, with all its requests', async () => {
      emulator.tencent.control.addFault({ kind: 'reset-before', times: 1 });

      const both = await Promise.allSettled([text(get(session, path)), closed(session)]);

      expect(both[0]).not.toMatchObject({ value: expect.stringContaining('ErrorCode') });
      expect(session.destroyed).toBe(true);
    });

    test('truncated cuts within the answer', async () => {
      emulator.tencent.control.addFault({ kind: 'truncated', times: 1 });

      const cut = get(session, path);
      let received = '';
      cut.on('data', (part) => {
        received += part;
      });
      cut.on('error', () => undefined);
      await closed(session);

      expect(received.length).toBeGreaterThan(0);
      expect(() => JSON.parse(received)).toThrow(SyntaxError);
    });

    test('slow-body stops within the answer, and comes to its end', async () => {
      emulator.tencent.control.addFault({ kind: 'slow-body', milliseconds: 50, times: 1 });

      expect(JSON.parse(await text(get(session, path)))).toHaveProperty('ErrorCode');
    });
  });
});

test('close() cuts the sessions of HTTP/2, and those on which nothing was asked', async () => {
  const { baseUrl, ca, close } = await startTencentEmulator({ tls: true });
  const session = connect(baseUrl, { ca });
  session.on('error', () => undefined);
  await text(get(session));
  const ended = closed(session);

  await close();

  await ended;
  expect(session.destroyed).toBe(true);
});

test('a certificate of the caller is used', async () => {
  const given = await createCertificate(['localhost', '127.0.0.1']);
  const { baseUrl, ca, close } = await startTencentEmulator({ tls: given });

  expect(ca).toBe(given.ca);
  expect(await getFirst(baseUrl, given.ca)).toBe('1.1 {"journal":[]}');
  await close();
});
