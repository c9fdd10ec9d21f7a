import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createQueue } from './queue.ts';
import type { Slots, Wanted } from './slots.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

const rate = { requests: 200, perSeconds: 1 };
const interval = 5;

/** Slots one after another for all who ask, over a way that takes so long. */
function placesAfter(trip: number) {
  let nextAt = 0;
  const asked: Wanted[] = [];
  return {
    asked,
    async take(_: unknown, wanted: Wanted): Promise<Slots> {
      asked.push(wanted);
      const wait = Math.max(0, nextAt - performance.now());
      nextAt = performance.now() + wait + wanted.ahead * interval;
      if (trip > 0) await new Promise((resolve) => setTimeout(resolve, trip));
      const start = performance.now() + wait;
      return { due: slotsFrom(start, wanted.ahead), askAt: start, trip };
    },
  };
}

/** So many slots one after another. */
const slotsFrom = (start: number, count: number) =>
  Array.from({ length: count }, (_, index) => start + index * interval);

const waitIn = (queue: ReturnType<typeof createQueue>) =>
  new Promise<void>((go, fail) => queue.add({ go, fail }));

/** Runs until something is done, and tells how many milliseconds that took. */
async function timeOf(done: Promise<unknown>): Promise<number> {
  const start = performance.now();
  const end = done.then(() => performance.now());
  await vi.runAllTimersAsync();
  return (await end) - start;
}

test.each([50, 100, 300])(
  'four processes keep nine tenths of the rate over a way of %i ms',
  async (trip) => {
    const { take } = placesAfter(trip);
    const queues = Array.from({ length: 4 }, () => createQueue(rate, take));
    const calls = 2400;

    const time = await timeOf(
      Promise.all(Array.from({ length: calls }, (_, index) => waitIn(queues[index % 4] as never))),
    );

    expect(time).toBeLessThan((calls * interval) / 0.9);
  },
);

test('a caller who comes again and again keeps the rate as well', async () => {
  const queue = createQueue(rate, placesAfter(300).take);
  async function caller(calls: number): Promise<void> {
    for (let call = 0; call < calls; call += 1) await waitIn(queue);
  }

  expect(await timeOf(caller(3000))).toBeLessThan((3000 * interval) / 0.8);
});

test.each([1, 4, 20, 50])(
  'a batch, of which one call waits at a time, keeps the rate over a way of %i ms',
  async (trip) => {
    const queue = createQueue(rate, placesAfter(trip).take);
    async function batch(): Promise<void> {
      for (let call = 0; call < 1000; call += 1) await waitIn(queue);
    }

    expect(await timeOf(batch())).toBeLessThan(1000 * interval * 1.1);
  },
);

test('over a short way a process asks for one slot at a time', async () => {
  const { asked, take } = placesAfter(1);
  const queue = createQueue(rate, take);

  await timeOf(Promise.all(Array.from({ length: 50 }, () => waitIn(queue))));

  expect(new Set(asked.map(({ ahead }) => ahead))).toEqual(new Set([1]));
});

test('nobody asks for more slots than callers want', async () => {
  const { asked, take } = placesAfter(300);
  const queue = createQueue(rate, take);

  await timeOf(Promise.all(Array.from({ length: 10 }, () => waitIn(queue))));

  expect(asked.reduce((sum, { ahead }) => sum + ahead, 0)).toBe(10);
});

test('when all slots are taken it asks again when there are some', async () => {
  const answers: Slots[] = [
    { due: [], askAt: 700, trip: 0 },
    { due: [900], askAt: 0, trip: 0 },
  ];
  const times: number[] = [];
  const queue = createQueue(rate, async () => {
    times.push(performance.now());
    return answers.shift() as Slots;
  });
  vi.advanceTimersByTime(100 - performance.now());

  await timeOf(waitIn(queue));

  expect(times).toEqual([100, 700]);
});

test('a failure is told to everybody who waits, and the next call asks again', async () => {
  let failing = true;
  const queue = createQueue(rate, async () => {
    if (failing) throw new Error('cannot work');
    return { due: [0], askAt: 0, trip: 0 };
  });

  const waiting = await Promise.allSettled([waitIn(queue), waitIn(queue)]);
  failing = false;
  await waitIn(queue);

  expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('calls that come now and then ask for one slot each', async () => {
  const { asked, take } = placesAfter(300);
  const queue = createQueue(rate, take);

  for (let call = 0; call < 5; call += 1) {
    await timeOf(waitIn(queue));
    await vi.advanceTimersByTimeAsync(10_000);
  }

  expect(asked.map(({ ahead }) => ahead)).toEqual([1, 1, 1, 1, 1]);
});

test('a caller in a loop gets twice as many slots at once each time, and half after some were missed', async () => {
  const { asked, take } = placesAfter(300);
  const queue = createQueue(rate, take);
  async function loop(): Promise<void> {
    for (let call = 0; call < 60; call += 1) await waitIn(queue);
  }

  await timeOf(loop());
  const first = asked.splice(0).map(({ ahead }) => ahead);
  await vi.advanceTimersByTimeAsync(10_000);
  await timeOf(loop());
  const second = asked.map(({ ahead }) => ahead);

  const perTrip = 60;
  expect(first.slice(0, 4)).toEqual([1, 1, 2, 4]);
  expect(Math.max(...first)).toBeLessThanOrEqual(perTrip);
  expect(second.slice(0, 2)).toEqual([1, perTrip / 2]);
});

test('more slots are asked for when those at hand last no longer than a trip', async () => {
  let granted = 0;
  const grantedAtAsk: number[] = [];
  const queue = createQueue(rate, async () => {
    grantedAtAsk.push(granted);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const start = performance.now();
    return { due: slotsFrom(start, 100), askAt: start, trip: 300 };
  });

  await timeOf(
    Promise.all(
      Array.from({ length: 150 }, async () => {
        await waitIn(queue);
        granted += 1;
      }),
    ),
  );

  // The trip counts as 150 ms, the mean of none and 300: 30 slots are left.
  expect(grantedAtAsk).toEqual([0, 69]);
});

test('when all slots are taken those at hand are used up, and none is asked for before there are some', async () => {
  const times: number[] = [];
  const queue = createQueue(rate, async () => {
    times.push(performance.now());
    // The answer that there are none comes while some are left.
    await new Promise((resolve) => setTimeout(resolve, times.length === 2 ? 20 : 300));
    const now = performance.now();
    if (times.length === 2) return { due: [], askAt: 5000, trip: 300 };
    return { due: slotsFrom(now + 200, 40), askAt: now, trip: 300 };
  });
  vi.advanceTimersByTime(100 - performance.now());

  await timeOf(Promise.all(Array.from({ length: 80 }, () => waitIn(queue))));

  expect(times).toEqual([100, expect.any(Number), 5000]);
});

test('a slot is still used when its caller is late by no more than the burst', async () => {
  const asked: number[] = [];
  const queue = createQueue(rate, async () => {
    const now = performance.now();
    asked.push(now);
    return { due: [now + 100, now + 100], askAt: 0, trip: 0 };
  });
  const gone = { go: vi.fn(), fail: vi.fn() };
  queue.add(gone);
  await vi.advanceTimersByTimeAsync(50);
  queue.remove(gone);

  await vi.advanceTimersByTimeAsync(70);
  await timeOf(waitIn(queue));
  await vi.advanceTimersByTimeAsync(1);
  await timeOf(waitIn(queue));

  expect(asked).toHaveLength(2);
  expect(gone.go).not.toHaveBeenCalled();
});
