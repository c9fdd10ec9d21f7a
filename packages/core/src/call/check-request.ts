import * as v from 'valibot';
import type { AnyEndpoint } from '../endpoint/endpoint.ts';
import type { Limits } from '../endpoint/limits.ts';
import { invalid, readArgument } from '../errors/failure.ts';
import { given } from '../text/inspect.ts';
import { ruleOf } from '../validation/check.ts';
import { refuseHalfCharacters } from './refuse-half-characters.ts';

/** The fields of a request; refuses one that the vendor would refuse anyway, with the field, the limit and the actual size. */
export function checkRequest(
  endpoint: AnyEndpoint,
  request: unknown,
  limits: Limits,
): Readonly<Record<string, unknown>> {
  return readArgument('request', () => {
    if (typeof request !== 'object' || request === null || Array.isArray(request)) {
      throw invalid('request', `must be an object, not ${given(request)}`);
    }
    // A copy, so that what was checked is what is sent.
    const fields: Record<string, unknown> = { ...request };
    const checked = v.safeParse(endpoint.request, fields);
    if (!checked.success) throw invalidField(checked.issues);
    refuseHalfCharacters(fields);
    if (limits.items) checkItems(fields, limits.items);
    return fields;
  });
}

function checkItems(
  request: Record<string, unknown>,
  { field, max }: { readonly field: string; readonly max: number },
): void {
  const list = request[field];
  if (!Array.isArray(list) || list.length <= max) return;
  throw invalid(field, `${list.length} items, at most ${max} per call`, {
    reason: 'batch_too_long',
  });
}

/** The first field at fault, by its path on the wire. */
function invalidField([issue, ...others]: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]) {
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return invalid(v.getDotPath(issue) ?? 'request', `${ruleOf(issue)}${more}`);
}
