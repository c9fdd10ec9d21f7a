import { expect, test } from 'vitest';
import { itemsOf } from './items-of.ts';
import type { Page } from './page.ts';

async function* threePages(onEnd: () => void = () => undefined): AsyncGenerator<Page<string>> {
  try {
    yield { items: ['a', 'b'] };
    yield { items: [] };
    yield { items: ['c'] };
  } finally {
    onEnd();
  }
}

test('whoever asks for several items at once gets them in order', async () => {
  const items = itemsOf(threePages());

  const results = await Promise.all([1, 2, 3, 4, 5].map(() => items.next()));

  expect(results.map(({ value }) => value)).toEqual(['a', 'b', 'c', undefined, undefined]);
  expect(results.map(({ done }) => done)).toEqual([false, false, false, true, true]);
});

test('leaving ends the pages, and gives no more items', async () => {
  let ended = 0;
  const items = itemsOf(threePages(() => ++ended));

  for await (const item of items) if (item === 'a') break;

  expect(ended).toBe(1);
  expect(await items.next()).toEqual({ done: true, value: undefined });
});

test('a page that fails is told once, after the items before it', async () => {
  const items = itemsOf(
    (async function* (): AsyncGenerator<Page<string>> {
      yield { items: ['a'] };
      throw new Error('refused');
    })(),
  );

  expect((await items.next()).value).toBe('a');
  await expect(items.next()).rejects.toThrow('refused');
  expect(await items.next()).toEqual({ done: true, value: undefined });
});
