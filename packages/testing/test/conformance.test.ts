import { existsSync } from 'node:fs';
import { registry } from '@imgroups/emulator/registry';
import { type Skip, testGroupProvider } from '../src/conformance.ts';
import { startVendor } from '../src/start-vendor.ts';

const retry = { baseDelay: 1, throttledDelay: 1 };

for (const entry of registry) {
  const { name } = entry.vendor;
  testGroupProvider(name, {
    async start() {
      const { open, control, close } = await startVendor(entry);
      return { provider: open({ retry }), other: open({ retry }), control, close };
    },
    skip: await skipsOf(name),
  });
}

/** What the vendor's package says it cannot pass. */
async function skipsOf(name: string): Promise<readonly Skip[]> {
  const file = new URL(`../../${name}/test/conformance-skips.ts`, import.meta.url);
  if (!existsSync(file)) return [];
  const module: { readonly skips: readonly Skip[] } = await import(file.href);
  return module.skips;
}
