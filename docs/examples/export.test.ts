import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GroupProvider } from '@imgroups/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { entryOf } from '../../packages/testing/src/start-vendor.ts';
import { prepareEmulator } from './export/prepare-emulator.ts';
import {
  type Account,
  runExample,
  startAccount,
  startExample,
  vendorNames,
} from './test/run-example.ts';

/** The header, 30 groups, and their members. */
const wholeExport = 1 + 30 + 2820;

describe.each(vendorNames)('an export of %s', (vendor) => {
  const [membersEndpoint] = entryOf(vendor).vendor.operations['members.list'].calls;
  let account: Account;
  let provider: GroupProvider;
  let prepared: unknown;
  let folder: string;
  let file: string;

  beforeAll(async () => {
    account = await startAccount(vendor);
    provider = account.open();
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

  const args = () => ['export', '--output', file];

  /** Pages of members that were asked for so far. */
  function pagesAsked(): number {
    const journal = account.emulator.control.journal();
    return journal.filter(({ endpoint }) => endpoint === membersEndpoint).length;
  }

  test.each([
    ['killed', 'SIGKILL', null],
    // Windows has no way to ask a process to stop.
    ['stopped by Ctrl-C', 'SIGINT', process.platform === 'win32' ? null : 130],
  ] as const)('that is %s goes on, and no line is lost or doubled', async (_, signal, code) => {
    const { control } = account.emulator;
    control.addFault({ kind: 'latency', endpoint: membersEndpoint, milliseconds: 200 });
    const first = await startExample(args(), account.environment);
    await expect.poll(pagesAsked).toBeGreaterThan(20);
    first.process.kill(signal);
    const ended = await first.finished;
    control.clearFaults();

    const second = await runExample(args(), account.environment);

    expect(ended.code).toBe(code);
    expect(second.stdout).toContain('Complete: 30 groups.');
    expect(second.code).toBe(0);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(wholeExport);
    expect(new Set(lines).size).toBe(wholeExport);
    expect((await readdir(folder)).sort()).toEqual(['groups.jsonl', 'groups.jsonl.db']);
  });
});

test.each(['tencent-emulator', 'easemob-emulator'])(
  'without an account the %s breaks off an export, and the next run goes on',
  async (target) => {
    const folder = mkdtempSync(join(tmpdir(), 'imgroups-export-'));

    const { code, stdout } = await runExample(
      ['export', '--output', join(folder, 'groups.jsonl')],
      { IMGROUPS_TARGET: target },
    );

    expect(stdout).toContain('Broken off: ');
    expect(stdout).toMatch(/Going on behind \d+ groups?\./);
    expect(stdout).toContain('Complete: 30 groups.');
    expect(code).toBe(0);
    rmSync(folder, { recursive: true });
  },
);
