import { existsSync } from 'node:fs';
import { undiciTransport } from '@imgroups/core/undici';
import { registry } from '@imgroups/emulator/registry';
import { Agent } from 'undici';
import { type Files, testConnections } from '../src/connections.ts';
import { startVendor } from '../src/start-vendor.ts';
import { foldersOf, type NamedVendor } from '../src/vendor-folders.ts';

const retry = { baseDelay: 1, throttledDelay: 1 };

for (const entry of registry) {
  const { name } = entry.vendor;
  const files = await filesOf(entry.vendor);
  testConnections(name, {
    httpVersion: '1.1',
    async start() {
      const { control, open, close } = await startVendor(entry);
      return { control, open: () => open({ retry }), close };
    },
    files,
  });
  testConnections(name, {
    httpVersion: '2.0',
    async start() {
      const { control, open, ca } = await startVendor(entry, { tls: true });
      const dispatcher = new Agent({ connect: { ca }, keepAliveTimeout: 600_000 });
      const transport = undiciTransport({ dispatcher });
      return {
        control,
        open: () => open({ retry, transport }),
        // Service and dispatcher go with the process: when a connection of HTTP/2 ends that had aborted streams, undici 8 now and
        // then throws where nobody can catch it.
        close: async () => undefined,
      };
    },
    files,
  });
}

/** Returns the means to send and fetch files at a vendor that has them. */
async function filesOf(vendor: NamedVendor): Promise<Files | undefined> {
  const file = new URL('files.ts', foldersOf(vendor).tests);
  if (!existsSync(file)) return undefined;
  const module: { readonly files: Files } = await import(file.href);
  return module.files;
}
