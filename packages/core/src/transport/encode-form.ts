import type { HttpRequest } from './transport.ts';

/** A request whose body any HTTP client can send. */
export interface EncodedRequest extends Omit<HttpRequest, 'body'> {
  readonly body?: string | Uint8Array<ArrayBuffer> | Blob | undefined;
}

/**
 * The request with its form as one `Blob`, which streams the files in it without a copy in memory. What is not the runtime's
 * own fetch does not know the runtime's `FormData`; Node's own fetch goes on feeding a form to a connection that is broken, and
 * ends the process by it.
 */
export function withEncodedForm(request: HttpRequest): EncodedRequest {
  const { body, ...others } = request;
  if (!(body instanceof FormData)) return { ...others, body };
  const boundary = `----imgroups-${crypto.randomUUID()}`;
  // The type is not the blob's: workerd warns of a blob of this type as if it were a form.
  const type = `multipart/form-data; boundary=${boundary}`;
  const headers = { ...request.headers, 'content-type': type };
  return { ...others, headers, body: encodeForm(body, boundary) };
}

/** A form as the standard writes it (RFC 7578, and how browsers escape names). */
function encodeForm(form: FormData, boundary: string): Blob {
  const parts: BlobPart[] = [];
  form.forEach((value, name) => {
    parts.push(`--${boundary}\r\ncontent-disposition: form-data; name="${escaped(name)}"`);
    if (typeof value === 'string') {
      parts.push(`\r\n\r\n${withLineFeeds(value)}\r\n`);
      return;
    }
    const type = value.type || 'application/octet-stream';
    parts.push(`; filename="${escaped(value.name)}"\r\ncontent-type: ${type}\r\n\r\n`);
    parts.push(value, '\r\n');
  });
  parts.push(`--${boundary}--\r\n`);
  return new Blob(parts);
}

function withLineFeeds(text: string): string {
  return text.replace(/\r\n?|\n/g, '\r\n');
}

function escaped(name: string): string {
  return withLineFeeds(name).replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
