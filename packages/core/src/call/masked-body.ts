import type { Secrets } from '../credentials/secrets.ts';
import type { AnyEndpoint } from '../endpoint/endpoint.ts';
import type { PreparedRequest } from '../endpoint/protocol.ts';
import { parseJson } from '../text/json.ts';

/** Names of fields that hold a credential at some vendor; rather one too many. */
const credentialName = /passw|secret|token|sig$|authorization|credential|certificate|private_?key/i;

/**
 * The fields of a body that is sent, for hooks; nothing of a body that has no fields. Credentials are masked by their names,
 * and the secrets of the application wherever they stand.
 */
export function maskedBody(
  { body }: PreparedRequest,
  { int64 }: AnyEndpoint,
  secrets: Secrets,
): unknown {
  if (body instanceof FormData) return masked(Object.fromEntries(body.entries()));
  if (typeof body !== 'string') return undefined;
  try {
    return masked(parseJson(secrets.maskText(body), int64));
  } catch {
    return undefined;
  }
}

function masked(value: unknown): unknown {
  if (value instanceof Blob) return `a file of ${value.size} bytes`;
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      credentialName.test(name) ? '***' : masked(field),
    ]),
  );
}
