import { execFileSync } from 'node:child_process';
import { figure, type Section } from '../report.ts';
import { summarize } from '../statistics.ts';
import { vendors } from '../vendors.ts';

const spawns = 21;

const adapters = vendors.map(({ packageName }) => packageName);
const names = [
  ...adapters,
  '@imgroups/core',
  'valibot',
  'ky',
  'openai',
  'stripe',
  '@stream-io/node-sdk',
  'stream-chat',
];
const systems = ['import', 'require'] as const;
const budgetsMs = { import: 15, require: 20 };

/** Measures the time that a package takes to load in a process that has loaded nothing else. */
export async function measureImports(): Promise<Section> {
  const times = new Map<string, number[]>();
  // In turn, so that a slow moment of the machine meets all of them.
  for (let spawn = 0; spawn < spawns; spawn += 1) {
    for (const name of names) {
      for (const system of systems) {
        const key = `${system} ${name}`;
        times.set(key, [...(times.get(key) ?? []), load(name, system)]);
      }
    }
  }
  const summary = (name: string, system: string) => summarize(times.get(`${system} ${name}`) ?? []);
  return {
    title: 'Cold import',
    about: `Milliseconds of \`import\` and \`require\`, each in ${spawns} fresh processes: the median, and the middle half. The files are in the page cache of the machine, as after a first start.`,
    columns: ['', 'import', 'spread', 'require', 'spread'],
    rows: names.map((name) => [
      name,
      ...systems.flatMap((system) => {
        const { median, from, to } = summary(name, system);
        return [figure(median, 1), `${figure(from, 1)} to ${figure(to, 1)}`];
      }),
    ]),
    budgets: adapters.flatMap((name) =>
      systems.map((system) => {
        const { median } = summary(name, system);
        return {
          what: `cold ${system} of ${name}`,
          budget: `${budgetsMs[system]} ms`,
          measured: `${figure(median, 1)} ms`,
          met: median <= budgetsMs[system],
          beside: ['openai', 'stripe', '@stream-io/node-sdk', 'stream-chat']
            .map((peer) => `${peer} ${figure(summary(peer, system).median, 0)}`)
            .join(', '),
        };
      }),
    ),
  };
}

function load(name: string, system: (typeof systems)[number]): number {
  const statement = system === 'import' ? `await import('${name}')` : `require('${name}')`;
  const code = `const startedAt = performance.now(); ${statement}; console.log(performance.now() - startedAt); process.exit();`;
  const type = system === 'import' ? 'module' : 'commonjs';
  const output = execFileSync(process.execPath, [`--input-type=${type}`, '--eval', code], {
    cwd: new URL('../..', import.meta.url),
    encoding: 'utf8',
  });
  return Number(output);
}
