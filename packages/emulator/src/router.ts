import type { AnyEndpoint, EndpointTable } from '@imgroups/core/adapter';

/** An endpoint that answers at a path, and what the path says. */
export interface Route {
  readonly name: string;
  readonly endpoint: AnyEndpoint;
  /** Decoded values of the `{name}` parts of the path. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Finds endpoints by method, path and fixed query. */
export interface Router {
  /** All entries that a request may be for, those with a fixed query first; `matches` tells further apart once the body is read. */
  readonly find: (method: string, path: string, query: URLSearchParams) => readonly Route[];
  /** Methods that some endpoint takes at a path. */
  readonly methodsAt: (path: string) => readonly string[];
}

interface Pattern {
  readonly name: string;
  readonly endpoint: AnyEndpoint;
  readonly segments: readonly string[];
}

/** A router over an endpoint table; aliases of an endpoint are paths like its own. */
export function createRouter(table: EndpointTable): Router {
  const patterns = Object.entries(table).flatMap(([name, endpoint]) =>
    [endpoint.path, ...(endpoint.aliases ?? [])].map(
      (path): Pattern => ({ name, endpoint, segments: path.split('/') }),
    ),
  );
  // The more is fixed, the more specific an entry is.
  patterns.sort((one, other) => fixedParts(other) - fixedParts(one));

  return {
    find(method, path, query) {
      const segments = path.split('/');
      return patterns.flatMap(({ name, endpoint, segments: pattern }) => {
        if (endpoint.method !== method || !hasFixedQuery(endpoint, query)) return [];
        const parameters = matchSegments(pattern, segments);
        return parameters ? [{ name, endpoint, parameters }] : [];
      });
    },
    methodsAt(path) {
      const segments = path.split('/');
      const found = patterns.filter(({ segments: pattern }) => matchSegments(pattern, segments));
      return [...new Set(found.map(({ endpoint }) => endpoint.method))];
    },
  };
}

/** Folds doubled slashes and drops one at the end: clients in the wild send both. */
export function normalPath(path: string): string {
  return path.replaceAll(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
}

/** Percent-decoded text, or the text as it is where the encoding is broken. */
export function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function fixedParts({ endpoint, segments }: Pattern): number {
  const literals = segments.filter((segment) => !isParameter(segment)).length;
  return literals + Object.keys(endpoint.fixedQuery ?? {}).length / 100;
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('}');
}

function hasFixedQuery(endpoint: AnyEndpoint, query: URLSearchParams): boolean {
  return Object.entries(endpoint.fixedQuery ?? {}).every(
    ([name, value]) => query.get(name) === value,
  );
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (isParameter(part)) {
      if (segment === '') return undefined;
      parameters[part.slice(1, -1)] = decodePart(segment);
    } else if (part !== segment) {
      return undefined;
    }
  }
  return parameters;
}
