import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { untilAborted } from './until-aborted.ts';
import { within } from './within.ts';

const never = new Promise<string>(() => undefined);

describe('something that does not know the signal', () => {
  test('is waited for', async () => {
    const { signal } = new AbortController();

    await expect(untilAborted('done', signal)).resolves.toBe('done');
    await expect(untilAborted('done', undefined)).resolves.toBe('done');
    await expect(untilAborted(Promise.reject(new Error('text')), signal)).rejects.toThrow('text');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('is left alone once the signal is aborted', async () => {
    const controller = new AbortController();
    const waiting = untilAborted(never, controller.signal);

    controller.abort(new Error('enough'));

    await expect(waiting).rejects.toThrow('enough');
  });

  test('is not waited for when the signal was aborted before', async () => {
    await expect(untilAborted(never, AbortSignal.abort(new Error('enough')))).rejects.toThrow(
      'enough',
    );
  });
});

describe('a time limit', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => vi.useRealTimers());

  test('ends the waiting for what takes longer', async () => {
    const waiting = within(100, never);
    waiting.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(100);

    await expect(waiting).rejects.toMatchObject({
      name: 'TimeoutError',
      message: 'The time is up.',
    });
  });

  test('leaves no timer behind', async () => {
    await expect(within(100, Promise.resolve('done'))).resolves.toBe('done');

    expect(vi.getTimerCount()).toBe(0);
  });
});
