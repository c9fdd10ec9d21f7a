import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { endpoints, fakeContext } from '../../test/fake-vendor.ts';
import { callEndpoint } from '../call/call-endpoint.ts';
import type { ConcurrencyEvent, ResponseEvent } from '../call/hooks.ts';
import { toFailure } from '../errors/failure.ts';
import { isImGroupsError } from '../errors/imgroups-error.ts';
import { createRateLimiter } from '../rate-limit/gcra.ts';
import type { Rate } from '../rate-limit/rate.ts';
import { type RateLimiter, unlimited } from '../rate-limit/rate-limiter.ts';
import type { Transport } from '../transport/transport.ts';
import { createPace, oneByOne } from './pace.ts';
import { readInChunks } from './read-in-chunks.ts';
import { runBatch } from './run-batch.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

const perSecond = (requests: number): Rate => ({ requests, perSeconds: 1 });

interface Distant {
  /** Milliseconds from the request to its answer, by how many calls came before. */
  readonly answerMs: number | ((call: number) => number);
  /** Connections of the runtime; further calls wait for one. */
  readonly connections?: number;
  /** Calls per second that the vendor takes. */
  readonly takes?: number;
}

/** A vendor far away, on the fake clock. */
function distantVendor({ answerMs, connections = Number.POSITIVE_INFINITY, takes }: Distant) {
  const seen = { calls: 0, inFlight: 0, most: 0, throttled: 0 };
  const waiting: (() => void)[] = [];
  let open = 0;
  let level = 0;
  let levelAt = 0;

  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  /** A bucket that holds a tenth of a second beside the one call. */
  function isRefused(): boolean {
    if (takes === undefined) return false;
    level = Math.max(0, level - ((performance.now() - levelAt) / 1000) * takes);
    levelAt = performance.now();
    if (level > takes * 0.1) return true;
    level += 1;
    return false;
  }

  const transport: Transport = {
    async send() {
      const call = seen.calls;
      seen.calls += 1;
      seen.inFlight += 1;
      seen.most = Math.max(seen.most, seen.inFlight);
      if (open >= connections) await new Promise<void>((resolve) => waiting.push(resolve));
      open += 1;
      const refused = isRefused();
      if (refused) seen.throttled += 1;
      await pause(typeof answerMs === 'number' ? answerMs : answerMs(call));
      open -= 1;
      waiting.shift()?.();
      seen.inFlight -= 1;
      const text = refused ? '{"fail":"throttled"}' : '{"ok":true}';
      return { status: 200, headers: {}, text };
    },
  };
  return { seen, transport };
}

/** Lets the fake clock run until something has settled; tells how many milliseconds it took. */
async function elapsed(running: Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  let settled = false;
  const end = () => {
    settled = true;
  };
  running.then(end, end);
  await vi.advanceTimersByTimeAsync(0);
  while (!settled) await vi.advanceTimersToNextTimerAsync();
  return performance.now() - startedAt;
}

interface Batch extends Distant {
  readonly calls: number;
  /** The declared rate, per second. */
  readonly rate: number;
  readonly concurrency?: number;
  readonly limiter?: RateLimiter;
}

function startBatch({ calls, rate, concurrency, limiter, ...distant }: Batch) {
  const { seen, transport } = distantVendor(distant);
  const responses: ResponseEvent[] = [];
  const states: ConcurrencyEvent[] = [];
  const context = fakeContext(transport, {
    limiter: limiter ?? createRateLimiter(),
    limits: { put: { rate: perSecond(rate) } },
    retry: { maxRetries: 9, throttledDelay: 1000 },
    onResponse: (event) => responses.push(event),
    onConcurrency: (event) => states.push(event),
  });
  const call = { operation: 'members.add' };
  const result = runBatch({
    userIds: Array.from({ length: calls }, (_, index) => `u${index}`),
    maxChunk: 1,
    canonical: (id) => id,
    toError: (thrown) => (isImGroupsError(thrown) ? thrown : toFailure(thrown).toError()),
    pace: createPace({ context, call, concurrency }),
    async send([id = ''], each) {
      await callEndpoint(context, 'put', endpoints.put, { id }, each);
      return { outcomes: [{ userId: id, status: 'done' }] };
    },
  });
  return { result, seen, responses, states, context };
}

describe('as many calls are on their way as rate and distance need', () => {
  test.each([0, 30, 100, 200])('with answers that take %i ms', async (answerMs) => {
    const { result, seen } = startBatch({ calls: 1000, rate: 200, takes: 200, answerMs });

    const took = await elapsed(result);

    expect(took).toBeLessThanOrEqual(1.05 * (1000 / 0.2 + answerMs));
    expect(seen.throttled).toBe(0);
  });

  test('also when one answer of fifty takes ten times as long', async () => {
    const answerMs = (call: number) => (call % 50 === 49 ? 1000 : 100);
    const took = await elapsed(startBatch({ calls: 1000, rate: 200, answerMs }).result);

    expect(took).toBeLessThanOrEqual(1.05 * (5000 + 1000));
  });

  test('also in a short batch', async () => {
    const took = await elapsed(startBatch({ calls: 100, rate: 200, answerMs: 100 }).result);

    expect(took).toBeLessThanOrEqual(1.1 * (500 + 100));
  });

  test('also for reads in chunks, whose answers keep their order', async () => {
    const { transport } = distantVendor({ answerMs: (call) => 150 - (call % 7) * 10 });
    const limits = { put: { rate: perSecond(200) } };
    const context = fakeContext(transport, { limiter: createRateLimiter(), limits });
    const pace = createPace({ context, call: { operation: 'groups.getMany' } });
    const ids = Array.from({ length: 200 }, (_, index) => `g${index}`);

    const reading = readInChunks(ids, { maxItems: 1 }, pace, async ([id = ''], call) => {
      await callEndpoint(context, 'put', endpoints.put, { id }, call);
      return id;
    });

    expect(await elapsed(reading)).toBeLessThanOrEqual(1.1 * (1000 + 150));
    expect(await reading).toEqual(ids);
  });
});

describe('the limiter', () => {
  test('has at most one call of a batch waiting', async () => {
    const limiter = createRateLimiter();
    let waiting = 0;
    let most = 0;
    const counting: RateLimiter = {
      async acquire(...all) {
        most = Math.max(most, ++waiting);
        await limiter.acquire(...all);
        waiting -= 1;
      },
    };

    const { result, seen } = startBatch({
      ...{ calls: 300, rate: 200, answerMs: 100, limiter: counting },
      // Calls that are sent again wait like all others.
      takes: 150,
    });
    await elapsed(result);

    expect((await result).ok).toBe(true);
    expect(seen.throttled).toBeGreaterThan(0);
    expect(most).toBe(1);
  });

  test('makes a single call wait for one call of the batch at most', async () => {
    const limiter = createRateLimiter();
    const { result } = startBatch({ calls: 600, rate: 200, answerMs: 100, limiter });
    const waits: number[] = [];
    const singles = (async () => {
      for (let index = 0; index < 10; index += 1) {
        await new Promise((resolve) => setTimeout(resolve, 201));
        const startedAt = performance.now();
        await limiter.acquire('fake:app-1:put', perSecond(200));
        waits.push(performance.now() - startedAt);
      }
    })();

    await elapsed(Promise.all([result, singles]));

    expect(Math.max(...waits)).toBeLessThanOrEqual(2 * 5);
  });

  test('of one call per second lets nobody run out of time', async () => {
    const { result } = startBatch({ calls: 150, rate: 1, answerMs: 200 });

    await elapsed(result);

    expect((await result).ok).toBe(true);
  });

  test('is not rushed by what waited for credentials', async () => {
    const { result, seen, context } = startBatch({
      ...{ calls: 200, rate: 100, takes: 100, answerMs: 100 },
    });
    const { prepare } = context.protocol;
    let token: Promise<unknown> | undefined;
    Object.assign(context.protocol, {
      async prepare(...all: Parameters<typeof prepare>) {
        token ??= new Promise((resolve) => setTimeout(resolve, 400));
        await token;
        return prepare(...all);
      },
    });

    await elapsed(result);

    expect(seen.throttled).toBe(0);
  });
});

describe('fewer calls are on their way', () => {
  test('when the caller says so', async () => {
    const { result, seen } = startBatch({ calls: 100, rate: 200, answerMs: 200, concurrency: 3 });

    await elapsed(result);

    expect(seen.most).toBe(3);
  });

  test.each([
    [undefined, 64],
    [1000, 256],
  ])('than the bound: concurrency %s, %i calls', async (concurrency, expected) => {
    const limiter = unlimited;
    const { result, seen } = startBatch({
      ...{ calls: 4000, rate: 10_000, answerMs: 50, concurrency, limiter },
    });

    await elapsed(result);

    expect(seen.most).toBe(expected);
  });

  test('when the vendor takes fewer, from this group alone too', async () => {
    const { result, states, seen } = startBatch({
      ...{ calls: 400, rate: 200, takes: 40, answerMs: 300 },
    });

    await elapsed(result);

    expect((await result).ok).toBe(true);
    const throttled = states.filter(({ cause }) => cause === 'throttled');
    expect(Math.min(...throttled.map(({ limit }) => limit))).toBeLessThanOrEqual(8);
    expect(seen.throttled).toBeLessThan(200);
  });

  test('when answers become slow, and more again when they are as fast as before', async () => {
    const slowFrom = 300;
    const slowTo = 450;
    const { result, states } = startBatch({
      ...{ calls: 1500, rate: 200 },
      answerMs: (call) => (call >= slowFrom && call < slowTo ? 1500 : 100),
    });

    await elapsed(result);

    const slow = states.filter(({ cause }) => cause === 'slow');
    expect(Math.min(...slow.map(({ limit }) => limit))).toBeLessThanOrEqual(8);
    expect(states.at(-1)).toMatchObject({ cause: 'answered', operation: 'members.add' });
    expect(states.at(-1)?.limit).toBeGreaterThan(15);
  });
});

describe('where a runtime opens few connections', () => {
  test.each([
    ['Workers', 6, 100],
    ['Workers', 6, 1000],
    ['Workers', 6, 2500],
    ['Bun', 256, 1000],
  ])('on %s (%i), no attempt runs out of time unsent: %i ms', async (_, connections, answerMs) => {
    const { result, responses } = startBatch({
      ...{ calls: 500, rate: 200, answerMs, connections, concurrency: 256 },
    });

    await elapsed(result);

    expect(responses.filter(({ error }) => error?.code === 'timeout')).toEqual([]);
    expect((await result).ok).toBe(true);
  });
});

test('one by one, a call starts when the one before it has ended, be it by a failure', async () => {
  const pace = oneByOne({ operation: 'members.add' });
  const seen: string[] = [];
  const failing = pace.run(async ({ operation }) => {
    seen.push(`${operation} starts`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    seen.push('fails');
    throw new Error('text');
  });
  failing.catch(() => undefined);

  await elapsed(pace.free());
  seen.push('free');

  expect(seen).toEqual(['members.add starts', 'fails', 'free']);
  await expect(failing).rejects.toThrow('text');
});
