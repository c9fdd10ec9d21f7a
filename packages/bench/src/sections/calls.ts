import { type Budget, describeProfile, figure, type Section } from '../report.ts';
import { differences, quantile, summarize } from '../statistics.ts';
import { type Candidate, vendors } from '../vendors.ts';
import { startWorker, type Worker } from '../worker.ts';
import type { CallAnswer, CallQuestion } from '../workers/caller.ts';
import type { Profile } from '../workers/profile.ts';

const peers = ['openai', 'stripe', '@stream-io/node-sdk', 'stream-chat'];

/** Every call with the vendor whose worker makes it. */
const candidates: readonly (Candidate & { readonly vendor: string })[] = [
  ...vendors.flatMap(({ name: vendor, calls }) => calls.map((call) => ({ ...call, vendor }))),
  ...peers.map((name) => ({ name, vendor: '' })),
];

const budgets = [
  { inFlight: 1, microseconds: 60 },
  { inFlight: 32, microseconds: 80 },
];
/** Short rounds and many, so that a slow moment of the machine meets all candidates alike. */
const rounds = 61;
const callsPerRound = new Map([
  [1, 60],
  [32, 192],
]);

/** Measures the cost of one small call, beside the same call made by others. */
export async function measureCalls(port: number): Promise<Section> {
  const workers = new Map<string, Worker>();
  for (const { name, vendor } of candidates) {
    const { worker } = await startWorker('caller', vendor, name, String(port));
    workers.set(name, worker);
    // Compiled code and open sockets: a server has both.
    for (const inFlight of callsPerRound.keys()) await ask(worker, { calls: 2000, inFlight });
  }

  const costs = new Map(candidates.map(({ name }) => [name, { 1: [], 32: [] } as Costs]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, worker] of workers) {
      for (const [inFlight, calls] of callsPerRound) {
        const { cpu } = await ask(worker, { calls, inFlight });
        costsOf(costs, name)[inFlight]?.push(cpu);
      }
    }
  }
  const profiles: string[] = [];
  // The profiles of a call under load, and of one alone beside the same call without us.
  for (const { name, profiledInFlight: inFlight } of candidates) {
    if (inFlight === undefined) continue;
    const profile = await workers.get(name)?.ask({ calls: 4000, inFlight, profile: true });
    profiles.push(describeProfile(`\`${name}\` with ${inFlight} in flight`, profile as Profile));
  }
  await Promise.all([...workers.values()].map((worker) => worker.stop()));

  const inFlights = [...callsPerRound.keys()];
  return {
    title: 'One call',
    about: `Microseconds of processor time per call, on loopback: the median of ${rounds} rounds, with the middle half of them. "Over ky" is the difference to the same call made with bare ky, round by round. Our transport is ky too, but gives the body to fetch itself, which for a POST is cheaper: so the difference can be below zero. Bare ky has its retries and time-out off; with its defaults it is dearer. The calls of the peers are small calls of their own services.`,
    columns: ['', ...inFlights.flatMap((n) => [`${n} in flight`, 'spread', 'over ky', 'spread'])],
    rows: candidates.map(({ name, base }) => [
      name,
      ...inFlights.flatMap((inFlight) => {
        const own = costsOf(costs, name)[inFlight] ?? [];
        const extra = base && differences(own, costsOf(costs, base)[inFlight] ?? []);
        return [...spread(own), ...(extra ? spread(extra) : ['', ''])];
      }),
    ]),
    remarks: profiles,
    budgets: candidates
      .filter(({ budgeted }) => budgeted)
      .flatMap(({ name }) => budgets.map((budget) => overKy(costs, name, budget))),
  };
}

type Costs = Record<number, number[]>;

function costsOf(costs: ReadonlyMap<string, Costs>, name: string): Costs {
  return costs.get(name) ?? {};
}

function overKy(
  costs: ReadonlyMap<string, Costs>,
  name: string,
  { inFlight, microseconds }: { readonly inFlight: number; readonly microseconds: number },
): Budget {
  const median = (of: string) => quantile(costsOf(costs, of)[inFlight] ?? [], 0.5);
  const base = candidates.find((candidate) => candidate.name === name)?.base ?? '';
  const own = costsOf(costs, name)[inFlight] ?? [];
  const extra = quantile(differences(own, costsOf(costs, base)[inFlight] ?? []), 0.5);
  return {
    what: `${name}, ${inFlight} in flight: processor time over bare ky`,
    budget: `+${microseconds} µs`,
    measured: `${extra < 0 ? '' : '+'}${figure(extra, 0)} µs`,
    met: extra <= microseconds,
    beside: ['bare ky', ...peers]
      .map((peer) => `${peer} ${figure(median(peer === 'bare ky' ? base : peer))}`)
      .concat(`ours ${figure(median(name))} µs in all`)
      .join(', '),
  };
}

function spread(values: readonly number[]): [string, string] {
  const { median, from, to } = summarize(values);
  return [figure(median, 0), `${figure(from, 0)} to ${figure(to, 0)}`];
}

async function ask(worker: Worker, question: CallQuestion): Promise<CallAnswer> {
  return (await worker.ask(question)) as CallAnswer;
}
