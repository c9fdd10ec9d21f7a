import { registry } from '@imgroups/emulator/registry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from './command.ts';
import { type Scene, startScenes } from './scene.ts';

const emulators = await startScenes();
afterAll(() => emulators.close());

function linesOf(output: string): readonly Record<string, unknown>[] {
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

describe.each(registry.map(({ vendor }) => vendor.name))('on %s', (name) => {
  const { provider, environment, createGroup } = emulators.scenes[name] as Scene;
  const imgroups = (args: readonly string[], input?: string) => run(args, { environment, input });
  let group: string;
  beforeAll(async () => {
    group = await createGroup(['bob', 'carol']);
  });

  test('groups are listed, one line of JSON each', async () => {
    const { code, output } = await imgroups(['groups', 'list']);

    expect(code).toBe(0);
    expect(linesOf(output).map(({ id }) => id)).toContain(group);
  });

  test('a group is created, read, updated, given an announcement, transferred and deleted', async () => {
    const created = await imgroups(['groups', 'create', '--name', 'Go', '--owner', 'alice']);
    const id = String(linesOf(created.output)[0]?.id);
    const updated = await imgroups(['groups', 'update', id, '--name', 'Baduk']);
    const announced = await imgroups(['groups', 'announcement', id, '--set', 'Sunday at ten']);
    const [announcement] = linesOf((await imgroups(['groups', 'announcement', id])).output);
    await provider.members.add(id, ['bob']);
    const transferred = await imgroups(['groups', 'transfer', id, 'bob', '--yes']);
    const [read] = linesOf((await imgroups(['groups', 'get', id])).output);
    const deleted = await imgroups(['groups', 'delete', id, '--yes']);
    const gone = await imgroups(['groups', 'get', id]);

    expect([updated, announced, transferred, deleted].map(({ code }) => code)).toEqual([
      0, 0, 0, 0,
    ]);
    expect(announcement).toEqual({ groupId: id, announcement: 'Sunday at ten' });
    expect(read).toMatchObject({ id, name: 'Baduk', ownerId: 'bob' });
    expect([gone.code, gone.errors]).toEqual([4, expect.stringContaining('group_not_found')]);
  });

  test('members are added, made admins, listed and removed', async () => {
    const added = await imgroups(['members', 'add', group, 'dave', 'nobody-there']);
    const promoted = await imgroups(['members', 'role', group, 'admin', 'bob']);
    const listed = await imgroups(['members', 'list', group]);
    const removed = await imgroups(['members', 'remove', group, 'dave', '--yes']);

    expect(added.code).toBe(3);
    expect(linesOf(added.output)).toEqual([
      expect.objectContaining({ userId: 'dave', status: 'done' }),
      expect.objectContaining({
        userId: 'nobody-there',
        status: 'failed',
        reason: 'user_not_found',
      }),
    ]);
    expect([promoted.code, removed.code]).toEqual([0, 0]);
    expect(
      linesOf(listed.output)
        .map(({ userId, role }) => `${userId} ${role}`)
        .sort(),
    ).toEqual(['alice owner', 'bob admin', 'carol member', 'dave member']);
  });

  test('members are muted, and let speak again, one by one and all', async () => {
    const muted = await imgroups(['mutes', 'add', group, 'carol', '--for', '10m']);
    const listed = await imgroups(['mutes', 'list', group]);
    const unmuted = await imgroups(['mutes', 'remove', group, 'carol']);
    const all = await imgroups(['mutes', 'all', group, 'on', '--yes']);
    const { mutedAll } = await provider.groups.get(group);
    const none = await imgroups(['mutes', 'all', group, 'off', '--yes']);

    expect([muted, unmuted, all, none].map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(linesOf(listed.output)).toEqual([
      { userId: 'carol', until: expect.stringMatching(/^\d{4}-/) },
    ]);
    expect(mutedAll).toBe(true);
  });

  test('users are put on the blacklist and taken off it', async () => {
    const id = await createGroup(['bob']);

    const banned = await imgroups(['blacklist', 'add', id, 'bob', '--yes']);
    const listed = await imgroups(['blacklist', 'list', id]);
    const lifted = await imgroups(['blacklist', 'remove', id, 'bob']);

    expect([banned.code, lifted.code]).toEqual([0, 0]);
    expect(linesOf(listed.output)).toEqual([{ userId: 'bob', until: 'permanent' }]);
  });

  test('a sync plans first, then adds and removes', async () => {
    const id = await createGroup(['bob', 'carol']);

    const planned = await imgroups(['members', 'sync', id, 'carol', 'dave', '--dry-run']);
    const synced = await imgroups(['members', 'sync', id, '--yes'], 'carol\ndave\n');
    const members = await provider.members.list(id).toArray({ maxItems: 10 });

    expect(linesOf(planned.output)).toEqual([
      { userId: 'bob', status: 'planned', change: 'remove' },
      { userId: 'dave', status: 'planned', change: 'add' },
    ]);
    expect(synced.code).toBe(0);
    expect(members.map(({ userId }) => userId).sort()).toEqual(['alice', 'carol', 'dave']);
  });
});
