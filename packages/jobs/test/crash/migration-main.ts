/** Kills each phase of a migration at every commit of its journal, in both directions: `pnpm crash:migration`. */
import { parseArgs } from 'node:util';
import { directions } from '../migration/scene.ts';
import { openPhaseBench, phaseNames } from './migration-trial.ts';

const { values } = parseArgs({
  options: {
    groups: { type: 'string', default: '10' },
    lost: { type: 'string', default: '0.03' },
    /** Only every so many-th commit. */
    step: { type: 'string', default: '1' },
    phase: { type: 'string' },
  },
});

const rows = [];
for (const direction of directions) {
  const bench = await openPhaseBench({
    ...direction,
    groups: Number(values.groups),
    lostReplies: Number(values.lost),
  });
  for (const phase of phaseNames) {
    const commits = await bench.begin(phase);
    if (values.phase !== undefined && values.phase !== phase) continue;
    let kills = 0;
    let wrong = 0;
    for (let commit = 1; ; commit += Number(values.step)) {
      const trial = await bench.trial({ commit, when: commit % 2 === 0 ? 'after' : 'before' });
      wrong += trial.wrong.length;
      for (const text of trial.wrong)
        console.error(`${phase}, commit ${commit}: ${text.slice(0, 500)}`);
      if (!trial.wasKilled) break;
      kills += 1;
    }
    rows.push({ ...direction, phase, commits, kills, wrong });
    console.log(JSON.stringify(rows.at(-1)));
  }
  await bench.close();
}
console.table(rows);
process.exitCode = rows.some(({ wrong }) => wrong > 0) ? 1 : 0;
