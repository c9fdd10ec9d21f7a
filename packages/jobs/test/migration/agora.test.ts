import { afterEach, expect, test } from 'vitest';
import { contentOf, makeGroups, migrateAll, openScene, type Scene } from './scene.ts';

let scene: Scene;
afterEach(() => scene.close());

test.each([
  ['tencent', 'agora'],
  ['agora', 'tencent'],
] as const)('everything of the neutral model moves from %s to %s', async (from, to) => {
  scene = await openScene(from, to);
  await makeGroups(scene, 3);
  const migration = await scene.open();

  await migrateAll(migration);
  const verified = await migration.verify();

  expect(contentOf(scene.target)).toEqual(contentOf(scene.source));
  expect(verified).toMatchObject({ ok: true, differences: [], groups: { done: 3 } });
});

test('a plan towards Agora Chat says that members may be told', async () => {
  scene = await openScene('tencent', 'agora');
  await makeGroups(scene, 1);
  const migration = await scene.open();
  await migration.inventory();

  const { findings } = await migration.plan();

  expect(findings).toContainEqual(
    expect.objectContaining({ kind: 'members_may_be_told', severity: 'warning', groups: 1 }),
  );
});
