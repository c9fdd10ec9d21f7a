import type { Json } from '../journal.ts';
import { fromJson, type Row } from '../rows.ts';
import type { Connection } from './connection.ts';
import { storedText } from './literals.ts';
import { createPace } from './pace.ts';

/** Looks up what groups need; what many of them need at about the same time is one statement. */
export interface Lookups {
  /** Returns the notes of a topic that are there, by key. */
  notes(topic: string, keys: readonly string[]): Promise<ReadonlyMap<string, Json>>;
  /** Returns the group at the target that belongs to one of the source. */
  target(source: string): Promise<string | undefined>;
}

export function createLookups({ query }: Connection, run: number): Lookups {
  const notesOf = new Map<string, Lookup>();
  const targets = together((sources) =>
    query(
      'SELECT source AS key, target AS value FROM @id_map WHERE run = $1 AND source = ANY ($2)',
      [run, sources],
    ),
  );

  function notesOfTopic(topic: string): Lookup {
    const known = notesOf.get(topic);
    if (known) return known;
    const lookup = together((keys) =>
      query('SELECT key, value FROM @notes WHERE run = $1 AND topic = $2 AND key = ANY ($3)', [
        ...[run, topic],
        keys,
      ]),
    );
    notesOf.set(topic, lookup);
    return lookup;
  }

  return {
    async notes(topic, keys) {
      const found = await notesOfTopic(topic)(keys);
      return new Map(Array.from(found, ([key, value]) => [key, fromJson<Json>(value) ?? null]));
    },
    target: async (source) => (await targets([source])).get(source),
  };
}

/** Finds the values of those keys that have one. */
type Lookup = (keys: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Reads in one statement for all who ask soon after others, or while a statement is on its way. */
function together(read: (keys: readonly string[]) => Promise<readonly Row[]>): Lookup {
  const pace = createPace();
  let asked = new Set<string>();
  let next: Promise<ReadonlyMap<string, string>> | undefined;

  async function readNext(): Promise<ReadonlyMap<string, string>> {
    await pace.next();
    const keys = [...asked];
    asked = new Set();
    next = undefined;
    return new Map((await read(keys)).map(({ key, value }) => [String(key), String(value)]));
  }

  return async (keys) => {
    if (keys.length === 0) return new Map();
    for (const key of keys) asked.add(key);
    next ??= readNext();
    const all = await next;
    return new Map(
      keys.flatMap((key) => {
        const value = all.get(storedText(key));
        return value === undefined ? [] : [[key, value]];
      }),
    );
  };
}
