import ky from 'ky';
import { withEncodedForm } from './encode-form.ts';
import { readText } from './read-text.ts';
import { createSendOnce } from './send-once.ts';
import type { HttpRequest, HttpResponse, SendOptions, Transport } from './transport.ts';

/** Options of the transport that every runtime has. */
export interface KyTransportOptions {
  /** Replaces the runtime's fetch: for proxies and tests. */
  readonly fetch?: typeof fetch | undefined;
}

/** Sends through ky over fetch. Retries and time-outs are off: the call path has the only ones. */
export function kyTransport(options: KyTransportOptions = {}): Transport {
  const sendOnce = createSendOnce();
  return {
    async send(request: HttpRequest, sendOptions: SendOptions = {}): Promise<HttpResponse> {
      const { signal, maxAnswerBytes, once } = sendOptions;
      const { fetch: customFetch } = options;
      const { url, method, headers, body } = withEncodedForm(request);
      const init: RequestInit = {
        method,
        headers: { ...headers },
        ...(body === undefined ? {} : { body }),
        ...(signal ? { signal } : {}),
        redirect: 'manual',
        ...(once ? sendOnce.options(method) : {}),
      };
      const response = await ky(url, {
        // Not ky's `Request`: another fetch than the runtime's own cannot read it, and once it is collected as garbage
        // the signal no longer reaches the body. So ky is not told what would only become part of it, at some cost.
        fetch: () => (customFetch ?? fetch)(url, init),
        retry: 0,
        timeout: false,
        throwHttpErrors: false,
      });
      const head = {
        status: response.status,
        headers: Object.fromEntries(response.headers.entries()),
      };
      if (request.answer === 'stream' && response.ok && response.body) {
        return { ...head, text: '', stream: response.body };
      }
      const unread = {
        ...head,
        text: () => response.text(),
        parts: () => response.body ?? new Blob([]).stream(),
        cancel: () => void response.body?.cancel().catch(() => undefined),
      };
      return { ...head, text: await readText(unread, maxAnswerBytes) };
    },
    async close() {
      sendOnce.close();
    },
  };
}
