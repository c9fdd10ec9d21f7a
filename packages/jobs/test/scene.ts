import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GroupProvider } from '@imgroups/core';
import type { Control, GroupView, ServerOptions } from '@imgroups/emulator';
import type { VendorName } from '@imgroups/emulator/registry';
import { entryOf, startVendor } from '@imgroups/testing/start-vendor';

/** An emulator of a vendor with a provider, and a folder for files. */
export interface Scene {
  readonly control: Control;
  readonly provider: GroupProvider;
  readonly open: (options?: object) => GroupProvider;
  readonly path: (name: string) => string;
  readonly close: () => Promise<void>;
}

const users: readonly string[] = Array.from({ length: 60 }, (_, index) => `user${index}`);

export async function openScene(vendor: VendorName, options: ServerOptions = {}): Promise<Scene> {
  const started = await startVendor(entryOf(vendor), options);
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-jobs-'));
  const retry = { baseDelay: 1, throttledDelay: 1, maxDelay: 4 };
  const provider = started.open({ retry });
  started.control.importAccounts(['owner', ...users]);
  return {
    control: started.control,
    provider,
    open: (more) => started.open({ retry, ...more }),
    path: (name) => join(folder, name),
    async close() {
      await provider.close();
      await started.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Makes groups with everything that a snapshot has. */
export async function makeGroups({ provider }: Scene, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const group = await provider.groups.create({
      id: `group${index + 10}`,
      name: `Group ${index}`,
      ownerId: 'owner',
      description: `About ${index}`,
      maxMembers: 100,
      joinPolicy: 'approval',
    });
    const members = users.slice(0, 5 + index);
    (await provider.members.add(group, [...members, 'user59'])).throwIfFailed();
    (await provider.members.setRole(group, members.slice(0, 1), 'admin')).throwIfFailed();
    (await provider.mutes.add(group, members.slice(1, 3), 'permanent')).throwIfFailed();
    (await provider.mutes.add(group, members.slice(3, 4), { seconds: 86_400 })).throwIfFailed();
    (await provider.blacklist.add(group, ['user59'])).throwIfFailed();
    await provider.groups.setAnnouncement(group, `Hello ${index}`);
    if (index % 2 === 0) await provider.mutes.muteAll(group);
  }
}

/** The groups without ids and times, which an import makes anew. */
export function contentOf(groups: readonly GroupView[]): readonly object[] {
  return groups
    .map(({ name, description, announcement, ownerId, mutedAll, maxMembers, ...lists }) => ({
      ...{ name, description, announcement, ownerId, mutedAll, maxMembers },
      members: lists.members.map(({ userId, role }) => `${userId} ${role}`).sort(),
      // A mute that is made anew ends within a second of the old one.
      mutes: lists.mutes.map(({ userId, until }) => `${userId} ${until.slice(0, 15)}`).sort(),
      blacklist: lists.blacklist.map(({ userId }) => userId).sort(),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
