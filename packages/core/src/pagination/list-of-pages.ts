import { unreadItems } from '../errors/unread-items.ts';
import { check } from '../validation/check.ts';
import { must, strict } from '../validation/rules.ts';
import type { Page, Pages } from './page.ts';

const toArrayOptions = strict({
  maxItems: must<number>(
    'a whole number from 0',
    (value) => Number.isInteger(value) && Number(value) >= 0,
  ),
});

/** Makes all ways to read a list of the one way to read its pages. */
export function listOfPages<T>(pages: () => AsyncIterable<Page<T>>): Pages<T> {
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      const unread = unreadItems();
      for await (const { items, unreadable } of pages()) {
        // Not `yield*`, which in an async generator takes longer for each item.
        for (const item of items) yield item;
        unread.add(unreadable);
      }
      unread.throwIfAny();
    },
    async first() {
      for await (const page of pages()) return page;
      return { items: [] };
    },
    async toArray(options) {
      const { maxItems } = check(toArrayOptions, options, 'options', true);
      const all: T[] = [];
      if (maxItems === 0) return all;
      const unread = unreadItems();
      for await (const { items, unreadable } of pages()) {
        for (const item of items.slice(0, maxItems - all.length)) all.push(item);
        unread.add(unreadable);
        if (all.length >= maxItems) break;
      }
      unread.throwIfAny(all);
      return all;
    },
  };
}
