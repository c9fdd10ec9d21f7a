import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createJobGate } from './gate.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

const rate = { requests: 10, perSeconds: 1 };
const { signal } = new AbortController();

/** A call of a key whose turn in the limiter is granted by the test. */
function enterable() {
  let entered = false;
  let grant = (): void => undefined;
  const granted = new Promise<void>((resolve) => {
    grant = resolve;
  });
  const enter = (): Promise<void> => {
    entered = true;
    return granted;
  };
  return { enter, grant: () => grant(), isEntered: () => entered };
}

test('one call of a key at a time goes into the limiter', async () => {
  const gate = createJobGate(1);
  const [first, second, other] = [enterable(), enterable(), enterable()];

  const one = gate.pass({ key: 'a', rate, signal }, first.enter);
  const two = gate.pass({ key: 'a', rate, signal }, second.enter);
  void gate.pass({ key: 'b', rate, signal }, other.enter);
  await vi.advanceTimersByTimeAsync(0);
  const before = [first, second, other].map(({ isEntered }) => isEntered());
  first.grant();
  await one;
  await vi.advanceTimersByTimeAsync(0);
  second.grant();
  await two;

  expect(before).toEqual([true, false, true]);
  expect(second.isEntered()).toBe(true);
});

test('no more than a share of the rate goes in', async () => {
  const gate = createJobGate(0.2);
  const start = performance.now();
  const times: number[] = [];

  const all = [1, 2, 3].map(() =>
    gate.pass({ key: 'a', rate, signal }, async () => {
      times.push(Math.round(performance.now() - start));
    }),
  );
  await vi.runAllTimersAsync();
  await Promise.all(all);

  expect(times).toEqual([0, 500, 1000]);
});

test('a closed gate refuses calls that wait, which surely had no effect', async () => {
  const gate = createJobGate(1);
  const first = enterable();
  void gate.pass({ key: 'a', rate, signal }, first.enter);
  const second = enterable();
  const waiting = gate.pass({ key: 'a', rate, signal }, second.enter).catch((thrown) => thrown);

  gate.close();
  first.grant();

  expect(await waiting).toMatchObject({ code: 'cancelled', text: 'not sent: the job was stopped' });
  expect(second.isEntered()).toBe(false);
});

test('a call that fails in the limiter lets the next one in', async () => {
  const gate = createJobGate(1);
  const second = enterable();

  const first = gate.pass({ key: 'a', rate, signal }, () => Promise.reject(new Error('gone')));
  const next = gate.pass({ key: 'a', rate, signal }, second.enter);
  second.grant();

  await expect(first).rejects.toThrow('gone');
  await next;
});
