/** The next page of a list that goes on at a cursor; none is the end. */
export function nextCursor<Request extends { readonly cursor?: string | undefined }>(
  request: Request,
  cursor: string | null | undefined,
): Request | undefined {
  return cursor ? { ...request, cursor } : undefined;
}

/**
 * The next page of a list with page numbers, the first of which is `first`. A page may be shorter than asked, because
 * the service cuts sizes silently: an empty one is the end.
 */
export function nextNumber<Request extends { readonly pagenum?: number | undefined }>(
  request: Request,
  items: readonly unknown[] | undefined,
  first: 0 | 1,
): Request | undefined {
  return items?.length ? { ...request, pagenum: (request.pagenum ?? first) + 1 } : undefined;
}

const largestThreadPage = 50;

/** The next page of a list about threads: their last page has a cursor too, but is not full. */
export function nextThreads<
  Request extends { readonly cursor?: string | undefined; readonly limit?: number | undefined },
>(
  request: Request,
  {
    properties,
  }: { readonly properties?: { readonly cursor?: string | null | undefined } | undefined },
  items: readonly unknown[] | undefined,
): Request | undefined {
  const size = Math.min(request.limit ?? largestThreadPage, largestThreadPage);
  return (items?.length ?? 0) < size ? undefined : nextCursor(request, properties?.cursor);
}
