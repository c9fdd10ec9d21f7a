import { readFileSync } from 'node:fs';
import { openSqliteJournal } from '@imgroups/jobs';
import { afterEach, describe, expect, test } from 'vitest';
import {
  contentOf,
  directions,
  makeGroups,
  migrateAll,
  openScene,
  type Scene,
  targetIdOf,
} from './scene.ts';

let scene: Scene;
afterEach(() => scene.close());

describe.each(directions)('from $from to $to', ({ from, to }) => {
  test('deletes what it made, and nothing that was there before or was changed since', async () => {
    scene = await openScene(from, to);
    const ids = await makeGroups(scene, 4);
    scene.target.control.importAccounts(['owner']);
    await scene.target.provider.groups.create({ name: 'Before', ownerId: 'owner' });
    const migration = await scene.open();
    await migrateAll(migration);
    const [renamed = '', grown = '', shrunk = ''] = await Promise.all(
      ids.map((id) => targetIdOf(scene, migration, id)),
    );
    await scene.target.provider.groups.update(renamed, { name: 'Renamed' });
    await scene.target.provider.members.add(grown, ['user30']);
    await scene.target.provider.members.remove(shrunk, ['user2']);

    const report = await migration.rollback();

    const names = scene.target.control.groups().map(({ name }) => name);
    expect(names.sort()).toEqual(['Before', 'Group 1', 'Group 2', 'Renamed']);
    expect(report.groups).toMatchObject({ done: 1, skipped: 3, failed: 0 });
    expect(report.findings.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('was changed at the target since'),
    );
  });

  test('tells of no group as left out that it deleted before it ended without a word', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 2);
    const journal = openSqliteJournal(scene.path('rollback.db'));
    const migration = await scene.open({ journal });
    await migrateAll(migration);
    const endUnit = () => Promise.reject(new Error('the process ended'));
    const ending = await scene.open({ journal: { ...journal, endUnit } });
    const failure = await ending.rollback().catch((thrown: unknown) => thrown);

    const report = await migration.rollback();
    const again = await migration.rollback();
    await journal.close();

    expect(failure).toEqual(new Error('the process ended'));
    const allDone = { groups: { done: 2, skipped: 0 }, findings: [] };
    expect([report, again]).toMatchObject([allDone, allDone]);
    expect(scene.target.control.groups()).toEqual([]);
  });

  test('after it, the migration can be applied again', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 3);
    const migration = await scene.open();
    await migrateAll(migration);

    await migration.rollback();
    const empty = contentOf(scene.target);
    await migrateAll(migration);

    expect(empty).toEqual([]);
    expect(contentOf(scene.target)).toEqual(contentOf(scene.source));
  });

  test('deletes groups that follow or fix has changed', async () => {
    scene = await openScene(from, to);
    const [first = '', second = ''] = await makeGroups(scene, 2);
    const migration = await scene.open();
    await migrateAll(migration);
    await scene.source.provider.groups.update(first, { name: 'Followed' });
    await migration.follow({ once: true });
    await scene.source.provider.members.add(second, ['user33']);
    await migration.verify({ fix: true });

    await migration.rollback();

    expect(contentOf(scene.target)).toEqual([]);
  });

  test('the id map is exported as CSV and as JSON lines, and survives plans', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 2);
    const migration = await scene.open();
    await migrateAll(migration);
    await migration.exportIdMap(scene.path('before.csv'));
    await migrateAll(migration);

    const count = await migration.exportIdMap(scene.path('ids.csv'));
    await migration.exportIdMap(scene.path('ids.jsonl'), 'jsonl');

    const csv = readFileSync(scene.path('ids.csv'), 'utf8');
    const lines = readFileSync(scene.path('ids.jsonl'), 'utf8').trim().split('\n');
    expect(count).toBe(2);
    expect(csv).toBe(readFileSync(scene.path('before.csv'), 'utf8'));
    expect(csv.split('\n').slice(1, -1)).toEqual(
      lines.map((line) => Object.values(JSON.parse(line)).join(',')),
    );
  });
});
