/** A worker of a job that does nothing, or of a migration, until it is stopped or killed. */
import { undiciTransport } from '@imgroups/core/undici';
import { type RegistryEntry, registry } from '@imgroups/emulator/registry';
import { openPostgresJournal } from '@imgroups/jobs';
import { startForEachGroupWorker, startMigrationWorker } from '@imgroups/jobs/bullmq';
import { createRedisRateLimiter } from '@imgroups/redis';
import { answerWith, tell } from './dialogue.ts';
import { idleProvider } from './idle-provider.ts';

const [, , postgres = '', redis = '', from, to, apps = '{}', share = '1'] = process.argv;
const limiter = createRedisRateLimiter({ url: redis });
const name = from === undefined ? 'engine' : 'migration';
const journal = await openPostgresJournal({ name, connectionString: postgres });
const connection = redis;
let throttled = 0;

if (from === undefined) {
  await startForEachGroupWorker(idleProvider(0), async () => undefined, { journal, connection });
} else {
  const [source, target] = [open(from), open(to)];
  // What is paid before: credentials, and loading of the transport.
  await Promise.all(
    [source, target].map(({ groups }) => groups.get('none').catch(() => undefined)),
  );
  await startMigrationWorker({
    ...{ source, target, journal, connection },
    rules: { onAccountMissing: 'create' },
    ...{ share: Number(share), limiter },
  });
}
tell({ pid: process.pid });
answerWith(async () => ({ throttled }));
process.once('disconnect', () => process.exit());

function open(vendorName: string | undefined) {
  const { vendor, emulator } = entryOf(vendorName);
  return vendor.createProvider({
    ...JSON.parse(apps)[vendor.name],
    ...emulator.providerOptions,
    limiter,
    transport: undiciTransport(),
    onResponse: ({ error }: { readonly error?: { readonly code: string } }) => {
      if (error?.code === 'rate_limited') throttled += 1;
    },
  });
}

function entryOf(vendorName: string | undefined): RegistryEntry {
  const entry = registry.find(({ vendor }) => vendor.name === vendorName);
  if (!entry) throw new Error(`no vendor ${vendorName}`);
  return entry;
}
