/** Runs all sections and writes RESULTS.md; with names of sections, runs these and writes nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describeMachine } from './machine.ts';
import { type Section, sectionIn, writeReport, writeSection } from './report.ts';
import { measureBulk } from './sections/bulk.ts';
import { measureCalls } from './sections/calls.ts';
import { measureGrowth } from './sections/growth.ts';
import { measureImports } from './sections/imports.ts';
import { measureLostReplies } from './sections/lost-replies.ts';
import { measureSizes } from './sections/sizes.ts';
import { measureStreaming } from './sections/streaming.ts';
import { measureTypes } from './sections/types.ts';
import { measureUserSigs } from './sections/user-sigs.ts';
import { measureWebhooks } from './sections/webhooks.ts';
import { vendors } from './vendors.ts';
import { buildWorkers, startWorker } from './worker.ts';

const measures: Readonly<Record<string, (port: number) => Promise<Section>>> = {
  calls: measureCalls,
  streaming: measureStreaming,
  bulk: measureBulk,
  'lost-replies': measureLostReplies,
  growth: measureGrowth,
  'user-sigs': measureUserSigs,
  webhooks: measureWebhooks,
  imports: measureImports,
  sizes: measureSizes,
  types: measureTypes,
};
const wanted = process.argv.slice(2);
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

const sections: Section[] = [];
for (const [name, measure] of Object.entries(measures)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const section = await measure(port);
  console.log(`\n${writeSection(section)}`);
  sections.push(section);
}
await server.stop();

if (wanted.length === 0) {
  const page = new URL('../RESULTS.md', import.meta.url);
  const commands = sectionIn(readFileSync(page, 'utf8'), 'The two commands') ?? [];
  writeFileSync(page, writeReport(describeMachine(new Date()), sections, [commands].flat()));
}
