import type { Change, ChangeFeed } from './changes.ts';
import type { Delivery } from './deliveries.ts';
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
  /** The rule for which the vendor refused the request, and its page; absent where it was not refused. */
  readonly refusal?: { readonly rule: string; readonly page?: string | undefined } | undefined;
  /** The body that was sent, and the one that came back. Without passwords and tokens; the oldest are forgotten first. */
  readonly requestBody?: string | undefined;
  readonly answerBody?: string | undefined;
  /** What the request changed, in order. */
  readonly changes: readonly Change[];
  /** The callbacks that were sent for it so far. */
  readonly deliveries: readonly Delivery[];
}

/** Which entries of a journal are wanted. */
export interface JournalRange {
  /** Only entries with a higher number. */
  readonly after?: number | undefined;
  /** At most so many: the oldest of them with `after`, else the newest. */
  readonly limit?: number | undefined;
}

/** The newest requests, oldest first. */
export interface Journal {
  /** Adds a request with the changes that it made, and returns the whole entry. */
  readonly add: (entry: Omit<JournalEntry, 'changes'>) => JournalEntry;
  readonly list: (range?: JournalRange) => readonly JournalEntry[];
  readonly clear: () => void;
}

/** Limits of a journal. */
export interface JournalSize {
  readonly entries: number;
  /** Characters of bodies; 0 keeps none. */
  readonly bodies: number;
}

type Bodies = Pick<JournalEntry, 'requestBody' | 'answerBody'>;

/** A journal that forgets the oldest entries and bodies above its size. */
export function createJournal(size: JournalSize, feed: Pick<ChangeFeed, 'subscribe'>): Journal {
  let entries: JournalEntry[] = [];
  /** By number of the request, oldest first. */
  const bodies = new Map<number, Bodies>();
  let characters = 0;
  /** Changes of requests that are not answered yet. */
  const changesOf = new Map<number, Change[]>();
  feed.subscribe((change) => {
    if (change.request === undefined) return;
    const changes = changesOf.get(change.request) ?? [];
    changesOf.set(change.request, changes);
    changes.push(change);
  });

  function keepBodies(number: number, kept: Bodies): void {
    bodies.set(number, kept);
    characters += lengthOf(kept);
    for (const [oldest, forgotten] of bodies) {
      if (characters <= size.bodies) return;
      bodies.delete(oldest);
      characters -= lengthOf(forgotten);
    }
  }

  return {
    add({ requestBody, answerBody, ...request }) {
      const entry = { ...request, changes: changesOf.get(request.number) ?? [] };
      changesOf.delete(request.number);
      entries.push(entry);
      if (size.bodies > 0) keepBodies(request.number, { requestBody, answerBody });
      // Cut in large steps, because each cut copies.
      if (entries.length >= size.entries * 2) entries = entries.slice(-size.entries);
      return { ...entry, requestBody, answerBody };
    },
    list({ after, limit } = {}) {
      const kept = entries.slice(-size.entries);
      // Requests that overlap end in another order than that of their numbers.
      const newer = after === undefined ? kept : kept.filter(({ number }) => number > after);
      const wanted =
        limit === undefined
          ? newer
          : after === undefined
            ? newer.slice(Math.max(0, newer.length - limit))
            : newer.slice(0, limit);
      return wanted.map((entry) => ({ ...entry, ...bodies.get(entry.number) }));
    },
    clear() {
      entries = [];
      bodies.clear();
      characters = 0;
    },
  };
}

function lengthOf({ requestBody = '', answerBody = '' }: Bodies): number {
  return requestBody.length + answerBody.length;
}

/** A body for the journal: JSON without the values of secret fields. */
export function publicBody(body: string, secrets: readonly string[]): string {
  if (!secrets.some((name) => body.includes(name))) return body;
  try {
    return JSON.stringify(JSON.parse(body), (name, value: unknown) =>
      secrets.includes(name) ? '[hidden]' : value,
    );
  } catch {
    return '[hidden: names a secret and is not JSON]';
  }
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
