import type { HttpRequest } from './transport.ts';

/** The request with its form as bytes: what is not the runtime's own fetch does not know the runtime's `FormData`. */
export async function withEncodedForm(
  request: HttpRequest,
): Promise<HttpRequest & { readonly body?: Exclude<HttpRequest['body'], FormData> }> {
  const { body, ...others } = request;
  if (!(body instanceof FormData)) return { ...others, body };
  const encoded = new Response(body);
  return {
    ...others,
    // The type holds the boundary.
    headers: { ...request.headers, ...Object.fromEntries(encoded.headers.entries()) },
    body: new Uint8Array(await encoded.arrayBuffer()),
  };
}
