import { registry } from '@imgroups/emulator/registry';
import { type SyncedGroup, syncGroups, type WantedGroup } from '@imgroups/jobs';
import { failureOf } from '@imgroups/testing/failure-of';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openScene, type Scene } from './scene.ts';

const names = registry.map(({ vendor }) => vendor.name);

const wanted: readonly WantedGroup[] = [
  {
    key: 'rd',
    name: 'Research',
    ownerId: 'owner',
    joinPolicy: 'closed',
    description: 'department:rd',
    members: ['user1', 'user2', 'user3'],
    admins: ['user1'],
  },
  { key: 'sales', name: 'Sales', ownerId: 'owner', members: ['user4'] },
];

describe.each(names)('wanted groups of %s', (vendor) => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openScene(vendor);
  });
  afterEach(() => scene.close());

  function members(name: string): readonly string[] {
    const group = scene.control.groups().find((each) => each.name === name);
    return group ? group.members.map(({ userId, role }) => `${userId} ${role}`).sort() : [];
  }

  async function sync(groups: readonly WantedGroup[], options: object = {}) {
    const synced: SyncedGroup[] = [];
    const onGroup = (group: SyncedGroup): void => void synced.push(group);
    const report = await syncGroups(scene.provider, groups, {
      journal: scene.path('sync.db'),
      settleTime: 0,
      onGroup,
      ...options,
    });
    return { report, synced };
  }

  test('are made, and left alone when they are in step', async () => {
    const first = await sync(wanted);
    scene.control.clearJournal();
    const second = await sync(wanted);

    const writes = scene.control.journal().filter(({ changes }) => changes.length > 0);
    expect(first.report).toMatchObject({ status: 'complete', groups: { done: 2 } });
    expect(members('Research')).toEqual([
      'owner owner',
      'user1 admin',
      'user2 member',
      'user3 member',
    ]);
    const descriptions = scene.control.groups().map(({ description }) => description);
    expect(descriptions.toSorted()).toEqual(['', 'department:rd']);
    expect(second.report).toMatchObject({ status: 'complete', revision: 2 });
    expect(writes).toEqual([]);
  });

  test('get back what was changed by hand', async () => {
    await sync(wanted);
    const [group] = scene.control.groups().filter(({ name }) => name === 'Research');
    const id = group?.id ?? '';
    await scene.provider.members.add(id, ['user9']);
    await scene.provider.members.remove(id, ['user3']);
    await scene.provider.members.setRole(id, ['user1'], 'member');
    await scene.provider.groups.update(id, { name: 'Renamed by hand' });

    const { synced } = await sync(wanted);

    const [research] = synced.filter(({ wanted: { key } }) => key === 'rd');
    expect(research).toMatchObject({
      isNew: false,
      changed: ['name'],
      plan: { add: ['user3'], remove: ['user9'], promote: ['user1'], demote: [] },
    });
    expect(members('Research')).toHaveLength(4);
  });

  test('are only planned in a dry run, which the next run carries out', async () => {
    const { report, synced } = await sync(wanted, { dryRun: true });
    const after = scene.control.groups();
    const applied = await sync(wanted);

    expect(after).toEqual([]);
    expect(report.status).toBe('complete');
    expect(synced.map(({ isNew, plan }) => [isNew, plan.add.length])).toEqual([
      [true, 3],
      [true, 1],
    ]);
    expect(applied.report.status).toBe('complete');
    expect(scene.control.groups()).toHaveLength(2);
  });

  test('are found by the caller where the journal does not know them', async () => {
    await sync(wanted);
    const ids = new Map(scene.control.groups().map(({ name, id }) => [name, id]));

    await sync(wanted, {
      journal: ':memory:',
      find: async ({ name }: WantedGroup) => ids.get(name),
    });

    expect(scene.control.groups()).toHaveLength(2);
  });

  test('whose user has no account are made without that user, who is a finding', async () => {
    const [first] = wanted;
    if (!first) throw new Error('no group');

    const { report, synced } = await sync([{ ...first, members: ['user1', 'nobody'] }]);

    expect(synced[0]?.failed).toMatchObject([{ userId: 'nobody' }]);
    expect(report.findings).toMatchObject([{ kind: 'user_failed', userId: 'nobody' }]);
    expect(members('Research')).toHaveLength(2);
  });

  test('of which two have one key are refused before anything is written', async () => {
    const [first] = wanted;

    const error = await failureOf(sync([...wanted, { ...first, name: 'Twice' } as WantedGroup]));

    expect(error.message).toContain('wanted[2].key: rd is there twice');
    expect(scene.control.groups()).toEqual([]);
  });
});
