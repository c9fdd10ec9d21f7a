/** The part of a list that a page number and size ask for; `first` is the number of the first page. */
export function numberedPage<Item>(
  items: readonly Item[],
  page: { readonly number: number; readonly size: number; readonly first: 0 | 1 },
): Item[] {
  const start = Math.max(0, page.number - page.first) * page.size;
  return items.slice(start, start + page.size);
}

/** A part of a list, and where it goes on; no cursor at the end. */
export interface CursorPage<Item> {
  readonly items: Item[];
  readonly cursor?: string;
}

/** The same where the last page has a cursor too: what follows it is empty. */
export function endlessCursorPage<Item>(
  items: readonly Item[],
  list: string,
  page: { readonly cursor: string | undefined; readonly size: number },
): Required<CursorPage<Item>> | undefined {
  const part = cursorPage(items, list, page);
  return part && { items: part.items, cursor: part.cursor ?? writeCursor(list, items.length + 1) };
}

/**
 * The part of a list from a cursor on. As on the service, a cursor is base64 of `{list}_{N}` with the number of the next
 * item, from 1. `undefined` for a cursor that is not one of this list.
 */
export function cursorPage<Item>(
  items: readonly Item[],
  list: string,
  page: { readonly cursor: string | undefined; readonly size: number },
): CursorPage<Item> | undefined {
  const start = page.cursor ? readCursor(page.cursor, list) : 1;
  if (start === undefined) return undefined;
  const next = start + page.size;
  const part = items.slice(start - 1, next - 1);
  return next > items.length ? { items: part } : { items: part, cursor: writeCursor(list, next) };
}

function writeCursor(list: string, next: number): string {
  return Buffer.from(`${list}_${next}`).toString('base64url');
}

function readCursor(cursor: string, list: string): number | undefined {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (!text.startsWith(`${list}_`)) return undefined;
  const next = text.slice(list.length + 1);
  return /^[1-9]\d{0,14}$/.test(next) ? Number(next) : undefined;
}
