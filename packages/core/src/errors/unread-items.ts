import type { ImGroupsError } from './imgroups-error.ts';
import { InvalidResponseError } from './invalid-response-error.ts';

/** So many errors of single items are kept. */
const mostKept = 100;

/** The items that could not be read, counted by their fields. */
export interface UnreadItems {
  add(errors: readonly ImGroupsError[] | undefined): void;
  /** Throws one error for all of them, if there are any; `result` is what could be read. */
  throwIfAny(result?: unknown): void;
}

/** Collects what could not be read, so that it is told after everything else was given. */
export function unreadItems(): UnreadItems {
  const counts = new Map<string, number>();
  const kept: ImGroupsError[] = [];
  return {
    add(errors = []) {
      for (const error of errors) {
        const { field = 'items' } = error;
        counts.set(field, (counts.get(field) ?? 0) + 1);
        if (kept.length < mostKept) kept.push(error);
      }
    },
    throwIfAny(result) {
      const [first] = kept;
      if (!first) return;
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
      const fields = [...counts].map(([field, count]) => `${field} (${count})`).join(', ');
      const message = `${total} items could not be read: ${fields}; the first: ${first.message}`;
      throw new InvalidResponseError(message, { ...first }, { unreadable: kept, result });
    },
  };
}
