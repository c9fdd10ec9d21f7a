import { unreadItems } from '../errors/unread-items.ts';
import type { Page } from './page.ts';

const done = { done: true, value: undefined } as const;

/**
 * The items of pages, one by one; when all were given, one error tells of those that could not be read.
 *
 * Written by hand, because an async generator takes several times as long for each item.
 */
export function itemsOf<T>(pages: AsyncIterator<Page<T>>): AsyncIterableIterator<T> {
  const unread = unreadItems();
  let items: readonly T[] = [];
  let index = 0;
  let isOver = false;
  /** Steps that wait for a page, and the last of them, after which the next one is queued. */
  let waiting = 0;
  let last: Promise<unknown> | undefined;

  async function nextOfNextPage(): Promise<IteratorResult<T>> {
    try {
      while (index >= items.length) {
        if (isOver) return done;
        const page = await pages.next();
        if (page.done) {
          isOver = true;
          unread.throwIfAny();
          return done;
        }
        items = page.value.items;
        index = 0;
        unread.add(page.value.unreadable);
      }
    } catch (thrown) {
      isOver = true;
      throw thrown;
    }
    return { done: false, value: items[index++] as T };
  }

  async function nextInTurn(before: Promise<unknown> | undefined): Promise<IteratorResult<T>> {
    try {
      // The earlier caller was told of its failure.
      await before?.catch(() => undefined);
      return await nextOfNextPage();
    } finally {
      waiting -= 1;
    }
  }

  return {
    next() {
      if (waiting === 0 && index < items.length) {
        return Promise.resolve({ done: false, value: items[index++] as T });
      }
      const step = nextInTurn(waiting === 0 ? undefined : last);
      waiting += 1;
      last = step;
      // Nobody else waits for the step here: the stack of its failure leads to the caller only while the caller alone does.
      return step;
    },
    async return() {
      isOver = true;
      items = [];
      await pages.return?.();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
