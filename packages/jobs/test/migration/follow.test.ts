import type { GroupProvider } from '@imgroups/core';
import type { FollowOptions, Migration } from '@imgroups/jobs/migrate';
import { createRandom, type Random } from '@imgroups/testing/random';
import { afterEach, describe, expect, test } from 'vitest';
import {
  contentOf,
  directions,
  makeGroups,
  migrateAll,
  openScene,
  type Scene,
  targetIdOf,
  users,
  writesOf,
} from './scene.ts';

let scene: Scene;
afterEach(() => scene.close());

/** One random change at the source. */
async function change(provider: GroupProvider, id: string, random: Random): Promise<void> {
  const user = random.pick(users.slice(0, 30));
  const { groups, members, mutes, blacklist } = provider;
  const changes: readonly (() => Promise<unknown>)[] = [
    () => groups.update(id, { name: `Name ${random.below(1000)}` }),
    () => groups.update(id, { description: `About ${random.below(1000)}` }),
    () => groups.setAnnouncement(id, `Text ${random.below(1000)}`),
    () => members.add(id, [user]),
    () => members.remove(id, [user]),
    () => members.add(id, [user]).then(() => members.setRole(id, [user], 'admin')),
    () => members.add(id, [user]).then(() => members.setRole(id, [user], 'member')),
    () => members.add(id, [user]).then(() => mutes.add(id, [user], 'permanent')),
    () => mutes.remove(id, [user]),
    () => members.add(id, [user]).then(() => blacklist.add(id, [user])),
    () => blacklist.remove(id, [user]),
    () => mutes.muteAll(id),
    () => mutes.unmuteAll(id),
    () => members.add(id, ['other']).then(() => groups.transfer(id, 'other')),
    () => members.add(id, ['owner']).then(() => groups.transfer(id, 'owner')),
  ];
  // Some are refused, as they would be to anybody: the owner is no admin.
  await random
    .pick(changes)()
    .catch(() => undefined);
}

async function following(migration: Migration, options: FollowOptions, work: () => Promise<void>) {
  const stop = new AbortController();
  const followed = migration.follow({ ...options, signal: stop.signal });
  await work();
  stop.abort();
  return followed;
}

describe.each(directions)('from $from to $to', ({ from, to }) => {
  test('converges with events dropped, doubled and out of order, and changes that no event tells', async () => {
    scene = await openScene(from, to);
    const ids = await makeGroups(scene, 5);
    const migration = await scene.open();
    await migrateAll(migration);
    const random = createRandom(7);
    const late: string[] = [];

    await following(migration, {}, async () => {
      for (let step = 0; step < 120; step += 1) {
        const id = random.pick(ids);
        await change(scene.source.provider, id, random);
        const fate = random.next();
        if (fate < 0.3) continue;
        if (fate < 0.5) late.unshift(id);
        else await migration.mark(id);
        if (fate > 0.8) await migration.mark(id);
      }
      for (const id of late) await migration.mark(id);
    });
    const sweep = await migration.follow({ once: true });
    const verified = await migration.verify();

    expect(sweep.status).toBe('complete');
    expect(verified.differences).toEqual([]);
    expect(verified.ok).toBe(true);
    expect(contentOf(scene.target)).toEqual(contentOf(scene.source));
  });

  test('a marked group is brought into line while it follows, and the report tells the ages of all', async () => {
    scene = await openScene(from, to);
    const [marked = '', other = ''] = await makeGroups(scene, 2);
    const migration = await scene.open();
    await migrateAll(migration);
    const nameAt = async (id: string) => {
      const target = scene.target.control.groups();
      const targetId = await targetIdOf(scene, migration, id);
      return target.find((group) => group.id === targetId)?.name;
    };

    const stop = new AbortController();
    const followed = migration.follow({ signal: stop.signal });
    await scene.source.provider.groups.update(marked, { name: 'Marked' });
    await migration.mark('a group that is none');
    await migration.mark(marked);
    await expect.poll(() => nameAt(marked)).toBe('Marked');
    stop.abort();
    const report = await followed;

    expect(report.dirty).toBe(0);
    expect(report.ages.map(({ group }) => group).sort()).toEqual([marked, other].sort());
    for (const { seconds } of report.ages) expect(seconds).toBeGreaterThanOrEqual(0);
  });

  test('a change that no event tells, and a new group, are found by the sweep', async () => {
    scene = await openScene(from, to);
    const [id = ''] = await makeGroups(scene, 2);
    const migration = await scene.open();
    await migrateAll(migration);
    const namesAtTarget = () => scene.target.control.groups().map(({ name }) => name);

    const report = await following(migration, { sweepEvery: 1 }, async () => {
      await scene.source.provider.groups.update(id, { name: 'Silent' });
      await scene.source.provider.groups.create({ name: 'Later', ownerId: 'owner' });
      await expect.poll(namesAtTarget).toEqual(expect.arrayContaining(['Silent', 'Later']));
    });

    expect(report.passes).toBeGreaterThan(0);
  });

  test('an event marks its group, and one of the target does not', async () => {
    scene = await openScene(from, to);
    const [id = ''] = await makeGroups(scene, 1);
    const migration = await scene.open();
    await migrateAll(migration);
    await scene.source.provider.groups.update(id, { name: 'Marked' });
    const event = {
      id: '1',
      type: 'group.updated',
      groupId: id,
      appId: scene.source.provider.app,
      occurredAt: new Date(),
      actor: { kind: 'server' },
      data: {},
      raw: { query: {}, body: {} },
    } as const;
    await migration.mark({ ...event, provider: scene.target.provider.name, groupId: 'foreign' });
    await migration.mark({ ...event, provider: scene.source.provider.name });

    const { dirty, groups } = await migration.follow({ once: true });

    expect(dirty).toBe(0);
    expect(groups).toMatchObject({ done: 1, failed: 0 });
    expect(contentOf(scene.target)).toEqual(contentOf(scene.source));
  });

  test('makes new groups, and keeps those that are dissolved unless told', async () => {
    scene = await openScene(from, to);
    const [gone = ''] = await makeGroups(scene, 2);
    const migration = await scene.open();
    await migrateAll(migration);
    await scene.source.provider.groups.create({
      id: 'later',
      name: 'Later',
      ownerId: 'owner',
      maxMembers: 100,
    });
    await scene.source.provider.groups.delete(gone);

    const kept = await migration.follow({ once: true });
    const names = scene.target.control.groups().map(({ name }) => name);
    await migration.follow({ once: true, deleteGroups: true });

    expect(names.sort()).toEqual(['Group 0', 'Group 1', 'Later']);
    expect(kept.findings).toMatchObject([{ kind: 'gone_at_source', unit: gone }]);
    expect(contentOf(scene.target)).toEqual(contentOf(scene.source));
  });

  test('a mark that comes while the group is read stays', async () => {
    scene = await openScene(from, to);
    const [id = ''] = await makeGroups(scene, 1);
    const first = await scene.open();
    await migrateAll(first);
    await first.close();
    const { provider } = scene.source;
    const eventful: GroupProvider = {
      ...provider,
      groups: {
        ...provider.groups,
        async getMany(ids, options) {
          await migration.mark(id);
          return provider.groups.getMany(ids, options);
        },
      },
    };
    const migration = await scene.open({ source: eventful });
    await migration.mark(id);

    const { dirty } = await migration.follow({ once: true });

    expect(dirty).toBe(1);
  });

  test('a group that could not be brought into line stays marked', async () => {
    scene = await openScene(from, to);
    const [id = ''] = await makeGroups(scene, 2);
    const migration = await scene.open();
    await migrateAll(migration);
    // A name that the target does not take: longer than any vendor's.
    const { provider } = scene.source;
    await migration.close();
    const unruly: GroupProvider = {
      ...provider,
      groups: {
        ...provider.groups,
        async getMany(ids, options) {
          const found = await provider.groups.getMany(ids, options);
          const group = found.get(id);
          if (group) found.set(id, { ...group, name: 'x'.repeat(200) });
          return found;
        },
      },
    };
    const again = await scene.open({ source: unruly });

    const { dirty, groups, failures } = await again.follow({ once: true });

    expect(groups).toMatchObject({ done: 1, failed: 1 });
    expect(failures).toMatchObject([{ group: id, code: 'invalid_argument' }]);
    expect(dirty).toBe(1);
  });

  test('writes nothing where nothing has changed', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 2);
    const migration = await scene.open();
    await migrateAll(migration);
    scene.target.control.clearJournal();

    await migration.follow({ once: true });

    expect(writesOf(scene.target)).toEqual([]);
  });
});
