import { unreadable } from '../errors/failure.ts';
import type { ReadItems } from '../validation/read-answer.ts';

/** Where a list with page numbers goes on. The size belongs to it, because a page number means nothing without. */
export interface NumberedPosition {
  readonly page: number;
  readonly size: number;
  /** Items of the page before. */
  readonly previous: number;
}

/** How a list with page numbers is read. */
export interface NumberedList<Item> {
  /** The number of the first page. */
  readonly first: 0 | 1;
  readonly idOf: (item: Item) => string;
}

/**
 * Reads a list by page number.
 *
 * Services cut page sizes silently, so a short page proves nothing: the end is an empty page, or one that is shorter than the
 * one before it. The page before may come once more because newcomers filled a page meanwhile; a service whose first page is
 * still the same ignores the number, and the list would never end.
 */
export function numberedPages<Item, Call>(
  { first, idOf }: NumberedList<Item>,
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
          throw unreadable(`the list does not go on: page ${page} is the page before it once more`);
        }
      }
      previousAnswer = answer;
      const isLast = length === 0 || length < previous;
      const next: NumberedPosition = { page: page + 1, size, previous: length };
      return { ...answer, next: isLast ? undefined : next };
    },
  };
}

/** Two lists of the same things, mostly told apart by the first of them. */
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
