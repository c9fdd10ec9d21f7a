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

  test('nobody is told of groups and memberships', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 2);
    const migration = await scene.open();

    await migrateAll(migration);

    const made = writesOf(scene.target).filter(({ endpoint = '' }) =>
      /^(createGroup|addGroupMember|addMembers|importGroup|importGroupMember)$/.test(endpoint),
    );
    const quiet = made.filter(
      ({ endpoint = '', path }) =>
        endpoint.startsWith('import') ||
        endpoint === 'createGroup' ||
        path.includes('need_notify=false'),
    );
    expect(made.length).toBeGreaterThan(0);
    expect(quiet).toEqual(made);
  });

  test('users without an account are left where a rule says so, and the others move', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 1);
    scene.target.control.importAccounts(['owner', 'other', 'user0', 'user1', 'user2']);
    const migration = await scene.open({ rules: { onAccountMissing: 'skip' } });

    await migrateAll(migration);
    const verified = await migration.verify();
    const rolledBack = await migration.rollback();

    expect(verified.ok).toBe(true);
    expect(rolledBack.groups).toMatchObject({ done: 1, skipped: 0 });
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
