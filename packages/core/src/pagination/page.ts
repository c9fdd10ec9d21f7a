import type { ImGroupsError } from '../errors/imgroups-error.ts';

/** Part of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** One error for each item of the page that could not be read; absent when there is none. */
  readonly unreadable?: readonly ImGroupsError[] | undefined;
  /** Resumes the list after this page, also in another process; absent at the end. */
  readonly nextCursor?: string | undefined;
}

/**
 * A list that sends nothing until it is used. Use it once, in one of these ways.
 *
 * An item that cannot be read hides none of the others. Pages tell it beside their items. Item by item, all items that can
 * be read come first; then one `InvalidResponseError` says how many could not.
 */
export interface Pages<T> extends AsyncIterable<T> {
  /** Page by page, each with the cursor of the next one. */
  pages(): AsyncIterable<Page<T>>;
  /** The first page only. */
  first(): Promise<Page<T>>;
  /** All items up to a cap that must be named. Where some could not be read, the error's `result` holds the others. */
  toArray(options: { readonly maxItems: number }): Promise<T[]>;
}
