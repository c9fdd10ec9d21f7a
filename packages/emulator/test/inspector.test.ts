import { createTencentProvider } from '@imgroups/tencent';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { registry } from '../src/registry.ts';
import { type Emulator, startEmulator } from '../src/start-emulator.ts';
import { partsOfEmulator } from '../src/start-vendor.ts';
import { signedQuery } from './tencent-client.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ rateScale: 0, journalEntries: 100_000 });
});
afterAll(() => emulator.close());
beforeEach(() => {
  for (const { vendor } of registry) {
    emulator[vendor.name].control.reset();
    emulator[vendor.name].control.importAccounts(['alice', 'bob', 'carol']);
  }
});

const ours = { 'x-imgroups-control': '1', 'content-type': 'application/json' };

async function get(path: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${emulator.inspector}/_emulator${path}`);
  return (await response.json()) as Record<string, unknown>;
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(`${emulator.inspector}/_emulator${path}`, {
    method: 'POST',
    headers: ours,
    body: JSON.stringify(body),
  });
}

/** A provider whose calls the tests look at. */
function openTencent() {
  return createTencentProvider({ ...emulator.tencent, retry: { maxRetries: 0 } });
}

test('its address is the first field, and a vendor is spread without it', () => {
  expect(Object.keys(emulator)[0]).toBe('inspector');
  for (const { vendor } of registry) {
    expect(Object.keys(emulator[vendor.name])).not.toContain('inspector');
    expect(Object.keys(emulator[vendor.name])).not.toContain('control');
  }
});

test.each(registry.map(({ vendor }) => vendor))(
  'the control of $name is mounted under its name',
  async ({ name, titles }) => {
    const answer = await post(`/${name}/accounts`, { userIds: ['dave'] });
    const { vendors } = await get('');

    expect(answer.status).toBe(200);
    expect(emulator[name].control.accounts()).toContain('dave');
    expect(vendors).toContainEqual(
      expect.objectContaining({
        ...{ name, titles, baseUrl: emulator[name].baseUrl },
        endpoints: expect.arrayContaining(['createGroup']),
      }),
    );
  },
);

describe('a part of the calls', () => {
  test('is chosen on the server by outcome, endpoint and text', async () => {
    const provider = openTencent();
    const { id } = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
    await provider.groups.update('missing', { name: 'Go' }).catch(() => undefined);
    emulator.tencent.control.addFault({ kind: 'status', times: 1 });
    await provider.groups.delete(id).catch(() => undefined);
    const endpointsOf = async (query: string) => {
      const { calls } = await get(`/tencent/inspect/calls?${query}`);
      return (calls as { items: { endpoint: string }[] }).items.map(({ endpoint }) => endpoint);
    };

    expect(await endpointsOf('outcome=done')).toEqual(['createGroup']);
    expect(await endpointsOf('outcome=refused')).toEqual(['modifyGroupBaseInfo']);
    expect(await endpointsOf('outcome=fault')).toEqual(['destroyGroup']);
    expect(await endpointsOf('endpoint=createGroup')).toEqual(['createGroup']);
    expect(await endpointsOf('text=Chess')).toEqual(['createGroup']);
    expect(await endpointsOf('')).toEqual(['destroyGroup', 'modifyGroupBaseInfo', 'createGroup']);
    await provider.close();
  });

  test('stays where it is while more calls are made', async () => {
    const provider = openTencent();
    const { id } = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
    const before = await get('/tencent/inspect/calls?skip=0&limit=5');
    const { added } = before.calls as { added: number };
    await provider.groups.get(id);

    const { calls } = await get(`/tencent/inspect/calls?through=${added}&limit=5`);

    expect(calls).toMatchObject({
      total: 1,
      added: added + 1,
      items: [{ endpoint: 'createGroup' }],
    });
    await provider.close();
  });

  test('of a call has its bodies, its rule and the place of its token', async () => {
    const provider = openTencent();
    await provider.groups.update('missing', { name: 'Go' }).catch(() => undefined);
    const [line] = ((await get('/tencent/inspect/calls')).calls as { items: { number: number }[] })
      .items;

    const { journal } = await get(`/tencent/journal?number=${line?.number}`);

    expect(journal).toEqual([
      expect.objectContaining({
        requestBody: expect.stringContaining('missing'),
        answerBody: expect.stringContaining('10015'),
        refusal: expect.objectContaining({ rule: 'group id is invalid' }),
        token: 'query',
      }),
    ]);
    expect(JSON.stringify(journal)).not.toContain('usersig=');
    await provider.close();
  });

  test.each(['limit=501', 'outcome=lost', 'skip=x', 'colour=red'])(
    'is refused with %s',
    async (query) => {
      const response = await fetch(
        `${emulator.inspector}/_emulator/tencent/inspect/calls?${query}`,
      );

      expect(response.status).toBe(400);
    },
  );
});

describe('the values of a group', () => {
  async function sources(groupId: string): Promise<Record<string, { call?: number }>> {
    const { group } = await get(`/tencent/inspect/group?groupId=${encodeURIComponent(groupId)}`);
    return (group as { sources: Record<string, { call?: number }> }).sources;
  }
  async function held(groupId: string, what: string) {
    const query = new URLSearchParams({ groupId, what });
    const answer = await get(`/tencent/inspect/held?${query}`);
    return (answer.held as { items: { key: string; values: Record<string, object> }[] }).items;
  }
  const numberOf = (endpoint: string) =>
    emulator.tencent.control.journal({ endpoint }).at(-1)?.number;

  test('lead to the calls that set them', async () => {
    const provider = openTencent();
    const group = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
    await provider.members.add(group, ['bob', 'carol']);
    await provider.members.setRole(group, ['bob'], 'admin');
    await provider.groups.update(group, { name: 'Go' });
    await provider.mutes.add(group, ['carol'], { seconds: 600 });
    await provider.client.modifyGroupAttr({
      GroupId: group.id,
      GroupAttr: [{ key: 'room', value: '12' }],
    });

    const ofGroup = await sources(group.id);
    const members = await held(group.id, 'members');

    expect(ofGroup.name?.call).toBe(numberOf('modifyGroupBaseInfo'));
    expect(ofGroup.ownerId?.call).toBe(numberOf('createGroup'));
    expect(members).toMatchObject([
      {
        key: 'alice',
        values: { role: { value: 'owner', source: { call: numberOf('createGroup') } } },
      },
      {
        key: 'bob',
        values: {
          role: { value: 'admin', source: { call: numberOf('modifyGroupMemberInfo') } },
          joinedAt: { source: { call: numberOf('addGroupMember') } },
        },
      },
      { key: 'carol' },
    ]);
    expect(await held(group.id, 'mutes')).toMatchObject([
      { key: 'carol', values: { until: { source: { call: numberOf('forbidSendMsg') } } } },
    ]);
    expect(await held(group.id, 'attributes')).toMatchObject([
      {
        key: 'room',
        values: { value: { value: '12', source: { call: numberOf('modifyGroupAttr') } } },
      },
    ]);
    await provider.close();
  });

  test('say whose doing they are where no call set them', async () => {
    const provider = openTencent();
    const group = await provider.groups.create({ name: 'C', ownerId: 'alice', joinPolicy: 'open' });
    await emulator.tencent.control.apply(group.id, 'bob');

    const [, bob] = await held(group.id, 'members');

    expect(bob?.values.role).toMatchObject({ source: { actor: { kind: 'user', id: 'bob' } } });
    expect(bob?.values.role).not.toHaveProperty('source.call');
    await provider.close();
  });

  test('have no source once their calls are forgotten, or the state is another one', async () => {
    const provider = openTencent();
    const group = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
    const before = await sources(group.id);
    emulator.tencent.control.load(emulator.tencent.control.save());
    const loaded = await sources(group.id);
    await provider.groups.update(group, { name: 'Go' });
    const changed = await sources(group.id);
    emulator.tencent.control.clearJournal();

    expect(before).toHaveProperty('name');
    expect(loaded).toEqual({});
    expect(Object.keys(changed)).toEqual(['name']);
    expect(await sources(group.id)).toEqual({});
    await provider.close();
  });

  test('of a group that is not there are none', async () => {
    expect(await get('/tencent/inspect/group?groupId=none')).toEqual({ group: null });
  });
});

test('callbacks are listed with the calls that caused them, newest first', async () => {
  // Nobody listens there.
  emulator.tencent.control.setWebhooks({ url: 'http://127.0.0.1:1/im' });
  const provider = openTencent();
  const group = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
  await provider.groups.update(group, { name: 'Go' });
  await emulator.tencent.control.deliveries.settled();

  const { deliveries } = await get('/tencent/inspect/deliveries?text=AfterGroupInfoChanged');
  emulator.tencent.control.setWebhooks(undefined);

  const request = emulator.tencent.control.journal().at(-1)?.number;
  expect(deliveries).toMatchObject({ total: 1, items: [{ request, problem: 'network' }] });
  await provider.close();
});

describe('large states', () => {
  beforeEach(() =>
    emulator.tencent.control.importAccounts(
      Array.from({ length: 10 }, (_, each) => `user-${each}`),
    ),
  );

  test('100,000 calls are kept, and any part of them is found', async () => {
    const { journal } = partsOfEmulator(emulator.tencent);
    for (let number = 1; number <= 100_010; number += 1) {
      journal.add({
        ...{ number, at: '2026-01-01T00:00:00.000Z', vendor: 'tencent', method: 'POST' },
        ...{ path: `/call/${number}`, httpVersion: '1.1', status: 200, durationMs: 1 },
        ...{ requestBody: '{}', answerBody: '{}', deliveries: [] },
      });
    }

    const first = await get('/tencent/inspect/calls?limit=1');
    const last = await get('/tencent/inspect/calls?skip=99999&limit=10');
    const some = await get('/tencent/inspect/calls?text=/call/77777&limit=10');

    expect(first.calls).toMatchObject({ total: 100_000, items: [{ number: 100_010 }] });
    expect(last.calls).toMatchObject({ items: [{ number: 11 }] });
    expect(some.calls).toMatchObject({ total: 1, items: [{ number: 77_777 }] });
  });

  test('10,000 groups are searched by name and by id', async () => {
    // Past HTTP, which would take most of the time.
    const { service } = partsOfEmulator(emulator.tencent);
    const query = new URLSearchParams(await signedQuery(emulator.tencent));
    for (let index = 0; index < 10_000; index += 1) {
      const body = { GroupId: `group-${index}`, Name: `Club ${index}`, Type: 'Public' };
      const call = service.receive({
        ...{ number: index, method: 'POST', path: '/v4/group_open_http_svc/create_group', query },
        ...{ headers: new Headers(), origin: emulator.tencent.baseUrl },
        body: JSON.stringify({ ...body, Owner_Account: `user-${index % 10}` }),
      });
      await call.answer();
    }

    const all = await get('/tencent/inspect/groups?skip=9990&limit=100');
    const byName = await get('/tencent/inspect/groups?text=Club+9999');
    const byId = await get('/tencent/inspect/groups?text=group-77&limit=1');

    expect(all.groups).toMatchObject({ total: 10_000 });
    expect((all.groups as { items: object[] }).items).toHaveLength(10);
    expect(byName.groups).toMatchObject({
      items: [{ id: 'group-9999', memberCount: 1, ownerId: 'user-9', mutedAll: false }],
    });
    expect(byId.groups).toMatchObject({ total: 111 });
  });
});
