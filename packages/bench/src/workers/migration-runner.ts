/** Moves groups from one vendor to the other under their limits, and says how each phase went. */
import { rmSync } from 'node:fs';
import { type RegistryEntry, registry } from '@imgroups/emulator/registry';
import type { JobReport } from '@imgroups/jobs';
import { openMigration } from '@imgroups/jobs/migrate';
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

const [, , from, to, journal = '', apps = '{}'] = process.argv;
let throttled = 0;
const source = open(from);
const target = open(to);
// What is paid before: credentials, and loading of the transport.
await Promise.all([source, target].map(({ groups }) => groups.get('none').catch(() => undefined)));

rmSync(journal, { force: true });
const migration = await openMigration({
  source,
  target,
  journal,
  rules: { onAccountMissing: 'create' },
});
const phases = [await measure('inventory', () => migration.inventory())];
await migration.plan();
phases.push(await measure('apply', () => migration.apply()));
phases.push(await measure('verify', () => migration.verify()));
await migration.close();
await Promise.all([source.close(), target.close()]);
const megabytes = peakMegabytes();
tell({ phases, throttled, megabytes } satisfies MigrationDone);

function open(name: string | undefined) {
  const entry = entryOf(name);
  return entry.vendor.createProvider({
    ...JSON.parse(apps)[entry.vendor.name],
    ...entry.emulator.providerOptions,
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
