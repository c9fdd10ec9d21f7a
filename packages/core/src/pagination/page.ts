/** Part of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Resumes the list after this page, also in another process; absent at the end. */
  readonly nextCursor?: string | undefined;
}

/** A list that sends nothing until it is used. Use it once, in one of these ways. */
export interface Pages<T> extends AsyncIterable<T> {
  /** Page by page, each with the cursor of the next one. */
  pages(): AsyncIterable<Page<T>>;
  /** The first page only. */
  first(): Promise<Page<T>>;
  /** All items up to a cap that must be named. */
  toArray(options: { readonly maxItems: number }): Promise<T[]>;
}
