import { describe, expect, test } from 'vitest';
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

test('whoever asks while others still wait comes after them', async () => {
  const items = itemsOf(
    (async function* (): AsyncGenerator<Page<string>> {
      yield { items: ['a', 'b', 'c', 'd'] };
    })(),
  );
  const first = items.next();
  const waiting = [items.next(), items.next()];

  const last = first.then(() => items.next());

  const results = await Promise.all([first, ...waiting, last]);
  expect(results.map(({ value }) => value)).toEqual(['a', 'b', 'c', 'd']);
});

describe('pages that are asked for by hand', () => {
  /** Pages without an end of their own; the second one ends or fails. */
  function handmade(second: () => Promise<IteratorResult<Page<string>>>) {
    let asked = 0;
    const pages: AsyncIterator<Page<string>> = {
      async next() {
        asked += 1;
        return asked === 1 ? { done: false, value: { items: ['a'] } } : second();
      },
    };
    return { items: itemsOf(pages), asked: () => asked };
  }

  const done = { done: true, value: undefined } as const;

  test.each([
    ['ended', async () => done],
    ['failed', () => Promise.reject(new Error('refused'))],
  ])('are not asked again once they have %s', async (_, second) => {
    const { items, asked } = handmade(second);
    await items.next();
    await items.next().catch(() => undefined);

    expect(await items.next()).toEqual(done);
    expect(asked()).toBe(2);
  });

  test('are not asked at all by somebody who left', async () => {
    const { items, asked } = handmade(async () => done);

    await items.return?.();

    expect(await items.next()).toEqual(done);
    expect(asked()).toBe(0);
  });
});
