import { type Budget, figure, type Section } from '../report.ts';
import { vendors } from '../vendors.ts';
import { before, buildVersion } from '../versions.ts';
import { startWorker, type Worker } from '../worker.ts';
import type { DistantVendors, Sizes } from '../workers/distance-server.ts';
import type { Done, Order, Way } from '../workers/distance-worker.ts';

const distances = [0, 30, 100, 200];
const far = 100;
const addBudget = 1.05;
const overIdeal = 1.1;
const shareOfBefore = 0.25;

/** Calls of adding; the two others need so much longer that they make fewer, and are compared with their own ideal. */
const addingCalls: Record<Way, number> = { imgroups: 1000, '0.1': 250, loop: 50 };
/** Bulk work at vendors whose answers take a while, beside 0.1 and a plain loop. */
export async function measureDistance(): Promise<Section> {
  const folder = await buildVersion('0.1');
  const rows: string[][] = [];
  const budgets: Budget[] = [];

  async function order(
    data: DistantVendors,
    { way, task, vendor, calls }: Omit<Order, 'data' | 'module'>,
  ): Promise<Done> {
    const module = way === '0.1' ? `${folder}/${vendor}/src/index.mjs` : undefined;
    const { worker } = await startWorker('distance-worker');
    const done = await worker.ask({ way, task, vendor, calls, module, data: data[vendor] });
    await worker.stop();
    return done as Done;
  }

  await withServer({ accounts: 20_000, groups: 0, strict: true }, async (server, data) => {
    for (const milliseconds of distances) {
      await server.ask({ milliseconds });
      for (const { name: vendor, distance } of vendors) {
        const add = (way: Way) =>
          order(data, { way, task: 'add', vendor, calls: addingCalls[way] });
        const [ours, old, loop] = [await add('imgroups'), await add('0.1'), await add('loop')];
        const ideal = (way: Way, { rate }: Done) => addingCalls[way] / rate + milliseconds / 1000;
        const shares = [
          ours.seconds / ideal('imgroups', ours),
          old.seconds / ideal('0.1', old),
          loop.seconds / ideal('loop', loop),
        ] as const;
        const name = `${distance.title}: members.add, ${figure(addingCalls.imgroups)} calls`;
        rows.push(
          rowOf(name, milliseconds, ideal('imgroups', ours), ours.seconds, shares, ours.throttled),
        );
        const beside = `0.1 ${figure(shares[1], 2)}, plain loop ${figure(shares[2], 2)}, ${ours.throttled} throttled`;
        budgets.push({
          what: `${name}, answers after ${milliseconds} ms: time`,
          budget: `${addBudget} of the ideal, 0 throttled`,
          measured: figure(shares[0], 3),
          met: shares[0] <= addBudget && ours.throttled === 0,
          beside,
        });
      }
    }
  });

  await withServer({ accounts: 6000, groups: 10_000, strict: false }, async (server, data) => {
    await server.ask({ milliseconds: far });
    const tasks = vendors.flatMap(({ name, distance: { title, tasks } }) =>
      tasks.map((task) => ({ vendor: name, title, ...task })),
    );
    for (const { vendor, title, task, what, calls, inOrder } of tasks) {
      const ours = await order(data, { way: 'imgroups', task, vendor, calls });
      const old = await order(data, { way: '0.1', task, vendor, calls });
      const loop = inOrder ? undefined : await order(data, { way: 'loop', task, vendor, calls });
      const ideal = inOrder ? (calls * far) / 1000 : calls / ours.rate + far / 1000;
      const budget = inOrder
        ? overIdeal * ideal
        : Math.max(shareOfBefore * old.seconds, overIdeal * ideal);
      const shares = [ours.seconds, old.seconds, loop?.seconds ?? Number.NaN].map(
        (seconds) => seconds / ideal,
      );
      const name = `${title}: ${what}`;
      rows.push(rowOf(name, far, ideal, ours.seconds, shares, ours.throttled));
      budgets.push({
        what: `${name}, answers after ${far} ms: time`,
        budget: `${figure(budget, 2)} s`,
        measured: `${figure(ours.seconds, 2)} s`,
        met: ours.seconds <= budget,
        beside: [
          `ideal ${figure(ideal, 2)} s`,
          `0.1 ${figure(old.seconds, 2)} s`,
          ...(loop ? [`plain loop ${figure(loop.seconds, 2)} s`] : []),
        ].join(', '),
      });
    }
  });

  return {
    title: 'Vendors that are far away',
    about: `The emulators answer after 0, 30, 100 or 200 ms. No option is given. "0.1" is the build of commit ${before}, made from its sources, and the plain loop makes the next call when the last was answered; both do the same in the same run. The ideal is the number of calls over their rate, and one answer; of pages that only come one after the other, the time of the answers. Adding 1,000 times (${vendors.map(({ distance }) => `${distance.title}: ${distance.adding}`).join('; ')}) is measured under the limits of the vendors; 0.1 adds ${addingCalls['0.1']} times and the loop ${addingCalls.loop} times, each beside its own ideal.`,
    columns: [
      '',
      'answers after, ms',
      'ideal, s',
      'took, s',
      'of the ideal',
      '0.1',
      'plain loop',
      'throttled',
    ],
    rows,
    budgets,
  };
}

function rowOf(
  name: string,
  milliseconds: number,
  ideal: number,
  seconds: number,
  shares: readonly number[],
  throttled: number,
): string[] {
  return [
    name,
    String(milliseconds),
    figure(ideal, 2),
    figure(seconds, 2),
    ...shares.map((share) => (Number.isNaN(share) ? '' : figure(share, 2))),
    String(throttled),
  ];
}

/** Runs something beside emulators that hold so much. */
async function withServer(
  sizes: Omit<Sizes, 'vendors'>,
  run: (server: Worker, data: DistantVendors) => Promise<void>,
): Promise<void> {
  const { worker, greeting } = await startWorker(
    'distance-server',
    JSON.stringify({ ...sizes, vendors: vendors.map(({ name }) => name) } satisfies Sizes),
  );
  await run(worker, greeting as DistantVendors);
  await worker.stop();
}
