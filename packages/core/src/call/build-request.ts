import type { AnyEndpoint } from '../endpoint/endpoint.ts';
import type { WireRequest } from '../endpoint/protocol.ts';
import { invalid } from '../errors/failure.ts';
import { inspect } from '../text/inspect.ts';
import { stringifyJson } from '../text/json.ts';

/** Spreads a request over path, query, headers and body as its endpoint declares. */
export function buildRequest(
  endpoint: AnyEndpoint,
  request: Readonly<Record<string, unknown>>,
): WireRequest {
  const { method, body } = endpoint;
  // Text and names of fields in turn.
  const parts = endpoint.path.split(/[{}]/);
  const path = parts.map((part, index) =>
    index % 2 === 0 ? part : pathSegment(part, request[part]),
  );
  const hasBody = method === 'POST' || method === 'PUT' || body !== undefined;
  const query: Record<string, string> = { ...endpoint.fixedQuery };
  const headers: Record<string, string> = {};
  const fields: [name: string, value: unknown][] = [];
  for (const [name, value] of Object.entries(request)) {
    if (value === undefined || isInPath(name, parts)) continue;
    if (endpoint.headers?.includes(name)) headers[name] = String(value);
    else if (!(endpoint.query?.includes(name) ?? !hasBody)) fields.push([name, value]);
    else query[name] = Array.isArray(value) ? value.join(',') : String(value);
  }
  return {
    method,
    path: path.join(''),
    query,
    ...(endpoint.headers && { headers }),
    body: hasBody ? writeBody(endpoint, Object.fromEntries(fields)) : undefined,
  };
}

function isInPath(name: string, parts: readonly string[]): boolean {
  return parts.some((part, index) => index % 2 === 1 && part === name);
}

function writeBody(
  endpoint: AnyEndpoint,
  fields: Readonly<Record<string, unknown>>,
): string | FormData | undefined {
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
