/** Measures `npm start` and `npm test` of this commit beside those of 0.1, and writes their section of RESULTS.md. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { figure, type Section, withSection, writeSection } from './report.ts';
import { summarize } from './statistics.ts';
import { before } from './versions.ts';

const { values } = parseArgs({
  options: {
    starts: { type: 'string', default: '3' },
    tests: { type: 'string', default: '1' },
    // Leaves out the second `npm test` of each clone, which takes as long as the first.
    once: { type: 'boolean', default: false },
  },
});

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'imgroups-commands-'));

/** One of the two commits, with a clone and caches of its own. */
interface Side {
  readonly name: string;
  readonly commit: string;
  readonly clone: string;
  readonly caches: string;
}

const sides = [
  { name: '0.1', commit: before },
  { name: 'now', commit: 'HEAD' },
].map(
  (side): Side => ({
    ...side,
    clone: join(folder, side.name),
    caches: join(folder, `${side.name}-caches`),
  }),
);

/** One run of a command, in seconds. */
interface Run {
  readonly wall: number;
  /** Of all its processes together. */
  readonly processor: number;
}

const moments = [
  'npm start, empty caches',
  'npm start, again',
  'npm test, after npm start',
  'npm test, again',
] as const;
const runs = new Map<string, Run[]>();
const loads: number[] = [];

for (let round = 0; round < Number(values.starts); round += 1) {
  for (const side of sides) await makeAnew(side);
  for (const side of sides) await measure(side, moments[0], 'start');
  for (const side of sides) await measure(side, moments[1], 'start');
}
for (let round = 0; round < Number(values.tests); round += 1) {
  if (round > 0) {
    for (const side of sides) await makeAnew(side);
    for (const side of sides) await run(side, 'npm start');
  }
  for (const side of sides) await measure(side, moments[2], 'test');
  if (!values.once) for (const side of sides) await measure(side, moments[3], 'test');
}
const section = await describe();
console.log(`\n${writeSection(section)}`);
const page = new URL('../RESULTS.md', import.meta.url);
writeFileSync(page, withSection(readFileSync(page, 'utf8'), section));
rmSync(folder, { recursive: true });

/** A fresh clone, and nothing in any cache. */
async function makeAnew(side: Side): Promise<void> {
  for (const path of [side.clone, side.caches]) rmSync(path, { recursive: true, force: true });
  mkdirSync(side.caches);
  const clone = `git clone --quiet --no-checkout "${repository}" "${side.clone}"`;
  await run(side, `${clone} && cd "${side.clone}" && git checkout --quiet ${side.commit}`);
}

async function measure(side: Side, moment: string, command: 'start' | 'test'): Promise<void> {
  const load = loadavg()[0] ?? 0;
  loads.push(load);
  const taken = await run(side, `npm ${command}`);
  const key = `${moment} ${side.name}`;
  runs.set(key, [...(runs.get(key) ?? []), taken]);
  console.log(
    `${moment}, ${side.name}: ${figure(taken.wall)} s, processor ${figure(taken.processor)} s, load before ${figure(load, 1)}`,
  );
}

/** Runs a command line to its end; `times` of the shell tells what it cost with all its descendants. */
function run(side: Side, command: string): Promise<Run> {
  const start = performance.now();
  const child = spawn('sh', ['-c', `(${command}) || exit 1; echo; times`], {
    cwd: command.startsWith('npm') ? side.clone : folder,
    env: environment(side),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-100_000);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const wall = (performance.now() - start) / 1000;
      if (code === 0) resolve({ wall, processor: secondsOf(output) });
      else
        reject(new Error(`${command} of ${side.name} ended with ${code}:\n${output.slice(-3000)}`));
    });
  });
}

/** The last line of `times`: user and system time of the children, as `1m23.45s 0m6.78s`. */
function secondsOf(output: string): number {
  const line = output.trim().split('\n').at(-1) ?? '';
  return [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}

/** That of a person who has just cloned: nothing of the package manager that runs this, and no filled cache. */
function environment({ caches }: Side): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|pnpm_|NODE_|INIT_CWD)/i.test(name),
  );
  const path = (process.env.PATH ?? '').split(':').filter((part) => !/node_modules/.test(part));
  return {
    ...Object.fromEntries(inherited),
    PATH: path.join(':'),
    npm_config_cache: join(caches, 'npm'),
    XDG_CACHE_HOME: join(caches, 'cache'),
    XDG_DATA_HOME: join(caches, 'data'),
    XDG_STATE_HOME: join(caches, 'state'),
  };
}

async function describe(): Promise<Section> {
  const median = (moment: string, name: string, of: (run: Run) => number) =>
    summarize((runs.get(`${moment} ${name}`) ?? []).map(of)).median;
  const row = (moment: string): string[] => {
    const wall = sides.map(({ name }) => median(moment, name, (run) => run.wall));
    const processor = sides.map(({ name }) => median(moment, name, (run) => run.processor));
    const share = ([old = 0, now = 0]: number[]) => figure(now / old, 2);
    return [
      moment,
      ...wall.map((value) => figure(value)),
      share(wall),
      ...processor.map((value) => figure(value)),
      share(processor),
    ];
  };
  const quiet = summarize(loads);
  return {
    title: 'The two commands',
    about: `Written by \`pnpm bench:commands\`. \`npm start\` and \`npm test\` of this commit and of ${before} (0.1), in turn, each in a clone with caches of its own; seconds, medians of ${values.starts} rounds of \`npm start\` and ${values.tests} of \`npm test\`. Processor time is that of all processes together. ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores; load of the machine before each run: ${figure(quiet.median, 1)} (${figure(Math.min(...loads), 1)} to ${figure(Math.max(...loads), 1)}).`,
    columns: ['', '0.1', 'now', 'now over 0.1', 'processor 0.1', 'processor now', 'now over 0.1 '],
    rows: moments.filter((moment) => runs.has(`${moment} now`)).map(row),
  };
}
