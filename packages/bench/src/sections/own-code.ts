import { execFileSync } from 'node:child_process';
import { figure, type Section } from '../report.ts';
import { differences, quantile, summarize } from '../statistics.ts';
import { type OwnWork, vendors } from '../vendors.ts';
import { before, buildVersion, gzippedSize, type Version, versions } from '../versions.ts';
import { startWorker, type Worker } from '../worker.ts';
import type { OwnQuestion } from '../workers/own-code.ts';

const rounds = 61;
/** Compiled code, as a server has it. */
const warmUps = 4;
const spawns = 31;

/** A row: its figures of each version, round by round. */
interface Row {
  readonly what: string;
  readonly figures: Readonly<Record<Version, number[]>>;
  readonly digits: number;
}

/** Measures our own code, with and without a network, beside that of 0.1 in the same run. */
export async function measureOwnCode(port: number): Promise<Section> {
  const roots = vendors.map(({ name }) => rootOf(name));
  const others = vendors.flatMap(({ name, entries }) =>
    entries.map((entry) => `${name}/src/${entry}`),
  );
  const folders = {
    '0.1': await buildVersion('0.1', [...roots, ...others]),
    now: await buildVersion('now', [...roots, ...others]),
  };
  const rows: Row[] = [];
  for (const { name: vendor, ownWork } of vendors) {
    const workers = new Map<Version, Worker>();
    for (const version of versions) {
      const args = [vendor, folders[version], version, String(port)];
      const { worker } = await startWorker('own-code', ...args);
      workers.set(version, worker);
    }
    for (const work of ownWork) rows.push(await measureWork(work, workers));
    await Promise.all([...workers.values()].map((worker) => worker.stop()));
  }
  for (const root of roots) rows.push(measureImport(root, folders));
  for (const { name, packageName, usual } of vendors) {
    const sizeOf = (version: Version) => gzippedSize(version, rootOf(name), usual);
    const figures = { '0.1': [await sizeOf('0.1')], now: [await sizeOf('now')] };
    rows.push({ what: `min+gzip of ${packageName}, kB`, figures, digits: 1 });
  }
  return {
    title: 'Our own code, beside 0.1',
    about: `"0.1" is the build of commit ${before}, made from its sources with the dependencies of today. Microseconds of processor time in two processes that take turns: medians of ${rounds} rounds, and the middle half of the differences, round by round. Requests are answered at once, without a network, or by a server on loopback. Cold imports: milliseconds, ${spawns} fresh processes of each. Size: without jose.`,
    columns: ['', '0.1', 'now', 'difference', 'spread'],
    rows: rows.map(({ what, figures, digits }) => {
      const { median, from, to } = summarize(differences(figures.now, figures['0.1']));
      return [
        what,
        ...versions.map((version) => figure(quantile(figures[version], 0.5), digits)),
        figure(median, digits),
        figures.now.length > 1 ? `${figure(from, digits)} to ${figure(to, digits)}` : '',
      ];
    }),
  };
}

function rootOf(vendor: string): string {
  return `${vendor}/src/index`;
}

async function measureWork(
  { name, onLoopback = false, times, units = 1, inFlight = 1 }: OwnWork,
  workers: ReadonlyMap<Version, Worker>,
): Promise<Row> {
  const question: OwnQuestion = { work: name, onLoopback, times, inFlight };
  const figures: Row['figures'] = { '0.1': [], now: [] };
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [version, worker] of workers) {
      const { cpu } = (await worker.ask(question)) as { readonly cpu: number };
      if (round >= 0) figures[version].push(cpu / units);
    }
  }
  const where = onLoopback ? `, on loopback, ${inFlight} in flight` : '';
  return { what: `${name}${where}`, figures, digits: units > 1 ? 2 : onLoopback ? 0 : 1 };
}

function measureImport(root: string, folders: Readonly<Record<Version, string>>): Row {
  const figures: Row['figures'] = { '0.1': [], now: [] };
  for (let spawn = 0; spawn < spawns; spawn += 1) {
    for (const version of versions) figures[version].push(load(`${folders[version]}/${root}.mjs`));
  }
  return { what: `cold import of ${root.split('/')[0]}, ms`, figures, digits: 1 };
}

function load(file: string): number {
  const code = `const startedAt = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - startedAt); process.exit();`;
  const args = ['--input-type=module', '--eval', code];
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}
