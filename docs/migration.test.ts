import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GroupProvider } from '@imgroups/core';
import { toNodeHandler } from '@imgroups/core/node';
import type { EventHandlers } from '@imgroups/core/webhooks';
import { createEasemobProvider } from '@imgroups/easemob';
import { createEasemobWebhooks } from '@imgroups/easemob/webhooks';
import { type Emulator, startEmulator } from '@imgroups/emulator';
import type { FollowReport, Migration } from '@imgroups/jobs/migrate';
import { createTencentProvider } from '@imgroups/tencent';
import { createTencentWebhooks } from '@imgroups/tencent/webhooks';
import { afterAll, afterEach, expect, test } from 'vitest';
import { writeFilesOf } from './scripts/snippets.ts';

interface Guide {
  open(source: GroupProvider, target: GroupProvider, journal: string): Promise<Migration>;
  prepare(migration: Migration, path: string): Promise<boolean>;
  move(migration: Migration, idMap: string): Promise<boolean>;
  handlersOf(migration: Migration): EventHandlers;
  follow(migration: Migration, signal: AbortSignal): Promise<FollowReport>;
  switchOver(migration: Migration): Promise<boolean>;
  goBack(migration: Migration): Promise<number>;
}

const docs = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(`${docs}.migration-`);
let emulator: Emulator;

afterEach(() => emulator.close());
afterAll(() => rmSync(folder, { recursive: true }));

async function loadGuide(): Promise<Guide> {
  writeFilesOf('guide/migration.md', folder);
  const files = ['open', 'prepare', 'move', 'follow', 'switch'];
  return Object.assign(
    {},
    ...(await Promise.all(files.map((file) => import(`${folder}/src/${file}.ts`)))),
  );
}

const vendors = {
  tencent: {
    open: () => createTencentProvider(emulator.tencent),
    receive: (on: EventHandlers) =>
      createTencentWebhooks({ sdkAppId: emulator.tencent.sdkAppId, tokens: ['token'], on }),
  },
  easemob: {
    open: () => createEasemobProvider(emulator.easemob),
    receive: (on: EventHandlers) =>
      createEasemobWebhooks({ appKey: emulator.easemob.appKey, secrets: ['token'], on }),
  },
} as const;

const namesAt = (name: 'tencent' | 'easemob') =>
  emulator[name].control
    .groups()
    .map((group) => group.name)
    .sort();

test.each([
  ['tencent', 'easemob'],
  ['easemob', 'tencent'],
] as const)(
  'the migration of the guide moves from %s to %s, follows, switches and goes back',
  async (from, to) => {
    emulator = await startEmulator({ rateScale: 0 });
    const users = ['alice', 'bob', 'carol'];
    emulator[from].control.importAccounts(users);
    const source = vendors[from].open();
    const target = vendors[to].open();
    const group = await source.groups.create({ name: 'Chess', ownerId: 'alice', maxMembers: 100 });
    await source.members.add(group, ['bob']);
    const guide = await loadGuide();
    const journal = join(folder, `${from}.db`);
    const migration = await guide.open(source, target, journal);

    const isReady = await guide.prepare(migration, join(folder, 'plan.md'));
    const isMoved = await guide.move(migration, join(folder, 'ids.csv'));

    expect([isReady, isMoved]).toEqual([true, true]);
    expect(readFileSync(join(folder, 'plan.md'), 'utf8')).toContain('messages_not_moved');
    expect(readFileSync(join(folder, 'ids.csv'), 'utf8')).toContain(group.id);

    const webhooks = vendors[from].receive(guide.handlersOf(migration));
    const server = createServer(toNodeHandler(webhooks)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/im`;
    emulator[from].control.setWebhooks({
      url,
      ...(from === 'tencent' ? { token: 'token' } : { secret: 'token' }),
    } as never);
    const stop = new AbortController();
    const following = guide.follow(migration, stop.signal);
    await source.groups.update(group, { name: 'Chess club' });
    await expect.poll(() => namesAt(to)).toEqual(['Chess club']);
    stop.abort();
    const followed = await following;
    await source.members.add(group, ['carol']);
    const isSwitched = await guide.switchOver(migration);
    const [there] = emulator[to].control.groups();

    expect(followed.dirty).toBe(0);
    expect(isSwitched).toBe(true);
    expect(there?.members.map(({ userId }) => userId).sort()).toEqual(users);
    expect(there?.mutedAll).toBe(false);

    const deleted = await guide.goBack(migration);

    expect(deleted).toBe(1);
    expect(namesAt(to)).toEqual([]);
    expect(emulator[from].control.groups()[0]?.mutedAll).toBe(false);
    server.close();
    await migration.close();
    await Promise.all([source.close(), target.close()]);
  },
);
