import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GroupProvider } from '@imgroups/core';
import type { Control, GroupView, JournalEntry } from '@imgroups/emulator';
import type { VendorName } from '@imgroups/emulator/registry';
import { type Migration, type MigrationOptions, openMigration } from '@imgroups/jobs/migrate';
import { entryOf, startVendor } from '@imgroups/testing/start-vendor';

/** The two ways between the vendors that a migration knows. */
export const directions = [
  { from: 'tencent', to: 'easemob' },
  { from: 'easemob', to: 'tencent' },
] as const;

/** The parts of a vendor that a test fills and inspects. */
interface Content {
  readonly control: Control;
  readonly provider: GroupProvider;
}

interface Side extends Content {
  readonly open: (options?: object) => GroupProvider;
}

/** Two emulators of different vendors, and a migration from one to the other. */
export interface Scene {
  readonly source: Side;
  readonly target: Side;
  readonly path: (name: string) => string;
  /** Opens the migration; again for another phase, or with other rules. */
  readonly open: (options?: Partial<MigrationOptions>) => Promise<Migration>;
  readonly close: () => Promise<void>;
}

export const users: readonly string[] = Array.from({ length: 40 }, (_, index) => `user${index}`);

export async function openScene(from: VendorName, to: VendorName): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-migration-'));
  const source = await startSide(from);
  const target = await startSide(to);
  const opened: Migration[] = [];
  const path = (name: string): string => join(folder, name);
  return {
    source,
    target,
    path,
    async open(options) {
      const migration = await openMigration({
        source: source.provider,
        target: target.provider,
        journal: path('migration.db'),
        settleTime: 100,
        rules: { onAccountMissing: 'create' },
        ...options,
      });
      opened.push(migration);
      return migration;
    },
    async close() {
      for (const migration of opened) await migration.close();
      await Promise.all([source.close(), target.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}

async function startSide(name: VendorName) {
  const started = await startVendor(entryOf(name));
  const retry = { baseDelay: 1, throttledDelay: 1, maxDelay: 4 };
  const provider = started.open({ retry });
  return {
    control: started.control,
    provider,
    open: (more: object = {}) => started.open({ retry, ...more }),
    async close() {
      await provider.close();
      await started.close();
    },
  };
}

/** Makes groups at the source with everything that the neutral model has. */
export async function makeGroups(
  { source, target }: Readonly<Record<'source' | 'target', Content>>,
  count: number,
): Promise<readonly string[]> {
  const { provider, control } = source;
  control.importAccounts(['owner', 'other', ...users]);
  // Some have an account at the target already.
  target.control.importAccounts(users.slice(20));
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const group = await provider.groups.create({
      id: `group${index + 10}`,
      name: `Group ${index}`,
      ownerId: 'owner',
      description: `About ${index}`,
      maxMembers: 100,
      joinPolicy: 'approval',
    });
    ids.push(group.id);
    const members = users.slice(0, 5 + (index % 20));
    (await provider.members.add(group, [...members, 'other', 'user39'])).throwIfFailed();
    (await provider.members.setRole(group, members.slice(0, 1), 'admin')).throwIfFailed();
    (await provider.mutes.add(group, members.slice(1, 2), 'permanent')).throwIfFailed();
    (await provider.mutes.add(group, members.slice(3, 4), { seconds: 86_400 })).throwIfFailed();
    (await provider.blacklist.add(group, ['user39'])).throwIfFailed();
    await provider.groups.setAnnouncement(group, `Hello ${index}`);
    if (index % 2 === 0) await provider.mutes.muteAll(group);
  }
  return ids;
}

/** The groups in a form that is the same at both vendors, without ids and times. */
export function contentOf({ control }: Pick<Content, 'control'>): readonly object[] {
  return control.groups().map(contentOfGroup).sort(byName);
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}

function contentOfGroup(group: GroupView) {
  const { name, description, announcement, ownerId, mutedAll, maxMembers, ...lists } = group;
  const members = new Set(lists.members.map(({ userId }) => userId));
  const mutes = lists.mutes.filter(({ userId }) => members.has(userId));
  return {
    ...{ name, description, announcement, ownerId, mutedAll, maxMembers },
    members: lists.members.map(({ userId, role }) => `${userId} ${role}`).sort(),
    // A mute that is made anew ends within a second of the old one; the day is enough.
    // A mute outlives the membership, and not every vendor mutes those who are no members.
    mutes: mutes.map(({ userId, until }) => `${userId} ${until.slice(0, 4)}`).sort(),
    blacklist: lists.blacklist.map(({ userId }) => userId).sort(),
  };
}

/** Requests that changed something at an emulator, but for tokens. */
export function writesOf({ control }: Side): readonly JournalEntry[] {
  return control
    .journal({ limit: 100_000 })
    .filter(({ changes, endpoint }) => changes.length > 0 && endpoint !== 'getAppToken');
}

/** The id of a group at the target. */
export async function targetIdOf(
  { path }: Scene,
  migration: Migration,
  source: string,
): Promise<string> {
  await migration.exportIdMap(path('ids.jsonl'), 'jsonl');
  const lines = readFileSync(path('ids.jsonl'), 'utf8').trim().split('\n');
  const found = lines.map((line) => JSON.parse(line)).find((pair) => pair.source === source);
  return found.target;
}

/** Takes the inventory, plans and applies. */
export async function migrateAll(migration: Migration): Promise<void> {
  await migration.inventory();
  await migration.plan();
  const report = await migration.apply();
  if (report.status !== 'complete') throw new Error(JSON.stringify(report, undefined, 2));
}
