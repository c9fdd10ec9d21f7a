import { figure, type Section } from '../report.ts';
import { summarize } from '../statistics.ts';
import { startWorker, type Worker } from '../worker.ts';
import { type SignerName, signers } from '../workers/signer-names.ts';

const rounds = 15;
const perRound = 2000;
const budgets: Partial<Record<SignerName, number>> = {
  'createUserSig, 64 at once': 10_000,
  createUserSigSync: 50_000,
};

/** Measures the number of UserSigs that one process makes in a second. */
export async function measureUserSigs(): Promise<Section> {
  const workers = new Map<SignerName, Worker>();
  for (const name of signers) {
    const { worker } = await startWorker('signer', name);
    workers.set(name, worker);
    await worker.ask({ count: perRound });
  }
  const rates = new Map<SignerName, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, worker] of workers) {
      const { perSecond } = (await worker.ask({ count: perRound })) as { perSecond: number };
      rates.set(name, [...(rates.get(name) ?? []), perSecond]);
    }
  }
  await Promise.all([...workers.values()].map((worker) => worker.stop()));

  const summary = (name: SignerName) => summarize(rates.get(name) ?? []);
  return {
    title: 'UserSig',
    about: `Signatures per second, each for another user: the median of ${rounds} rounds of ${figure(perRound)}, and the middle half. \`createUserSig\` runs everywhere (Web Crypto and pako); \`createUserSigSync\` of \`@imgroups/tencent/node\` and the vendor's \`tls-sig-api-v2\` use the zlib and HMAC of Node.`,
    columns: ['', 'per second', 'spread'],
    rows: signers.map((name) => {
      const { median, from, to } = summary(name);
      return [name, figure(median), `${figure(from)} to ${figure(to)}`];
    }),
    budgets: signers.flatMap((name) => {
      const budget = budgets[name];
      if (budget === undefined) return [];
      const { median } = summary(name);
      return {
        what: `UserSig: ${name}`,
        budget: `${figure(budget)} per second`,
        measured: `${figure(median)} per second`,
        met: median >= budget,
        beside: `tls-sig-api-v2 ${figure(summary('tls-sig-api-v2').median)}`,
      };
    }),
  };
}
