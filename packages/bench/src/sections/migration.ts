import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registry } from '@imgroups/emulator/registry';
import { type Budget, figure, type Section } from '../report.ts';
import { runWorker, startWorker } from '../worker.ts';
import type { MigrationDone } from '../workers/migration-runner.ts';

const groups = Number(process.env.IMGROUPS_BENCH_GROUPS ?? 2000);
const size = 50;
const budget = 1.1;

const one = registry[0].vendor.name;
const other = registry[1].vendor.name;
const directions = [
  [one, other],
  [other, one],
] as const;

/** A migration between the vendors under their limits, phase by phase. */
export async function measureMigration(): Promise<Section> {
  const rows: string[][] = [];
  const budgets: Budget[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-bench-'));
  for (const [from, to] of directions) {
    const direction = `${from} to ${to}`;
    const { worker, greeting } = await startWorker('job-server', from, `${groups}`, `${size}`);
    const journal = join(folder, `${from}.db`);
    const apps = JSON.stringify(greeting);
    const done = (await runWorker('migration-runner', from, to, journal, apps)) as MigrationDone;
    await worker.stop();
    for (const { phase, calls, scarcest, ideal, seconds } of done.phases) {
      rows.push([
        `${direction}: ${phase}`,
        figure(calls, 0),
        scarcest,
        figure(ideal, 1),
        figure(seconds, 1),
        figure(seconds / ideal, 3),
      ]);
    }
    const sum = (field: 'ideal' | 'seconds'): number =>
      done.phases.reduce((total, phase) => total + phase[field], 0);
    const ofIdeal = sum('seconds') / sum('ideal');
    rows.push([
      `${direction}: all; ${figure(done.throttled, 0)} throttled, ${figure(done.megabytes, 0)} MB`,
      '',
      '',
      figure(sum('ideal'), 1),
      figure(sum('seconds'), 1),
      figure(ofIdeal, 3),
    ]);
    budgets.push({
      what: `migrate ${figure(groups, 0)} groups of ${size}, ${direction}`,
      budget: `${budget} of the ideal`,
      measured: figure(ofIdeal, 3),
      met: ofIdeal <= budget,
      beside: `per phase the calls of the scarcest endpoint over its rate: ${figure(sum('ideal'), 1)} s`,
    });
  }
  rmSync(folder, { recursive: true });
  return {
    title: `Migration of ${figure(groups, 0)} groups of ${size}`,
    about:
      'Inventory, apply and verify between the emulators, which refuse what the vendors refuse. The ideal of a phase is the number of calls of the scarcest endpoint over its rate.',
    columns: ['', 'calls', 'scarcest endpoint', 'ideal, s', 'took, s', 'of the ideal'],
    rows,
    budgets,
  };
}
