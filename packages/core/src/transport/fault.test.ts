import { describe, expect, test } from 'vitest';
import type { TransportError } from '../errors/index.ts';
import { transportFailure } from './fault.ts';

/** An error that a runtime throws, from `fetch` or `request`, with its causes. */
interface Thrown {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string | number;
  readonly syscall?: string;
  readonly status?: number;
  readonly cause?: Thrown;
  readonly errors?: readonly Thrown[];
}

function thrownAs({ cause, ...fields }: Thrown): Error {
  return Object.assign(new Error(fields.message), fields, cause && { cause: thrownAs(cause) });
}

function errorOf(thrown: unknown): TransportError {
  return transportFailure(
    thrown,
    'https://vendor.test/v4?usersig=SECRET',
  ).toError() as TransportError;
}

const fetchFailed = (cause: Thrown): Thrown => ({ message: 'fetch failed', cause });

describe('no connection was made', () => {
  test.each<[string, Thrown]>([
    ['Node: refused', fetchFailed({ code: 'ECONNREFUSED', syscall: 'connect' })],
    ['Node: no route', fetchFailed({ code: 'EHOSTUNREACH', syscall: 'connect' })],
    ['Node: no network', fetchFailed({ code: 'ENETUNREACH', syscall: 'connect' })],
    [
      'Node: all addresses refused',
      fetchFailed({
        code: 'ECONNREFUSED',
        errors: [{ code: 'ECONNREFUSED', syscall: 'connect' }],
      }),
    ],
    ['Node: unknown name', fetchFailed({ code: 'ENOTFOUND', syscall: 'getaddrinfo' })],
    ['Node: name not looked up', fetchFailed({ code: 'EAI_AGAIN', syscall: 'getaddrinfo' })],
    ['undici: too slow', fetchFailed({ code: 'UND_ERR_CONNECT_TIMEOUT' })],
    [
      'Bun: refused',
      { code: 'ECONNREFUSED', message: 'ECONNREFUSED: Unable to connect. Is the computer able to' },
    ],
    [
      'Bun: no network',
      { code: 'ENETUNREACH', message: 'ENETUNREACH: Was there a typo in the url or port?' },
    ],
    [
      'Deno: refused',
      fetchFailed({ message: 'error sending request: client error (Connect): tcp connect error' }),
    ],
  ])('%s', (_, thrown) => {
    expect(errorOf(thrownAs(thrown))).toMatchObject({
      message: expect.stringContaining('https://vendor.test could not be reached'),
      ambiguous: false,
      retryable: true,
    });
  });

  test.each<[string, Thrown, boolean]>([
    ['ENOTFOUND', fetchFailed({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }), true],
    [
      'Error',
      fetchFailed({
        message:
          'error sending request: client error (Connect): dns error: failed to lookup address information',
      }),
      true,
    ],
    ['EAI_AGAIN', fetchFailed({ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }), false],
    ['ECONNREFUSED', fetchFailed({ code: 'ECONNREFUSED', syscall: 'connect' }), false],
  ])('%s points at the address where the name of the host is unknown', (code, thrown, points) => {
    const { message } = errorOf(thrownAs(thrown));

    const check = points ? '. Check baseUrl or region' : '';
    expect(message).toBe(`https://vendor.test could not be reached (${code})${check}`);
  });

  test('an error of another realm is read like any other', () => {
    const thrown = { name: 'TypeError', cause: { code: 'ECONNREFUSED', syscall: 'connect' } };

    expect(errorOf(thrown)).toMatchObject({ ambiguous: false, fault: { code: 'ECONNREFUSED' } });
  });
});

describe('a stream that the server refused', () => {
  test.each<[string, Thrown]>([
    [
      "Node's fetch",
      fetchFailed({
        code: 'ERR_HTTP2_STREAM_ERROR',
        message: 'Stream closed with error code NGHTTP2_REFUSED_STREAM',
      }),
    ],
    [
      "undici's request",
      {
        code: 'ERR_HTTP2_STREAM_ERROR',
        message: 'Stream closed with error code NGHTTP2_REFUSED_STREAM',
      },
    ],
    [
      'Deno',
      fetchFailed({
        message: 'stream error received: refused stream before processing any application logic',
      }),
    ],
  ])('%s: had no effect, and may be sent again', (_, thrown) => {
    expect(errorOf(thrownAs(thrown))).toMatchObject({
      message: expect.stringContaining('https://vendor.test refused the request unread'),
      ambiguous: false,
      retryable: true,
    });
  });

  test.each(['NGHTTP2_CANCEL', 'NGHTTP2_INTERNAL_ERROR', 'NGHTTP2_ENHANCE_YOUR_CALM'])(
    'is not one that ended with %s, which is in doubt',
    (reason) => {
      const cause = {
        code: 'ERR_HTTP2_STREAM_ERROR',
        message: `Stream closed with error code ${reason}`,
      };

      expect(errorOf(thrownAs(fetchFailed(cause)))).toMatchObject({ ambiguous: true });
    },
  );
});

describe('a connection that was made', () => {
  test.each(
    ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'].flatMap((code) =>
      ['read', 'write', undefined].map((syscall) => [code, syscall] as const),
    ),
  )('and dies with %s on %s is in doubt', (code, syscall) => {
    const error = errorOf(thrownAs(fetchFailed(syscall ? { code, syscall } : { code })));

    expect(error).toMatchObject({ ambiguous: true, retryable: true });
    expect(error.message).toContain('broke before an answer came');
  });
});

describe('a proxy that refuses a tunnel', () => {
  const undici = (status: number): Thrown => ({
    message: 'fetch failed',
    cause: {
      message: 'Request was cancelled.',
      code: 0,
      cause: {
        name: 'AbortError',
        code: 'UND_ERR_ABORTED',
        message: `Proxy response (${status}) !== 200 when HTTP Tunneling`,
      },
    },
  });
  const bun = (status: number): Thrown => ({
    code: 'ERR_PROXY_TUNNEL',
    message: `Proxy refused to open a tunnel: ${status} No`,
    status,
  });
  const deno = (text: string): Thrown =>
    fetchFailed({ message: `error sending request for url (x): client error (Connect): ${text}` });

  test.each([
    ['Node', undici(407)],
    ['Bun', bun(407)],
    ['Deno', deno('proxy authentication required')],
  ])('for want of credentials is not asked again on %s', (_, thrown) => {
    expect(errorOf(thrownAs(thrown))).toMatchObject({
      message:
        'the proxy refused a connection to https://vendor.test (HTTP 407: it wants credentials)',
      code: 'unavailable',
      ambiguous: false,
      retryable: false,
    });
  });

  test.each([
    ['Node', undici(502), ' (HTTP 502)'],
    ['Bun', bun(502), ' (HTTP 502)'],
    ['Deno', deno('unsuccessful tunnel'), ''],
  ])('because it cannot connect itself is asked again on %s', (_, thrown, status) => {
    expect(errorOf(thrownAs(thrown))).toMatchObject({
      message: `the proxy refused a connection to https://vendor.test${status}`,
      ambiguous: false,
      retryable: true,
    });
  });

  test.each([
    [403, false],
    [429, true],
    [499, false],
    [500, true],
  ])('with the status %i is asked again: %s', (status, retryable) => {
    expect(errorOf(thrownAs(undici(status)))).toMatchObject({ ambiguous: false, retryable });
  });
});

describe('a certificate that is not accepted', () => {
  test.each<[string, Thrown, string]>([
    [
      'Node',
      fetchFailed({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
      ' (DEPTH_ZERO_SELF_SIGNED_CERT)',
    ],
    ['Node, without its chain', fetchFailed({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }), ''],
    ['Node, out of date', fetchFailed({ code: 'CERT_HAS_EXPIRED' }), ''],
    ['Node, for another name', fetchFailed({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }), ''],
    [
      'Deno',
      fetchFailed({ message: 'client error (Connect): invalid peer certificate: UnknownIssuer' }),
      ' (Error)',
    ],
  ])('on %s is not asked for again, and surely had no effect', (_, thrown, code) => {
    expect(errorOf(thrownAs(thrown))).toMatchObject({
      message: expect.stringContaining(
        `the TLS certificate of https://vendor.test was not accepted${code}`,
      ),
      code: 'unavailable',
      ambiguous: false,
      retryable: false,
    });
  });
});

describe('a fetch that refuses the request itself', () => {
  test.each([
    ['Node', fetchFailed({ message: 'bad port' })],
    ['Bun', { message: 'Requests to port 6667 are blocked' }],
  ])('for its port, on %s', (_, thrown) => {
    expect(errorOf(thrownAs(thrown))).toMatchObject({
      message: 'https://vendor.test: fetch refuses to connect to this port',
      code: 'failed_precondition',
      ambiguous: false,
      fault: { name: 'Error' },
    });
  });

  test('for a dispatcher of another undici', () => {
    const code = 'UND_ERR_INVALID_ARG';
    const thrown = thrownAs(fetchFailed({ code, message: 'invalid onRequestStart method' }));

    expect(errorOf(thrown)).toMatchObject({
      message: expect.stringMatching(
        /^the dispatcher is of another version of undici .*pass it to/,
      ),
      code: 'failed_precondition',
      ambiguous: false,
      fault: { name: 'Error', code },
    });
  });

  test.each([
    ['another argument', { code: 'UND_ERR_INVALID_ARG', message: 'invalid path' }],
    ['a text alone', { message: 'invalid onRequestStart method' }],
  ])('but not for %s', (_, cause) => {
    expect(errorOf(thrownAs(fetchFailed(cause)))).toMatchObject({ code: 'unavailable' });
  });
});

describe('what says nothing', () => {
  const cyclic: { message: string; cause?: unknown } = { message: 'round' };
  cyclic.cause = cyclic;

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'undefined'],
    ['null', null, 'object'],
    ['a string', 'ECONNREFUSED', 'string'],
    ['an error that is its own cause', cyclic, 'object'],
    [
      'an error with fields of other types',
      { name: 5, code: 6, syscall: 7, status: '8', message: 9, cause: 'x' },
      'object',
    ],
    ['an error with a list of none', { errors: [] }, 'object'],
  ])('%s: is in doubt', (_, thrown, name) => {
    expect(errorOf(thrown)).toMatchObject({
      message: `the connection to https://vendor.test broke before an answer came (${name})`,
      ambiguous: true,
      retryable: true,
      fault: { name, code: undefined },
    });
  });

  test('a code is read from the eighth cause, and not from further ones', () => {
    const nested = (depth: number): Thrown =>
      depth === 0 ? { code: 'ENOTFOUND' } : { cause: nested(depth - 1) };

    expect(errorOf(thrownAs(nested(7)))).toMatchObject({ ambiguous: false });
    expect(errorOf(thrownAs(nested(8)))).toMatchObject({ ambiguous: true });
  });

  test('the system call is that of the error whose code is told', () => {
    const thrown = { code: 'ECONNREFUSED', cause: { name: 'deeper', syscall: 'connect' } };

    expect(errorOf(thrown)).toMatchObject({ ambiguous: true, fault: { name: 'deeper' } });
  });
});
