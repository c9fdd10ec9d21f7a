import type { AnyEndpoint } from '@imgroups/core/adapter';
import type { Route } from './router.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Gathers a request from path, query and body as its endpoint declares it: the reverse of core's `buildRequest`.
 * `body` is the parsed JSON or the parts of the form, `undefined` where there was none.
 */
export function readRequest(
  route: Route,
  query: URLSearchParams,
  body: unknown,
  headers: Headers = new Headers(),
): Fields {
  const { endpoint, parameters } = route;
  return {
    ...readBody(endpoint, body),
    ...readTexts(endpoint.request, headerFields(endpoint, headers)),
    ...readTexts(
      endpoint.request,
      [...query].filter(([name]) => isQueryField(endpoint, name)),
    ),
    // Last, so that nothing in query or body can stand for another path.
    ...readTexts(endpoint.request, Object.entries(parameters)),
  };
}

/** True if a parsed body is a JSON object, which is not an array and not null. */
export function isJsonObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isQueryField(endpoint: AnyEndpoint, name: string): boolean {
  if (endpoint.fixedQuery && name in endpoint.fixedQuery) return false;
  const hasBody = endpoint.method === 'POST' || endpoint.method === 'PUT' || endpoint.body;
  return endpoint.query?.includes(name) ?? !hasBody;
}

function readBody(endpoint: AnyEndpoint, body: unknown): Fields {
  if (typeof endpoint.body === 'object') return { [endpoint.body.field]: body };
  return isJsonObject(body) ? body : {};
}

function headerFields({ headers: declared = [] }: AnyEndpoint, headers: Headers) {
  return declared.flatMap((name): [string, string][] => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value]];
  });
}

/** Texts by name as the types that an object schema takes. */
export function readTexts(schema: unknown, texts: Iterable<[string, string]>): Fields {
  return Object.fromEntries(
    Array.from(texts, ([name, text]) => [name, readText(fieldSchema(schema, name), text)]),
  );
}

/** Converts a string to the type its schema takes; one that does not fit is unchanged, so that the schema refuses it. */
function readText(schema: unknown, text: string): unknown {
  const types = schemaTypes(schema);
  if (types.has('array') && (text.includes(',') || !types.has('string'))) return text.split(',');
  if (types.has('string') || types.has('picklist')) return text;
  if (types.has('number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** The schema of a field of an object schema, also inside an intersection or union. */
function fieldSchema(schema: unknown, name: string): unknown {
  if (!isJsonObject(schema)) return undefined;
  if (isJsonObject(schema.entries) && name in schema.entries) return schema.entries[name];
  return optionsOf(schema)
    .map((option) => fieldSchema(option, name))
    .find((found) => found !== undefined);
}

/** Names of the types that a schema accepts, looking through optional and union schemas. */
function schemaTypes(schema: unknown): ReadonlySet<string> {
  if (!isJsonObject(schema)) return new Set(['string']);
  const inner = [schema.wrapped, ...optionsOf(schema)].filter((part) => part !== undefined);
  if (schema.type !== 'picklist' && inner.length > 0) {
    return new Set(inner.flatMap((part) => [...schemaTypes(part)]));
  }
  return new Set([String(schema.type)]);
}

function optionsOf(schema: Fields): readonly unknown[] {
  return Array.isArray(schema.options) ? schema.options : [];
}
