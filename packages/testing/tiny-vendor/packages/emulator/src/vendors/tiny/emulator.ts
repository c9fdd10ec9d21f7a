import type { ServerOptions } from '../../server/emulator-server.ts';
import type { VendorEmulator } from '../../vendor-emulator.ts';
import { startTinyEmulator, type TinyEmulator } from './index.ts';

/** The emulator of Tiny in the registry. */
export const tinyEmulator: VendorEmulator<ServerOptions, TinyEmulator> = {
  defaultPort: 4199,
  appOptions: {},
  providerOptions: {},
  start: startTinyEmulator,
  introduce: async ({ baseUrl, key }, [host]) => ({
    fields: { baseUrl, key },
    text: 'Open a room:',
    calls: [
      {
        url: `${baseUrl}/rooms`,
        headers: { 'x-tiny-key': key },
        body: { title: 'Chess', host },
      },
    ],
  }),
};
