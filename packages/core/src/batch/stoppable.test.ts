import { expect, test, vi } from 'vitest';
import { stoppable } from './stoppable.ts';

function counting() {
  const iterator = {
    next: vi.fn(async () => ({ done: false as const, value: 'id' })),
    return: vi.fn(() => new Promise<never>(() => undefined)),
  };
  return { iterator, source: { [Symbol.asyncIterator]: () => iterator } };
}

test('a loop that is left lets its source go, once', async () => {
  const { iterator, source } = counting();
  const { items, stop } = stoppable(source);

  for await (const _ of items) break;
  stop();

  expect(iterator.next).toHaveBeenCalledOnce();
  expect(iterator.return).toHaveBeenCalledOnce();
});

test('items that were stopped before are not asked for', async () => {
  const { iterator, source } = counting();
  const { items, stop } = stoppable(source);

  stop();
  for await (const _ of items) throw new Error('there is none');

  expect(iterator.next).not.toHaveBeenCalled();
  expect(iterator.return).not.toHaveBeenCalled();
});

test('a source need not be able to return', async () => {
  const next = async () => ({ done: false as const, value: 'id' });
  const { items } = stoppable({ [Symbol.asyncIterator]: () => ({ next }) });
  const seen: string[] = [];

  for await (const item of items) {
    seen.push(item);
    break;
  }

  expect(seen).toEqual(['id']);
});
