import { afterEach, expect, test, vi } from 'vitest';
import { guardStream } from './guard-stream.ts';

const toError = (_: unknown, timeIsUp: boolean) => new Error(timeIsUp ? 'time is up' : 'broken');

function source(pull: (controller: ReadableStreamDefaultController<Uint8Array>) => void) {
  const state = { cancelled: false };
  const stream = new ReadableStream<Uint8Array>({
    pull,
    cancel() {
      state.cancelled = true;
    },
  });
  return { stream, state };
}

const read = (stream: ReadableStream<Uint8Array>) => new Response(stream).bytes();

test('the parts come through as they are', async () => {
  const parts = [new Uint8Array([1, 2]), new Uint8Array([3])];
  const { stream } = source((controller) => {
    const part = parts.shift();
    if (part) controller.enqueue(part);
    else controller.close();
  });

  expect([...(await read(guardStream(stream, { timeout: 1000, toError })))]).toEqual([1, 2, 3]);
});

test('a part that does not come is a time-out, and the source is let go', async () => {
  const { stream, state } = source(() => new Promise(() => {}));

  await expect(read(guardStream(stream, { timeout: 5, toError }))).rejects.toThrow('time is up');
  expect(state.cancelled).toBe(true);
});

afterEach(() => {
  vi.useRealTimers();
});

test('a part that came leaves no timer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { stream } = source((controller) => {
    controller.enqueue(new Uint8Array([1]));
    controller.close();
  });

  await read(guardStream(stream, { timeout: 1000, toError }));

  expect(vi.getTimerCount()).toBe(0);
});

test('a reader who stops lets the source go', async () => {
  const { stream, state } = source((controller) => controller.enqueue(new Uint8Array([1])));

  await guardStream(stream, { timeout: 1000, toError }).cancel();

  expect(state.cancelled).toBe(true);
});

test('a source that never lets itself be cancelled does not hold back the error', async () => {
  const never = () => new Promise<never>(() => {});
  const stream = new ReadableStream<Uint8Array>({ pull: never, cancel: never });

  await expect(read(guardStream(stream, { timeout: 5, toError }))).rejects.toThrow('time is up');
});

test("the caller's signal ends the download", async () => {
  const controller = new AbortController();
  const { stream, state } = source(() => new Promise(() => {}));

  const reading = read(guardStream(stream, { timeout: 1000, signal: controller.signal, toError }));
  controller.abort();

  await expect(reading).rejects.toThrow('broken');
  expect(state.cancelled).toBe(true);
});

test('a fault of the connection is an error of ours', async () => {
  const { stream } = source((controller) => controller.error(new TypeError('terminated')));

  await expect(read(guardStream(stream, { timeout: 1000, toError }))).rejects.toThrow('broken');
});
