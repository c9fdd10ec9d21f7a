/** Kills each phase of a migration at every commit of its journal, in both directions: `pnpm crash:migration`. */
import { parseArgs } from 'node:util';
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
  },
});

interface KilledPhase {
  readonly from: string;
  readonly to: string;
  readonly phase: string;
  readonly commits: number;
  readonly kills: number;
  readonly wrong: number;
}

const rows: KilledPhase[] = [];
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
    const commits = await bench.begin(phase);
    if (values.phase !== undefined && values.phase !== phase) continue;
    const killed = await killEverywhere(bench, `${from} to ${to}, ${phase}`, commits);
    rows.push({ from, to, phase, commits, ...killed });
    console.log(JSON.stringify(rows.at(-1)));
  }
  await bench.close();
}

async function killEverywhere(bench: PhaseBench, title: string, commits: number) {
  let kills = 0;
  let wrong = 0;
  const timer = startTimer(title, commits / Number(values.step));
  for (let commit = 1; ; commit += Number(values.step)) {
    const trial = await bench.trial({ commit, when: commit % 2 === 0 ? 'after' : 'before' });
    wrong += trial.wrong.length;
    for (const text of trial.wrong)
      console.error(`${title}, commit ${commit}: ${text.slice(0, 500)}`);
    if (!trial.wasKilled) return { kills, wrong };
    kills += 1;
    timer.lap();
  }
}
