import type { AnyEndpoint } from '../endpoint/endpoint.ts';
import type { WireRequest } from '../endpoint/protocol.ts';
import { invalid } from '../errors/failure.ts';
import { inspect } from '../text/inspect.ts';
import { stringifyJson } from '../text/json.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Spreads a request over path, query, headers and body as its endpoint declares. */
export function buildRequest(
  endpoint: AnyEndpoint,
  request: Readonly<Record<string, unknown>>,
): WireRequest {
  const used = new Set<string>();
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    used.add(name);
    return pathSegment(name, request[name]);
  });

  const headers: Record<string, string> = {};
  for (const name of endpoint.headers ?? []) {
    used.add(name);
    if (request[name] !== undefined) headers[name] = String(request[name]);
  }

  const rest = Object.entries(request).filter(
    ([name, value]) => !used.has(name) && value !== undefined,
  );
  const hasBody =
    endpoint.method === 'POST' || endpoint.method === 'PUT' || endpoint.body !== undefined;
  const inQuery = (name: string) => endpoint.query?.includes(name) ?? !hasBody;

  const query: Record<string, string> = { ...endpoint.fixedQuery };
  for (const [name, value] of rest) {
    if (inQuery(name)) query[name] = Array.isArray(value) ? value.join(',') : String(value);
  }
  const fields = Object.fromEntries(rest.filter(([name]) => !inQuery(name)));
  return {
    method: endpoint.method,
    path,
    query,
    ...(endpoint.headers && { headers }),
    body: hasBody ? writeBody(endpoint, fields) : undefined,
  };
}

function writeBody(endpoint: AnyEndpoint, fields: Fields): string | FormData | undefined {
  if (endpoint.body === 'multipart') {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) {
      form.append(name, value instanceof Blob ? value : String(value));
    }
    return form;
  }
  if (typeof endpoint.body === 'object') {
    return stringifyJson(fields[endpoint.body.field], endpoint.int64);
  }
  return stringifyJson(fields, endpoint.int64);
}

/** An id or a list of ids as one path segment that nothing in it can leave. */
function pathSegment(name: string, value: unknown): string {
  const parts = Array.isArray(value) ? value : [value];
  if (parts.length === 0) {
    throw invalid(name, 'at least one value is needed');
  }
  return parts.map((part) => encodePart(name, part, Array.isArray(value))).join(',');
}

function encodePart(name: string, part: unknown, inList: boolean): string {
  const text = typeof part === 'string' || typeof part === 'number' ? String(part) : '';
  // URLs drop segments of dots, also when they are percent-encoded.
  if (text === '' || text === '.' || text === '..') {
    throw invalid(name, `${inspect(part)} cannot be part of a URL path`);
  }
  if (inList && text.includes(',')) {
    throw invalid(name, `${inspect(text)} holds a comma, which separates the values of a list`);
  }
  return encodeURIComponent(text);
}
