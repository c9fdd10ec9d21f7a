import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Lowest score that passes, in percent. */
const lowestScore = 90;

/** A part of the code, and the tests that it is measured by: fast ones, because Stryker runs them for every change. */
interface Part {
  readonly name: string;
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

const root = new URL('../../', import.meta.url);

const core = 'packages/core/src';

const coreTests = [
  `${core}/{batch,credentials,endpoint,errors,model,pagination,provider}/**/*.test.ts`,
  `${core}/retry/!(faked-timers).test.ts`,
];

/** Loads modules anew within a test, after which changes to code that runs once would count as tried. */
const fakedTimers = `${core}/retry/faked-timers.test.ts`;

/** The files of a folder that carry these names. */
const named = (folder: string, ...names: string[]) => names.map((name) => `${folder}/${name}.ts`);

const parts: readonly Part[] = [
  { name: 'core: retry', files: [`${core}/retry/*.ts`], tests: [...coreTests, fakedTimers] },
  { name: 'core: batch', files: [`${core}/batch/*.ts`], tests: coreTests },
  { name: 'core: pagination', files: [`${core}/pagination/*.ts`], tests: coreTests },
  { name: 'core: errors', files: [`${core}/errors/*.ts`], tests: coreTests },
  {
    name: 'core: secrets',
    files: [`${core}/credentials/secrets.ts`],
    tests: [`${core}/credentials/*.test.ts`],
  },
  {
    name: 'core: tokens',
    files: [`${core}/credentials/token-source.ts`],
    tests: [`${core}/credentials/*.test.ts`],
  },
  {
    name: 'core: call',
    files: named(
      `${core}/call`,
      ...['activity', 'all-or-abort', 'call-endpoint', 'call-options', 'guard-stream'],
    ),
    tests: [`${core}/call/*.test.ts`],
  },
  {
    name: 'core: request',
    files: named(`${core}/call`, 'build-request', 'check-request', 'refuse-half-characters'),
    tests: [`${core}/call/*.test.ts`],
  },
  {
    name: 'core: telemetry',
    files: named(`${core}/call`, 'hooks', 'log-line', 'masked-body', 'telemetry'),
    tests: [`${core}/call/*.test.ts`],
  },
  {
    name: 'core: outcomes',
    files: named(`${core}/provider`, 'read-outcomes', 'run-chunk', 'run-write'),
    tests: coreTests,
  },
  {
    name: 'core: injected parts',
    files: [`${core}/logging/*.ts`, ...named(`${core}/validation`, 'rules')],
    tests: [`${core}/{logging,validation}/*.test.ts`],
  },
  {
    name: 'core: webhooks',
    files: [`${core}/webhook/*.ts`, `${core}/node.ts`],
    tests: [`${core}/webhook/*.test.ts`, 'packages/core/test/{webhooks,to-node-handler}.test.ts'],
  },
  {
    name: 'core: rate-limit',
    files: [`${core}/rate-limit/*.ts`],
    tests: [`${core}/rate-limit/*.test.ts`],
  },
  {
    name: 'core: transport',
    files: named(`${core}/transport`, 'encode-form', 'fault', 'read-text', 'send-once'),
    tests: [`${core}/transport/{answer-size,encode-form,fault,read-text,send-once}.test.ts`],
  },
  {
    name: 'redis: link',
    files: named('packages/redis/src', 'redis-link', 'redis-failure'),
    tests: ['packages/redis/src/*.test.ts'],
  },
  {
    name: 'redis: limiter',
    files: named('packages/redis/src', 'queue', 'rate-limiter', 'slots'),
    tests: ['packages/redis/src/*.test.ts'],
  },
  ...globSync('packages/*/src/mapping', { cwd: root }).flatMap((mapping): Part[] => {
    const [, vendor = ''] = mapping.split(/[\\/]/);
    const folder = `packages/${vendor}`;
    const operations = [
      `${folder}/test/{groups,members,mutes-and-blacklist,legacy,hostile-answers}.test.ts`,
    ];
    return [
      {
        name: `${vendor}: mapping`,
        files: [`${folder}/src/mapping/*.ts`],
        tests: [`${folder}/src/mapping/*.test.ts`, ...operations],
      },
      {
        name: `${vendor}: doubt`,
        files: named(
          `${folder}/src/driver`,
          ...['blacklist', 'ends-as-asked', 'mutes', 'refusals', 'roles'],
        ),
        tests: [
          ...operations,
          `${folder}/src/driver/*.test.ts`,
          `${folder}/test/{*/provider,partly-readable,read-back}.test.ts`,
        ],
      },
      {
        name: `${vendor}: protocol`,
        files: named(`${folder}/src/wire`, 'error-codes', 'protocol'),
        tests: [`${folder}/src/{client,wire/*}.test.ts`, `${folder}/test/requests.test.ts`],
      },
      {
        name: `${vendor}: credentials`,
        files: [`${folder}/src/credentials/*.ts`],
        tests: [`${folder}/src/credentials/*.test.ts`],
      },
      {
        name: `${vendor}: webhooks`,
        files: named(`${folder}/src/webhooks`, 'create-*', 'verify'),
        tests: [`${folder}/test/**/webhooks.test.ts`],
      },
    ];
  }),
  {
    name: 'emulator: guard',
    files: ['packages/emulator/src/control/guard.ts'],
    tests: ['packages/emulator/src/control/guard.test.ts'],
  },
];

/** The result of all changes to one part. */
interface Result {
  readonly name: string;
  readonly mutants: number;
  readonly detected: number;
  /** The day on which it was measured: `2026-11-28`. */
  readonly day: string;
}

const pages = { en: 'docs/mutation-testing.md', zh: 'docs/zh/mutation-testing.md' } as const;
const wanted = process.argv.slice(2);
const names = parts.map(({ name }) => name);
const unknown = wanted.find((name) => !names.includes(name));
if (unknown !== undefined) throw new Error(`no part is ${unknown}; there are ${names.join(', ')}`);
const results = parts
  .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
  .map(measure);
for (const result of results) console.log(`${result.name}: ${scoreOf(result)} %`);
writePages();
process.exitCode = results.every((result) => scoreOf(result) >= lowestScore) ? 0 : 1;

function measure({ name, tests, files }: Part): Result {
  const stryker = fileURLToPath(new URL('node_modules/@stryker-mutator/core/bin/stryker.js', root));
  const mutate = [...files, '!packages/**/*.test.ts'].join(',');
  const { status } = spawnSync(
    process.execPath,
    [stryker, 'run', 'stryker.config.json', '--mutate', mutate],
    {
      cwd: fileURLToPath(root),
      env: { ...process.env, MEASURING_TESTS: tests.join(' ') },
      stdio: 'inherit',
    },
  );
  // The report would be that of the part before.
  if (status !== 0) throw new Error(`${name} was not measured`);
  const statuses = readStatuses();
  const count = (...wantedStatuses: string[]): number =>
    statuses.filter((status) => wantedStatuses.includes(status)).length;
  const detected = count('Killed', 'Timeout');
  const mutants = detected + count('Survived', 'NoCoverage');
  return { name, detected, mutants, day: new Date().toISOString().slice(0, 10) };
}

/** Returns the result of each change to the code, from the report of the last run. */
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
  const rows = readFileSync(new URL(pages.en, root), 'utf8').matchAll(
    /^\| (.+?) \| (\d+) \| (\d+) \| \d+ \| [\d.]+ % \| (\S+) \|$/gm,
  );
  return Array.from(rows, ([, name = '', mutants, detected, day = '']) => ({
    name,
    mutants: Number(mutants),
    detected: Number(detected),
    day,
  }));
}

/** Writes the new results; those of other parts stay. */
function writePages(): void {
  const known = new Map([...readPage(), ...results].map((result) => [result.name, result]));
  const told = parts.flatMap(({ name }) => known.get(name) ?? []);
  const rows = told.map((result) => {
    const { name, mutants, detected, day } = result;
    return `| ${name} | ${mutants} | ${detected} | ${mutants - detected} | ${scoreOf(result)} % | ${day} |`;
  });
  const sum = (field: 'mutants' | 'detected'): number =>
    told.reduce((total, result) => total + result[field], 0);
  const content: Content = {
    rows: rows.join('\n'),
    total: scoreOf({ detected: sum('detected'), mutants: sum('mutants') }),
    unmeasured: parts.filter(({ name }) => !known.has(name)).map(({ name }) => name),
  };
  writeFileSync(new URL(pages.en, root), englishPage(content));
  writeFileSync(new URL(pages.zh, root), chinesePage(content));
}

interface Content {
  readonly rows: string;
  readonly total: number;
  /** The names of the parts that no run has measured. */
  readonly unmeasured: readonly string[];
}

function englishPage({ rows, total, unmeasured }: Content): string {
  const left = unmeasured.length > 0 ? `\nNot measured yet: ${unmeasured.join('; ')}.\n` : '';
  return `# Mutation testing

[Stryker](https://stryker-mutator.io) changes the code, one small change at a time, and runs the tests: a change that no
test notices is a rule that no test holds. \`pnpm mutation\` measures the parts below and writes this page; it fails
below ${lowestScore} % for any part. It is not part of \`npm test\`, because it runs the tests thousands of times. With the names of
parts, as \`pnpm mutation 'redis: link'\`, it measures only those; the other rows stay those of an earlier run.

| part | changes | noticed | not noticed | score | measured |
| --- | --- | --- | --- | --- | --- |
${rows}

In all, ${total} % of the changes were noticed. A change after which the tests hang counts as noticed; changes to code that
runs once when a module is loaded are not counted. Each part is measured by fast tests of its own package alone, those of
Redis without a Redis; contract, conformance, fuzz and chaos tests are too slow to run for every change.

Code that is in no part is not measured, among it the schemas and tables of endpoints, the drivers of groups and members,
what makes events of callbacks, jobs, the command line, and the emulator but for the guard of its control API.
${left}`;
}

function chinesePage({ rows, total, unmeasured }: Content): string {
  const left = unmeasured.length > 0 ? `\n尚未测量：${unmeasured.join('；')}。\n` : '';
  return `# 变异测试

[Stryker](https://stryker-mutator.io) 每次对代码做一处小改动，然后运行测试：没有任何测试发现的改动，就是没有测试守住的规则。\`pnpm mutation\` 测量下列各部分并写出本页；任何一部分低于 ${lowestScore} % 即为失败。它不属于 \`npm test\`，因为要把测试运行数千遍。给出部分的名称（如 \`pnpm mutation 'redis: link'\`）时只测量这些部分，其余各行保留之前的结果。

| 部分 | 改动数 | 被发现 | 未被发现 | 得分 | 测量日期 |
| --- | --- | --- | --- | --- | --- |
${rows}

总计 ${total} % 的改动被发现。使测试停不下来的改动算作被发现；只在模块加载时运行一次的代码，对它的改动不计入。每一部分只用本包的快速测试来测量，Redis 的部分不用真正的 Redis；契约测试、一致性测试、模糊测试和混沌测试太慢，不能对每处改动都运行。

不属于任何部分的代码没有测量，其中有接口的 schema 和接口表、群组与成员的 driver、把回调变成事件的代码、批量任务、命令行，以及模拟器中除控制接口守卫以外的代码。
${left}`;
}
