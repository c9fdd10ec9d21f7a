/**
 * Runs all sections and writes RESULTS.md; with names of sections, runs these and writes nothing, or with `--write` puts them
 * into the page in the place of the old ones.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { describeMachine } from './machine.ts';
import {
  describeBudgets,
  figure,
  type Section,
  sectionIn,
  withSection,
  writeReport,
  writeSection,
} from './report.ts';
import { measureBulk } from './sections/bulk.ts';
import { measureCalls } from './sections/calls.ts';
import { measureDistance } from './sections/distance.ts';
import { measureGrowth } from './sections/growth.ts';
import { measureImports } from './sections/imports.ts';
import { measureJobs } from './sections/jobs.ts';
import { measureLostReplies } from './sections/lost-replies.ts';
import { measureMigration } from './sections/migration.ts';
import { measureOwnCode } from './sections/own-code.ts';
import { measureSizes } from './sections/sizes.ts';
import { measureStreaming } from './sections/streaming.ts';
import { measureTypes } from './sections/types.ts';
import { measureUserSigs } from './sections/user-sigs.ts';
import { measureWebhooks } from './sections/webhooks.ts';
import { measureWorkers } from './sections/workers.ts';
import { vendors } from './vendors.ts';
import { buildWorkers, startWorker } from './worker.ts';

const measures: Readonly<Record<string, (port: number) => Promise<Section>>> = {
  calls: measureCalls,
  'own-code': measureOwnCode,
  streaming: measureStreaming,
  bulk: measureBulk,
  distance: measureDistance,
  jobs: measureJobs,
  migration: measureMigration,
  workers: measureWorkers,
  'lost-replies': measureLostReplies,
  growth: measureGrowth,
  'user-sigs': measureUserSigs,
  webhooks: measureWebhooks,
  imports: measureImports,
  sizes: measureSizes,
  types: measureTypes,
};
const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
});
const unknown = wanted.filter((name) => !Object.hasOwn(measures, name));
if (unknown.length > 0) {
  console.error(`No section ${unknown.join(', ')}; there are ${Object.keys(measures).join(', ')}.`);
  process.exit(1);
}

await buildWorkers();
const { worker: server, greeting } = await startWorker(
  'canned-server',
  ...vendors.map(({ name }) => name),
);
const { port } = greeting as { readonly port: number };

const page = new URL('../RESULTS.md', import.meta.url);
const sections: Section[] = [];
for (const [name, measure] of Object.entries(measures)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const load = loadavg()[0] ?? 0;
  const section = await measure(port);
  console.log(`\n${writeSection(section)}`);
  sections.push(section);
  if (values.write) {
    const alone = measuredAlone(section, new Date(), load);
    writeFileSync(page, withSection(readFileSync(page, 'utf8'), alone));
  }
}
await server.stop();

if (wanted.length === 0) {
  const commands = sectionIn(readFileSync(page, 'utf8'), 'The two commands') ?? [];
  writeFileSync(page, writeReport(describeMachine(new Date()), sections, [commands].flat()));
}

/** A section that is newer than the rest of the page, with its budgets, which stand in the table of all otherwise. */
function measuredAlone(section: Section, at: Date, load: number): Section {
  const date = at.toISOString().slice(0, 10);
  const when = `Measured apart from the rest of this page on ${date}, ${cpus().length} cores, load of the machine before it: ${figure(load, 1)}.`;
  const { budgets = [], remarks = [] } = section;
  const table = budgets.length > 0 ? [describeBudgets(budgets)] : [];
  return { ...section, remarks: [when, ...table, ...remarks] };
}
