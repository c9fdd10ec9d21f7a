import type { ServerOptions } from '../../server/emulator-server.ts';
import { type EmulatorServer, startVendor } from '../../start-vendor.ts';
import { createTinyService } from './service.ts';

/** Tiny's REST service on localhost. */
export interface TinyEmulator extends EmulatorServer {
  readonly key: string;
}

/** Starts Tiny's REST service on localhost. Rejects when the port is taken. */
export async function startTinyEmulator(options: ServerOptions = {}): Promise<TinyEmulator> {
  const key = 'tiny-key';
  return startVendor(
    (context) => createTinyService(key, context),
    (baseUrl) => ({ baseUrl, key }),
    options,
  );
}
