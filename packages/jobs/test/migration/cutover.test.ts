import { failureOf } from '@imgroups/testing/failure-of';
import { afterEach, describe, expect, test } from 'vitest';
import { contentOf, directions, makeGroups, migrateAll, openScene, type Scene } from './scene.ts';

let scene: Scene;
afterEach(() => scene.close());

const flagsOf = ({ control }: Scene['source']) =>
  control.groups().map(({ name, mutedAll }) => [name, mutedAll]);

describe.each(directions)('from $from to $to', ({ from, to }) => {
  test('moves the last changes, and never copies its own freeze', async () => {
    scene = await openScene(from, to);
    const [id = ''] = await makeGroups(scene, 3);
    const migration = await scene.open();
    await migrateAll(migration);
    await scene.source.provider.groups.update(id, { name: 'Last' });
    await scene.source.provider.groups.create({ name: 'New', ownerId: 'owner', maxMembers: 100 });
    const before = contentOf(scene.source);

    const report = await migration.cutover({ freeze: true });

    expect(report.state).toBe('done');
    expect(contentOf(scene.target)).toEqual(before);
    expect(flagsOf(scene.source).every(([, mutedAll]) => mutedAll)).toBe(true);
  });

  test('afterwards neither follow nor apply writes, but a verification still compares with the recorded flags', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 2);
    const migration = await scene.open();
    await migrateAll(migration);
    await migration.cutover({ freeze: true });

    const followed = await failureOf(migration.follow({ once: true }));
    const applied = await failureOf(migration.apply());
    const verified = await migration.verify();

    expect(followed).toMatchObject({ code: 'failed_precondition' });
    expect(followed.message).toContain('cutover');
    expect(applied.message).toContain('cutover');
    expect(verified.ok).toBe(true);
  });

  test('abort gives the source its flags back, and lets follow go on', async () => {
    scene = await openScene(from, to);
    const [id = ''] = await makeGroups(scene, 3);
    const migration = await scene.open();
    await migrateAll(migration);
    const before = flagsOf(scene.source);
    await migration.cutover({ freeze: true });

    await migration.abort();
    const after = flagsOf(scene.source);
    await scene.source.provider.groups.update(id, { name: 'Again' });
    await migration.follow({ once: true });

    expect(after).toEqual(before);
    expect(contentOf(scene.target)).toEqual(contentOf(scene.source));
  });

  test('ends a follow that runs', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 1);
    const migration = await scene.open();
    await migrateAll(migration);
    const followed = migration.follow();

    const report = await migration.cutover();

    expect(report.state).toBe('done');
    expect((await followed).passes).toBeGreaterThan(0);
  });

  test('stays open where the target cannot be brought into line', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 2);
    const migration = await scene.open();
    await migrateAll(migration);
    const [first] = scene.target.control.groups();
    await scene.target.provider.groups.delete(first?.id ?? '');

    const report = await migration.cutover({ freeze: true });
    await migration.abort();

    expect(report.state).toBe('open');
    expect(report.verify?.differences).toMatchObject([{ field: 'group', verdict: 'missing' }]);
    expect(flagsOf(scene.source).map(([, mutedAll]) => mutedAll)).toContain(false);
  });
});
