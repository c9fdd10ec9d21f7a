import { invalid, unreadable } from '../errors/failure.ts';
import type { ImGroupsError } from '../errors/imgroups-error.ts';
import { given } from '../text/inspect.ts';
import type { CursorBinding, CursorCodec } from './cursor-codec.ts';
import type { ReadPages } from './list-of-pages.ts';
import { pagesAhead } from './pages-ahead.ts';

/** Options of a list. */
export interface ListOptions {
  /** Items per page; the vendor's largest page by default. */
  readonly pageSize?: number | undefined;
  /** Resumes after the page that gave this cursor. */
  readonly cursor?: string | undefined;
  /**
   * The most pages that are read before they are asked for, from 0. Without it one, and up to 16 side by side where the vendor
   * allows it. Nothing is read ahead before a second page is asked for.
   */
  readonly readAhead?: number | undefined;
}

/** One page as the vendor gave it, and where the next one begins: anything JSON can hold. */
export interface PageRead<T, Position> {
  readonly items: readonly T[];
  /** The errors of items that could not be read. */
  readonly unreadable?: readonly ImGroupsError[] | undefined;
  /** Absent at the end. */
  readonly next?: Position | undefined;
  readonly rest?: RestOfList<Position> | undefined;
}

/** The pages that follow, where the vendor tells the length of a list and pages by offset: they can be read side by side. */
export interface RestOfList<Position> {
  /** Length of the list. When it changes, pages that were read before are read again: an item could be missed. */
  readonly total: number;
  /** The positions of the next ones, in order. */
  readonly positions: readonly Position[];
}

export interface PaginateOptions<T, Position> {
  /** Reads a page; with a signal when it is read ahead. */
  readonly read: (
    position: Position | undefined,
    signal?: AbortSignal,
  ) => Promise<PageRead<T, Position>>;
  /** Returns the identity of an item: an item of the previous page is not given twice. */
  readonly idOf: (item: T) => string;
  readonly binding: CursorBinding;
  readonly cursors: CursorCodec;
  readonly cursor?: string | undefined;
  readonly readAhead?: number | undefined;
}

/** Pages that are read ahead at most, unless the caller says otherwise: one after the other, and side by side. */
const pagesReadAhead = { inOrder: 1, sideBySide: 16 };

/**
 * Reads a list by a function that reads one page. Once a second page was asked for, the next ones are read before they are
 * asked for.
 */
export function paginate<T, Position>(options: PaginateOptions<T, Position>): ReadPages<T> {
  const { read, idOf, binding, cursors, readAhead } = options;

  return async function* pages({ withCursors, maxItems = Number.POSITIVE_INFINITY }) {
    const ahead = pagesAhead<Position, PageRead<T, Position>>(read);
    let isStable = true;
    let given = 0;

    /** Starts pages after this one, as far as they are needed; `also` so many that are asked for. */
    function startAfter(page: PageRead<T, Position>, also: number): void {
      const { items, next, rest } = page;
      if (next === undefined) return;
      const positions = isStable ? (rest?.positions ?? []) : [];
      const isSideBySide = JSON.stringify(positions[0]) === JSON.stringify(next);
      const { inOrder, sideBySide } = pagesReadAhead;
      const most = isSideBySide ? (readAhead ?? sideBySide) : Math.min(readAhead ?? 1, inOrder);
      const needed = Math.ceil((maxItems - given) / Math.max(1, items.length));
      const count = Math.min(most === 0 ? 0 : most + also, needed);
      for (const position of (isSideBySide ? positions : [next]).slice(0, count)) {
        ahead.start(position);
      }
    }

    let position =
      options.cursor === undefined
        ? undefined
        : ((await cursors.decode(options.cursor, binding)) as Position);
    let previous: PageRead<T, Position> | undefined;
    let previousIds: ReadonlySet<string> = new Set();
    try {
      while (true) {
        if (previous) startAfter(previous, 1);
        const early = ahead.take(position);
        let page = await (early ?? read(position));
        if (early && isStable && previous && page.rest?.total !== previous.rest?.total) {
          // Somebody came or left meanwhile: from here on each page is read after the one before it.
          isStable = false;
          await ahead.stop();
          page = await read(position);
        }
        const { next } = page;
        if (next !== undefined && JSON.stringify(next) === JSON.stringify(position)) {
          throw unreadable('the list does not go on: the vendor gave the same position twice');
        }
        const ids = new Set<string>();
        const repeated = new Set<T>();
        for (const item of page.items) {
          const id = idOf(item);
          ids.add(id);
          if (previousIds.has(id)) repeated.add(item);
        }
        // Seldom is anything repeated, and a copy of each page takes time.
        const isNew = (item: T): boolean => !repeated.has(item);
        const items = repeated.size > 0 ? page.items.filter(isNew) : page.items;
        given += items.length;
        if (previous) startAfter(page, 0);
        const told = page.unreadable?.length ? { items, unreadable: page.unreadable } : { items };
        if (next === undefined) {
          yield told;
          return;
        }
        yield withCursors ? { ...told, nextCursor: await cursors.encode(next, binding) } : told;
        previousIds = ids;
        previous = page;
        position = next;
      }
    } finally {
      await ahead.stop();
    }
  };
}

/** The page size to ask for: what the caller wants, within what the vendor gives. */
export function pageSizeOf(
  wanted: number | undefined,
  { usual, max }: { readonly usual: number; readonly max: number },
): number {
  if (wanted === undefined) return usual;
  if (wanted <= max) return wanted;
  throw invalid('pageSize', `must be a whole number from 1 to ${max}, not ${given(wanted)}`);
}
