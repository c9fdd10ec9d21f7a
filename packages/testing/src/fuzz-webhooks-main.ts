/** Fuzzes the receivers of all vendors: `pnpm fuzz:webhooks --bodies 100000 --seed 1`. */
import { parseArgs } from 'node:util';
import { registry } from '@imgroups/emulator/registry';
import { type FuzzedWebhooks, fuzzWebhooks } from './fuzz-webhooks.ts';
import { foldersOf } from './vendor-folders.ts';

const { values } = parseArgs({
  options: {
    bodies: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
  },
});
const seed = Number(values.seed);
const bodies = Number(values.bodies);
for (const { vendor } of registry) {
  const { href } = new URL('fuzzed-webhooks.ts', foldersOf(vendor).tests);
  const { fuzzedWebhooks } = (await import(href)) as { readonly fuzzedWebhooks: FuzzedWebhooks };
  const faults = await fuzzWebhooks(fuzzedWebhooks, { seed, bodies });
  for (const fault of faults.slice(0, 20)) console.error(fault);
  console.log(`${vendor.name}: ${bodies} callbacks, seed ${seed}: ${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
}
