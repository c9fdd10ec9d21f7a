/** Exports or imports groups under the vendor's limits, and says how that went. */
import { rmSync } from 'node:fs';
import { undiciTransport } from '@imgroups/core/undici';
import { registry } from '@imgroups/emulator/registry';
import { exportGroups, importGroups } from '@imgroups/jobs';
import { peakMegabytes } from '../../../testing/src/peak-memory.ts';
import { tell } from './dialogue.ts';
import { type Ideal, idealOf } from './ideal-of.ts';

/** The result of a job. */
export interface JobDone extends Ideal {
  readonly seconds: number;
  readonly throttled: number;
  readonly processorSeconds: number;
  /** The most memory that the process had, in MB. */
  readonly megabytes: number;
}

const [, , vendorName, task, snapshot = '', app = '{}', transport] = process.argv;
const entry = registry.find(({ vendor }) => vendor.name === vendorName);
if (!entry) throw new Error(`no vendor ${vendorName}`);
let throttled = 0;
const provider = entry.vendor.createProvider({
  ...JSON.parse(app),
  ...entry.emulator.providerOptions,
  ...(transport === 'undici' && { transport: undiciTransport() }),
  onResponse: ({ error }: { readonly error?: { readonly code: string } }) => {
    if (error?.code === 'rate_limited') throttled += 1;
  },
});
// The costs before: credentials, and loading of the transport.
await provider.groups.get('group10000').catch(() => undefined);

const journal = `${snapshot}.${task}.db`;
rmSync(journal, { force: true });
if (task === 'export') rmSync(snapshot, { force: true });
const startedAt = performance.now();
const before = process.cpuUsage();
const report =
  task === 'export'
    ? await exportGroups(provider, snapshot, { journal })
    : await importGroups(provider, snapshot, { journal });
const seconds = (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage(before);
await provider.close();
if (report.status !== 'complete') throw new Error(JSON.stringify(report.failures[0]));

tell({
  ...idealOf(report.calls, entry.vendor),
  seconds,
  throttled,
  processorSeconds: (user + system) / 1e6,
  megabytes: peakMegabytes(),
} satisfies JobDone);
