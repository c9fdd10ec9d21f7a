import type { AnyEndpoint, EndpointTable, RequestOf } from '@imgroups/core/adapter';
import { TrieRouter } from 'hono/router/trie-router';

/** Rules for finding the entry of a table that a request is for, beyond method, path and fixed query. */
export type Routing<Table> = {
  readonly [Name in keyof Table]?: {
    /** Other paths under which the service answers the same call. */
    readonly aliases?: readonly string[];
    /** Tells entries on one route apart, once the request is read. */
    readonly matches?: (request: RequestOf<Table[Name]>) => boolean;
  };
};

/** An endpoint that answers at a path, and what the path says. */
export interface Route {
  readonly name: string;
  readonly endpoint: AnyEndpoint;
  /** Decoded values of the `{name}` parts of the path. */
  readonly parameters: Readonly<Record<string, string>>;
  /** True if a request that was read is for this entry and not for another one of its route. */
  readonly matches: (request: Readonly<Record<string, unknown>>) => boolean;
}

/** Finds endpoints by method, path and fixed query. */
export interface Router {
  /** All entries that a request may be for, the most specific first; `matches` tells further apart once the body is read. */
  readonly find: (method: string, path: string, query: URLSearchParams) => readonly Route[];
  /** Methods that some endpoint takes at a path. */
  readonly methodsAt: (path: string) => readonly string[];
}

type Entry = Omit<Route, 'parameters'>;

/** A router over an endpoint table. */
export function createRouter<Table extends EndpointTable>(
  table: Table,
  routing: Routing<Table> = {},
): Router {
  const patterns = Object.entries(table).flatMap(([name, endpoint]) => {
    const { aliases = [], matches = () => true } = routing[name] ?? {};
    // A request is checked after its entry is found: until then it is fields of any type.
    const entry: Entry = { name, endpoint, matches: matches as Entry['matches'] };
    return [endpoint.path, ...aliases].map((path) => ({ path, entry }));
  });
  // The trie gives all that fit, in the order in which they were added.
  patterns.sort(
    (one, other) => fixedParts(other.path, other.entry) - fixedParts(one.path, one.entry),
  );
  const trie = new TrieRouter<Entry>();
  for (const { path, entry } of patterns) {
    trie.add(entry.endpoint.method, path.replaceAll(/\{(\w+)\}/g, ':$1'), entry);
  }
  const methods = [...new Set(patterns.map(({ entry }) => entry.endpoint.method))];

  function match(method: string, path: string): readonly Route[] {
    // A part that looks like a pattern of the trie is an ordinary part.
    const [found] = trie.match(method, path.replaceAll('/:', '/%3A'));
    return found.map(([entry, parameters]) => ({
      ...entry,
      parameters: Object.fromEntries(
        Object.entries(parameters).map(([name, value]) => [name, decodePart(String(value))]),
      ),
    }));
  }

  return {
    find: (method, path, query) =>
      match(method, path).filter(({ endpoint }) => hasFixedQuery(endpoint, query)),
    methodsAt: (path) => methods.filter((method) => match(method, path).length > 0),
  };
}

/** Folds doubled slashes and drops one at the end: clients in the wild send both. */
export function normalPath(path: string): string {
  return path.replaceAll(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
}

/** Returns a percent-decoded string, or the string itself where the encoding is broken. */
export function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The more is fixed, the more specific an entry is. */
function fixedParts(path: string, { endpoint }: Entry): number {
  const literals = path.split('/').filter((part) => !part.startsWith('{')).length;
  return literals + Object.keys(endpoint.fixedQuery ?? {}).length / 100;
}

function hasFixedQuery(endpoint: AnyEndpoint, query: URLSearchParams): boolean {
  return Object.entries(endpoint.fixedQuery ?? {}).every(
    ([name, value]) => query.get(name) === value,
  );
}

/** For endpoints that no page of the vendor describes. */
export function noPages(table: EndpointTable): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(table).map((name) => [name, '']));
}
