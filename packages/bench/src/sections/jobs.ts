import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Budget, figure, type Section } from '../report.ts';
import { vendors } from '../vendors.ts';
import { runWorker, startWorker } from '../worker.ts';
import type { JobDone } from '../workers/job-runner.ts';

const groups = Number(process.env.IMGROUPS_BENCH_GROUPS ?? 2000);
const size = 50;
const budget = 1.1;

/** Export and import of many groups under the limits of the vendors, also from far away. */
export async function measureJobs(): Promise<Section> {
  const rows: string[][] = [];
  const budgets: Budget[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-bench-'));
  for (const { name } of vendors) {
    const { worker, greeting } = await startWorker('job-server', name, `${groups}`, `${size}`);
    for (const { transport, milliseconds } of [
      { transport: 'undici', milliseconds: 0 },
      { transport: 'undici', milliseconds: 100 },
      { transport: 'fetch', milliseconds: 100 },
    ]) {
      const snapshot = join(folder, `${name}-${transport}-${milliseconds}.jsonl`);
      for (const task of ['export', 'import']) {
        await worker.ask({ milliseconds, empty: task === 'import' });
        const done = (await runWorker(
          'job-runner',
          name,
          task,
          snapshot,
          JSON.stringify((greeting as Record<string, object>)[name]),
          transport,
        )) as JobDone;
        const what = `${name}: ${task} over ${transport}, answers after ${milliseconds} ms`;
        const ofIdeal = done.seconds / (done.ideal + milliseconds / 1000);
        rows.push([
          what,
          figure(done.calls, 0),
          done.scarcest,
          figure(done.ideal, 1),
          figure(done.seconds, 1),
          figure(ofIdeal, 3),
          figure(done.throttled, 0),
          figure(done.processorSeconds / done.seconds, 2),
          figure(done.megabytes, 0),
        ]);
        budgets.push({
          what: `${figure(groups, 0)} groups of ${size}, ${what}`,
          budget: `${budget} of the ideal`,
          measured: figure(ofIdeal, 3),
          met: ofIdeal <= budget,
          beside: `the calls of ${done.scarcest} over their rate: ${figure(done.ideal, 1)} s`,
        });
      }
    }
    await worker.stop();
  }
  rmSync(folder, { recursive: true });
  return {
    title: `Export and import of ${figure(groups, 0)} groups of ${size}`,
    about:
      'The emulators refuse what the vendors refuse. The ideal is the number of calls of the scarcest endpoint over its rate, and one answer. The groups have profiles, members and announcements to be read; an import makes groups and adds members. Once over the client of undici, as the guide has it for large jobs, and once over fetch, which needs three times the processor time for a call. "Cores busy" is the processor time of the job\'s own process over the time that it took.',
    columns: [
      '',
      'calls',
      'scarcest endpoint',
      'ideal, s',
      'took, s',
      'of the ideal',
      'throttled',
      'cores busy',
      'memory, MB',
    ],
    rows,
    budgets,
  };
}
