import type { KyTransportOptions } from './ky-transport.ts';
import type { Transport } from './transport.ts';

/** The ky transport, loaded with the first request: loading it costs more than everything else together. */
export function defaultTransport(options: KyTransportOptions = {}): Transport {
  let loaded: Promise<Transport> | undefined;
  return {
    async send(request, sendOptions) {
      loaded ??= import('./ky-transport.ts').then(({ kyTransport }) => kyTransport(options));
      const transport = await loaded;
      return transport.send(request, sendOptions);
    },
    async close() {
      await (await loaded)?.close?.();
    },
  };
}
