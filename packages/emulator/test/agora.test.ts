import { serve } from '@hono/node-server';
import {
  type AgoraChatProvider,
  createAgoraChatProvider,
  createAgoraChatToken,
} from '@imgroups/easemob/agora';
import { createAgoraChatWebhooks, type GroupEvent } from '@imgroups/easemob/agora/webhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AgoraEmulator, startAgoraEmulator } from '../src/vendors/agora/index.ts';

const otherCertificate = '00000000000000000000000000000000';

let emulator: AgoraEmulator;
let provider: AgoraChatProvider;

beforeEach(async () => {
  emulator = await startAgoraEmulator({ accounts: ['alice', 'bob'], rateScale: 0 });
  provider = createAgoraChatProvider({ ...emulator, customGroupIds: true });
});
afterEach(async () => {
  await provider.close();
  await emulator.close();
});

/** A request without an SDK, below the app. */
async function send(method: string, path: string, token: string | undefined, body?: unknown) {
  const response = await fetch(`${emulator.baseUrl}/app-id/${emulator.appId}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

function tokenOf(userId: string, more: object = {}): Promise<string> {
  const { appId, appCertificate } = emulator;
  return createAgoraChatToken({ appId, appCertificate, userId, expireSeconds: 60, ...more });
}

describe('a token', () => {
  test('of a user lets the user do what users may do, and no more', async () => {
    const { id } = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });

    const ofOwner = await send('POST', `/chatgroups/${id}/users/bob`, await tokenOf('alice'));
    const ofMember = await send('DELETE', `/chatgroups/${id}/users/alice`, await tokenOf('bob'));

    expect(ofOwner.status).toBe(200);
    expect(ofMember.status).toBe(401);
  });

  test('is good until it runs out by the clock of the emulator', async () => {
    const now = () => Date.now();
    const token = await tokenOf('alice', { now });
    const { id } = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });

    const before = await send('GET', `/chatgroups/${id}`, token);
    emulator.control.advanceClock(61);
    const after = await send('GET', `/chatgroups/${id}`, token);

    expect([before.status, after.status]).toEqual([200, 401]);
    expect(after.body.error_description).toContain('expired');
  });

  test.each<[string, () => Promise<string | undefined>]>([
    ['made with another certificate', () => tokenOf('alice', { appCertificate: otherCertificate })],
    ['of another app', () => tokenOf('alice', { appId: otherCertificate })],
    ['of the older generation', async () => 'YWMt-of-easemob'],
    ['that is missing', async () => undefined],
  ])('%s is refused', async (_, make) => {
    const { status } = await send('GET', '/chatgroups', await make());

    expect(status).toBe(401);
  });

  test('cannot be asked for: the service has no such call', async () => {
    const { status } = await send('POST', '/token', await tokenOf('alice'), {
      grant_type: 'client_credentials',
    });

    expect(status).toBeGreaterThanOrEqual(400);
    expect(emulator.control.journal()[0]?.endpoint).toBeUndefined();
  });
});

test('paths of another app id are not this app', async () => {
  const stranger = createAgoraChatProvider({ ...emulator, appId: otherCertificate });

  await expect(stranger.check()).rejects.toMatchObject({
    code: 'unauthenticated',
    reason: 'app_not_found',
  });
  await stranger.close();
});

test('pages have the sizes of the pages of the vendor, whatever is asked for', async () => {
  const many = Array.from({ length: 120 }, (_, index) => `user${index}`);
  emulator.control.importAccounts(many);
  const { id } = await provider.groups.create({ name: 'Chess', ownerId: 'alice', maxMembers: 200 });
  await provider.members.add(id, many);
  for (let count = 0; count < 25; count += 1) {
    await provider.groups.create({ name: 'x', ownerId: 'bob' });
  }
  await provider.blacklist.add(id, many.slice(0, 60));
  const { client } = provider;

  const members = await client.listMembers({ group_id: id, pagesize: 1000 });
  const usual = await client.listMembers({ group_id: id });
  const joined = await client.listJoinedGroups({ username: 'bob', pagesize: 100 });
  const blocked = await client.listBlacklist({ group_id: id, pageSize: 100 });

  expect(members.data?.length).toBe(61);
  expect(usual.data?.length).toBe(10);
  expect(joined.data?.length).toBe(20);
  expect(blocked.data?.length).toBe(50);
});

test('owners in lists have org and app before them, though no path has', async () => {
  await provider.groups.create({ name: 'Chess', ownerId: 'alice' });

  const { data } = await provider.client.listGroups({});
  const { items } = await provider.groups.list().first();

  expect(data?.[0]?.owner).toBe('ORG#APP_alice');
  expect(items[0]?.ownerId).toBe('alice');
});

test('its callbacks are read by the receiver for Agora Chat', async () => {
  const seen: GroupEvent[] = [];
  const webhooks = createAgoraChatWebhooks({
    secrets: ['secret'],
    onAny: (event) => void seen.push(event),
  });
  const server = serve({ fetch: webhooks.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = Object(server.address()) as { port: number };
  emulator.control.setWebhooks({ url: `http://127.0.0.1:${port}/`, secret: 'secret' });

  const { id } = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
  await provider.members.add(id, ['bob']);
  await emulator.control.deliveries.settled();
  server.close();

  expect(seen).toMatchObject([
    { provider: 'agora', type: 'group.created', groupId: id, data: { ownerId: 'alice' } },
    { provider: 'agora', type: 'members.joined', groupId: id, data: { userIds: ['bob'] } },
  ]);
});
