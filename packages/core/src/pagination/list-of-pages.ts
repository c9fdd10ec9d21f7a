import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { shown } from '../text/shown.ts';
import { readArgument } from '../validation/read-argument.ts';
import type { Page, Pages } from './page.ts';

/** Makes all ways to read a list of the one way to read its pages. */
export function listOfPages<T>(pages: () => AsyncIterable<Page<T>>): Pages<T> {
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { items } of pages()) {
        // Not `yield*`, which in an async generator takes longer for each item.
        for (const item of items) yield item;
      }
    },
    async first() {
      for await (const page of pages()) return page;
      return { items: [] };
    },
    async toArray(options) {
      // Without types the cap is easily forgotten.
      const maxItems = readArgument(
        'maxItems',
        () => (options as { maxItems: number } | undefined)?.maxItems ?? Number.NaN,
      );
      if (!Number.isInteger(maxItems) || maxItems < 0) {
        throw new InvalidRequestError(
          `maxItems: must be a whole number from 0, not ${shown(maxItems)}`,
          {
            field: 'maxItems',
          },
        );
      }
      const all: T[] = [];
      if (maxItems === 0) return all;
      for await (const { items } of pages()) {
        for (const item of items) {
          all.push(item);
          if (all.length >= maxItems) return all;
        }
      }
      return all;
    },
  };
}
