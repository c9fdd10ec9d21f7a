import { afterEach, describe, expect, test } from 'vitest';
import {
  contentOf,
  directions,
  makeGroups,
  migrateAll,
  openScene,
  type Scene,
  writesOf,
} from './scene.ts';

let scene: Scene;
afterEach(() => scene.close());

describe.each(directions)('from $from to $to', ({ from, to }) => {
  test('everything of the neutral model moves', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 5);
    const migration = await scene.open();

    await migrateAll(migration);

    expect(contentOf(scene.target)).toEqual(contentOf(scene.source));
  });

  test('a verification afterwards finds nothing', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 5);
    const migration = await scene.open();
    await migrateAll(migration);

    const report = await migration.verify();

    expect(report.differences).toEqual([]);
    expect(report).toMatchObject({ ok: true, status: 'complete', groups: { done: 5 } });
  });

  test('applying again writes nothing', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 3);
    const migration = await scene.open();
    await migrateAll(migration);
    scene.target.control.clearJournal();

    const report = await migration.apply();

    expect(report.status).toBe('complete');
    expect(writesOf(scene.target)).toEqual([]);
  });

  test('a group that is made at the source later is moved by the next inventory', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 2);
    const migration = await scene.open();
    await migrateAll(migration);
    await scene.source.provider.groups.create({ id: 'later', name: 'Later', ownerId: 'owner' });

    await migrateAll(migration);

    expect(scene.target.control.groups().map(({ name }) => name)).toContain('Later');
  });
});
