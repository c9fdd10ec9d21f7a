import {
  type GroupKind,
  type GroupProvider,
  groupKinds,
  type Operation,
  operations,
  unlimited,
} from '@imgroups/core/adapter';
import { type Emulator, startEmulator } from '@imgroups/emulator';
import { registry } from '@imgroups/emulator/registry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callsOf } from './vendors.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ rateScale: 0 });
});
afterAll(() => emulator.close());

/** Options with which a provider calls other endpoints for the same operation. */
const variants: Readonly<Record<string, readonly object[]>> = { easemob: [{ flavour: 'legacy' }] };

interface Scene {
  readonly provider: GroupProvider;
  readonly group: { readonly id: string; readonly kind: GroupKind };
  /** One member, or several: there may be an endpoint for each. */
  readonly members: readonly string[];
}

const runs: Readonly<Record<Operation, (scene: Scene) => Promise<unknown>>> = {
  'groups.create': ({ provider, group: { kind } }) =>
    provider.groups.create({ name: 'Go', ownerId: 'alice', kind }),
  check: ({ provider }) => provider.check(),
  'groups.ensure': ({ provider, group: { id, kind } }) =>
    provider.groups.ensure({ id: ownIdOf(id, kind), name: 'Go', ownerId: 'alice', kind }),
  'groups.get': ({ provider, group }) => provider.groups.get(group),
  'groups.getMany': ({ provider, group }) => provider.groups.getMany([group.id]),
  'groups.list': ({ provider }) => provider.groups.list().first(),
  'groups.listJoined': ({ provider }) => provider.groups.listJoined('alice').first(),
  'groups.update': ({ provider, group }) => provider.groups.update(group, { name: 'Shogi' }),
  'groups.getAnnouncement': ({ provider, group }) => provider.groups.getAnnouncement(group),
  'groups.setAnnouncement': ({ provider, group }) => provider.groups.setAnnouncement(group, 'Hi'),
  'groups.delete': ({ provider, group }) => provider.groups.delete(group),
  'groups.transfer': ({ provider, group }) => provider.groups.transfer(group, 'bob'),
  'members.list': ({ provider, group }) => provider.members.list(group).first(),
  'members.getRoles': ({ provider, group }) => provider.members.getRoles(group, ['alice', 'bob']),
  'members.add': ({ provider, group }) => provider.members.add(group, ['dave']),
  'members.remove': ({ provider, group, members }) => provider.members.remove(group, members),
  'members.setRole': async ({ provider, group }) => {
    await provider.members.setRole(group, ['bob'], 'admin');
    await provider.members.setRole(group, ['bob'], 'member');
  },
  'members.sync': async ({ provider, group, members }) => {
    const hasRoles = provider.capabilities['members.setRole'][group.kind] !== 'no';
    const roles = (role: 'admin' | 'member') => (hasRoles ? { roles: { bob: role } } : {});
    await provider.members.sync(group, ['bob', 'dave'], roles('admin'));
    await provider.members.sync(group, [...members, 'erin'], roles('member'));
    await provider.members.sync(group, ['bob']);
  },
  'mutes.add': ({ provider, group, members }) =>
    provider.mutes.add(group, members, { seconds: 60 }),
  'mutes.remove': ({ provider, group, members }) => provider.mutes.remove(group, members),
  'mutes.list': ({ provider, group }) => provider.mutes.list(group).first(),
  'mutes.muteAll': ({ provider, group }) => provider.mutes.muteAll(group),
  'mutes.unmuteAll': ({ provider, group }) => provider.mutes.unmuteAll(group),
  'blacklist.add': ({ provider, group, members }) => provider.blacklist.add(group, members),
  'blacklist.remove': ({ provider, group, members }) => provider.blacklist.remove(group, members),
  'blacklist.list': ({ provider, group }) => provider.blacklist.list(group).first(),
};

/** An id that is free, and may be an own id of this kind. */
function ownIdOf(id: string, kind: GroupKind): string {
  return `${kind === 'community' ? '@TGS#_' : ''}own${id.replaceAll(/\W/g, '')}`;
}

/** Calls without which an operation has no effect. */
const preparations: Partial<typeof runs> = {
  'blacklist.remove': ({ provider, group, members }) => provider.blacklist.add(group, members),
};

/** Kinds of group that the vendor has and that take the operation. */
function kindsOf({ capabilities }: GroupProvider, operation: Operation): readonly GroupKind[] {
  return groupKinds.filter(
    (kind) =>
      capabilities['groups.create'][kind] !== 'no' && capabilities[operation][kind] !== 'no',
  );
}

describe.each(registry)('$vendor.name', ({ vendor, emulator: { providerOptions } }) => {
  const { name, createProvider } = vendor;

  /** Returns the calls of an operation in every kind of group and with every provider, when nothing fails. */
  async function seenIn(operation: Operation): Promise<ReadonlySet<string>> {
    const { control } = emulator[name];
    const seen = new Set<string>();
    for (const options of [{}, ...(variants[name] ?? [])]) {
      const provider = createProvider({
        ...emulator[name],
        ...providerOptions,
        ...options,
        limiter: unlimited,
      });
      for (const kind of kindsOf(provider, operation)) {
        for (const members of [['bob'], ['bob', 'carol']]) {
          const scene = { provider, members, group: await groupOf(provider, kind) };
          await preparations[operation]?.(scene);
          control.clearJournal();
          await runs[operation](scene);
          for (const { endpoint } of control.journal()) if (endpoint) seen.add(endpoint);
        }
      }
    }
    seen.delete('getAppToken');
    return seen;
  }

  /** A group of the kind with bob and carol in it. */
  async function groupOf(provider: GroupProvider, kind: GroupKind): Promise<Scene['group']> {
    emulator[name].control.reset();
    emulator[name].control.importAccounts(['alice', 'bob', 'carol', 'dave', 'erin']);
    const group = await provider.groups.create({ name: 'Chess', ownerId: 'alice', kind });
    if (kind !== 'livestream') await provider.members.add(group, ['bob', 'carol']);
    return group;
  }

  test.each(operations)('%s calls what the table says', async (operation) => {
    const seen = await seenIn(operation);

    expect([...seen].sort()).toEqual([...callsOf(vendor, operation)].sort());
  });
});
