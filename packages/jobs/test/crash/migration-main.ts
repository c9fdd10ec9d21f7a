/** Kills each phase of a migration at every commit of its journal, in both directions: `pnpm crash:migration`. */
import { parseArgs } from 'node:util';
import type { MigrationCrashRow } from '@imgroups/chaos/crashes';
import { noteCrashes } from '@imgroups/chaos/note-crashes';
import { directions } from '../migration/scene.ts';
import { inLanes, startTimer } from './lanes.ts';
import { openPhaseBench, type PhaseBench, phaseNames } from './migration-trial.ts';

const { values } = parseArgs({
  options: {
    groups: { type: 'string', default: '10' },
    lost: { type: 'string', default: '0.03' },
    /** Only every so many-th commit. */
    step: { type: 'string', default: '1' },
    phase: { type: 'string' },
    /** Directions side by side. */
    lanes: { type: 'string', default: '2' },
    write: { type: 'boolean', default: false },
  },
});

const step = Number(values.step);
const rows: MigrationCrashRow[] = [];
await inLanes(Number(values.lanes), directions, killEveryPhase);
console.table(rows);
process.exitCode = rows.some(({ wrong }) => wrong > 0) ? 1 : 0;

async function killEveryPhase({ from, to }: (typeof directions)[number]): Promise<void> {
  const bench = await openPhaseBench({
    from,
    to,
    groups: Number(values.groups),
    lostReplies: Number(values.lost),
  });
  for (const phase of phaseNames) {
    await bench.begin(phase);
    if (values.phase !== undefined && values.phase !== phase) continue;
    const { commits = 0 } = await bench.trial();
    const killed = await killEverywhere(bench, `${from} to ${to}, ${phase}`, commits);
    const row = { from, to, phase, commits, step, ...killed };
    rows.push(row);
    console.log(JSON.stringify(row));
    // At once: all of them take long, and may be broken off.
    if (values.write) noteCrashes('migrations', row);
  }
  await bench.close();
}

async function killEverywhere(bench: PhaseBench, title: string, commits: number) {
  let kills = 0;
  let wrong = 0;
  const timer = startTimer(title, commits / step);
  for (let commit = 1; ; commit += step) {
    const trial = await bench.trial({ commit, when: commit % 2 === 0 ? 'after' : 'before' });
    wrong += trial.wrong.length;
    for (const text of trial.wrong)
      console.error(`${title}, commit ${commit}: ${text.slice(0, 500)}`);
    if (!trial.wasKilled) return { kills, wrong };
    kills += 1;
    timer.lap();
  }
}
