import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  accept,
  endpoints,
  fakeContext,
  hang,
  type Reply,
  refuse,
  scriptedTransport,
} from '../../test/fake-vendor.ts';
import {
  type CallOptions,
  type ClientOptions,
  type HttpResponse,
  ImGroupsError,
  isImGroupsError,
  type RateLimiter,
  type RetryEvent,
  type Transport,
  TransportError,
} from '../adapter.ts';
import { closeContext } from '../client/client-options.ts';
import { Failure } from '../errors/failure.ts';
import type { Gate } from '../rate-limit/gate.ts';
import { kyTransport } from '../transport/ky-transport.ts';
import { callEndpoint, callForResponse } from './call-endpoint.ts';
import type { CallReport, OperationCall } from './call-options.ts';

type Name = keyof typeof endpoints;

async function call(
  name: Name,
  replies: Reply[],
  options: CallOptions = {},
  clientOptions: ClientOptions = {},
) {
  const transport = scriptedTransport(...replies);
  const context = fakeContext(transport, clientOptions);
  const request = name === 'post' ? {} : { id: 'a' };
  const outcome = await callEndpoint(context, name, endpoints[name], request, options).then(
    (body) => ({ body, error: undefined }),
    (error: unknown) => {
      if (!isImGroupsError(error)) throw error;
      return { body: undefined, error };
    },
  );
  return { ...outcome, sent: transport.sent };
}

const broken: Reply = () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNRESET' }));
const down: Reply = () =>
  Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED', syscall: 'connect' }));

describe('trying again', () => {
  test('a throttled call is sent again, whatever it does', async () => {
    const { body, sent } = await call('post', [refuse('throttled'), accept]);

    expect(body).toEqual({ ok: true });
    expect(sent).toHaveLength(2);
  });

  test('a refused connection is tried again, because nothing was sent', async () => {
    const { body } = await call('post', [down, down, accept]);

    expect(body).toEqual({ ok: true });
  });

  test('a broken connection is not tried again for a call that must not be repeated', async () => {
    const { error, sent } = await call('post', [broken, accept]);

    expect(sent).toHaveLength(1);
    expect(error).toMatchObject({ code: 'unavailable', ambiguous: true, attempts: 1 });
  });

  test('a connection that dies as unreachable after the request was sent is not tried again', async () => {
    let sent = 0;
    const fetchAndDie: typeof fetch = async () => {
      sent += 1;
      const unreachable = { code: 'EHOSTUNREACH', syscall: 'read' };
      const cause = Object.assign(new Error('read EHOSTUNREACH'), unreachable);
      throw new TypeError('fetch failed', { cause });
    };
    const context = fakeContext(kyTransport({ fetch: fetchAndDie }));

    const error = await callEndpoint(context, 'post', endpoints.post, {}).catch((e) => e);

    expect(sent).toBe(1);
    expect(error).toMatchObject({ code: 'unavailable', ambiguous: true, attempts: 1 });
  });

  test('a broken connection is tried again for a call that can be repeated', async () => {
    const { body } = await call('put', [broken, accept]);

    expect(body).toEqual({ ok: true });
  });

  test('a failed read is never ambiguous', async () => {
    const { error, sent } = await call('read', [broken]);

    expect(sent).toHaveLength(4);
    expect(error).toMatchObject({ ambiguous: false, attempts: 4 });
  });

  test('an error after an ambiguous attempt says so', async () => {
    const { error } = await call('put', [broken, refuse('missing')]);

    expect(error).toMatchObject({
      reason: 'group_not_found',
      ambiguous: true,
      afterAmbiguous: true,
      attempts: 2,
    });
  });

  test('a code that leaves the effect in doubt is ambiguous for writes', async () => {
    const { error } = await call('post', [refuse('vague')]);

    expect(error).toMatchObject({ ambiguous: true, retryable: true, attempts: 1 });
  });

  test('maxRetries of one call is kept', async () => {
    const { sent } = await call('read', [refuse('throttled')], { maxRetries: 1 });

    expect(sent).toHaveLength(2);
  });

  test('a pause is never shorter than the server asked for', async () => {
    const retries: RetryEvent[] = [];

    await call('read', [refuse('throttled', { 'retry-after': '0.02' }), accept], {
      onRetry: (event) => retries.push(event),
    });

    expect(retries).toHaveLength(1);
    expect(retries[0]?.delayMs).toBeGreaterThanOrEqual(20);
  });

  test('a pause longer than the time left ends the call with its error', async () => {
    const { error, sent } = await call('read', [refuse('throttled', { 'retry-after': '3600' })]);

    expect(sent).toHaveLength(1);
    expect(error?.code).toBe('rate_limited');
  });
});

describe('credentials', () => {
  test('expired ones are renewed once, and the call repeated with the new ones', async () => {
    const { body, sent } = await call('post', [refuse('expired'), accept]);

    expect(body).toEqual({ ok: true });
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(['token-1', 'token-2']);
  });

  test('are renewed only where the call had any', async () => {
    const context = fakeContext(scriptedTransport(refuse('expired')));
    const { protocol } = context;
    const renew = vi.fn(() => true);
    const prepare: typeof protocol.prepare = async (...request) => {
      const { credential: _, ...prepared } = await protocol.prepare(...request);
      return prepared;
    };
    const open = { ...context, protocol: { ...protocol, prepare, renew } };

    const call = callEndpoint(open, 'post', endpoints.post, {});

    await expect(call).rejects.toMatchObject({ code: 'unauthenticated', attempts: 1 });
    expect(renew).not.toHaveBeenCalled();
  });

  test('a second refusal is final', async () => {
    const { error, sent } = await call('post', [refuse('expired')]);

    expect(sent).toHaveLength(2);
    expect(error).toMatchObject({ code: 'unauthenticated', attempts: 2 });
  });
});

describe('deadlines and cancellation', () => {
  test('an attempt that takes too long is a time-out in doubt', async () => {
    const { error } = await call('post', [hang], { timeout: 5 });

    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ code: 'timeout', ambiguous: true, retryable: true });
    expect(error?.message).toBe('no answer after 5 ms (timeout)');
  });

  test('the whole call has its own limit', async () => {
    const { error } = await call('read', [hang], { timeout: 1000, totalTimeout: 5 });

    expect(error).toMatchObject({ code: 'timeout', attempts: 1 });
    expect(error?.message).toBe('no answer after 5 ms (totalTimeout)');
  });

  test('the limits of the client hold for each call without its own', async () => {
    const attempt = await call('post', [hang], {}, { timeout: 5 });
    const whole = await call('post', [hang], {}, { totalTimeout: 6 });

    expect(attempt.error?.message).toBe('no answer after 5 ms (timeout)');
    expect(whole.error?.message).toBe('no answer after 6 ms (totalTimeout)');
  });

  test('an attempt that takes too long is followed by another one where that is safe', async () => {
    const { body, sent } = await call('put', [hang, accept], { timeout: 5 });

    expect(body).toEqual({ ok: true });
    expect(sent).toHaveLength(2);
  });

  test('a call that waits too long for its turn says so, and sends nothing', async () => {
    const limiter: RateLimiter = { acquire: () => new Promise(() => undefined) };

    const { error, sent } = await call('put', [accept], { totalTimeout: 5 }, { limiter });

    expect(error?.message).toBe(
      'not sent yet, waiting for the rate limit or credentials, after 5 ms (totalTimeout)',
    );
    expect(error).toMatchObject({ code: 'timeout', retryable: true, ambiguous: false });
    expect(sent).toEqual([]);
  });

  test('an abort just before the request goes out sends nothing', async () => {
    const controller = new AbortController();

    const { error, sent } = await call('put', [accept], {
      signal: controller.signal,
      onRequest: () => controller.abort(),
    });

    expect(sent).toEqual([]);
    expect(error).toMatchObject({ code: 'cancelled', ambiguous: false, attempts: 1 });
  });

  test('a transport is told what may be sent once only, and how large an answer may be', async () => {
    const told: unknown[] = [];
    const transport: Transport = {
      async send(request, { signal: _, ...options } = {}) {
        told.push(options);
        return accept(request, undefined);
      },
    };
    const context = fakeContext(transport, { maxAnswerBytes: 1000 });

    await callEndpoint(context, 'read', endpoints.read, { id: 'a' });
    await callEndpoint(context, 'put', endpoints.put, { id: 'a' });

    expect(told).toEqual([
      { maxAnswerBytes: 1000, once: false },
      { maxAnswerBytes: 1000, once: true },
    ]);
  });

  test('what a transport says itself is told, and what it throws else is a broken connection', async () => {
    const own = new ImGroupsError('too large', { code: 'internal', ambiguous: true });

    const said = await call('post', [() => Promise.reject(own)]);
    const thrown = await call('post', [() => Promise.reject(new TypeError('https://secret'))]);

    expect(said.error).toMatchObject({ message: 'too large', code: 'internal', ambiguous: true });
    expect(thrown.error).toMatchObject({ code: 'unavailable', ambiguous: true });
    expect(thrown.error?.message).not.toContain('secret');
  });

  test('an aborted signal sends nothing', async () => {
    const { error, sent } = await call('post', [accept], { signal: AbortSignal.abort() });

    expect(sent).toHaveLength(0);
    expect(error).toMatchObject({ code: 'cancelled', ambiguous: false });
  });

  test('an abort while the answer is awaited is in doubt', async () => {
    const controller = new AbortController();
    const hangAndAbort: Reply = (request, signal) => {
      queueMicrotask(() => controller.abort());
      return hang(request, signal);
    };

    const { error } = await call('post', [hangAndAbort], { signal: controller.signal });

    expect(error).toMatchObject({ code: 'cancelled', ambiguous: true });
  });

  test('an abort during the pause before a retry ends the call', async () => {
    const controller = new AbortController();

    const { error, sent } = await call('put', [refuse('vague')], {
      signal: controller.signal,
      onRetry: () => controller.abort(),
    });

    expect(sent).toHaveLength(1);
    expect(error).toMatchObject({
      code: 'cancelled',
      ambiguous: true,
      afterAmbiguous: true,
      attempts: 1,
    });
  });

  test('an abort during the pause after a refusal leaves nothing in doubt', async () => {
    const controller = new AbortController();

    const { error } = await call('put', [refuse('throttled')], {
      signal: controller.signal,
      onRetry: () => controller.abort(),
    });

    expect(error).toMatchObject({ code: 'cancelled', ambiguous: false, afterAmbiguous: false });
  });

  test('what a limiter throws ends a write that was surely not sent', async () => {
    const limiter: RateLimiter = { acquire: () => Promise.reject(new RangeError('redis://key')) };

    const { error, sent } = await call('put', [accept], {}, { limiter });

    expect(error).toMatchObject({ code: 'internal', ambiguous: false });
    expect(error?.message).toBe('unexpected failure: RangeError');
    expect(sent).toEqual([]);
  });

  test('endpoints that share a rate at the vendor share it in the limiter', async () => {
    const keys: string[] = [];
    const limiter: RateLimiter = { acquire: async (key) => void keys.push(key) };
    const rate = { requests: 10, perSeconds: 1, sharedAs: 'all' };
    const shared = { ...endpoints.put, limits: { rate } };
    const context = fakeContext(scriptedTransport(accept), { limiter });

    await callEndpoint(context, 'one', shared, { id: 'a' });
    await callEndpoint(context, 'other', shared, { id: 'a' });

    expect(keys).toEqual(['fake:app-1:all', 'fake:app-1:all']);
  });

  test('a call waits at its gate, and only then in the limiter', async () => {
    const events: string[] = [];
    const limiter: RateLimiter = {
      acquire: async (key) => void events.push(`limiter ${key}`),
    };
    const gate: Gate = {
      async pass({ key, rate }, enter) {
        events.push(`gate ${key} ${rate.requests}`);
        await enter();
      },
    };

    const { sent } = await call('put', [accept], { gate }, { limiter });

    expect(events).toEqual(['gate fake:app-1:put 10', 'limiter fake:app-1:put']);
    expect(sent).toHaveLength(1);
  });

  test('what a gate refuses was surely not sent', async () => {
    const refusal = new Failure('TransportError', 'not now', { code: 'cancelled' });
    const gate: Gate = { pass: () => Promise.reject(refusal) };

    const { error, sent } = await call('put', [accept], { gate });

    expect(error).toMatchObject({ code: 'cancelled', ambiguous: false });
    expect(sent).toEqual([]);
  });

  test('an abort while waiting for the limiter sends nothing', async () => {
    const controller = new AbortController();
    const limiter: RateLimiter = {
      acquire: (_key, _rate, options) =>
        new Promise((_resolve, reject) => {
          options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
          controller.abort();
        }),
    };

    const { error, sent } = await call('put', [accept], { signal: controller.signal }, { limiter });

    expect(sent).toHaveLength(0);
    expect(error).toMatchObject({ code: 'cancelled', ambiguous: false });
  });
});

describe('requests', () => {
  async function refused(request: unknown, clientOptions: ClientOptions = {}) {
    const transport = scriptedTransport(accept);
    const context = fakeContext(transport, clientOptions);
    const error = await callEndpoint(context, 'put', endpoints.put, request).catch((e) => e);
    expect(transport.sent).toHaveLength(0);
    return error as ImGroupsError;
  }

  test('a list above the limit is refused with field, size and limit', async () => {
    const error = await refused({ id: 'a', names: ['a', 'b', 'c', 'd'] });

    expect(error).toMatchObject({ code: 'invalid_argument', reason: 'batch_too_long' });
    expect(error.message).toBe('names: 4 items, at most 3 per call');
  });

  test('a limit the user knows better replaces the declared one', async () => {
    const transport = scriptedTransport(accept);
    const context = fakeContext(transport, { limits: { put: { items: { max: 4 } } } });

    await callEndpoint(context, 'put', endpoints.put, { id: 'a', names: ['a', 'b', 'c', 'd'] });

    expect(transport.sent).toHaveLength(1);
  });

  test('text above its length in bytes is refused with both sizes', async () => {
    const error = await refused({ id: 'a', note: '四个汉字' });

    expect(error.message).toContain('note');
    expect(error.message).toContain('9');
    expect(error.message).toContain('12');
  });

  test('something that is no object is refused', async () => {
    expect(await refused(undefined)).toMatchObject({ code: 'invalid_argument' });
  });
});

describe('a download', () => {
  const url = 'https://vendor.test/things/a';
  const pending = () => new Promise<never>(() => undefined);

  async function download(pull: () => Promise<never>, options: CallOptions = {}) {
    const reply: Reply = async () => ({
      status: 200,
      headers: {},
      text: '',
      stream: new ReadableStream<Uint8Array>({ pull }),
    });
    const context = fakeContext(scriptedTransport(reply), { timeout: 5 });
    const protocol = { ...context.protocol, decode: ({ stream }: HttpResponse) => stream };
    const stream = await callEndpoint<ReadableStream<Uint8Array>>(
      { ...context, protocol },
      'read',
      endpoints.read,
      { id: 'a' },
      { operation: 'files.get', ...options },
    );
    return new Response(stream).bytes().catch((thrown) => thrown);
  }

  const where = { endpoint: 'read', operation: 'files.get', attempts: 1, ambiguous: false };

  test('that stops for as long as an attempt may take is a time-out', async () => {
    const ofClient = await download(pending);
    const ofCall = await download(pending, { timeout: 6 });

    expect(ofClient).toMatchObject({ code: 'timeout', ...where });
    expect(ofClient.message).toBe('the download stopped for 5 ms (timeout)');
    expect(ofCall.message).toBe('the download stopped for 6 ms (timeout)');
  });

  test("ends with the caller's signal", async () => {
    const controller = new AbortController();
    const abort = () => {
      queueMicrotask(() => controller.abort());
      return pending();
    };

    const error = await download(abort, { signal: controller.signal, timeout: 1000 });

    expect(error).toMatchObject({ code: 'cancelled', ...where });
    expect(error.message).toBe('cancelled by the caller');
  });

  test('that breaks off is told without its address', async () => {
    const error = await download(() => Promise.reject(new TypeError(`terminated ${url}`)));

    expect(error).toMatchObject({ code: 'unavailable', ...where });
    expect(error.message).not.toContain(url);
  });
});

describe('the report of a call', () => {
  async function reportOf(name: Name, replies: Reply[], clientOptions: ClientOptions = {}) {
    const reports: CallReport[] = [];
    const options: OperationCall = {
      operation: 'members.add',
      report: (report) => reports.push(report),
    };
    await call(name, replies, options, clientOptions);
    expect(reports).toHaveLength(1);
    return reports[0];
  }

  test('of a success has its attempts', async () => {
    const report = await reportOf('put', [refuse('throttled'), accept]);

    expect(report).toEqual({ endpoint: 'put', admitted: true, attempts: 2, inDoubt: false });
  });

  test('tells the doubt that one of several attempts has left, also after a success', async () => {
    expect(await reportOf('put', [broken, accept])).toMatchObject({ inDoubt: true });
    expect(await reportOf('put', [broken, refuse('missing')])).toMatchObject({ inDoubt: true });
    expect(await reportOf('read', [broken, accept])).toMatchObject({ inDoubt: false });
  });

  test('of a call that the limiter did not let through says so', async () => {
    const limiter: RateLimiter = { acquire: () => Promise.reject(new Error('down')) };

    const report = await reportOf('put', [accept], { limiter });

    expect(report).toEqual({ endpoint: 'put', admitted: false, attempts: 1, inDoubt: false });
  });
});

describe('parts of a call', () => {
  test('get its signal, which ends with the caller', async () => {
    const controller = new AbortController();
    const signals: (AbortSignal | undefined)[] = [];
    const limiter: RateLimiter = {
      acquire: async (_key, _rate, options) => void signals.push(options?.signal),
    };
    const context = fakeContext(scriptedTransport(accept), { limiter });
    const { protocol } = context;
    const prepare: typeof protocol.prepare = (request, endpoint, options) => {
      signals.push(options.signal);
      controller.abort();
      return protocol.prepare(request, endpoint, options);
    };
    const call = callEndpoint(
      { ...context, protocol: { ...protocol, prepare } },
      'put',
      endpoints.put,
      { id: 'a' },
      { signal: controller.signal },
    );

    await expect(call).rejects.toMatchObject({ code: 'cancelled', ambiguous: false });
    expect(signals.map((each) => each?.aborted)).toEqual([true, true]);
  });

  test('cannot bring the credential into an error', async () => {
    const token = 'a-token-of-many-characters';
    const context = fakeContext(scriptedTransport(accept));
    const { protocol } = context;
    const prepare: typeof protocol.prepare = async (...given) => ({
      ...(await protocol.prepare(...given)),
      credential: token,
    });
    const decode = () => {
      throw new Failure('ApiError', `refused: ${token}`, { code: 'internal' });
    };

    const call = callEndpoint(
      { ...context, protocol: { ...protocol, prepare, decode } },
      'post',
      endpoints.post,
      {},
    );

    await expect(call).rejects.toThrow('refused: ***');
  });
});

describe('time', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('leaves no timer behind a call that has ended', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

    await call('put', [accept]);
    await call('put', [refuse('missing')]);
    await call('put', [accept], { signal: AbortSignal.abort() });

    expect(vi.getTimerCount()).toBe(0);
  });

  test('are those of the attempt in events, and of the whole call with its answer', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    vi.advanceTimersByTime(1000);
    const after =
      (milliseconds: number, reply: Reply): Reply =>
      (...request) => {
        vi.advanceTimersByTime(milliseconds);
        return reply(...request);
      };
    const durations: number[] = [];
    const replies = [after(30, refuse('throttled')), after(40, accept)];
    const context = fakeContext(scriptedTransport(...replies), {
      onResponse: ({ durationMs }) => durations.push(durationMs),
    });

    const { durationMs } = await callForResponse(context, 'read', endpoints.read, { id: 'a' });

    expect(durations).toEqual([30, 40]);
    expect(durationMs).toBe(70);
  });
});

describe('telling what happens', () => {
  test('events say all about an attempt', async () => {
    const events: unknown[] = [];
    const keep = (event: object) => void events.push(event);
    const hooks = { onRequest: keep, onResponse: keep, onRetry: keep };

    await call('read', [refuse('throttled'), accept], { ...hooks, operation: 'groups.get' });

    const about = { provider: 'fake', operation: 'groups.get', endpoint: 'read' };
    const sent = { ...about, requestId: 'request-1' };
    const error = expect.objectContaining({ code: 'rate_limited', httpStatus: 200 });
    const answered = { httpStatus: 200, durationMs: expect.any(Number) };
    expect(events).toEqual([
      { ...sent, attempt: 1 },
      { ...sent, attempt: 1, ...answered, error },
      { ...about, attempt: 1, delayMs: expect.any(Number), error },
      { ...sent, attempt: 2 },
      { ...sent, attempt: 2, ...answered },
    ]);
  });

  test('an attempt that was not sent has no answer', async () => {
    const onResponse = vi.fn();
    const limiter: RateLimiter = { acquire: () => Promise.reject(new Error('down')) };

    const { error } = await call('put', [accept], { onResponse }, { limiter });

    expect(onResponse).not.toHaveBeenCalled();
    expect(error?.requestId).toBeUndefined();
  });

  test('a call shows bodies, or does not, whatever the client does', async () => {
    const bodies: unknown[] = [];
    const onRequest = ({ body }: { body?: unknown }) => void bodies.push(body);

    await call('put', [accept], { onRequest }, { bodies: true });
    await call('put', [accept], { onRequest, bodies: false }, { bodies: true });

    expect(bodies).toEqual([{}, undefined]);
  });

  test('a hook that throws is told to the logger', async () => {
    const warnings: string[] = [];
    const logger = { debug: () => undefined, warn: (line: string) => warnings.push(line) };
    const context = fakeContext(scriptedTransport(accept), { logger });
    const throwing = (thrown: unknown) => () => {
      throw thrown;
    };

    for (const thrown of [new RangeError('no more'), 'text']) {
      const hook = { onRequest: throwing(thrown) };
      await callEndpoint(context, 'read', endpoints.read, { id: 'a' }, hook);
    }

    expect(warnings).toEqual([
      'imgroups: a hook threw: no more',
      'imgroups: a hook threw: unknown',
    ]);
  });

  test('hooks see each attempt, and what they throw harms nothing', async () => {
    const events: string[] = [];

    const { body } = await call('put', [refuse('throttled'), accept], {
      operation: 'members.add',
      onRequest: ({ attempt, operation }) => events.push(`request ${attempt} ${operation}`),
      onResponse: ({ attempt, error }) => events.push(`response ${attempt} ${error?.code}`),
      onRetry: ({ attempt }) => {
        events.push(`retry ${attempt}`);
        throw new Error('from the hook');
      },
    });

    expect(body).toEqual({ ok: true });
    expect(events).toEqual([
      'request 1 members.add',
      'response 1 rate_limited',
      'retry 1',
      'request 2 members.add',
      'response 2 undefined',
    ]);
  });

  test('no event and no log line holds the credential', async () => {
    const seen: unknown[] = [];
    const keep = (...event: unknown[]) => void seen.push(event);

    await call(
      'put',
      [refuse('expired'), refuse('throttled'), accept],
      { onRequest: keep, onResponse: keep, onRetry: keep },
      { logger: { debug: keep, warn: keep } },
    );

    expect(seen.length).toBeGreaterThan(5);
    expect(JSON.stringify(seen)).not.toContain('token-');
  });

  test('the errors that hooks see are complete, and the last one is what the caller gets', async () => {
    const seen: unknown[] = [];
    const errors: unknown[] = [];

    const { error } = await call('read', [refuse('throttled'), broken], {
      operation: 'groups.get',
      maxRetries: 1,
      onResponse: ({ endpoint, attempt, error: told }) => {
        errors.push(told);
        seen.push([endpoint, attempt, told?.endpoint, told?.operation, told?.attempts]);
      },
      onRetry: ({ endpoint, attempt, error: told }) =>
        seen.push(['again', endpoint, attempt, told.endpoint, told.attempts]),
    });

    expect(seen).toEqual([
      ['read', 1, 'read', 'groups.get', 1],
      ['again', 'read', 1, 'read', 1],
      ['read', 2, 'read', 'groups.get', 2],
    ]);
    expect(errors.at(-1)).toBe(error);
  });

  test('hooks and logger see bodies only when asked to', async () => {
    const request = { id: 'a', note: 'x', password: 'hunter2', list: [{ accessToken: 'abc' }] };
    const seen: unknown[] = [];
    const lines: string[] = [];
    const keep = (line: string) => void lines.push(line);
    const context = fakeContext(scriptedTransport(accept), {
      logger: { debug: keep, warn: keep },
      onRequest: ({ body }) => seen.push(body),
      onResponse: ({ body }) => seen.push(body),
    });

    await callEndpoint(context, 'put', endpoints.put, request);
    await callEndpoint(context, 'put', endpoints.put, request, { bodies: true });

    const body = { note: 'x', password: '***', list: [{ accessToken: '***' }] };
    expect(seen).toEqual([undefined, undefined, body, body]);
    expect(lines.filter((line) => line.includes(JSON.stringify(body)))).toHaveLength(1);
    expect(lines.join('')).not.toMatch(/hunter2|abc/);
  });

  test('an answer of another form is reported once per field', async () => {
    const drifted: Reply = async () => ({ status: 200, headers: {}, text: '{"ok":"yes"}' });
    const fields: string[] = [];
    const context = fakeContext(scriptedTransport(drifted), {
      onDrift: ({ field }) => fields.push(field),
    });

    await callEndpoint(context, 'read', endpoints.read, { id: 'a' });
    const body = await callEndpoint(context, 'read', endpoints.read, { id: 'b' });

    expect(fields).toEqual(['ok']);
    expect(body).toEqual({ ok: 'yes' });
  });

  test('an error knows where it happened', async () => {
    const { error } = await call('read', [refuse('missing')], { operation: 'groups.get' });

    expect(error).toMatchObject({
      provider: 'fake',
      endpoint: 'read',
      operation: 'groups.get',
      requestId: 'request-1',
      httpStatus: 200,
      attempts: 1,
    });
  });
});

describe('limits of the vendor that are lower than ours', () => {
  test('slow the limiter down and are told', async () => {
    const events: unknown[] = [];
    const slowed = { requests: 7, perSeconds: 1 };
    const limiter: RateLimiter = { acquire: () => Promise.resolve(), throttled: () => slowed };

    const { body } = await call(
      'put',
      [refuse('throttled'), accept],
      { onLimit: (event) => events.push(event) },
      { limiter },
    );

    expect(body).toEqual({ ok: true });
    expect(events).toEqual([
      {
        provider: 'fake',
        endpoint: 'put',
        limit: 'rate',
        kept: { requests: 10, perSeconds: 1 },
        now: slowed,
      },
    ]);
  });

  test('are told only where they are known', async () => {
    const onLimit = vi.fn();

    await call('put', [refuse('throttled'), accept], { onLimit });
    await call('put', [refuse('missing')], { onLimit });

    expect(onLimit).not.toHaveBeenCalled();
  });

  test.each([
    ['the length of the list', { id: 'a', names: ['x', 'y'] }, 2],
    ['no length where no list was sent', { id: 'a' }, undefined],
  ])('of items are told with %s', async (_, request, refused) => {
    const events: unknown[] = [];
    const context = fakeContext(scriptedTransport(refuse('long')), {
      onLimit: (event) => events.push(event),
    });

    await callEndpoint(context, 'put', endpoints.put, request).catch(() => undefined);

    expect(events).toEqual([
      { provider: 'fake', endpoint: 'put', limit: 'items', kept: 3, refused },
    ]);
  });

  test.each([
    [
      'of an endpoint that does not exist',
      { limits: { putt: { items: { max: 1 } } } },
      'putt: unknown endpoint; did you mean put?',
    ],
    [
      'that is not positive',
      { limits: { put: { rate: { requests: 0, perSeconds: 1 } } } },
      'put.rate.requests: must be',
    ],
  ])('a limit %s is refused when the client is made', (_, options, told) => {
    expect(() => fakeContext(scriptedTransport(), options)).toThrow(`limits.${told}`);
  });
});

describe('closing', () => {
  test('waits for all calls, and lets those through that need no credentials', async () => {
    const answers: (() => void)[] = [];
    const slow: Reply = (request, signal) =>
      new Promise((resolve) => {
        answers.push(() => resolve(accept(request, signal)));
      });
    const context = fakeContext(scriptedTransport(slow, slow, accept));
    const events: string[] = [];
    const calls = ['a', 'b'].map((id) =>
      callEndpoint(context, 'read', endpoints.read, { id }).then(() => events.push(id)),
    );
    await new Promise((resolve) => setImmediate(resolve));
    const closing = closeContext(context, {}).then(() => events.push('closed'));

    answers[0]?.();
    await calls[0];
    const token = callEndpoint(context, 'token', { ...endpoints.read, auth: 'none' }, { id: 'c' });
    await token.then(() => events.push('token'));
    answers[1]?.();
    await Promise.all([...calls, closing]);

    expect(events).toEqual(['a', 'token', 'b', 'closed']);
  });

  test('takes no time where no call is on its way, and says why later ones are refused', async () => {
    const context = fakeContext(scriptedTransport());
    await closeContext(context, {});

    const late = callEndpoint(context, 'read', endpoints.read, { id: 'a' });

    await expect(late).rejects.toThrow('not sent: the client was closed');
  });

  test('waits for the calls on their way and takes no further ones', async () => {
    let answer: () => void = () => {};
    const slow: Reply = (request, signal) =>
      new Promise((resolve) => {
        answer = () => resolve(accept(request, signal));
      });
    const context = fakeContext(scriptedTransport(slow));
    const events: string[] = [];
    const running = callEndpoint(context, 'read', endpoints.read, { id: 'a' }).then(() =>
      events.push('answered'),
    );
    await new Promise((resolve) => setImmediate(resolve));

    const closing = closeContext(context, {}).then(() => events.push('closed'));
    const late = callEndpoint(context, 'read', endpoints.read, { id: 'b' });
    await expect(late).rejects.toMatchObject({ code: 'cancelled', endpoint: 'read' });
    answer();
    await Promise.all([running, closing]);

    expect(events).toEqual(['answered', 'closed']);
  });
});

test('errors are recognised across copies of the library', () => {
  const foreign = Object.assign(new Error('x'), { [Symbol.for('imgroups.error')]: true });

  expect(isImGroupsError(foreign)).toBe(true);
  expect(isImGroupsError(new Error('x'))).toBe(false);
  expect(isImGroupsError(undefined)).toBe(false);
  expect(new ImGroupsError('x', { code: 'internal' }).name).toBe('ImGroupsError');
});
