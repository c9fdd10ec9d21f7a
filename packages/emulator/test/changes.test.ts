import { createEasemobProvider } from '@imgroups/easemob';
import { createTencentProvider } from '@imgroups/tencent';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../src/index.ts';

const emulator: Emulator = await startEmulator({ rateScale: 0 });
const vendors = [
  {
    name: 'tencent',
    control: emulator.tencent.control,
    provider: createTencentProvider(emulator.tencent),
    actor: { kind: 'server', id: 'administrator' },
  },
  {
    name: 'easemob',
    control: emulator.easemob.control,
    provider: createEasemobProvider(emulator.easemob),
    actor: { kind: 'server' },
  },
] as const;

afterAll(async () => {
  for (const { provider } of vendors) await provider.close();
  await emulator.close();
});

describe.each(vendors)('on $name', ({ control, provider, actor }) => {
  beforeEach(() => {
    control.reset();
    control.importAccounts(['alice', 'bob', 'carol']);
  });

  /** Returns the changes by requests since the last call of this, without the vendor's own changes. */
  function newChanges() {
    const changes = control.journal().flatMap((entry) => entry.changes);
    control.clearJournal();
    return changes.flatMap(({ type, ...change }) =>
      type === 'vendor' ? [] : [[type, change.data]],
    );
  }

  async function createGroup() {
    const group = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
    newChanges();
    return group;
  }

  test('a request tells what it changed, and on whose behalf', async () => {
    const { id } = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });

    const [entry] = control.journal().filter(({ endpoint }) => endpoint === 'createGroup');

    expect(entry?.changes).toEqual([
      {
        number: expect.any(Number),
        at: expect.any(String),
        request: entry?.number,
        actor,
        type: 'group.created',
        groupId: id,
        data: { name: 'Chess', ownerId: 'alice', userIds: [] },
      },
    ]);
  });

  test('members who come, rise and go are told', async () => {
    const group = await createGroup();

    await provider.members.add(group, ['bob', 'carol']);
    await provider.members.setRole(group, ['bob'], 'admin');
    await provider.members.remove(group, ['carol']);

    expect(newChanges()).toEqual([
      ['members.joined', { userIds: ['bob', 'carol'], how: 'added' }],
      ['members.roleChanged', { userIds: ['bob'], role: 'admin' }],
      ['members.left', { userIds: ['carol'], how: 'removed' }],
    ]);
  });

  test('mutes and the blacklist are told with their ends', async () => {
    const group = await createGroup();
    await provider.members.add(group, ['bob', 'carol']);
    newChanges();

    await provider.mutes.add(group, ['bob'], 'permanent');
    await provider.mutes.remove(group, ['bob']);
    await provider.blacklist.add(group, ['carol'], 'permanent');
    await provider.blacklist.remove(group, ['carol']);

    expect(newChanges()).toEqual([
      ['mutes.added', { userIds: ['bob'], until: 'permanent' }],
      ['mutes.removed', { userIds: ['bob'] }],
      ['members.left', { userIds: ['carol'], how: 'blacklisted' }],
      ['blacklist.added', { userIds: ['carol'], until: 'permanent' }],
      ['blacklist.removed', { userIds: ['carol'] }],
    ]);
  });

  test('a changed profile is told field by field', async () => {
    const group = await createGroup();
    await provider.members.add(group, ['bob']);
    newChanges();

    await provider.groups.update(group, { name: 'Go', description: 'Two players' });
    await provider.groups.setAnnouncement(group, 'Tonight');
    await provider.mutes.muteAll(group);
    await provider.groups.transfer(group, 'bob');
    await provider.groups.delete(group);

    expect(newChanges()).toEqual([
      ['group.updated', { changed: { name: 'Go', description: 'Two players' } }],
      ['group.announcementChanged', { text: 'Tonight' }],
      ['group.muteAllChanged', { mutedAll: true }],
      ['group.transferred', { oldOwnerId: 'alice', newOwnerId: 'bob' }],
      ['group.deleted', { userIds: ['alice', 'bob'] }],
    ]);
  });

  test('a request that changes nothing tells nothing', async () => {
    const group = await createGroup();
    await provider.members.add(group, ['bob']);
    newChanges();

    await provider.members.add(group, ['bob']);
    await provider.groups.update(group, { name: 'Chess' });
    await provider.mutes.remove(group, ['bob']);
    await provider.members.list(group).toArray({ maxItems: 10 });

    expect(newChanges()).toEqual([]);
  });

  test('what a lost answer changed is told', async () => {
    const group = await createGroup();
    control.addFault({ kind: 'reset-after', times: 1 });

    await provider.groups.setAnnouncement(group, 'Tonight');

    expect(newChanges()).toContainEqual(['group.announcementChanged', { text: 'Tonight' }]);
  });

  test('the groups can be asked for in neutral words', async () => {
    const group = await createGroup();
    await provider.members.add(group, ['bob', 'carol']);
    await provider.members.setRole(group, ['bob'], 'admin');
    await provider.mutes.add(group, ['bob'], 'permanent');
    await provider.blacklist.add(group, ['carol'], 'permanent');

    expect(control.groups()).toMatchObject([
      {
        id: group.id,
        kind: 'standard',
        name: 'Chess',
        ownerId: 'alice',
        mutedAll: false,
        members: [
          { userId: 'alice', role: 'owner' },
          { userId: 'bob', role: 'admin' },
        ],
        mutes: [{ userId: 'bob', until: 'permanent' }],
        blacklist: [{ userId: 'carol', until: 'permanent' }],
      },
    ]);
  });
});

test('both vendors give a group the same fields, over HTTP as well', async () => {
  const fields = await Promise.all(
    vendors.map(async ({ control, provider, name }) => {
      control.reset();
      control.importAccounts(['alice']);
      await provider.groups.create({ name: 'Chess', ownerId: 'alice', avatarUrl: 'https://a.b/c' });
      const response = await fetch(`${emulator[name].baseUrl}/_emulator/groups`);
      const { groups } = (await response.json()) as { groups: [object] };
      return Object.keys(groups[0]);
    }),
  );

  expect(fields[0]).toEqual(fields[1]);
});

test('an emulator is spread as the options of a client', () => {
  const { tencent, easemob } = emulator;

  expect([Object.keys(tencent), Object.keys(easemob)]).toEqual([
    ['baseUrl', 'sdkAppId', 'secretKey', 'administrator'],
    ['baseUrl', 'appKey', 'clientId', 'clientSecret'],
  ]);
});
