import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fakePace } from '../../test/fake-pace.ts';
import {
  accept,
  endpoints,
  fakeContext,
  refuse,
  scriptedTransport,
} from '../../test/fake-vendor.ts';
import type {
  ClientOptions,
  Hooks,
  ImGroupsError,
  Logger,
  RateLimiter,
  Transport,
} from '../adapter.ts';
import { runBatch } from '../batch/run-batch.ts';
import { toFailure } from '../errors/failure.ts';
import { kyTransport } from '../transport/ky-transport.ts';
import { callEndpoint } from './call-endpoint.ts';

/** Rejections that reached the process, where they would end it. */
const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown) => void unhandled.push(reason);

beforeEach(() => {
  unhandled.length = 0;
  process.on('unhandledRejection', onUnhandled);
});
afterEach(() => {
  process.off('unhandledRejection', onUnhandled);
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

const throwing = (): never => {
  throw new Error('from the application');
};
const rejecting = async (): Promise<never> => throwing();
const rejectingLate = () =>
  new Promise<never>((_, reject) => setImmediate(() => reject(new Error('late'))));
const never = () => new Promise<never>(() => undefined);
const hostile = () => ({
  // biome-ignore lint/suspicious/noThenProperty: what an injected part may give.
  get then(): never {
    return throwing();
  },
});

const failures: [string, () => unknown][] = [
  ['throws', throwing],
  ['throws what is no error', () => Promise.reject(undefined)],
  ['rejects', rejecting],
  ['rejects later', rejectingLate],
  ['never answers', never],
  ['gives a hostile thenable', hostile],
];

const hooksOf = (hook: () => unknown): Hooks => ({
  onRequest: hook as () => void,
  onResponse: hook as () => void,
  onRetry: hook as () => void,
  onLimit: hook as () => void,
  onDrift: hook as () => void,
});

describe.each(failures)('something injected that %s', (_, broken) => {
  const drifted = async () => ({ status: 200, headers: {}, text: '{"ok":"yes"}' });

  async function called(options: ClientOptions, hooks: Hooks = {}): Promise<unknown> {
    const transport = scriptedTransport(refuse('throttled'), drifted);
    const context = fakeContext(transport, options);
    const body = await callEndpoint(context, 'put', endpoints.put, { id: 'a' }, hooks);
    await settled();
    return body;
  }

  test('as a hook does not change the answer', async () => {
    expect(await called(hooksOf(broken), hooksOf(broken))).toEqual({ ok: 'yes' });
    expect(unhandled).toEqual([]);
  });

  test('as a logger does not change the answer', async () => {
    const logger = { debug: broken, warn: broken } as Logger;

    expect(await called({ logger, ...hooksOf(throwing) })).toEqual({ ok: 'yes' });
    expect(unhandled).toEqual([]);
  });

  test('as the part of a limiter that learns does not replace the answer', async () => {
    const limiter = { acquire: async () => undefined, throttled: broken } as RateLimiter;

    expect(await called({ limiter })).toEqual({ ok: 'yes' });
    expect(unhandled).toEqual([]);
  });

  test('as onProgress does not change the outcomes', async () => {
    const result = await runBatch({
      userIds: ['a', 'b'],
      maxChunk: 1,
      pace: fakePace(),
      send: async (ids) => ({ outcomes: ids.map((userId) => ({ userId, status: 'done' })) }),
      canonical: (id) => id,
      toError: (thrown) => toFailure(thrown).toError(),
      onProgress: broken as () => void,
    });
    await settled();

    expect(result.ok).toBe(true);
    expect(unhandled).toEqual([]);
  });
});

test('a logger that loses its methods does not change the answer', async () => {
  const logger: Partial<Logger> = { debug: () => undefined, warn: () => undefined };
  const context = fakeContext(scriptedTransport(accept), { logger: logger as Logger });
  delete logger.debug;

  expect(await callEndpoint(context, 'read', endpoints.read, { id: 'a' })).toEqual({ ok: true });
});

describe('a part that does not know the signal', () => {
  const limits = { timeout: 20, totalTimeout: 40 };

  async function failed(options: ClientOptions, signal?: AbortSignal): Promise<ImGroupsError> {
    const context = fakeContext(scriptedTransport(accept), options);
    const call = callEndpoint(context, 'put', endpoints.put, { id: 'a' }, { ...limits, signal });
    return call.then(
      () => {
        throw new Error('it did not fail');
      },
      (error: ImGroupsError) => error,
    );
  }

  test('as limiter ends with the whole call, and nothing was sent', async () => {
    const transport = scriptedTransport(accept);

    const error = await failed({ limiter: { acquire: never }, transport });

    expect(error).toMatchObject({ code: 'timeout', ambiguous: false });
    expect(transport.sent).toEqual([]);
  });

  test('as limiter ends with the signal of the caller', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 5);

    const error = await failed({ limiter: { acquire: never } }, controller.signal);

    expect(error).toMatchObject({ code: 'cancelled', ambiguous: false });
  });

  test.each<[string, Transport]>([
    ['transport', { send: never }],
    ['fetch', kyTransport({ fetch: never })],
  ])('as %s ends with each attempt', async (_, transport) => {
    const error = await failed({ transport });

    expect(error).toMatchObject({ code: 'timeout', ambiguous: true });
  });

  test('as transport ends with the signal of the caller, and its late stream is closed', async () => {
    const controller = new AbortController();
    let answer: (response: object) => void = () => undefined;
    const send = () => new Promise<never>((resolve) => (answer = resolve as typeof answer));
    setTimeout(() => controller.abort(), 5);

    const error = await failed({ transport: { send } }, controller.signal);
    const closed = new Promise((cancel) => {
      answer({ status: 200, headers: {}, text: '', stream: new ReadableStream({ cancel }) });
    });
    await closed;

    expect(error).toMatchObject({ code: 'cancelled', ambiguous: true });
  });

  test('as transport may still fail: that reaches nobody', async () => {
    const send = () =>
      new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), 60));

    await failed({ transport: { send }, retry: { maxRetries: 0 } });
    await new Promise((resolve) => setTimeout(resolve, 80));

    expect(unhandled).toEqual([]);
  });
});
