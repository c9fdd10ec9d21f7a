import { invalid, unreadable } from '../errors/failure.ts';
import type { ImGroupsError } from '../errors/imgroups-error.ts';
import { given } from '../text/shown.ts';
import type { CursorBinding, CursorCodec } from './cursor-codec.ts';
import { listOfPages } from './list-of-pages.ts';
import type { Page, Pages } from './page.ts';

/** What a caller can say about a list. */
export interface ListOptions {
  /** Items per page; the vendor's largest page by default. */
  readonly pageSize?: number | undefined;
  /** Resumes after the page that gave this cursor. */
  readonly cursor?: string | undefined;
}

/** One page as the vendor gave it, and where the next one begins: anything JSON can hold. */
export interface PageRead<T, Position> {
  readonly items: readonly T[];
  /** The errors of items that could not be read. */
  readonly unreadable?: readonly ImGroupsError[] | undefined;
  /** Absent at the end. */
  readonly next?: Position | undefined;
}

export interface PaginateOptions<T, Position> {
  readonly read: (position: Position | undefined) => Promise<PageRead<T, Position>>;
  /** What tells items apart: an item of the previous page is not given twice. */
  readonly idOf: (item: T) => string;
  readonly binding: CursorBinding;
  readonly cursors: CursorCodec;
  readonly cursor?: string | undefined;
}

/** Makes a list of a function that reads one page. */
export function paginate<T, Position>(options: PaginateOptions<T, Position>): Pages<T> {
  const { read, idOf, binding, cursors } = options;

  async function* pages(): AsyncGenerator<Page<T>> {
    let position =
      options.cursor === undefined
        ? undefined
        : ((await cursors.decode(options.cursor, binding)) as Position);
    let previousIds: ReadonlySet<string> = new Set();
    while (true) {
      const page = await read(position);
      const next = page.next;
      if (next !== undefined && JSON.stringify(next) === JSON.stringify(position)) {
        throw unreadable('the list does not go on: the vendor gave the same position twice');
      }
      const items = page.items.filter((item) => !previousIds.has(idOf(item)));
      previousIds = new Set(page.items.map(idOf));
      const told = page.unreadable?.length ? { items, unreadable: page.unreadable } : { items };
      if (next === undefined) {
        yield told;
        return;
      }
      yield { ...told, nextCursor: await cursors.encode(next, binding) };
      position = next;
    }
  }

  return listOfPages(pages, binding.operation);
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
