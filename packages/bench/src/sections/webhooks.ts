import { figure, type Section } from '../report.ts';
import { type Summary, summarize } from '../statistics.ts';
import { vendors } from '../vendors.ts';
import { startWorker, type Worker } from '../worker.ts';

const rounds = 15;
const perRound = 2000;
const peer = 'stripe';

/** Measures the cost of verifying and reading a callback of 2 kB. */
export async function measureWebhooks(): Promise<Section> {
  const receivers = vendors.filter(({ callbackBudget }) => callbackBudget !== undefined);
  const workers = new Map<string, Worker>();
  for (const name of [...receivers.map((vendor) => vendor.name), peer]) {
    const { worker } = await startWorker('webhooks', name);
    workers.set(name, worker);
    await worker.ask({ count: perRound });
  }
  const times = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, worker] of workers) {
      const { microseconds } = (await worker.ask({ count: perRound })) as { microseconds: number };
      times.set(name, [...(times.get(name) ?? []), microseconds]);
    }
  }
  await Promise.all([...workers.values()].map((worker) => worker.stop()));

  const summary = (name: string): Summary => summarize(times.get(name) ?? []);
  const nameOf = (name: string) =>
    name === peer ? 'stripe constructEvent' : `@imgroups/${name}/webhooks parse`;
  return {
    title: 'Webhooks',
    about: `Microseconds to verify and read a callback of 2 kB, one after another: the median of ${rounds} rounds of ${figure(perRound)}, and the middle half. \`stripe\` uses the HMAC of Node at once; ours run everywhere: their hashes are made in JavaScript.`,
    columns: ['', 'microseconds', 'spread'],
    rows: [...workers.keys()].map((name) => {
      const { median, from, to } = summary(name);
      return [nameOf(name), figure(median), `${figure(from)} to ${figure(to)}`];
    }),
    budgets: receivers.map(({ name, callbackBudget = 0 }) => {
      const { median } = summary(name);
      return {
        what: `webhook of 2 kB: ${nameOf(name)}`,
        budget: `${callbackBudget} µs`,
        measured: `${figure(median)} µs`,
        met: median <= callbackBudget,
        beside: `${peer} ${figure(summary(peer).median)}`,
      };
    }),
  };
}
