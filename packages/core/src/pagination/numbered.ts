import { unreadable } from '../errors/failure.ts';
import type { ReadItems } from '../validation/read-answer.ts';

/** The position in a list with page numbers. The size belongs to it, because a page number means nothing without. */
export interface NumberedPosition {
  readonly page: number;
  readonly size: number;
  /** Items of the page before. */
  readonly previous: number;
}

/** Describes a list with page numbers. */
export interface NumberedList<Item> {
  /** The number of the first page. */
  readonly first: 0 | 1;
  /**
   * For a service that may give the whole list whatever it is asked for: how many items its pages have where it is not told a
   * size. So many may be a part of the list; any other number that comes again is all of it.
   */
  readonly usual?: number | undefined;
  readonly idOf: (item: Item) => string;
}

/**
 * Reads a list by page number.
 *
 * Services cut page sizes silently, so a short page proves nothing: the end is an empty page, or one that is shorter than the
 * one before it. The page before may come once more because newcomers filled a page meanwhile; a service whose first page is
 * still the same ignores the number, and the list would never end. A page with more items than asked for
 * is the whole list.
 */
export function numberedPages<Item, Call>(
  { first, usual, idOf }: NumberedList<Item>,
  read: (page: number, size: number, call: Call) => Promise<ReadItems<Item>>,
) {
  const isSame = (one: ReadItems<Item>, other: ReadItems<Item>): boolean =>
    areSame(one.items, other.items, idOf) &&
    areSame(one.unreadable, other.unreadable, ({ text }) => text);
  let previousAnswer: ReadItems<Item> | undefined;
  return {
    async read(position: NumberedPosition | undefined, pageSize: number, call: Call) {
      const { page = first, size = pageSize, previous = 0 } = position ?? {};
      const answer = await read(page, size, call);
      const length = answer.items.length + answer.unreadable.length;
      if (length > 0 && previousAnswer && isSame(answer, previousAnswer)) {
        const top = await read(first, size, call);
        if (isSame(answer, top)) {
          const isAtOnce = usual !== undefined && length < size && length !== usual;
          if (isAtOnce && answer.unreadable.length === 0) {
            return { items: [], unreadable: [], next: undefined };
          }
          throw unreadable(`the list does not go on: page ${page} is the page before it once more`);
        }
      }
      previousAnswer = answer;
      const isWhole = answer.items.length > size;
      const isLast = isWhole || length === 0 || length < previous;
      const next: NumberedPosition = { page: page + 1, size, previous: length };
      return { ...answer, next: isLast ? undefined : next };
    },
  };
}

/** True for two lists of the same items; mostly the first item shows a difference. */
function areSame<Item>(
  one: readonly Item[],
  other: readonly Item[],
  nameOf: (item: Item) => string,
): boolean {
  return (
    one.length === other.length &&
    one.every((item, index) => nameOf(item) === nameOf(other[index] as Item))
  );
}
