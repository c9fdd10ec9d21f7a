import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startDeadline } from './deadline.ts';
import { sleep } from './sleep.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a deadline', () => {
  test('ends what waits under it, for its reason', async () => {
    const deadline = startDeadline(1000);
    const never = deadline.race(new Promise<never>(() => undefined)).catch((error) => error.name);

    vi.advanceTimersByTime(1000);

    expect(await never).toBe('TimeoutError');
    expect(await deadline.race('too late').catch((error) => error.name)).toBe('TimeoutError');
  });

  test('hands on what comes before its end', async () => {
    const deadline = startDeadline(1000);

    expect(await deadline.race('at once')).toBe('at once');
    expect(await deadline.race(Promise.resolve('soon'))).toBe('soon');
    await expect(deadline.race(Promise.reject(new Error('own')))).rejects.toThrow('own');
  });

  test('ends those below it, unless they were over before', () => {
    const parent = startDeadline(1000);
    const running = startDeadline(5000, parent);
    const over = startDeadline(5000, parent);
    over.clear();

    vi.advanceTimersByTime(1000);

    expect([running.signal.aborted, running.expired()]).toEqual([true, false]);
    expect(running.signal.reason).toBe(parent.signal.reason);
    expect(over.signal.aborted).toBe(false);
  });

  test('shares one listener at its parent with all others, and takes it along', () => {
    const parent = new AbortController();
    const added = vi.spyOn(parent.signal, 'addEventListener');
    const removed = vi.spyOn(parent.signal, 'removeEventListener');

    const deadlines = [1, 2, 3].map(() => startDeadline(1000, parent.signal));
    for (const { clear } of deadlines) clear();

    expect([added.mock.calls.length, removed.mock.calls.length]).toEqual([1, 1]);
  });

  test('aborts when its time is up', () => {
    const deadline = startDeadline(1000);

    vi.advanceTimersByTime(999);
    const before = [deadline.signal.aborted, deadline.expired(), deadline.remaining()];
    vi.advanceTimersByTime(1);

    expect(before).toEqual([false, false, 1]);
    expect([deadline.signal.aborted, deadline.expired(), deadline.remaining()]).toEqual([
      true,
      true,
      0,
    ]);
    expect(deadline.signal.reason).toMatchObject({
      name: 'TimeoutError',
      message: 'The time is up.',
    });
  });

  test('without an end has no timer', () => {
    const deadline = startDeadline(Number.POSITIVE_INFINITY);

    expect(vi.getTimerCount()).toBe(0);
    expect(deadline.remaining()).toBe(Number.POSITIVE_INFINITY);
  });

  test('further away than a timer reaches does not end at once', () => {
    const deadline = startDeadline(2 ** 31);

    vi.advanceTimersByTime(1000);

    expect(deadline.signal.aborted).toBe(false);
    expect(deadline.remaining()).toBe(2 ** 31 - 1000);
  });

  test('aborts with its parent, for the same reason, and its time is not up', () => {
    const parent = new AbortController();
    const deadline = startDeadline(1000, parent.signal);

    parent.abort('stop');

    expect(deadline.signal.reason).toBe('stop');
    expect(deadline.expired()).toBe(false);
  });

  test('of a parent that was aborted before is aborted at once', () => {
    expect(startDeadline(1000, AbortSignal.abort('stop')).signal.reason).toBe('stop');
  });

  test('that was cleared leaves nothing behind', () => {
    const parent = new AbortController();
    const removed = vi.spyOn(parent.signal, 'removeEventListener');
    const deadline = startDeadline(1000, parent.signal);

    deadline.clear();
    parent.abort();
    vi.advanceTimersByTime(2000);

    expect(vi.getTimerCount()).toBe(0);
    expect(removed).toHaveBeenCalledWith('abort', expect.any(Function));
    expect([deadline.signal.aborted, deadline.expired()]).toEqual([false, false]);
  });

  test('without a parent can be cleared too', () => {
    const deadline = startDeadline(1000);

    deadline.clear();

    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a pause', () => {
  const outcome = (pause: Promise<void>) =>
    pause.then(
      () => 'over',
      (reason: unknown) => reason,
    );

  test('ends by itself and lets go of its signal', async () => {
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, 'removeEventListener');

    const pause = outcome(sleep(1000, signal));
    vi.advanceTimersByTime(1000);

    expect(await pause).toBe('over');
    expect(removed).toHaveBeenCalledWith('abort', expect.any(Function));
  });

  test('ends with its signal and leaves no timer', async () => {
    const controller = new AbortController();

    const pause = outcome(sleep(1000, controller.signal));
    controller.abort('stop');

    expect(await pause).toBe('stop');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('does not begin when its signal was aborted before', async () => {
    const pause = outcome(sleep(1000, AbortSignal.abort('stop')));

    expect(vi.getTimerCount()).toBe(0);
    expect(await pause).toBe('stop');
  });
});
