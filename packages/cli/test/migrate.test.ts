import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from './command.ts';
import { type Scene, startScenes } from './scene.ts';

const folder = mkdtempSync(join(tmpdir(), 'imgroups-cli-'));
const emulators = await startScenes();
afterAll(async () => {
  await emulators.close();
  rmSync(folder, { recursive: true });
});
const tencent = emulators.scenes.tencent as Scene;
const easemob = emulators.scenes.easemob as Scene;

function imgroups(journal: string, args: readonly string[]) {
  const about = ['--from', 'tencent', '--to', 'easemob', '--journal', join(folder, journal)];
  const environment = { ...tencent.environment, ...easemob.environment };
  return run(['migrate', ...args, ...about], { environment });
}

test('groups are planned, moved, verified, cut over, and rolled back', async () => {
  await tencent.createGroup(['bob', 'carol']);
  const migrate = (...options: string[]) => imgroups('moved.db', options);
  const names = async () => {
    const groups = await easemob.provider.groups.list().toArray({ maxItems: 10 });
    return groups.map(({ name }) => name);
  };

  const inventory = await migrate('inventory');
  const planned = await migrate('plan');
  const refused = await migrate('apply');
  const before = await names();
  const applied = await migrate('apply', '--yes');
  const after = await names();
  const verified = await migrate('verify');
  const followed = await migrate('follow', '--once');
  const rolledBack = await migrate('rollback', '--yes');

  expect(
    [inventory, planned, applied, verified, followed, rolledBack].map(({ code }) => code),
  ).toEqual([0, 0, 0, 0, 0, 0]);
  expect([refused.code, before, after, await names()]).toEqual([2, [], ['Chess'], []]);
});

test('a plan for people is made of tables, without JSON', async () => {
  await tencent.createGroup(['bob']);
  const migrate = (...options: string[]) => imgroups('plan.db', options);
  await migrate('inventory');

  const { output } = await migrate('plan', '--format', 'table');

  expect(output).toMatch(/^severity +kind +groups +users +text +remedy$/m);
  expect(output).toMatch(/^apply +createGroup +\d+ +100 +0\.0$/m);
  expect(output).toMatch(/^minutes of apply +0\.0$/m);
  expect(output).not.toContain('{');
});

test('a plan says what it found in the language that is asked for', async () => {
  await tencent.createGroup([]);
  const migrate = (...options: string[]) => imgroups('zh.db', options);
  await migrate('inventory');

  const planned = await migrate('plan', '--lang', 'zh');
  const dry = await migrate('apply', '--dry-run', '--lang', 'zh');

  expect([planned.code, dry.output]).toEqual([0, planned.output]);
  const findings = planned.output.split('\n').map((line) => JSON.parse(line || '{}'));
  expect(findings.find(({ kind }) => kind === 'creation_times_lost')).toMatchObject({
    text: '建群时间由目标应用自行设定。',
    remedy: '如需原来的时间，请保留清点结果。',
  });
});
