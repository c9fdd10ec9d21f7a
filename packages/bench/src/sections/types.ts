import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { figure, type Section } from '../report.ts';
import { summarize } from '../statistics.ts';
import { vendors } from '../vendors.ts';

const runs = 5;
/** The program that an application writes with each package. */
const programs: Readonly<Record<string, string>> = {
  nothing: 'export {};',
  ...Object.fromEntries(vendors.map(({ packageName, program }) => [packageName, program])),
  openai: `import OpenAI from 'openai';
export const { choices } = await new OpenAI().chat.completions.create({ model: 'any', messages: [] });`,
  stripe: `import Stripe from 'stripe';
export const { email } = await new Stripe('').customers.create({ name: 'Bob' });`,
  '@stream-io/node-sdk': `import { StreamClient } from '@stream-io/node-sdk';
export const { members } = await new StreamClient('', '').chat.updateChannel({ type: '', id: '' });`,
  'stream-chat': `import { StreamChat } from 'stream-chat';
export const { members } = await new StreamChat('').channel('', '').addMembers(['bob']);`,
};

/** The result of one run of the compiler. */
interface Check {
  readonly checkSeconds: number;
  readonly totalSeconds: number;
  /** Megabytes. */
  readonly memory: number;
  /** Bytes of the declarations that it read beyond those of `nothing`. */
  readonly files: ReadonlyMap<string, number>;
}

/** Measures the time that an editor or a build waits for the types of a package. */
export async function measureTypes(): Promise<Section> {
  const folder = mkdtempSync(fileURLToPath(new URL('../../dist/types-', import.meta.url)));
  const checks = new Map<string, Check[]>();
  for (let run = 0; run < runs; run += 1) {
    for (const [name, program] of Object.entries(programs)) {
      checks.set(name, [...(checks.get(name) ?? []), check(folder, program)]);
    }
  }
  rmSync(folder, { recursive: true });
  const base = checks.get('nothing')?.[0]?.files ?? new Map();
  return {
    title: 'Types',
    about: `\`tsc\` ${compiler.version} on a program of a few lines, ${runs} runs in turn, medians: \`--noEmit --strict\`, \`nodenext\`, libraries not checked (\`skipLibCheck\`). Declarations: all that the compiler reads because of the import, those of dependencies included.`,
    columns: ['', 'check, s', 'whole run, s', 'memory, MB', 'declarations, kB', 'files'],
    rows: Object.keys(programs).map((name) => {
      const all = checks.get(name) ?? [];
      const median = (of: (check: Check) => number) => summarize(all.map(of)).median;
      const files = [...(all[0]?.files ?? [])].filter(([path]) => !base.has(path));
      return [
        name,
        figure(
          median(({ checkSeconds }) => checkSeconds),
          2,
        ),
        figure(
          median(({ totalSeconds }) => totalSeconds),
          2,
        ),
        figure(
          median(({ memory }) => memory),
          0,
        ),
        figure(files.reduce((sum, [, bytes]) => sum + bytes, 0) / 1000, 0),
        String(files.length),
      ];
    }),
  };
}

const require = createRequire(import.meta.url);
const compiler = {
  path: require.resolve('typescript/lib/tsc.js'),
  version: String(require('typescript/package.json').version),
};

function check(folder: string, program: string): Check {
  const file = `${folder}/main.mts`;
  writeFileSync(file, program);
  const output = execFileSync(
    process.execPath,
    [
      compiler.path,
      ...[
        '--ignoreConfig',
        '--noEmit',
        '--strict',
        '--skipLibCheck',
        '--target',
        'es2022',
        '--module',
        'nodenext',
      ],
      ...['--types', 'node', '--extendedDiagnostics', '--listFiles', file],
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 },
  );
  const number = (label: string) =>
    Number(new RegExp(`^${label}:\\s+([\\d.]+)`, 'm').exec(output)?.[1]);
  const paths = output.split('\n').filter((line) => line.startsWith('/') || /^[A-Z]:/.test(line));
  return {
    checkSeconds: number('Check time'),
    totalSeconds: number('Total time'),
    memory: number('Memory used') / 1000,
    files: new Map(
      paths
        .filter((path) => path !== realpathSync(file))
        .map((path) => [path, statSync(path).size]),
    ),
  };
}
