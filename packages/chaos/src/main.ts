import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { hasRedisServer } from '@imgroups/testing/redis-server';
import {
  type ChaosResult,
  chaos,
  type TransportResult,
  transportNames,
  violationsOf,
} from './chaos.ts';
import type { CrashResults } from './crashes.ts';
import { reliabilityPage } from './report.ts';
import { languages, pageOf } from './report-texts.ts';
import type { Column } from './runtimes/column.ts';

if (!hasRedisServer)
  throw new Error('two of the processes share their limits: install redis-server');

const docs = new URL('../../../docs/', import.meta.url);

/** Written by `pnpm install-projects --write runtimes`. */
const columns = JSON.parse(
  readFileSync(new URL('../runtimes.json', import.meta.url), 'utf8'),
) as readonly Column[];

/** Written by `pnpm crash --write` and `pnpm crash:migration --write`. */
const crashes = JSON.parse(
  readFileSync(new URL('../crashes.json', import.meta.url), 'utf8'),
) as CrashResults;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    operations: { type: 'string', default: '1500' },
    writes: { type: 'string', default: '2500' },
    shared: { type: 'string', default: '300' },
  },
});
const seed = Number(values.seed);
const options = {
  seed,
  operations: Number(values.operations),
  writes: Number(values.writes),
  shared: Number(values.shared),
  hits: ['once', 'always'],
} as const;

console.log(
  `chaos with --seed ${seed} --operations ${options.operations} --writes ${options.writes} --shared ${options.shared}`,
);
const result = await chaos(options);
print(result);
for (const language of languages) {
  const page = pageOf[language];
  writeFileSync(new URL(page, docs), reliabilityPage({ result, seed, columns, crashes }, language));
  console.log(`docs/${page} is written.`);
}
const violations = violationsOf(result);
for (const { kind, text } of violations.slice(0, 50)) console.error(`${kind}: ${text}`);
console.log(`${violations.length} contradictions between what was reported and what is there.`);
process.exitCode = violations.length === 0 ? 0 : 1;

function print(all: ChaosResult): void {
  for (const [{ name }, { transports, twoProcesses, sharedLimits }] of all) {
    for (const transport of transportNames) {
      console.log(`\n${name} over ${transport}`);
      printTransport(transports[transport]);
    }
    console.log(`\n${name}: two processes, ${twoProcesses.steps} reports on the same members`);
    console.log(`  and ${sharedLimits.steps} with limits that they share through Redis`);
  }
}

function printTransport({ storm, lostReplies, matrices }: TransportResult): void {
  const { endings, faults } = storm;
  const hit = Object.values(faults).reduce((total, count) => total + count, 0);
  console.log(
    `  storm: ${storm.operations} operations, ${storm.requests} requests, ${hit} faults; ${endings.done} effects done, ${endings['in doubt']} in doubt, ${endings['not done']} surely not done`,
  );
  for (const { operation, calls, lostReplies: lost, endings: ended } of lostReplies.rows) {
    console.log(
      `  ${operation}: ${calls} calls, ${lost} replies lost; ${ended.done} done, ${ended['in doubt']} in doubt, ${ended['not done']} surely not done`,
    );
  }
  for (const [hits, { runs }] of Object.entries(matrices)) {
    console.log(`  faults x endpoints, hit ${hits}: ${runs} runs`);
  }
}
