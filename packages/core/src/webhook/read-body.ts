import { given } from '@imgroups/core/adapter';
import { WebhookError } from '@imgroups/core/webhooks';

/** The largest body that is read, in bytes. */
const maxBytes = 2 * 1024 * 1024;

/** The deepest nesting of a body; the vendors' own are far below it. */
const maxDepth = 64;

export const parserAdvice =
  'give the body as it was received: in Express and Nest register the route before express.json(), ' +
  "or use express.raw({ type: '*/*' }) on it; in Nest also NestFactory.create(module, { rawBody: true })";

/** The bytes of a request. Throws a `WebhookError`. */
export async function readRequestBody(request: Request): Promise<Uint8Array> {
  if (request.bodyUsed) {
    throw new WebhookError(
      'body_consumed',
      'the body of the request was read before: pass the request to webhooks.fetch first, or pass request.clone()',
    );
  }
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of chunksOf(request)) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (thrown) {
    if (thrown instanceof WebhookError) throw thrown;
    throw new WebhookError('invalid_body', 'the body broke off before its end');
  }
  return joined(chunks, size);
}

async function* chunksOf(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** A body as text. Throws a `WebhookError` that says how to get at the body as it was received. */
export function toBodyText(body: unknown): string {
  if (typeof body === 'string') {
    // A character has at least one byte, and at most three per unit.
    if (body.length > maxBytes) throw tooLarge();
    return filled(body);
  }
  if (body instanceof Uint8Array) {
    if (body.byteLength > maxBytes) throw tooLarge();
    return filled(decoded(body));
  }
  const what =
    typeof body === 'object' && body !== null ? 'an object that was parsed' : given(body);
  throw new WebhookError(
    'invalid_body',
    `body: must be the string or bytes that were received, not ${what}; ${parserAdvice}`,
  );
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new WebhookError('invalid_body', 'body: is not UTF-8');
  }
}

function filled(text: string): string {
  if (text === '') {
    throw new WebhookError(
      'invalid_body',
      `body: is empty; where a body parser runs first, ${parserAdvice}`,
    );
  }
  if (text.startsWith('[object ')) {
    throw new WebhookError(
      'invalid_body',
      `body: is ${given(text)}, an object that was made a string; ${parserAdvice}`,
    );
  }
  return text;
}

/** A body as a JSON object. Throws a `WebhookError`. */
export function toJsonObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new WebhookError('invalid_body', 'body: is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WebhookError('invalid_body', `body: must be a JSON object, not ${given(value)}`);
  }
  if (isDeeperThan(value, maxDepth)) {
    throw new WebhookError('invalid_body', `body: is nested more than ${maxDepth} levels deep`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function isDeeperThan(value: object, levels: number): boolean {
  if (levels === 0) return true;
  return Object.values(value).some(
    (each) => typeof each === 'object' && each !== null && isDeeperThan(each, levels - 1),
  );
}

function tooLarge(): WebhookError {
  return new WebhookError('invalid_body', `body: is larger than ${maxBytes} bytes (2 MB)`);
}
