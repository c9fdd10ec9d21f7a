import { expect, test } from 'vitest';
import { allOrAbort } from './all-or-abort.ts';

test('results come in the order of the calls', async () => {
  const results = await allOrAbort({}, () => [Promise.resolve(1), Promise.resolve('two')]);

  expect(results).toEqual([1, 'two']);
});

test('when one fails, the others are cancelled and have ended before it is told', async () => {
  const events: string[] = [];

  const failed = allOrAbort({}, ({ signal }) => [
    Promise.reject(new Error('first')),
    new Promise<void>((resolve) => {
      signal?.addEventListener('abort', () => {
        events.push('cancelled');
        setImmediate(() => {
          events.push('ended');
          resolve();
        });
      });
    }),
  ]);

  await expect(failed).rejects.toThrow('first');
  expect(events).toEqual(['cancelled', 'ended']);
});

test("the caller's signal reaches every call", async () => {
  const controller = new AbortController();
  const untilAborted = (signal?: AbortSignal) =>
    new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
    });

  const running = allOrAbort({ signal: controller.signal }, ({ signal }) => [untilAborted(signal)]);
  controller.abort(new Error('enough'));

  await expect(running).rejects.toThrow('enough');
});
