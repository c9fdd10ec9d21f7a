import { writeFileSync } from 'node:fs';
import { describeMachine } from './machine.ts';
import { type Section, writeReport, writeSection } from './report.ts';
import { measureCalls } from './sections/calls.ts';
import { measureGrowth } from './sections/growth.ts';
import { measureImports } from './sections/imports.ts';
import { measureSizes } from './sections/sizes.ts';
import { measureStreaming } from './sections/streaming.ts';
import { measureUserSigs } from './sections/user-sigs.ts';
import { buildWorkers, startWorker } from './worker.ts';

await buildWorkers();
const { worker: server, greeting } = await startWorker('canned-server');
const { port } = greeting as { readonly port: number };

const sections: Section[] = [];
for (const measure of [
  measureCalls,
  measureStreaming,
  measureGrowth,
  measureUserSigs,
  measureImports,
  measureSizes,
]) {
  const section = await measure(port);
  console.log(`\n${writeSection(section)}`);
  sections.push(section);
}
await server.stop();

writeFileSync(
  new URL('../RESULTS.md', import.meta.url),
  writeReport(describeMachine(new Date()), sections),
);
