import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RedisLink } from './redis-link.ts';
import { localSlots, takeSharedSlots } from './slots.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  // A process has run for a while when it asks.
  vi.advanceTimersByTime(1000);
});
afterEach(() => vi.useRealTimers());

/** A link whose script answers after the given milliseconds. */
function linkThat(answer: unknown, milliseconds = 0) {
  const runs: unknown[][] = [];
  const link: Pick<RedisLink, 'run'> = {
    async run(_script, ...given) {
      runs.push(given);
      vi.advanceTimersByTime(milliseconds);
      return answer;
    },
  };
  return { runs, link: link as RedisLink };
}

const wanted = { due: 3, ahead: 2 };

describe('slots that processes share', () => {
  test.each([
    ['a slow rate has no burst', { requests: 1, perSeconds: 60 }, 60_000_000, 0],
    ['a burst begins with the second slot', { requests: 100, perSeconds: 1 }, 10_000, 10_000],
    ['a burst is two hundredths', { requests: 500, perSeconds: 1 }, 2000, 18_000],
  ])('are asked for in microseconds: %s', async (_, rate, interval, burst) => {
    const { runs, link } = linkThat([1, 0]);

    await takeSharedSlots(link, 'app', rate, wanted);

    const period = rate.perSeconds * 1_000_000;
    expect(runs).toEqual([['rate:app', interval, burst, period, 3, 2]]);
  });

  const rate = { requests: 100, perSeconds: 1 };

  test('are due one interval after another, counted from the answer', async () => {
    const { link } = linkThat([3, 25_000], 40);
    const start = performance.now();

    const slots = await takeSharedSlots(link, 'app', rate, wanted);

    const answered = start + 40;
    expect(slots.due).toEqual([answered + 25, answered + 35, answered + 45]);
    expect(slots.trip).toBe(40);
  });

  test('that were due before are due at once', async () => {
    const { link } = linkThat([3, -15_000], 5);
    const start = performance.now();

    const { due } = await takeSharedSlots(link, 'app', rate, wanted);

    expect(due).toEqual([start + 5, start + 5, start + 10]);
  });

  test('that are all taken are asked for again when there will be some', async () => {
    const { link } = linkThat([0, 300_000], 10);
    const start = performance.now();

    expect(await takeSharedSlots(link, 'app', rate, wanted)).toEqual({
      due: [],
      askAt: start + 310,
      trip: 10,
    });
  });

  test('may be told by strings, as some clients give numbers', async () => {
    const { link } = linkThat(['1', '2000']);
    const start = performance.now();

    expect((await takeSharedSlots(link, 'app', rate, wanted)).due).toEqual([start + 2]);
  });

  test.each([[null], ['OK'], [[]], [[1]], [['x', 1]], [[1, 'x']], [{ 0: 1, 1: 2 }]])(
    'are none in an answer that is %j',
    async (answer) => {
      const { link } = linkThat(answer);

      await expect(takeSharedSlots(link, 'app', rate, wanted)).rejects.toThrow(
        'Redis failed: not an answer of the script',
      );
    },
  );
});

describe('slots of this process alone', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test('begin within one interval at random, and keep the interval', () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.25);
    const now = performance.now();
    const take = localSlots();

    const due = [1, 2, 3].map(() => take('app', { requests: 2, perSeconds: 1 }));

    expect(due).toEqual([now + 125, now + 625, now + 1125]);
  });

  test('of two rates are apart', () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const now = performance.now();
    const take = localSlots();

    const due = ['a', 'b', 'a'].map((key) => take(key, { requests: 1, perSeconds: 60 }));

    expect(due).toEqual([now, now, now + 60_000]);
  });

  test('that nobody took are not made up for', () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0);
    const take = localSlots();
    take('app', { requests: 1, perSeconds: 1 });
    vi.advanceTimersByTime(10_000);
    random.mockReturnValue(0.5);

    expect(take('app', { requests: 1, perSeconds: 1 })).toBe(performance.now() + 500);
  });
});
