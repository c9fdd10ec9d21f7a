import { existsSync } from 'node:fs';
import { registry } from '@imgroups/emulator/registry';
import { type Skip, testGroupProvider } from '../src/conformance.ts';
import { startVendor } from '../src/start-vendor.ts';
import { foldersOf, type NamedVendor } from '../src/vendor-folders.ts';

const retry = { baseDelay: 1, throttledDelay: 1 };

for (const entry of registry) {
  testGroupProvider(entry.vendor.name, {
    async start() {
      const { open, control, close } = await startVendor(entry);
      return { provider: open({ retry }), other: open({ retry }), control, close };
    },
    skip: await skipsOf(entry.vendor),
  });
}

/** Returns the tests that the vendor's package says it cannot pass. */
async function skipsOf(vendor: NamedVendor): Promise<readonly Skip[]> {
  const file = new URL('conformance-skips.ts', foldersOf(vendor).tests);
  if (!existsSync(file)) return [];
  const module: { readonly skips: readonly Skip[] } = await import(file.href);
  return module.skips;
}
