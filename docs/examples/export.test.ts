import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { appendFile, readdir, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GroupProvider } from '@imgroups/core';
import { createEasemobProvider } from '@imgroups/easemob';
import { createTencentProvider } from '@imgroups/tencent';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { exportGroups } from './export/export-groups.ts';
import { openOutput } from './export/output-file.ts';
import { prepareEmulator } from './export/prepare-emulator.ts';
import { type Account, runExample, startAccount, startExample } from './test/run-example.ts';

const wholeExport = 30 + 2820;

describe.each(['tencent', 'easemob'] as const)('an export of %s', (vendor) => {
  const membersEndpoint = { tencent: 'getGroupMemberInfo', easemob: 'listMembers' }[vendor];
  let account: Account;
  let provider: GroupProvider;
  let prepared: unknown;
  let folder: string;
  let file: string;

  beforeAll(async () => {
    account = await startAccount[vendor]();
    provider =
      'sdkAppId' in account.emulator
        ? createTencentProvider(account.emulator)
        : createEasemobProvider({ ...account.emulator, customGroupIds: true });
    const { control } = account.emulator;
    await prepareEmulator({ provider, control });
    prepared = control.save();
  });
  afterAll(async () => {
    await provider.close();
    await account.emulator.close();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'imgroups-export-'));
    file = join(folder, 'groups.jsonl');
    const { control } = account.emulator;
    control.load(prepared);
    control.clearFaults();
    control.clearJournal();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const args = () => ['export', '--output', file, '--page-size', '40'];
  const lines = () => readFileSync(file, 'utf8').trimEnd().split('\n');

  /** Pages of members that were asked for so far. */
  function pagesAsked(): number {
    const journal = account.emulator.control.journal();
    return journal.filter(({ endpoint }) => endpoint === membersEndpoint).length;
  }

  async function expectWhole(): Promise<void> {
    expect(lines()).toHaveLength(wholeExport);
    expect(new Set(lines()).size).toBe(wholeExport);
    expect(await readdir(folder)).toEqual(['groups.jsonl']);
  }

  test.each([
    ['killed', 'SIGKILL', null],
    // Windows has no way to ask a process to stop.
    ['stopped by Ctrl-C', 'SIGINT', process.platform === 'win32' ? null : 130],
  ] as const)('that is %s goes on, and no line is lost or doubled', async (_, signal, code) => {
    const { control } = account.emulator;
    control.addFault({ kind: 'latency', endpoint: membersEndpoint, milliseconds: 20 });
    const first = startExample(args(), account.environment);
    await expect.poll(pagesAsked).toBeGreaterThan(12);
    first.process.kill(signal);
    const ended = await first.finished;
    control.clearFaults();

    const second = await runExample(args(), account.environment);

    expect(ended.code).toBe(code);
    expect(second.stdout).toMatch(/Going on behind \d+ groups? and \d+ members\./);
    expect(second.stdout).toContain('Complete: 30 groups and 2,820 members.');
    expect(second.code).toBe(0);
    await expectWhole();
  });

  test('that the service breaks off goes on in the middle of a group', async () => {
    const { control } = account.emulator;
    const output = await openOutput(file);
    const first = exportGroups(provider, output, {
      membersPerPage: 20,
      onProgress({ membersCursor }) {
        if (membersCursor) control.addFault({ kind: 'status', status: 400 });
      },
    });
    await expect(first).rejects.toMatchObject({ httpStatus: 400 });
    await output.close();
    control.clearFaults();

    const second = await runExample(args(), account.environment);

    expect(second.code).toBe(0);
    await expectWhole();
  });

  test('leaves out the members of a group that is dissolved meanwhile', async () => {
    const dissolving: GroupProvider = {
      ...provider,
      groups: {
        ...provider.groups,
        async getMany(ids) {
          const groups = await provider.groups.getMany(ids);
          await provider.groups.delete('group7');
          return groups;
        },
      },
    };

    await exportGroups(dissolving, await openOutput(file));

    const ofGroup = lines().filter((line) => line.includes('"group7"'));
    expect(ofGroup).toHaveLength(1);
    expect(lines()).toHaveLength(wholeExport - 43);
  });

  test('cuts off what was written behind the last checkpoint', async () => {
    const output = await openOutput(file);
    const interrupt = new AbortController();
    const first = exportGroups(provider, output, {
      signal: interrupt.signal,
      onProgress: () => interrupt.abort(),
    });
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await output.close();
    await appendFile(`${file}.part`, '{"type":"member","groupId":"group1","userId":"own');

    await exportGroups(provider, await openOutput(file));

    await expectWhole();
  });

  test('does not go on in a file that was shortened', async () => {
    const interrupt = new AbortController();
    const output = await openOutput(file);
    const first = exportGroups(provider, output, {
      signal: interrupt.signal,
      onProgress: () => interrupt.abort(),
    });
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await output.close();
    await truncate(`${file}.part`, 10);

    await expect(openOutput(file)).rejects.toThrow('is shorter than its checkpoint says');
  });
});

test('without an account the emulator breaks off an export, and the next run goes on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-export-'));

  const { code, stdout } = await runExample(['export', '--output', join(folder, 'groups.jsonl')]);

  expect(stdout).toContain('Broken off: the connection to');
  expect(stdout).toContain('Going on behind 22 groups and 1,540 members.');
  expect(stdout).toContain('Complete: 30 groups and 2,820 members.');
  expect(code).toBe(0);
  rmSync(folder, { recursive: true });
});
