import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { GroupProvider } from '@imgroups/core';
import type { EventHandlers } from '@imgroups/core/webhooks';
import { createEasemobProvider } from '@imgroups/easemob';
import { createEasemobWebhooks } from '@imgroups/easemob/webhooks';
import { type Emulator, startEmulator } from '@imgroups/emulator';
import { createTencentProvider } from '@imgroups/tencent';
import { createTencentWebhooks } from '@imgroups/tencent/webhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../packages/testing/src/random.ts';
import { writeFilesOf } from './scripts/snippets.ts';

interface GroupCopy {
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly on: EventHandlers;
  readonly sweep: () => Promise<void>;
}

interface Sent {
  readonly url: string;
  readonly body: string;
}

const docs = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(`${docs}.group-copy-`);
const token = 'token';
let emulator: Emulator;
let server: Server;
let url: string;
let sent: Sent[] = [];

beforeAll(async () => {
  emulator = await startEmulator({ rateScale: 0 });
  // Takes the callbacks in place of the receiver, which gets them as the test sees fit.
  server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    sent.push({ url: `http://localhost${request.url}`, body: String(Buffer.concat(chunks)) });
    response.end('{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/im`;
});
afterAll(async () => {
  await emulator.close();
  server.close();
  rmSync(folder, { recursive: true });
});

async function loadCopy(page: string, provider: GroupProvider): Promise<GroupCopy> {
  const files = `${folder}/${page.replaceAll('/', '-')}`;
  writeFilesOf(page, files);
  const module = (await import(`${files}/src/group-copy.ts`)) as {
    createGroupCopy(provider: GroupProvider): GroupCopy;
  };
  return module.createGroupCopy(provider);
}

const vendors = {
  tencent: {
    open: () => createTencentProvider(emulator.tencent),
    tell: () => emulator.tencent.control.setWebhooks({ url, token }),
    receive: (on: EventHandlers) =>
      createTencentWebhooks({ sdkAppId: emulator.tencent.sdkAppId, tokens: [token], on }),
  },
  easemob: {
    open: () => createEasemobProvider(emulator.easemob),
    tell: () => emulator.easemob.control.setWebhooks({ url, secret: token }),
    receive: (on: EventHandlers) =>
      createEasemobWebhooks({ appKey: emulator.easemob.appKey, secrets: [token], on }),
  },
} as const;

const users = ['alice', 'bob', 'carol', 'dave', 'erin'];

describe.each(['tencent', 'easemob'] as const)('the copy of the groups of %s', (name) => {
  const { open, tell, receive } = vendors[name];

  test.each([
    ['guide/webhooks.md', 1, 0],
    ['guide/webhooks.md', 2, 0.3],
    ['guide/webhooks.md', 3, 0.6],
    ['zh/guide/webhooks.md', 4, 0.3],
  ])('in %s equals the vendor (seed %i, %f dropped)', async (page, seed, dropped) => {
    const random = createRandom(seed);
    const { control } = emulator[name];
    control.reset();
    control.importAccounts(users);
    tell();
    const provider: GroupProvider = open();
    const copy = await loadCopy(page, provider);
    const webhooks = receive(copy.on);
    sent = [];
    const groups: string[] = [];

    /** Makes the changes since then, with some callbacks dropped, doubled, and in any order. */
    async function deliver(): Promise<void> {
      await control.deliveries.settled();
      const kept = sent.splice(0).filter(() => !random.chance(dropped));
      const doubled = kept.flatMap((each) => (random.chance(0.3) ? [each, each] : [each]));
      const shuffled = random.sample(doubled, doubled.length);
      const answers = shuffled.map(({ url: to, body }) =>
        webhooks.fetch(new Request(to, { method: 'POST', body })),
      );
      for (const { status } of await Promise.all(answers)) expect(status).toBe(200);
    }

    function stateOf(): ReadonlyMap<string, readonly string[]> {
      const entries = control.groups().map(({ id, members }) => {
        return [id, members.map(({ userId }) => userId).sort()] as const;
      });
      return new Map(entries);
    }

    function copied(): ReadonlyMap<string, readonly string[]> {
      return new Map([...copy.members].map(([id, userIds]) => [id, [...userIds].sort()]));
    }

    for (let step = 0; step < 40; step += 1) {
      const id = groups.length > 0 ? random.pick(groups) : undefined;
      const userId = random.pick(users.slice(1));
      const what = random.below(10);
      if (id === undefined || what < 2) {
        groups.push((await provider.groups.create({ name: 'G', ownerId: 'alice' })).id);
      } else if (what < 6) await provider.members.add(id, [userId]);
      else if (what < 9) await provider.members.remove(id, [userId]);
      else {
        await provider.groups.delete(id);
        groups.splice(groups.indexOf(id), 1);
      }
      if (random.chance(0.3)) await deliver();
    }
    await deliver();
    if (dropped === 0) expect(copied()).toEqual(stateOf());
    await copy.sweep();
    await provider.close();

    expect(stateOf().size).toBeGreaterThan(0);
    expect(copied()).toEqual(stateOf());
  });
});
