import { describe, expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';
import { type RateLimiter, unlimited } from './rate-limiter.ts';

const rate = { requests: 1, perSeconds: 1 };

/** A limiter whose calls pass one by one, when they are let. */
function gatedLimiter() {
  const inside: { readonly key: string; readonly pass: () => void; readonly fail: () => void }[] =
    [];
  const limiter: Pick<RateLimiter, 'acquire'> = {
    acquire: (key) =>
      new Promise((resolve, reject) => {
        inside.push({ key, pass: resolve, fail: () => reject(new Error('refused')) });
      }),
  };
  let passed = 0;
  const single = oneAtATime(limiter, () => ++passed);
  const settled: string[] = [];
  return {
    single,
    inside,
    settled,
    passed: () => passed,
    /** Sends a call into the limiter; notes when it has passed or failed. */
    enter(name: string, key = 'key', signal?: AbortSignal): void {
      single.acquire(key, rate, { signal }).then(
        () => settled.push(name),
        (error) => settled.push(`${name}: ${error.message}`),
      );
    },
  };
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve));

describe('calls of one batch', () => {
  test('enter the limiter one after the other, in their order', async () => {
    const { enter, inside, settled, single, passed } = gatedLimiter();
    enter('first');
    enter('second');
    enter('third');
    await aMoment();
    expect([inside.length, single.waiting]).toEqual([1, 3]);

    inside[0]?.pass();
    await aMoment();
    expect([inside.length, single.waiting, passed()]).toEqual([2, 2, 1]);

    inside[1]?.pass();
    await aMoment();
    inside[2]?.pass();
    await aMoment();
    expect(settled).toEqual(['first', 'second', 'third']);
    expect([single.waiting, passed()]).toEqual([0, 3]);
  });

  test('that come later wait for the one that is in the limiter by then', async () => {
    const { enter, inside } = gatedLimiter();
    enter('first');
    enter('second');
    await aMoment();
    inside[0]?.pass();
    await aMoment();

    enter('third');
    await aMoment();

    expect(inside).toHaveLength(2);
  });

  test('of different keys do not wait for each other', async () => {
    const { enter, inside } = gatedLimiter();
    enter('one', 'a');
    enter('other', 'b');
    await aMoment();

    expect(inside.map(({ key }) => key)).toEqual(['a', 'b']);
  });

  test('go on after one that the limiter failed', async () => {
    const { enter, inside, settled } = gatedLimiter();
    enter('first');
    enter('second');
    await aMoment();

    inside[0]?.fail();
    await aMoment();
    inside[1]?.pass();
    await aMoment();

    expect(settled).toEqual(['first: refused', 'second']);
  });

  test('that were aborted meanwhile do not enter, and hold nobody up', async () => {
    const { enter, inside, settled, single } = gatedLimiter();
    const controller = new AbortController();
    enter('first');
    enter('second', 'key', controller.signal);
    enter('third');
    controller.abort(new Error('enough'));
    await aMoment();

    inside[0]?.pass();
    await aMoment();

    expect([settled, inside.length]).toEqual([['first', 'second: enough'], 2]);
    inside[1]?.pass();
    await aMoment();
    expect(single.waiting).toBe(0);
  });
});

test('the limiter without limits lets everything pass at once', async () => {
  const single = oneAtATime(unlimited, () => undefined);

  await expect(single.acquire('key', rate)).resolves.toBeUndefined();
  await expect(unlimited.acquire('key', rate)).resolves.toBeUndefined();
});
