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
  /** The position of the caller's token, or of the signature. */
  readonly token?: 'query' | 'header' | undefined;
  readonly vendorCode?: number | string | undefined;
  readonly durationMs: number;
  readonly fault?: Fault['kind'] | undefined;
  /** The rule for which the vendor refused the request, and its page; absent where it was not refused. */
  readonly refusal?: { readonly rule: string; readonly page?: string | undefined } | undefined;
  /** The body that was sent, and the one that came back. Without passwords and tokens; the oldest are forgotten first. */
  readonly requestBody?: string | undefined;
  readonly answerBody?: string | undefined;
  /** The changes of the request, in order. */
  readonly changes: readonly Change[];
  /** The callbacks that were sent for it so far. */
  readonly deliveries: readonly Delivery[];
}

/** The outcomes of a request: hit by a fault, refused by the vendor (or cut), or done. */
export const journalOutcomes = ['done', 'refused', 'fault'] as const;

/** Which entries of a journal are wanted, by what they are. */
export interface JournalFilter {
  readonly number?: number | undefined;
  readonly endpoint?: string | undefined;
  readonly outcome?: (typeof journalOutcomes)[number] | undefined;
  /** Stands in the path, the name of the endpoint, the rule that refused the request, or one of the bodies. */
  readonly text?: string | undefined;
}

/** Which entries of a journal are wanted. */
export interface JournalRange extends JournalFilter {
  /** Only entries with a higher number. */
  readonly after?: number | undefined;
  /** At most so many: the oldest of them with `after`, else the newest. */
  readonly limit?: number | undefined;
}

/** A part of a long list, newest first. */
interface JournalWindow extends JournalFilter {
  /** The number of newest matches that are left out. */
  readonly skip: number;
  readonly limit: number;
  /** Leaves out what came after so many requests had been added, so that a window stays where it is. */
  readonly through?: number | undefined;
}

/** Part of a journal: `total` match, and `added` requests were ever added. */
interface JournalPart {
  readonly total: number;
  readonly added: number;
  readonly entries: readonly JournalEntry[];
}

/** The newest requests, oldest first. */
export interface Journal {
  /** Adds a request with the changes that it made, and returns the whole entry. */
  readonly add: (entry: Omit<JournalEntry, 'changes'>) => JournalEntry;
  readonly list: (range?: JournalRange) => readonly JournalEntry[];
  /** Part of the entries that match, without their bodies. */
  readonly window: (window: JournalWindow) => JournalPart;
  /** The changes of all entries, and as many of what no request brought about. */
  readonly changes: () => readonly Change[];
  /** Forgets the changes so far: the state is no longer what they made of it. */
  readonly forgetChanges: () => void;
  /** Grows with each request and change, and when something is forgotten. */
  readonly revision: () => number;
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
  /** Changes that no request brought about. */
  let others: Change[] = [];
  /** The newest change, and the newest that is forgotten. */
  let lastChange = 0;
  let lastForgotten = 0;
  let added = 0;
  let cleared = 0;
  feed.subscribe((change) => {
    lastChange = change.number;
    if (change.request === undefined) {
      others.push(change);
      others = newest(others);
      return;
    }
    const changes = changesOf.get(change.request) ?? [];
    changesOf.set(change.request, changes);
    changes.push(change);
  });

  function keepBodies(number: number, kept: Bodies): void {
    bodies.set(number, kept);
    characters += lengthOf(kept);
    for (const [oldest, forgotten] of bodies) {
      if (characters <= size.bodies && bodies.size <= size.entries) return;
      bodies.delete(oldest);
      characters -= lengthOf(forgotten);
    }
  }

  /** The list without what is too old, cut in large steps because each cut copies. */
  function newest<Item>(list: Item[]): Item[] {
    return list.length >= size.entries * 2 ? list.slice(-size.entries) : list;
  }

  function matching({ number, endpoint, outcome, text }: JournalFilter) {
    return (entry: JournalEntry) =>
      (number === undefined || entry.number === number) &&
      (endpoint === undefined || entry.endpoint === endpoint) &&
      (outcome === undefined || outcomeOf(entry) === outcome) &&
      (text === undefined || holds(entry, text));
  }

  function holds({ number, path, endpoint, refusal }: JournalEntry, text: string): boolean {
    const { requestBody, answerBody } = bodies.get(number) ?? {};
    return [path, endpoint, refusal?.rule, requestBody, answerBody].some((part) =>
      part?.includes(text),
    );
  }

  return {
    add({ requestBody, answerBody, ...request }) {
      const entry = { ...request, changes: changesOf.get(request.number) ?? [] };
      changesOf.delete(request.number);
      entries.push(entry);
      added += 1;
      if (size.bodies > 0) keepBodies(request.number, { requestBody, answerBody });
      entries = newest(entries);
      return { ...entry, requestBody, answerBody };
    },
    list({ after, limit, ...filter } = {}) {
      const kept = entries.slice(-size.entries).filter(matching(filter));
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
    window({ skip, limit, through = added, ...filter }) {
      const matches = matching(filter);
      const oldest = Math.max(0, entries.length - size.entries);
      const found: JournalEntry[] = [];
      let total = 0;
      for (let index = entries.length - 1 - (added - through); index >= oldest; index -= 1) {
        const entry = entries[index];
        if (!entry || !matches(entry)) continue;
        if (total >= skip && found.length < limit) found.push(entry);
        total += 1;
      }
      return { total, added, entries: found };
    },
    changes: () =>
      [...entries.slice(-size.entries).flatMap(({ changes }) => changes), ...others].filter(
        ({ number }) => number > lastForgotten,
      ),
    forgetChanges() {
      lastForgotten = lastChange;
      others = [];
      cleared += 1;
    },
    revision: () => added + lastChange + cleared,
    clear() {
      entries = [];
      others = [];
      cleared += 1;
      bodies.clear();
      characters = 0;
    },
  };
}

/** Returns the outcome of a request. */
export function outcomeOf({
  fault,
  refusal,
  status = 500,
}: Pick<JournalEntry, 'fault' | 'refusal' | 'status'>): NonNullable<JournalFilter['outcome']> {
  if (fault !== undefined) return 'fault';
  return refusal !== undefined || status >= 400 ? 'refused' : 'done';
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
