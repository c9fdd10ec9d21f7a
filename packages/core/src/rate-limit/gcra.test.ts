import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRateLimiter } from './gcra.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

/** When each of `count` calls was let through, in milliseconds. */
async function grants(count: number, rate: { requests: number; perSeconds: number }) {
  const limiter = createRateLimiter();
  const start = performance.now();
  const times: number[] = [];
  const all = Array.from({ length: count }, () =>
    limiter.acquire('key', rate).then(() => times.push(Math.round(performance.now() - start))),
  );
  await vi.runAllTimersAsync();
  await Promise.all(all);
  return times;
}

/** A controller that counts the listeners of its signal. */
function spied(controller: AbortController) {
  const { signal } = controller;
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');
  return {
    signal,
    abort: () => controller.abort(),
    listeners: () => added.mock.calls.length,
    removed: () => removed.mock.calls.length,
  };
}

test.each([null, 5, 'text', [], { now: 5 }, { noww: () => 1 }])(
  'wrong options are refused by name: %o',
  (options) => {
    expect(() => createRateLimiter(options as never)).toThrow(
      expect.objectContaining({ name: 'InvalidRequestError', code: 'invalid_argument' }),
    );
  },
);

test('calls are spaced evenly', async () => {
  expect(await grants(4, { requests: 1, perSeconds: 1 })).toEqual([0, 1000, 2000, 3000]);
});

test('one twentieth of the rate may go at once, and no second gets more than the rate and that', async () => {
  const times = await grants(600, { requests: 200, perSeconds: 1 });

  expect(times.filter((time) => time === 0)).toHaveLength(10);
  for (let from = 0; from < 2500; from += 50) {
    const inSecond = times.filter((time) => time >= from && time < from + 1000).length;
    expect(inSecond).toBeLessThanOrEqual(210);
  }
  expect(Math.max(...times)).toBeLessThanOrEqual(3000);
});

test('keys do not slow each other down', async () => {
  const limiter = createRateLimiter();
  const rate = { requests: 1, perSeconds: 60 };

  await limiter.acquire('a', rate);
  await limiter.acquire('b', rate);

  expect(vi.getTimerCount()).toBe(0);
});

test('a waiting call that is aborted leaves its place and no timer', async () => {
  const limiter = createRateLimiter();
  const rate = { requests: 1, perSeconds: 1 };
  const controller = new AbortController();
  await limiter.acquire('key', rate);

  const waiting = limiter.acquire('key', rate, { signal: controller.signal });
  controller.abort(new Error('enough'));

  await expect(waiting).rejects.toThrow('enough');
  expect(vi.getTimerCount()).toBe(0);
});

test('one signal ends any number of waiting calls, with one listener', async () => {
  const limiter = createRateLimiter();
  const rate = { requests: 1, perSeconds: 1 };
  const { signal, ...controller } = spied(new AbortController());
  await limiter.acquire('key', rate);
  const waiting = Array.from({ length: 40_000 }, () =>
    limiter.acquire('key', rate, { signal }).catch(() => 'aborted'),
  );

  controller.abort();

  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['aborted']));
  expect(controller.listeners()).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});

test('a granted call leaves no listener behind', async () => {
  const limiter = createRateLimiter();
  const rate = { requests: 1, perSeconds: 1 };
  const { signal, ...controller } = spied(new AbortController());
  await limiter.acquire('key', rate);

  const waiting = [1, 2].map(() => limiter.acquire('key', rate, { signal }));
  await vi.runAllTimersAsync();
  await Promise.all(waiting);

  expect([controller.listeners(), controller.removed()]).toEqual([1, 1]);
});

test('a granted call leaves no timer behind', async () => {
  const limiter = createRateLimiter();
  const rate = { requests: 1, perSeconds: 1 };
  await limiter.acquire('key', rate);
  const granted = limiter.acquire('key', rate);

  await vi.advanceTimersByTimeAsync(1000);
  await granted;

  expect(vi.getTimerCount()).toBe(0);
});

test('a call that was aborted before takes no place', async () => {
  const limiter = createRateLimiter();
  const rate = { requests: 1, perSeconds: 1 };
  const aborted = AbortSignal.abort(new Error('enough'));

  await expect(limiter.acquire('key', rate, { signal: aborted })).rejects.toThrow('enough');

  await expect(limiter.acquire('key', rate)).resolves.toBeUndefined();
  expect(vi.getTimerCount()).toBe(0);
});

test('a call that comes while others wait comes after them, though a place has become free', async () => {
  const limiter = createRateLimiter();
  const rate = { requests: 1, perSeconds: 1 };
  const passed: string[] = [];
  await limiter.acquire('key', rate);
  limiter.acquire('key', rate).then(() => passed.push('first'));
  // Time goes by, and its timers come late.
  const later = performance.now() + 1500;
  vi.spyOn(performance, 'now').mockReturnValue(later);
  limiter.acquire('key', rate).then(() => passed.push('second'));
  await Promise.resolve();
  expect(passed).toEqual([]);

  vi.mocked(performance.now).mockRestore();
  await vi.runAllTimersAsync();

  expect(passed).toEqual(['first', 'second']);
  expect(vi.getTimerCount()).toBe(0);
});

test('an aborted call in the middle does not hold up the next', async () => {
  const limiter = createRateLimiter();
  const rate = { requests: 1, perSeconds: 1 };
  const controller = new AbortController();
  const start = performance.now();
  await limiter.acquire('key', rate);
  const aborted = limiter
    .acquire('key', rate, { signal: controller.signal })
    .catch(() => 'aborted');
  const next = limiter.acquire('key', rate).then(() => performance.now() - start);

  controller.abort();
  await vi.runAllTimersAsync();

  expect(await aborted).toBe('aborted');
  expect(await next).toBeCloseTo(1000, -1);
});

test('those who wait get their places when the runtime forgets the timer of an ended request', async () => {
  const limiter = createRateLimiter();
  const rate = { requests: 1, perSeconds: 1 };
  const start = performance.now();
  const times: number[] = [];
  const call = () =>
    limiter.acquire('key', rate).then(() => times.push(Math.round(performance.now() - start)));
  await call();
  // A spy of Vitest would come back when the file has ended, over the real timers of the files after it.
  const { setTimeout } = globalThis;
  let timerOfQueue: ReturnType<typeof setTimeout> | undefined;
  globalThis.setTimeout = ((...args: Parameters<typeof setTimeout>) => {
    timerOfQueue = setTimeout(...args);
    return timerOfQueue;
  }) as typeof setTimeout;
  void call();
  globalThis.setTimeout = setTimeout;
  void call();

  clearTimeout(timerOfQueue);
  await vi.runAllTimersAsync();

  expect(times).toHaveLength(3);
  expect(times[1]).toBeGreaterThanOrEqual(1000);
  expect(times[2]).toBeGreaterThanOrEqual(2000);
  expect(times[2]).toBeLessThan(4000);
});

test('a refused call slows its key down, and the rate comes back with time', async () => {
  const limiter = createRateLimiter();
  const rate = { requests: 100, perSeconds: 1 };
  const inOneSecond = async () => {
    const start = performance.now();
    let granted = 0;
    const all = Array.from({ length: 300 }, () =>
      limiter.acquire('key', rate).then(() => {
        if (performance.now() - start < 1000) granted += 1;
      }),
    );
    await vi.runAllTimersAsync();
    await Promise.all(all);
    return granted;
  };

  const slowed = limiter.throttled?.('key', rate);
  const together = limiter.throttled?.('key', rate);
  const during = await inOneSecond();
  await vi.advanceTimersByTimeAsync(60_000);

  expect(slowed?.requests).toBeCloseTo(70);
  expect(together).toBeUndefined();
  expect(during).toBeGreaterThan(65);
  expect(during).toBeLessThan(80);
  expect(await inOneSecond()).toBeGreaterThanOrEqual(100);
});
