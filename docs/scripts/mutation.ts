import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Lowest score that passes, in percent. */
const lowestScore = 85;

/** A part of the code, and the group of tests that it is measured by (see `vitest.mutation.ts`). */
interface Part {
  readonly name: string;
  /** Folder of the package. */
  readonly tests: string;
  readonly files: readonly string[];
}

const root = new URL('../../', import.meta.url);

const parts: readonly Part[] = [
  ...['retry', 'batch', 'pagination', 'errors'].map(
    (folder): Part => ({
      name: `core: ${folder}`,
      tests: folder === 'retry' ? 'retry' : 'core',
      files: [`packages/core/src/${folder}/**/*.ts`],
    }),
  ),
  {
    name: 'core: secrets',
    tests: 'core',
    files: ['packages/core/src/credentials/secrets.ts'],
  },
  {
    name: 'core: transport',
    tests: 'transport',
    files: ['fault', 'read-text', 'send-once'].map(
      (file) => `packages/core/src/transport/${file}.ts`,
    ),
  },
  {
    name: 'redis: link',
    tests: 'redis',
    files: ['redis-link', 'redis-failure'].map((file) => `packages/redis/src/${file}.ts`),
  },
  ...globSync('packages/*/src/mapping', { cwd: root }).map((folder): Part => {
    const [, vendor = ''] = folder.split(/[\\/]/);
    return {
      name: `${vendor}: mapping`,
      tests: vendor,
      files: [`packages/${vendor}/src/mapping/**/*.ts`],
    };
  }),
];

/** What came of all changes to one part. */
interface Result {
  readonly name: string;
  readonly mutants: number;
  readonly detected: number;
  /** The day on which it was measured: `2026-11-28`. */
  readonly day: string;
}

const page = new URL('docs/mutation-testing.md', root);
const wanted = process.argv.slice(2);
const names = parts.map(({ name }) => name);
const unknown = wanted.find((name) => !names.includes(name));
if (unknown !== undefined) throw new Error(`no part is ${unknown}; there are ${names.join(', ')}`);
const results = parts
  .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
  .map(measure);
for (const result of results) console.log(`${result.name}: ${scoreOf(result)} %`);
writePage();
process.exitCode = results.every((result) => scoreOf(result) >= lowestScore) ? 0 : 1;

function measure({ name, tests, files }: Part): Result {
  const stryker = fileURLToPath(new URL('node_modules/@stryker-mutator/core/bin/stryker.js', root));
  const mutate = [...files, '!packages/**/*.test.ts'].join(',');
  spawnSync(process.execPath, [stryker, 'run', 'stryker.config.json', '--mutate', mutate], {
    cwd: fileURLToPath(root),
    env: { ...process.env, MUTATED: tests },
    stdio: 'inherit',
  });
  const statuses = readStatuses();
  const count = (...wantedStatuses: string[]): number =>
    statuses.filter((status) => wantedStatuses.includes(status)).length;
  const detected = count('Killed', 'Timeout');
  const mutants = detected + count('Survived', 'NoCoverage');
  return { name, detected, mutants, day: new Date().toISOString().slice(0, 10) };
}

/** How each change to the code ended, from the report of the last run. */
function readStatuses(): string[] {
  const report: { files: Record<string, { mutants: { status: string }[] }> } = JSON.parse(
    readFileSync(new URL('reports/mutation.json', root), 'utf8'),
  );
  return Object.values(report.files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
}

function scoreOf({ detected, mutants }: Pick<Result, 'detected' | 'mutants'>): number {
  return Math.floor((detected / mutants) * 1000) / 10;
}

/** The results that the page tells, of runs before. */
function readPage(): Result[] {
  const rows = readFileSync(page, 'utf8').matchAll(
    /^\| (.+?) \| (\d+) \| (\d+) \| \d+ \| [\d.]+ % \| (\S+) \|$/gm,
  );
  return Array.from(rows, ([, name = '', mutants, detected, day = '']) => ({
    name,
    mutants: Number(mutants),
    detected: Number(detected),
    day,
  }));
}

/** Writes the new results; those of other parts stay as they are. */
function writePage(): void {
  const known = new Map([...readPage(), ...results].map((result) => [result.name, result]));
  const told = parts.flatMap(({ name }) => known.get(name) ?? []);
  const rows = told.map((result) => {
    const { name, mutants, detected, day } = result;
    return `| ${name} | ${mutants} | ${detected} | ${mutants - detected} | ${scoreOf(result)} % | ${day} |`;
  });
  const sum = (field: 'mutants' | 'detected'): number =>
    told.reduce((total, result) => total + result[field], 0);
  const total = scoreOf({ detected: sum('detected'), mutants: sum('mutants') });
  writeFileSync(
    page,
    `# Mutation testing

[Stryker](https://stryker-mutator.io) changes the code, one small change at a time, and runs the tests: a change that no
test notices is a rule that no test holds. \`pnpm mutation\` measures the parts below and writes this page; it fails
below ${lowestScore} % for any part. It is not part of \`npm test\`, because it runs the tests thousands of times. With the names of
parts, as \`pnpm mutation 'redis: link'\`, it measures only those; the other rows stay those of an earlier day.

| part | changes | noticed | not noticed | score | measured |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

In all, ${total} % of the changes were noticed. Changes to code that runs once when a module is loaded are not counted.
Each part of the core is measured by the core's own unit tests alone, the link to Redis by tests without a Redis, and each
mapping by the tests of its adapter.
`,
  );
}
