import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createProgressLine } from './shared/progress-line.ts';
import {
  type Finished,
  runExample,
  runFromSources,
  startAccount,
  vendorNames,
} from './test/run-example.ts';

const names = ['departments', 'moderation', 'export', 'roster', 'swap-providers', 'nestjs'];
const organisation = fileURLToPath(new URL('departments/organisation.json', import.meta.url));

/** Returns the output of an example on the emulator, without options. It is the same in every run but for ports and times. */
const sampleRuns = new Map<string, Promise<Finished>>();
function sampleRun(name: string): Promise<Finished> {
  const run = sampleRuns.get(name) ?? runFromSources([name]);
  sampleRuns.set(name, run);
  return run;
}

test.each([['deprtments'], ['toString'], []])(
  'the name "%s" is answered with the list',
  async (...args) => {
    const { code, stderr } = await runExample(args);

    expect(stderr.match(/pnpm example \S+/g)).toEqual(
      names.map((known) => `pnpm example ${known}`),
    );
    expect(code).toBe(2);
  },
);

test.each(['departments', 'moderation', 'export', 'roster', 'nestjs'])(
  '%s tells how it is used',
  async (name) => {
    const { code, stdout } = await runExample([name, '--help']);

    expect(stdout).toMatch(new RegExp(`^Usage: pnpm example ${name}`));
    expect(code).toBe(0);
  },
);

test.each(names)('%s writes no control characters into a log', async (name) => {
  const { stdout, stderr } = await sampleRun(name);

  const controlCharacters = [...`${stdout}${stderr}`].filter(
    (character) => character < ' ' && character !== '\n',
  );
  expect(controlCharacters).toEqual([]);
});

test.each(['guide/examples.md', 'zh/guide/examples.md'])(
  'what %s shows is what the examples print',
  async (page) => {
    const text = readFileSync(new URL(`../${page}`, import.meta.url), 'utf8').replaceAll('\r', '');
    const shown = [...text.matchAll(/```text\n([\s\S]+?)```/g)]
      .flatMap(([, block = '']) => block.split('\n'))
      .map((line) => withoutPort(line.replace(/ \.\.\.$/, '')));

    const runs = await Promise.all(names.map(sampleRun));

    const printed = runs.flatMap(({ stdout }) => stdout.split('\n').map(withoutPort));
    const invented = shown.filter((line) => !printed.some((real) => real.startsWith(line)));
    expect(shown.length).toBeGreaterThan(30);
    expect(invented).toEqual([]);
  },
);

function withoutPort(line: string): string {
  return line.replace(/(127\.0\.0\.1):\d+/, '$1');
}

describe('a wrong start is told in a line', () => {
  test.each([
    [{ IMGROUPS_TARGET: 'tencnt' }, 'IMGROUPS_TARGET: must be one of tencent-emulator'],
    [{ IMGROUPS_TARGET: 'tencent' }, 'IMGROUPS_TENCENT_SDK_APP_ID: is not set. docs/guide'],
    [
      {
        IMGROUPS_TARGET: 'easemob',
        IMGROUPS_EASEMOB_APP_KEY: 'o#a',
        IMGROUPS_EASEMOB_CLIENT_ID: '',
      },
      'IMGROUPS_EASEMOB_CLIENT_ID: must be a non-empty string',
    ],
  ])('%j', async (environment, message) => {
    const { code, stderr } = await runExample(['departments'], environment);

    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(message)]);
    expect(code).toBe(2);
  });

  test.each([
    [['departments', 'missing.json'], 'missing.json: cannot be read'],
    [['departments', fileURLToPath(import.meta.url)], 'is not JSON'],
    [['moderation', organisation], 'rules: must be a list'],
    [['moderation', '--dry-run'], "Unknown option '--dry-run'"],
    [['export', '--page-size', '5'], "Unknown option '--page-size'"],
  ])('%j', async (args, message) => {
    const { code, stderr } = await runExample(args);

    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  test('a sample is not meant for an account', async () => {
    const { emulator, environment } = await startAccount('tencent');

    const { code, stderr } = await runExample(['departments'], environment);

    expect(stderr).toBe('With an account name the file: organisation.json is only a sample.\n');
    expect(emulator.control.journal()).toEqual([]);
    expect(code).toBe(2);
    await emulator.close();
  });
});

test.each(vendorNames)('a %s that is down is told, without a secret', async (vendor) => {
  const { emulator, environment, secrets } = await startAccount(vendor);
  await emulator.close();

  const { code, stdout, stderr } = await runExample(['departments', organisation], environment);

  expect(stderr).toMatch(/groups\.listJoined: http\S+ could not be reached/);
  expect(stderr).toContain('Is the service running, and is its address right?');
  const shown = secrets.filter((secret) => `${stdout}${stderr}`.includes(secret));
  expect(secrets).not.toEqual([]);
  expect(shown).toEqual([]);
  expect(code).toBe(1);
});

test('wrong credentials are told, and stay secret', async () => {
  const { emulator, environment } = await startAccount('tencent');

  const { code, stdout, stderr } = await runExample(['departments', organisation], {
    ...environment,
    IMGROUPS_TENCENT_SECRET_KEY: 'not-the-key',
  });

  expect(stderr).toContain('[unauthenticated]\nCheck the credentials in the environment.');
  expect(`${stdout}${stderr}`).not.toContain('not-the-key');
  expect(code).toBe(1);
  await emulator.close();
});

test('an option that npm keeps for itself is not lost', async () => {
  const { stdout } = await runExample(['departments'], { npm_config_dry_run: 'true' });

  expect(stdout).toContain('Dry run, nothing was changed.');
});

describe('progress', () => {
  test('is one line that is written over, on a terminal', () => {
    const written: string[] = [];
    const line = createProgressLine({ isTTY: true, write: (text) => written.push(text) });

    line.show('1 of 2');
    line.clear();

    expect(written).toEqual(['\r1 of 2\u001b[K', '\r\u001b[K']);
  });

  test('is a line every five seconds, in a log', () => {
    const written: string[] = [];
    let now = 0;
    const line = createProgressLine({ write: (text) => written.push(text) }, () => now);

    for (; now <= 12_000; now += 1_000) line.show(`${now}`);
    line.clear();

    expect(written).toEqual(['5000\n', '10000\n']);
  });
});

test('an option that npm keeps and that is misspelt is refused, and nothing runs', async () => {
  const { code, stdout, stderr } = await runExample(['departments'], { npm_config_dryrun: 'true' });

  expect(code).toBe(2);
  expect(stderr).toContain("'--dryrun'");
  expect(stdout).toBe('');
});
