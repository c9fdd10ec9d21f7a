import type { Fault } from './faults.ts';

/** One request and what came of it. Holds no secret. */
export interface JournalEntry {
  /** By the emulator's clock, ISO 8601. */
  readonly at: string;
  readonly vendor: string;
  /** Name in the endpoint table; absent when no endpoint answers there. */
  readonly endpoint?: string | undefined;
  readonly method: string;
  /** Path and query, without signatures and tokens. */
  readonly path: string;
  /** Absent when the connection was cut instead of an answer. */
  readonly status?: number | undefined;
  readonly vendorCode?: number | string | undefined;
  readonly durationMs: number;
  readonly fault?: Fault['kind'] | undefined;
}

/** The newest requests, oldest first. */
export interface Journal {
  readonly add: (entry: JournalEntry) => void;
  readonly list: () => readonly JournalEntry[];
  readonly clear: () => void;
}

/** A journal that forgets the oldest entries above its size. */
export function createJournal(size: number): Journal {
  let entries: JournalEntry[] = [];
  return {
    add(entry) {
      entries.push(entry);
      // Cut in large steps, because each cut copies.
      if (entries.length >= size * 2) entries = entries.slice(-size);
    },
    list: () => entries.slice(-size),
    clear() {
      entries = [];
    },
  };
}

/** Path and query for the journal. */
export function publicPath(
  path: string,
  query: URLSearchParams,
  secrets: readonly string[],
): string {
  const shown = [...query].filter(([name]) => !secrets.includes(name));
  return shown.length > 0 ? `${path}?${new URLSearchParams(shown)}` : path;
}
