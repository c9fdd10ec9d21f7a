import { figure, type Section } from '../report.ts';
import { quantile } from '../statistics.ts';
import { runWorker, startWorker } from '../worker.ts';
import type { CallAnswer } from '../workers/caller.ts';
import type { ListReading } from '../workers/list-reader.ts';

/** Microseconds of processor time per unit at one size. */
interface Point {
  readonly size: number;
  readonly cost: number;
}

const rounds = 3;
/** Costs that grow as n to less than this are called linear: allocation and caches are never quite free. */
const linear = 1.2;

/** Measures if costs stay in proportion to the amount that is asked for. */
export async function measureGrowth(port: number): Promise<Section> {
  const curves = [
    { what: 'groups.get in flight, per call', points: await inFlight(port) },
    { what: 'members.list of n members, per member', points: await lists(port) },
    { what: 'members.add of n users, per user', points: await batches(port) },
  ];
  return {
    title: 'Growth',
    about: `Microseconds of processor time per unit as the work grows by tens, medians of ${rounds} rounds. Small sizes carry the costs of a single call or page; what matters is that the last columns do not rise. The last two columns: how the whole cost grows from the second largest size to the largest; below n^${linear} is called linear.`,
    columns: ['', ...sizes.map((size) => figure(size, 0)), 'grows as', ''],
    rows: curves.map(({ what, points }) => {
      const exponent = growthOf(points);
      return [
        what,
        ...sizes.map((size) => {
          const point = points.find((candidate) => candidate.size === size);
          return point ? figure(point.cost) : '';
        }),
        `n^${figure(exponent, 2)}`,
        exponent < linear ? 'linear' : 'more than linear',
      ];
    }),
  };
}

const sizes = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

async function inFlight(port: number): Promise<Point[]> {
  const { worker } = await startWorker('caller', 'tencent', 'tencent groups.get', String(port));
  const at = [1, 10, 100, 1000];
  const ask = async (size: number) => {
    const { cpu } = (await worker.ask({ calls: 3000, inFlight: size })) as CallAnswer;
    return cpu;
  };
  await ask(1000);
  const points = await measure(at, ask);
  await worker.stop();
  return points;
}

function lists(port: number): Promise<Point[]> {
  return measure([1000, 10_000, 100_000, 1_000_000], async (size) => {
    const repeats = Math.min(20, 1_000_000 / size);
    const args = ['members.list', String(port), String(size), String(repeats)];
    const { cpuSeconds, members } = (await runWorker('list-reader', ...args)) as ListReading;
    return (cpuSeconds * 1e6) / members;
  });
}

async function batches(port: number): Promise<Point[]> {
  const { worker } = await startWorker('batch-writer', String(port));
  const ask = async (size: number) => {
    const times = Math.max(1, 10_000 / size);
    return ((await worker.ask({ size, times })) as { readonly cpu: number }).cpu;
  };
  await ask(10_000);
  const points = await measure([100, 1000, 10_000, 100_000], ask);
  await worker.stop();
  return points;
}

/** In turn, so that a slow moment of the machine meets all sizes. */
async function measure(
  at: readonly number[],
  costAt: (size: number) => Promise<number>,
): Promise<Point[]> {
  const costs = new Map<number, number[]>(at.map((size) => [size, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const size of at) costs.get(size)?.push(await costAt(size));
  }
  return at.map((size) => ({ size, cost: quantile(costs.get(size) ?? [], 0.5) }));
}

/** The power of n with which the whole cost grows, over the last step of ten times the size. */
function growthOf(points: readonly Point[]): number {
  const [before, last] = points.slice(-2);
  return 1 + Math.log10((last?.cost ?? Number.NaN) / (before?.cost ?? Number.NaN));
}
