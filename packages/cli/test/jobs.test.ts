import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from './command.ts';
import { type Scene, startScenes } from './scene.ts';

const cwd = mkdtempSync(join(tmpdir(), 'imgroups-cli-'));
const emulators = await startScenes();
afterAll(async () => {
  await emulators.close();
  rmSync(cwd, { recursive: true });
});
const tencent = emulators.scenes.tencent as Scene;
const easemob = emulators.scenes.easemob as Scene;

test('groups are exported from one vendor, planned and imported at the other, then kept in step', async () => {
  await tencent.createGroup(['bob', 'carol']);
  const at = ({ environment }: Scene) => ({ environment, cwd });

  const exported = await run(['export', 'groups.jsonl'], at(tencent));
  const planned = await run(['import', 'groups.jsonl', '--dry-run'], at(easemob));
  const imported = await run(
    ['import', 'groups.jsonl', '--new-ids', '--journal', 'import.db'],
    at(easemob),
  );
  const groups = await easemob.provider.groups.list().toArray({ maxItems: 10 });

  expect([exported.code, planned.code, imported.code]).toEqual([0, 0, 0]);
  expect(readFileSync(join(cwd, 'groups.jsonl'), 'utf8')).toContain('"userId":"carol"');
  expect(JSON.parse(planned.output)).toMatchObject({ name: 'Chess', status: 'planned', member: 3 });
  expect(JSON.parse(imported.output)).toMatchObject({ status: 'complete', groups: { done: 1 } });
  expect(groups.map(({ name }) => name)).toEqual(['Chess']);

  const wanted = { key: 'board', name: 'Board', ownerId: 'alice', members: ['dave'] };
  writeFileSync(join(cwd, 'wanted.jsonl'), `${JSON.stringify(wanted)}\n`);
  const refused = await run(['sync', 'wanted.jsonl'], at(easemob));
  const dry = await run(['sync', 'wanted.jsonl', '--dry-run'], at(easemob));
  const synced = await run(['sync', 'wanted.jsonl', '--yes'], at(easemob));

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
