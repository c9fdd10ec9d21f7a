import { type Budget, figure, type Section } from '../report.ts';
import { quantile } from '../statistics.ts';
import { type MeasuredVendor, vendors } from '../vendors.ts';
import { runWorker, startWorker } from '../worker.ts';
import type { Adding } from '../workers/bulk-adder.ts';
import type { Apps } from '../workers/bulk-server.ts';

const members = 100_000;
const budget = 1.05;

/** Adding many members under the limits of the vendors, while single calls go on. */
export async function measureBulk(): Promise<Section> {
  const rows: string[][] = [];
  const budgets: Budget[] = [];
  for (const vendor of vendors) {
    const { name, bulk: what } = vendor;
    const ours = await add('imgroups', vendor);
    const loop = await add('loop', vendor);
    rows.push(rowOf(`${what}: members.add`, ours), rowOf(`${what}: plain fetch loop`, loop));
    const beside = `plain fetch loop ${figure(ofIdeal(loop), 2)}, ${figure(loop.throttled, 0)} throttled, ${figure(loop.missing, 0)} members not added`;
    const title = `${figure(members, 0)} members under limits, ${name}`;
    budgets.push(
      {
        what: `${title}: time`,
        budget: `${budget} of the ideal`,
        measured: figure(ofIdeal(ours), 3),
        met: ofIdeal(ours) <= budget,
        beside,
      },
      {
        what: `${title}: throttled calls`,
        budget: '0',
        measured: String(ours.throttled),
        met: ours.throttled === 0,
        beside,
      },
    );
  }
  return {
    title: `${figure(members, 0)} members under the limits of the vendors`,
    about:
      'The emulators refuse what the vendors refuse: more calls per second than declared, longer lists than declared. The ideal is the number of calls over their rate. Meanwhile the same application makes a single call, through the same limit, every 250 ms. The plain loop sends the next chunk when the last was answered and neither waits nor repeats: it is faster than the ideal because most of its calls are refused.',
    columns: [
      '',
      'calls',
      'ideal, s',
      'took, s',
      'of the ideal',
      'throttled',
      'members not added',
      'single calls',
      'longest, ms',
      'median, ms',
    ],
    rows,
    budgets,
  };
}

async function add(way: 'imgroups' | 'loop', { name }: MeasuredVendor): Promise<Adding> {
  const { worker, greeting } = await startWorker('bulk-server', String(members));
  const adding = await runWorker(
    'bulk-adder',
    way,
    name,
    String(members),
    JSON.stringify((greeting as Apps)[name]),
  );
  await worker.stop();
  return adding as Adding;
}

function ofIdeal({ calls, rate, seconds }: Adding): number {
  return seconds / (calls / rate);
}

function rowOf(name: string, adding: Adding): string[] {
  const { calls, rate, seconds, throttled, missing, waits } = adding;
  return [
    name,
    figure(calls, 0),
    figure(calls / rate, 1),
    figure(seconds, 1),
    figure(ofIdeal(adding), 3),
    figure(throttled, 0),
    figure(missing, 0),
    waits.length > 0 ? String(waits.length) : '',
    waits.length > 0 ? figure(Math.max(...waits), 0) : '',
    waits.length > 0 ? figure(quantile(waits, 0.5), 0) : '',
  ];
}
