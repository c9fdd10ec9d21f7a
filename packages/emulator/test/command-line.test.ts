import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createEasemobProvider, easemobFromEnv } from '@imgroups/easemob';
import { createTencentProvider, tencentFromEnv } from '@imgroups/tencent';
import { afterAll, afterEach, describe, expect, test } from 'vitest';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
// The command runs from the sources of all packages, whether they are built or not.
const command = ['--conditions=@imgroups/source', file('../src/main.ts')];
const anyPorts = ['--tencent-port', '0', '--easemob-port', '0'];

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

interface Run {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the command to its end. */
function run(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...command, ...args], (error, output, errors) =>
      resolve({ code: error ? Number(error.code) : 0, output, errors }),
    );
  });
}

/** Starts the command, and returns once it has printed its banner. */
async function start(...args: string[]) {
  const emulator = await launch(...args);
  await emulator.until('Other commands');
  return emulator;
}

/** Starts the command for a program, and returns once it has printed what that reads. */
async function startFor(...args: string[]) {
  const emulator = await launch(...args);
  await emulator.until('emulator-client-secret');
  await emulator.until('\n');
  return emulator;
}

async function launch(...args: string[]) {
  const child = spawn(process.execPath, [...command, ...anyPorts, ...args], { stdio: 'pipe' });
  started.push(child);
  let output = '';
  child.stdout.on('data', (bytes) => {
    output += bytes;
  });
  child.stderr.on('data', (bytes) => {
    output += bytes;
  });
  const ended = once(child, 'close').then(([code]) => {
    throw new Error(`ended with ${code}: ${output}`);
  });
  ended.catch(() => {});
  async function until(text: string): Promise<void> {
    while (!output.includes(text)) await Promise.race([once(child.stdout, 'data'), ended]);
  }
  return {
    output: () => output,
    until,
    async stop(signal: NodeJS.Signals) {
      child.kill(signal);
      const [code] = await once(child, 'exit');
      return code;
    },
  };
}

/** What a curl line of the banner does. */
async function paste(line: string): Promise<Record<string, unknown>> {
  const [, url = ''] = /^curl -s '([^']*)'/.exec(line) ?? [];
  const [, body = ''] = / -d '([^']*)'$/.exec(line) ?? [];
  const headers = [...line.matchAll(/ -H '([^:]*): ([^']*)'/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  );
  const response = await fetch(url, { method: 'POST', headers, body });
  return (await response.json()) as Record<string, unknown>;
}

describe('arguments', () => {
  test('--help tells the options', async () => {
    const { code, output } = await run('--help');

    expect([code, output]).toEqual([
      0,
      expect.stringMatching(/Usage: imgroups-emulator.*--rules/s),
    ]);
  });

  test('--version tells the version', async () => {
    const { code, output } = await run('--version');

    expect([code, output]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });

  test.each([
    [['--nonsense'], /--nonsense/],
    [['nonsense'], /nonsense/],
    [['--rules', 'old'], /--rules: must be newest or guide, not old/],
    [['--tencent-port', '70000'], /--tencent-port: must be a number from 0 to 65535/],
  ])('%j is refused with a reason', async (args, reason) => {
    const { code, errors } = await run(...args);

    expect([code, errors]).toEqual([2, expect.stringMatching(reason)]);
  });

  test('a port in use is told', async () => {
    const first = await start();
    const [, port = ''] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(first.output()) ?? [];

    const { code, errors } = await run('--tencent-port', port, '--easemob-port', '0');

    expect([code, errors]).toEqual([1, expect.stringContaining(`port ${port}`)]);
    expect(errors).toContain('choose another with --tencent-port, or 0');
  });

  test('an account that a vendor does not take is told', async () => {
    const { code, errors } = await run(...anyPorts, '--accounts', 'alice,a b');

    expect([code, errors]).toEqual([1, expect.stringContaining('easemob takes no user id "a b"')]);
  });
});

describe('what programs read', () => {
  test('--json gives addresses and credentials, and nothing else', async () => {
    const emulator = await startFor('--json', '--quiet');

    const { tencent, easemob } = JSON.parse(emulator.output());
    const provider = createTencentProvider(tencent);
    const { id } = await provider.groups.create({ name: 'chess', ownerId: 'alice' });

    expect(id).toEqual(expect.any(String));
    expect(easemob).toEqual({
      baseUrl: expect.stringContaining('http://'),
      appKey: expect.any(String),
      clientId: expect.any(String),
      clientSecret: expect.any(String),
    });
  });

  test('--env gives the variables that providers read', async () => {
    const emulator = await startFor('--env', '--quiet');
    const environment = Object.fromEntries(
      [...emulator.output().matchAll(/^(\w+)='(.*)'$/gm)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );

    for (const provider of [tencentFromEnv(environment), easemobFromEnv(environment)]) {
      const { id } = await provider.groups.create({ name: 'chess', ownerId: 'alice' });
      expect(id).toEqual(expect.any(String));
    }
  });
});

describe('an application', () => {
  test('is what the options say', async () => {
    const emulator = await startFor(
      '--json',
      '--quiet',
      '--accounts',
      'anna,ben',
      '--tencent',
      'communities=false',
      '--easemob',
      'quotas.membersPerGroup=1',
      '--easemob',
      'appKey=acme#chess',
    );
    const { tencent, easemob } = JSON.parse(emulator.output());
    const one = createTencentProvider(tencent);
    const other = createEasemobProvider(easemob);

    await expect(
      one.groups.create({ name: 'chess', ownerId: 'anna', kind: 'community' }),
    ).rejects.toThrow();
    await expect(
      other.groups.create({ name: 'chess', ownerId: 'anna', maxMembers: 2 }),
    ).rejects.toThrow('maxusers is greater than the maximum of this app : 1');
    expect(easemob.appKey).toBe('acme#chess');
  });
});

describe('the file of --data', () => {
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-emulator-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('keeps the state from one run to the next', async () => {
    const data = join(folder, 'state.json');
    const first = await startFor('--json', '--quiet', '--data', data);
    const { easemob } = JSON.parse(first.output());
    const provider = createEasemobProvider(easemob);
    const { id } = await provider.groups.create({ name: 'chess', ownerId: 'alice' });
    const code = await first.stop('SIGTERM');

    const second = await startFor('--json', '--quiet', '--data', data);
    const again = createEasemobProvider(JSON.parse(second.output()).easemob);

    expect(code).toBe(0);
    expect(await again.groups.get(id)).toMatchObject({ name: 'chess', ownerId: 'alice' });
  });

  test('is refused when it is something else', async () => {
    const data = join(folder, 'other.json');
    writeFileSync(data, '{"groups":[]}');

    const { code, errors } = await run(...anyPorts, '--data', data);

    expect([code, errors]).toEqual([1, expect.stringContaining('no state of this emulator')]);
    expect(errors).toContain('choose another file, or delete it');
  });
});

test('a file of --data that cannot be written is refused at the start', async () => {
  const data = join(tmpdir(), 'no-such-folder', 'state.json');

  const { code, errors } = await run(...anyPorts, '--data', data);

  expect([code, errors]).toEqual([1, expect.stringContaining(`--data ${data}: cannot be written`)]);
});

describe('a running emulator', () => {
  test('the curl lines of its banner work as they are', async () => {
    const emulator = await start();
    const lines = emulator.output().split('\n');
    const curl = (path: string) =>
      lines.find((line) => line.startsWith('curl') && line.includes(path)) ?? '';

    const group = await paste(curl('/create_group'));
    const { access_token } = await paste(curl('/token'));
    const other = await paste(curl('/chatgroups').replace('<access_token>', String(access_token)));
    const imported = await paste(curl('/_emulator/accounts'));
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(curl('/create_group'))?.[0];
    await fetch(`${url}/_emulator/reset`, {
      method: 'POST',
      headers: { 'x-imgroups-control': '1' },
    });
    const again = await paste(curl('/create_group'));

    expect(group).toMatchObject({ ErrorCode: 0, GroupId: expect.any(String) });
    expect(other.data).toMatchObject({ groupid: expect.any(String) });
    expect(imported).toEqual({ ok: true });
    expect(again).toMatchObject({ ErrorCode: 0 });
  });

  test('--tls tells how a client trusts it', async () => {
    const emulator = await start('--tls');
    const [, caFile = ''] = /NODE_EXTRA_CA_CERTS='([^']+)'/.exec(emulator.output()) ?? [];
    const [url = ''] = /https:\/\/127\.0\.0\.1:\d+\/_emulator/.exec(emulator.output()) ?? [];

    const env = { ...process.env, NODE_EXTRA_CA_CERTS: caFile };
    const client = `console.log((await fetch('${url}/journal')).status)`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', client], { env });
    await emulator.stop('SIGINT');

    expect(stdout).toBe('200\n');
    expect(emulator.output()).toContain(`curl -s --cacert '${caFile}'`);
    expect(existsSync(caFile)).toBe(false);
  });

  test('each request is a line, without secrets', async () => {
    const emulator = await start();
    const create =
      emulator
        .output()
        .split('\n')
        .find((line) => line.includes('create_group')) ?? '';
    await paste(create);

    await emulator.until('tencent createGroup');

    const lines = emulator
      .output()
      .split('\n')
      .filter((line) => line.includes('tencent createGroup'));
    expect(lines).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d tencent createGroup 200\/0 [\d.]+ ms$/),
    ]);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it cleanly', async (signal) => {
    const emulator = await start('--quiet');

    expect(await emulator.stop(signal)).toBe(0);
  });
});
