import { invalid } from '../errors/failure.ts';
import { unreadItems } from '../errors/unread-items.ts';
import { given } from '../text/inspect.ts';
import { check } from '../validation/check.ts';
import { strict, wholeNumber } from '../validation/rules.ts';
import { itemsOf } from './items-of.ts';
import type { Page, Pages } from './page.ts';

const toArrayOptions = strict({ maxItems: wholeNumber });

const usage = 'use for await, .first() or .toArray({ maxItems })';

/** The key of the method by which a runtime prints an object. */
const inspectCustom = Symbol.for('nodejs.util.inspect.custom');

/** The pages that a reader of a list needs. */
export interface PagesWanted {
  /** True if the cursors are used: making one takes time. */
  readonly withCursors: boolean;
  /** No more items than these. */
  readonly maxItems?: number | undefined;
}

/** Reads the pages of a list from its beginning. */
export type ReadPages<T> = (wanted: PagesWanted) => AsyncGenerator<Page<T>>;

/** Makes all ways to read a list of the one way to read its pages. `name` says which list it is when it is printed. */
export function listOfPages<T>(read: ReadPages<T>, name = 'list'): Pages<T> {
  const list: Pages<T> = {
    pages: () => read({ withCursors: true }),
    [Symbol.asyncIterator]: () => itemsOf(read({ withCursors: false })),
    async first() {
      for await (const page of read({ withCursors: true })) return page;
      return { items: [] };
    },
    async toArray(options) {
      if (typeof options !== 'object' || options === null) {
        throw invalid(
          'options',
          `must be { maxItems }, the most items to collect, not ${given(options)}`,
        );
      }
      const { maxItems } = check(toArrayOptions, options, 'options', true);
      const all: T[] = [];
      if (maxItems === 0) return all;
      const unread = unreadItems();
      for await (const { items, unreadable } of read({ withCursors: false, maxItems })) {
        for (const item of items.slice(0, maxItems - all.length)) all.push(item);
        unread.add(unreadable);
        if (all.length >= maxItems) break;
      }
      unread.throwIfAny(all);
      return all;
    },
  };
  // Mistaken uses of a list as an array. They are not part of the type: `list.map` does not compile.
  const misuses: PropertyDescriptorMap = {
    toJSON: { value: () => `${name}: ${usage}` },
    [Symbol.iterator]: {
      value() {
        throw new TypeError(`${name} is read over the network: ${usage}`);
      },
    },
    [inspectCustom]: { value: () => `Pages { ${name}: ${usage} }` },
  };
  return Object.defineProperties(list, misuses);
}
