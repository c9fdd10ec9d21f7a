/** Moves groups from one vendor to the other under their limits, here or by workers, and says how each phase went. */
import { rmSync } from 'node:fs';
import { type RegistryEntry, registry } from '@imgroups/emulator/registry';
import { type JobReport, openPostgresJournal } from '@imgroups/jobs';
import { bullmqWorkers } from '@imgroups/jobs/bullmq';
import { openMigration } from '@imgroups/jobs/migrate';
import { createRedisRateLimiter } from '@imgroups/redis';
import { peakMegabytes } from '../../../testing/src/peak-memory.ts';
import { tell } from './dialogue.ts';
import { type Ideal, idealOf } from './ideal-of.ts';

/** The result of a phase. */
export interface PhaseDone extends Ideal {
  readonly phase: string;
  readonly seconds: number;
}

/** The result of a migration. */
export interface MigrationDone {
  readonly phases: readonly PhaseDone[];
  readonly throttled: number;
  /** The most memory that the process had, in MB. */
  readonly megabytes: number;
}

// With workers the journal is in PostgreSQL; one of them may be killed when half of the groups are made.
const [, , from, to, journal = '', apps = '{}', redis, victim] = process.argv;
const limiter = redis ? createRedisRateLimiter({ url: redis }) : undefined;
let throttled = 0;
let isKilled = false;
const source = open(from);
const target = open(to);
// What is paid before: credentials, and loading of the transport.
await Promise.all([source, target].map(({ groups }) => groups.get('none').catch(() => undefined)));

const shared = redis
  ? await openPostgresJournal({ name: 'migration', connectionString: journal })
  : undefined;
if (!shared) rmSync(journal, { force: true });
const migration = await openMigration({
  source,
  target,
  journal: shared ?? journal,
  ...(redis && { workers: bullmqWorkers({ connection: redis }) }),
  rules: { onAccountMissing: 'create' },
});
const phases = [await measure('inventory', () => migration.inventory())];
await migration.plan();
phases.push(await measure('apply', () => migration.apply({ onProgress: killInTheMiddle })));
phases.push(await measure('verify', () => migration.verify()));
await migration.close();
await shared?.close();
await Promise.all([source.close(), target.close()]);
await limiter?.close();
const megabytes = peakMegabytes();
tell({ phases, throttled, megabytes } satisfies MigrationDone);

function killInTheMiddle({ done, left }: { readonly done: number; readonly left: number }): void {
  if (!victim || isKilled || done < left) return;
  isKilled = true;
  process.kill(Number(victim), 'SIGKILL');
}

function open(name: string | undefined) {
  const entry = entryOf(name);
  return entry.vendor.createProvider({
    ...JSON.parse(apps)[entry.vendor.name],
    ...entry.emulator.providerOptions,
    ...(limiter && { limiter }),
    onResponse: ({ error }: { readonly error?: { readonly code: string } }) => {
      if (error?.code === 'rate_limited') throttled += 1;
    },
  });
}

async function measure(phase: string, run: () => Promise<JobReport>): Promise<PhaseDone> {
  const startedAt = performance.now();
  const report = await run();
  const seconds = (performance.now() - startedAt) / 1000;
  if (report.status !== 'complete') throw new Error(JSON.stringify(report.failures[0]));
  return { phase, seconds, ...idealOf(report.calls, entryOf(to).vendor, entryOf(from).vendor) };
}

function entryOf(name: string | undefined): RegistryEntry {
  const entry = registry.find(({ vendor }) => vendor.name === name);
  if (!entry) throw new Error(`no vendor ${name}`);
  return entry;
}
