/** Where a list with page numbers goes on. The size belongs to it, because a page number means nothing without. */
export interface NumberedPosition {
  readonly page: number;
  readonly size: number;
  /** Items of the page before. */
  readonly previous: number;
}

interface NumberedPage {
  readonly page: number;
  readonly size: number;
  readonly position: NumberedPosition | undefined;
}

/**
 * The position after a page with so many items, or nothing at the end.
 *
 * The service cuts page sizes silently, so a short page proves nothing: the end is an empty page, or one that is
 * shorter than the one before it.
 */
export function nextNumbered(
  { page, size, position }: NumberedPage,
  items: number,
): NumberedPosition | undefined {
  const isLast = items === 0 || items < (position?.previous ?? 0);
  return isLast ? undefined : { page: page + 1, size, previous: items };
}
