import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createEasemobProvider } from '@imgroups/easemob';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { anyPorts, endStarted, run, start, startFor, startProcess } from './emulator-command.ts';

afterEach(endStarted);

/** Makes the call of a curl line of the banner. */
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
    const [, port = ''] = /baseUrl +http:\/\/127\.0\.0\.1:(\d+)/.exec(first.output()) ?? [];

    const { code, errors } = await run(...anyPorts, '--tencent-port', port);

    expect([code, errors]).toEqual([1, expect.stringContaining(`port ${port}`)]);
    expect(errors).toContain('choose another with --tencent-port, or 0');
  });

  test('an account that a vendor does not take is told', async () => {
    const { code, errors } = await run(...anyPorts, '--accounts', 'alice,a b');

    expect([code, errors]).toEqual([1, expect.stringContaining('easemob takes no user id "a b"')]);
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
    const code = await first.stop();

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
  test('tells the address of the inspector first', async () => {
    const emulator = await start();
    const [first = ''] = emulator.output().split('\n');
    const [inspector = ''] = /http:\/\/[\d.:]+/.exec(first) ?? [];

    const answer = await fetch(`${inspector}/_emulator`);

    expect(first).toMatch(/^Inspector: http/);
    expect(await answer.json()).toHaveProperty('vendors.0.name', 'tencent');
  });

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
    const emulator = await startProcess('--tls');
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

  test('a start that fails ends the process with its code', async () => {
    await expect(startProcess('--rules', 'old')).rejects.toThrow('ended with 2');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it cleanly', async (signal) => {
    const emulator = await startProcess('--quiet');

    expect(await emulator.stop(signal)).toBe(0);
  });
});
