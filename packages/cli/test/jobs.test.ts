import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

test('a snapshot that is not there is refused with the reason', async () => {
  const { code, errors } = await run(['import', join(folder, 'nowhere.jsonl')], easemob);

  expect(code).toBe(2);
  expect(errors).toContain('nowhere.jsonl" cannot be read: Error: ENOENT');
});

test('groups are exported from one vendor, planned and imported at the other, then kept in step', async () => {
  await tencent.createGroup(['bob', 'carol']);
  const snapshot = join(folder, 'groups.jsonl');
  const journal = join(folder, 'import.db');

  const exported = await run(['export', snapshot], tencent);
  const planned = await run(['import', snapshot, '--dry-run'], easemob);
  const imported = await run(['import', snapshot, '--new-ids', '--journal', journal], easemob);
  const groups = await easemob.provider.groups.list().toArray({ maxItems: 10 });

  expect([exported.code, planned.code, imported.code]).toEqual([0, 0, 0]);
  expect(readFileSync(snapshot, 'utf8')).toContain('"userId":"carol"');
  expect(JSON.parse(planned.output)).toMatchObject({ name: 'Chess', status: 'planned', member: 3 });
  expect(JSON.parse(imported.output)).toMatchObject({ status: 'complete', groups: { done: 1 } });
  expect(groups.map(({ name }) => name)).toEqual(['Chess']);

  const wanted = { key: 'board', name: 'Board', ownerId: 'alice', members: ['dave'] };
  const file = join(folder, 'wanted.jsonl');
  writeFileSync(file, `${JSON.stringify(wanted)}\n`);
  const refused = await run(['sync', file], easemob);
  const dry = await run(['sync', file, '--dry-run'], easemob);
  const synced = await run(['sync', file, '--yes'], easemob);

  expect([refused.code, dry.code, synced.code]).toEqual([2, 0, 0]);
  expect(JSON.parse(dry.output.split('\n')[0] ?? '')).toMatchObject({
    key: 'board',
    status: 'planned',
    add: ['dave'],
  });
  expect(JSON.parse(synced.output.split('\n')[0] ?? '')).toMatchObject({
    key: 'board',
    status: 'done',
    isNew: true,
  });
});

test('a job that an earlier run has finished says so, since nothing is done', async () => {
  await tencent.createGroup(['erin']);
  const snapshot = join(folder, 'finished.jsonl');

  const first = await run(['export', snapshot], tencent);
  const second = await run(['export', snapshot], tencent);

  expect([first.code, second.code]).toEqual([0, 0]);
  expect(first.errors).not.toContain('nothing was left to do');
  expect(second.errors).toContain(
    `nothing was left to do: by ${snapshot}.journal an earlier run has done it all`,
  );
});
