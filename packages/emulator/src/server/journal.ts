import type { Change, ChangeFeed } from './changes.ts';
import type { Fault } from './faults.ts';

/** One request and what came of it. Holds no secret. */
export interface JournalEntry {
  /** Grows by one with each request of an emulator. */
  readonly number: number;
  /** By the emulator's clock, ISO 8601. */
  readonly at: string;
  readonly vendor: string;
  /** Name in the endpoint table; absent when no endpoint answers there. */
  readonly endpoint?: string | undefined;
  readonly method: string;
  /** Path and query, without signatures and tokens. */
  readonly path: string;
  /** `1.1`, or `2.0` over TLS with clients that speak it. */
  readonly httpVersion: string;
  /** Absent when the connection was cut instead of an answer. */
  readonly status?: number | undefined;
  readonly vendorCode?: number | string | undefined;
  readonly durationMs: number;
  readonly fault?: Fault['kind'] | undefined;
  /** What the request changed, in order. */
  readonly changes: readonly Change[];
}

/** The newest requests, oldest first. */
export interface Journal {
  /** Adds a request with the changes that it made, and returns the whole entry. */
  readonly add: (entry: Omit<JournalEntry, 'changes'>) => JournalEntry;
  readonly list: () => readonly JournalEntry[];
  readonly clear: () => void;
}

/** A journal that forgets the oldest entries above its size. */
export function createJournal(size: number, feed: Pick<ChangeFeed, 'subscribe'>): Journal {
  let entries: JournalEntry[] = [];
  /** Changes of requests that are not answered yet. */
  const changesOf = new Map<number, Change[]>();
  feed.subscribe((change) => {
    if (change.request === undefined) return;
    const changes = changesOf.get(change.request) ?? [];
    changesOf.set(change.request, changes);
    changes.push(change);
  });

  return {
    add(request) {
      const entry = { ...request, changes: changesOf.get(request.number) ?? [] };
      changesOf.delete(request.number);
      entries.push(entry);
      // Cut in large steps, because each cut copies.
      if (entries.length >= size * 2) entries = entries.slice(-size);
      return entry;
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
