/** Kills an import at every commit of its journal, on every vendor, with and without own group ids: `pnpm crash`. */
import { parseArgs } from 'node:util';
import type { CrashRow } from '@imgroups/chaos/crashes';
import { noteCrashes } from '@imgroups/chaos/note-crashes';
import { registry } from '@imgroups/emulator/registry';
import { inLanes, startTimer } from './lanes.ts';
import { type GroupIds, openCrashBench, type TrialResult } from './trial.ts';

const { values } = parseArgs({
  options: {
    vendor: { type: 'string' },
    ids: { type: 'string' },
    groups: { type: 'string', default: '30' },
    lost: { type: 'string', default: '0.05' },
    /** Only every so many-th commit. */
    step: { type: 'string', default: '1' },
    /** Seconds for which a process is stopped by SIGSTOP. */
    stop: { type: 'string', default: '60' },
    /** Imports side by side, each of another kind. */
    lanes: { type: 'string', default: '3' },
    write: { type: 'boolean', default: false },
  },
});

interface Kind {
  readonly vendor: (typeof registry)[number]['vendor'];
  readonly groupIds: GroupIds;
}

const isAsked = (asked: string | undefined, name: string): boolean =>
  asked === undefined || asked === name;
const kinds: Kind[] = registry
  .filter(({ vendor }) => isAsked(values.vendor, vendor.name))
  .flatMap(({ vendor }) => (['keep', 'new'] as const).map((groupIds) => ({ vendor, groupIds })))
  .filter(({ groupIds }) => isAsked(values.ids, groupIds));
const rows: CrashRow[] = [];
await inLanes(Number(values.lanes), kinds, async (kind) => {
  const row = await killEverywhere(kind);
  rows.push(row);
  // At once: all of them take long, and may be broken off.
  if (values.write) noteCrashes('imports', row);
});
console.table(rows);
process.exitCode = rows.some(({ wrong }) => wrong > 0) ? 1 : 0;

async function killEverywhere({ vendor, groupIds }: Kind): Promise<CrashRow> {
  const title = `${vendor.titles.en}, ${groupIds} ids`;
  const bench = await openCrashBench({
    vendorName: vendor.name,
    groupIds,
    groups: Number(values.groups),
    lostReplies: Number(values.lost),
  });
  const { commits = 0 } = await bench.trial();
  const step = Number(values.step);
  let kills = 0;
  let wrong = 0;
  const timer = startTimer(title, commits / step);
  const count = (what: string, result: TrialResult): void => {
    if (result.wasKilled) kills += 1;
    wrong += result.wrong.length;
    console.log(`${title}: ${what}: ${result.wrong.length} wrong`);
    for (const text of result.wrong.slice(0, 5)) console.error(`  ${text}`);
  };
  // Just before one commit, just after the next: between two commits lie the calls of the first and the notes of the second.
  for (let commit = 1; ; commit += step) {
    const when = commit % 2 === 0 ? 'after' : 'before';
    const result = await bench.trial({ commit, when });
    count(`killed ${when} commit ${commit} of about ${commits}`, result);
    timer.lap();
    if (!result.wasKilled) break;
  }
  const seconds = Number(values.stop);
  if (seconds > 0) count(`stopped for ${seconds} s`, await bench.stopFor(seconds * 1000));
  await bench.close();
  const stops = seconds > 0 ? 1 : 0;
  return { vendor: vendor.name, groupIds, commits, step, kills, stops, wrong };
}
