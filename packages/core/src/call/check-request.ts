import * as v from 'valibot';
import type { AnyEndpoint } from '../endpoint/endpoint.ts';
import type { Limits } from '../endpoint/limits.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { shown } from '../text/shown.ts';
import { asObject, readArgument } from '../validation/read-argument.ts';

/** The fields of a request; refuses one that the vendor would refuse anyway, with the field, the limit and the actual size. */
export function checkRequest(
  endpoint: AnyEndpoint,
  request: unknown,
  limits: Limits,
): Readonly<Record<string, unknown>> {
  return readArgument('request', () => {
    if (!asObject(request)) {
      throw new InvalidRequestError('the request must be an object', { field: 'request' });
    }
    // A copy, so that what was checked is what is sent.
    const fields: Record<string, unknown> = { ...Object(request) };
    const checked = v.safeParse(endpoint.request, fields);
    if (!checked.success) throw invalidField(checked.issues);
    if (limits.items) checkItems(fields, limits.items);
    return fields;
  });
}

function checkItems(
  request: Record<string, unknown>,
  { field, max }: { readonly field: string; readonly max: number },
): void {
  const list = request[field];
  if (Array.isArray(list) && list.length > max) {
    throw new InvalidRequestError(`${field}: ${list.length} items, at most ${max} per call`, {
      reason: 'batch_too_long',
      field,
    });
  }
}

function invalidField(issues: readonly v.BaseIssue<unknown>[]): InvalidRequestError {
  const [issue] = issues;
  const field = issue ? (v.getDotPath(issue) ?? undefined) : undefined;
  const rule = issue ? ruleOf(issue) : 'not valid';
  const others = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return new InvalidRequestError(`${field ?? 'request'}: ${rule}${others}`, { field });
}

/** The rule that was broken, with the limit and what was found. */
function ruleOf(issue: v.BaseIssue<unknown>): string {
  const { requirement, input, message } = issue;
  const received = issue.received.length > 80 ? shown(input) : issue.received;
  // A schema's own words: it does not repeat a secret.
  if (!message.startsWith('Invalid ')) return message;
  switch (issue.type) {
    case 'max_bytes':
      return `at most ${requirement} bytes of UTF-8, not ${received}`;
    case 'max_length':
      return `at most ${requirement} ${Array.isArray(input) ? 'items' : 'characters'}, not ${received}`;
    case 'min_length':
    case 'non_empty':
      return 'must not be empty';
    case 'max_value':
      return `at most ${requirement}, not ${received}`;
    case 'min_value':
      return `at least ${requirement}, not ${received}`;
    default:
      if (input === undefined) return 'is missing';
      return `must be ${issue.expected ?? 'of another form'}, not ${received}`;
  }
}
