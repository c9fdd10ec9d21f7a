import ky from 'ky';
import { toTransportError } from './fault.ts';
import type { HttpRequest, HttpResponse, SendOptions, Transport } from './transport.ts';

export interface KyTransportOptions {
  /** Replaces the runtime's fetch: for proxies and tests. */
  readonly fetch?: typeof fetch | undefined;
}

/** Sends through ky over fetch. Retries and time-outs are off: the call path has the only ones. */
export function kyTransport(options: KyTransportOptions = {}): Transport {
  return {
    async send(request: HttpRequest, { signal }: SendOptions = {}): Promise<HttpResponse> {
      try {
        const response = await ky(request.url, {
          method: request.method,
          headers: { ...request.headers },
          ...(request.body === undefined ? {} : { body: request.body }),
          ...(options.fetch ? { fetch: options.fetch } : {}),
          ...(signal ? { signal } : {}),
          retry: 0,
          timeout: false,
          throwHttpErrors: false,
          redirect: 'manual',
        });
        const head = {
          status: response.status,
          headers: Object.fromEntries(response.headers.entries()),
        };
        if (request.answer === 'bytes' && response.ok) {
          return { ...head, text: '', bytes: new Uint8Array(await response.arrayBuffer()) };
        }
        return { ...head, text: await response.text() };
      } catch (thrown) {
        throw toTransportError(thrown, request.url);
      }
    },
  };
}
