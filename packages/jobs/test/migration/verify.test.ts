import type { GroupProvider } from '@imgroups/core';
import type { VerifiedDifference } from '@imgroups/jobs/migrate';
import { afterEach, describe, expect, test } from 'vitest';
import {
  contentOf,
  directions,
  makeGroups,
  migrateAll,
  openScene,
  type Scene,
  targetIdOf,
  writesOf,
} from './scene.ts';

let scene: Scene;
afterEach(() => scene.close());

interface Planted {
  readonly what: string;
  /** Changes a group of the target. */
  readonly plant: (provider: GroupProvider, id: string) => Promise<unknown>;
  readonly found: readonly Partial<VerifiedDifference>[];
  /** True if mending it takes `{ remove: true }`. */
  readonly isExtra?: boolean;
}

const plantings: readonly Planted[] = [
  {
    what: 'name',
    plant: ({ groups }, id) => groups.update(id, { name: 'Other' }),
    found: [{ field: 'name', verdict: 'differs', source: 'Group 0', target: 'Other' }],
  },
  {
    what: 'description',
    plant: ({ groups }, id) => groups.update(id, { description: 'Other' }),
    found: [{ field: 'description', verdict: 'differs', source: 'About 0', target: 'Other' }],
  },
  {
    what: 'owner',
    plant: ({ groups }, id) => groups.transfer(id, 'other'),
    found: [{ field: 'owner', verdict: 'differs', source: 'owner', target: 'other' }],
  },
  {
    what: 'owner, who should be an admin',
    plant: ({ groups }, id) => groups.transfer(id, 'user0'),
    found: [
      { field: 'owner', verdict: 'differs', source: 'owner', target: 'user0' },
      { field: 'roles', verdict: 'differs', userId: 'user0', source: 'admin', target: 'owner' },
    ],
  },
  {
    what: 'role',
    plant: ({ members }, id) => members.setRole(id, ['user2'], 'admin'),
    found: [
      { field: 'roles', verdict: 'differs', userId: 'user2', source: 'member', target: 'admin' },
    ],
  },
  {
    what: 'missing member',
    plant: ({ members }, id) => members.remove(id, ['user4']),
    found: [{ field: 'members', verdict: 'missing', userId: 'user4' }],
  },
  {
    what: 'extra member',
    plant: ({ members }, id) => members.add(id, ['user30']),
    found: [{ field: 'members', verdict: 'extra', userId: 'user30' }],
    isExtra: true,
  },
  {
    what: 'mute',
    plant: ({ mutes }, id) => mutes.remove(id, ['user1']),
    found: [{ field: 'mutes', verdict: 'missing', userId: 'user1' }],
  },
  {
    what: 'end of a mute',
    plant: ({ mutes }, id) => mutes.add(id, ['user3'], { seconds: 3600 }),
    found: [{ field: 'muteEnds', verdict: 'differs', userId: 'user3' }],
  },
  {
    what: 'mute-all',
    plant: ({ mutes }, id) => mutes.unmuteAll(id),
    found: [{ field: 'mutedAll', verdict: 'differs', source: 'true', target: 'false' }],
  },
  {
    what: 'blacklist',
    plant: ({ blacklist }, id) => blacklist.remove(id, ['user39']),
    found: [{ field: 'blacklist', verdict: 'missing', userId: 'user39' }],
  },
  {
    what: 'announcement',
    plant: ({ groups }, id) => groups.setAnnouncement(id, 'Other'),
    found: [{ field: 'announcement', verdict: 'differs', source: 'Hello 0', target: 'Other' }],
  },
  {
    what: 'join policy',
    plant: ({ groups }, id) => groups.update(id, { joinPolicy: 'open' }),
    found: [{ field: 'joinPolicy', verdict: 'differs', source: 'approval', target: 'open' }],
  },
];

describe.each(directions)('from $from to $to', ({ from, to }) => {
  test('finds each of the planted differences, and nothing else; fix mends exactly them', async () => {
    scene = await openScene(from, to);
    const [id = ''] = await makeGroups(scene, 1);
    const migration = await scene.open();
    await migrateAll(migration);
    const groupId = await targetIdOf(scene, migration, id);

    for (const { what, plant, found, isExtra = false } of plantings) {
      await plant(scene.target.provider, groupId);

      const verified = await migration.verify();
      const half = await migration.verify({ fix: true });
      const fixed = await migration.verify({ fix: { remove: true } });
      const after = await migration.verify();

      expect(verified.differences, what).toMatchObject(found);
      expect(verified.differences, what).toHaveLength(found.length);
      expect(half.differences, what).toMatchObject(isExtra ? found : []);
      expect(half.fixed + fixed.fixed, what).toBe(found.length);
      expect(after.ok, what).toBe(true);
      expect(contentOf(scene.target), what).toEqual(contentOf(scene.source));
    }
  });

  test('fix writes to no other group', async () => {
    scene = await openScene(from, to);
    const [first = '', second = ''] = await makeGroups(scene, 2);
    const migration = await scene.open();
    await migrateAll(migration);
    await scene.target.provider.groups.update(await targetIdOf(scene, migration, first), {
      name: 'Other',
    });
    const untouched = await targetIdOf(scene, migration, second);
    scene.target.control.clearJournal();

    await migration.verify({ fix: true });

    const changed = writesOf(scene.target);
    expect(changed).toHaveLength(1);
    expect(JSON.stringify(changed)).not.toContain(untouched);
  });

  test('a group that is missing at the target is told', async () => {
    scene = await openScene(from, to);
    const [id = ''] = await makeGroups(scene, 1);
    const migration = await scene.open();
    await migrateAll(migration);
    await scene.target.provider.groups.delete(await targetIdOf(scene, migration, id));

    const { differences, ok } = await migration.verify();

    expect(differences).toEqual([{ group: id, field: 'group', verdict: 'missing' }]);
    expect(ok).toBe(false);
  });

  test('what changes at the source each time it is read is not stable', async () => {
    scene = await openScene(from, to);
    const [id = ''] = await makeGroups(scene, 1);
    const migration = await scene.open();
    await migrateAll(migration);
    await scene.target.provider.groups.update(await targetIdOf(scene, migration, id), {
      name: 'Other',
    });
    let reads = 0;
    const restless: GroupProvider = {
      ...scene.source.provider,
      groups: {
        ...scene.source.provider.groups,
        async getMany(ids, options) {
          const found = await scene.source.provider.groups.getMany(ids, options);
          reads += 1;
          return new Map(
            [...found].map(([key, group]) => [key, { ...group, description: `Read ${reads}` }]),
          );
        },
      },
    };
    await migration.close();
    const again = await scene.open({ source: restless });

    const { differences, fields } = await again.verify();

    expect(differences.map(({ field, verdict }) => [field, verdict])).toEqual([
      ['name', 'unstable'],
      ['description', 'unstable'],
    ]);
    expect(fields.name).toEqual({ unstable: 1 });
  });
});

test('times of creation cannot be compared where the target does not keep them', async () => {
  scene = await openScene('tencent', 'easemob');
  await makeGroups(scene, 1);
  const migration = await scene.open();
  await migrateAll(migration);

  const { fields } = await migration.verify();

  expect(fields).toMatchObject({
    name: { equal: 1 },
    createdAt: { 'not-comparable': 1 },
    blacklistEnds: { 'not-comparable': 1 },
  });
});

test('times of creation and of joining survive an import at Tencent', async () => {
  scene = await openScene('easemob', 'tencent');
  await makeGroups(scene, 1);
  // Members come in a second after the creation at the earliest, and a second ago at the latest.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const migration = await scene.open();
  await migrateAll(migration);

  const { fields } = await migration.verify();

  const [source] = scene.source.control.groups();
  const [target] = scene.target.control.groups();
  expect(fields.createdAt).toEqual({ equal: 1 });
  const joinedAt = (group: typeof source, userId: string): number =>
    new Date(group?.members.find((member) => member.userId === userId)?.joinedAt ?? 0).getTime();
  const apart = Math.abs(joinedAt(source, 'user3') - joinedAt(target, 'user3'));
  expect(apart).toBeLessThan(2500);
});
