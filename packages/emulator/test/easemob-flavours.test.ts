import { createEasemobProvider, type EasemobProvider, type Flavour } from '@imgroups/easemob';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EasemobEmulator, startEasemobEmulator } from '../src/vendors/easemob/index.ts';

const flavours: readonly Flavour[] = ['modern', 'legacy'];

/** Older and newer clients at once, on services that follow the newest pages or the older guide. */
describe.each(['newest', 'guide'] as const)('under the %s rules', (rules) => {
  let emulator: EasemobEmulator;
  let providers: Readonly<Record<Flavour, EasemobProvider>>;

  beforeAll(async () => {
    emulator = await startEasemobEmulator({ rules, rateScale: 0 });
    providers = {
      modern: createEasemobProvider({ ...emulator }),
      legacy: createEasemobProvider({ ...emulator, flavour: 'legacy' }),
    };
  });
  beforeEach(() => {
    emulator.control.reset();
    emulator.control.importAccounts(['alice', 'bob', 'carol', 'dave']);
  });
  afterAll(() => emulator.close());

  const create = (flavour: Flavour) =>
    providers[flavour].groups.create({
      name: `of ${flavour}`,
      ownerId: 'alice',
      description: 'x',
      joinPolicy: 'approval',
    });

  test.each(flavours)('a group of a %s client is the same to every client', async (flavour) => {
    const { id } = await create(flavour);

    const groups = await Promise.all(flavours.map((reader) => providers[reader].groups.get(id)));

    for (const group of groups) {
      expect(group).toMatchObject({
        id,
        name: `of ${flavour}`,
        description: 'x',
        ownerId: 'alice',
        joinPolicy: 'approval',
        memberCount: 1,
      });
    }
  });

  test('clients of both flavours work on one group side by side', async () => {
    const group = await create('modern');

    const added = await Promise.all([
      providers.modern.members.add(group, ['bob']),
      providers.legacy.members.add(group, ['carol', 'dave']),
    ]);
    const muted = await Promise.all([
      providers.modern.mutes.add(group, ['bob'], { seconds: 60 }),
      providers.legacy.mutes.add(group, ['carol'], { seconds: 60 }),
    ]);
    await providers.legacy.blacklist.add(group, ['dave']);

    expect([...added, ...muted].every(({ ok }) => ok)).toBe(true);
    for (const { members, mutes, blacklist } of Object.values(providers)) {
      const listed = await members.list(group).toArray({ maxItems: 10 });
      expect(new Set(listed.map(({ userId }) => userId))).toEqual(
        new Set(['alice', 'bob', 'carol']),
      );
      const silent = await mutes.list(group).toArray({ maxItems: 10 });
      expect(new Set(silent.map(({ userId }) => userId))).toEqual(new Set(['bob', 'carol']));
      const blocked = await blacklist.list(group).toArray({ maxItems: 10 });
      expect(blocked).toMatchObject([{ userId: 'dave', until: 'permanent' }]);
    }
  });

  test.each(flavours)('a %s client lists the groups of both', async (flavour) => {
    const made = await Promise.all(flavours.map(create));
    const ids = new Set(made.map(({ id }) => id));

    const all = await providers[flavour].groups.list().toArray({ maxItems: 10 });
    const joined = await providers[flavour].groups.listJoined('alice').toArray({ maxItems: 10 });

    expect(new Set(all.map(({ id }) => id))).toEqual(ids);
    expect(new Set(joined.map(({ id }) => id))).toEqual(ids);
    expect(all.map(({ ownerId }) => ownerId)).toEqual(['alice', 'alice']);
  });

  test.each(flavours)('a %s client updates the group of the other', async (flavour) => {
    const other = flavour === 'modern' ? 'legacy' : 'modern';
    const { id } = await create(other);

    await providers[flavour].groups.update(id, { name: 'renamed', maxMembers: 300 });

    expect(await providers[other].groups.get(id)).toMatchObject({
      name: 'renamed',
      maxMembers: 300,
    });
  });
});
