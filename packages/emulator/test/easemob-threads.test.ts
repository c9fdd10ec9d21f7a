import { createEasemobClient, type EasemobClient } from '@imgroups/easemob';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, type Session, startSession } from './easemob-requests.ts';

let session: Session;
let client: EasemobClient;
let group_id: string;

beforeAll(async () => {
  session = await startSession();
  client = createEasemobClient({ ...session.emulator });
});
beforeEach(async () => {
  session.emulator.control.reset();
  group_id = await session.makeGroup(['bob', 'carol']);
});
afterAll(() => session.emulator.close());

async function create(msg_id: string, owner = 'bob', group = group_id): Promise<string> {
  const { data } = await client.createThread({ group_id: group, name: 'e4', msg_id, owner });
  return data?.thread_id ?? '';
}

async function membersOf(thread_id: string): Promise<readonly string[] | undefined> {
  return (await client.listThreadMembers({ thread_id })).data?.affiliations;
}

describe('a thread', () => {
  test('is born from a message, with its owner as the first member', async () => {
    const id = await create('1234');

    const { entities } = await client.listUserThreads({ username: 'bob' });

    expect(entities).toEqual([
      {
        id,
        name: 'e4',
        owner: 'bob',
        msgId: '1234',
        groupId: group_id,
        created: expect.any(Number),
      },
    ]);
    expect(await membersOf(id)).toEqual(['bob']);
  });

  test('takes ids that are numbers on the wire, all of their digits', async () => {
    const text = `{"group_id":${group_id},"name":"e4","msg_id":1234567890123456789,"owner":"bob"}`;
    await session.send('POST', '/thread', undefined, { text });

    const { entities } = await client.listUserThreads({ username: 'bob' });

    expect(entities).toMatchObject([{ msgId: '1234567890123456789', groupId: group_id }]);
  });

  test('is renamed', async () => {
    const thread_id = await create('1');

    const { data } = await client.renameThread({ thread_id, name: 'Sicilian' });

    expect(data).toEqual({ name: 'Sicilian' });
    expect((await client.listUserThreads({ username: 'bob' })).entities).toMatchObject([
      { name: 'Sicilian' },
    ]);
  });

  test('is gone when it is deleted, and its message can have another', async () => {
    const thread_id = await create('1');

    const { data } = await client.deleteThread({ thread_id });

    expect(data).toEqual({ status: 'ok' });
    await expect(client.deleteThread({ thread_id })).rejects.toMatchObject({
      code: 'not_found',
      reason: 'thread_not_found',
    });
    expect(await create('1')).not.toBe(thread_id);
  });

  test('takes members of the group and tells whom it did not lose', async () => {
    const thread_id = await create('1');
    await client.addThreadMembers({ thread_id, usernames: ['carol', 'bob'] });

    const members = await membersOf(thread_id);
    const removal = { thread_id, usernames: ['carol', 'alice'] };
    const removed = await client.removeThreadMembers(removal);

    expect(members).toEqual(['bob', 'carol']);
    expect(removed.entities).toEqual([
      { result: true, user: 'carol' },
      { result: false, user: 'alice' },
    ]);
    expect(client.removeThreadMembers.failures(removed, removal)).toMatchObject([
      { item: 'alice' },
    ]);
    expect(await membersOf(thread_id)).toEqual(['bob']);
  });

  test('loses its members under the path of the vendor’s sample too', async () => {
    const thread_id = await create('1');

    const { status, body } = await session.send('DELETE', `/thread/${thread_id}/users`, {
      usernames: ['bob'],
    });

    expect(status).toBe(200);
    expect(at(body, 'entities')).toEqual([{ result: true, user: 'bob' }]);
  });

  test('loses who leaves the group, and ends with the group', async () => {
    const thread_id = await create('1');
    await client.addThreadMembers({ thread_id, usernames: ['carol'] });

    await client.removeMember({ group_id, username: 'carol' });
    const members = await membersOf(thread_id);
    await client.deleteGroup({ group_id });

    expect(members).toEqual(['bob']);
    expect((await client.listThreads({})).entities).toEqual([]);
  });
});

describe('lists of threads', () => {
  test('go from the newest to the oldest, or as asked', async () => {
    const ids = [await create('1'), await create('2'), await create('3')];

    const newest = await client.listThreads({});
    const oldest = await client.listUserThreads({ username: 'bob', sort: 'asc' });

    expect(newest.entities).toEqual(ids.toReversed().map((id) => ({ id })));
    expect(oldest.entities?.map(({ id }) => id)).toEqual(ids);
  });

  test('come by cursor, which the last page has too', async () => {
    for (const message of ['1', '2', '3', '4', '5']) await create(message);

    const sizes: (number | undefined)[] = [];
    const cursors: unknown[] = [];
    for await (const page of client.listThreads.pages({ limit: 2 })) {
      sizes.push(page.entities?.length);
      cursors.push(page.properties?.cursor);
    }

    expect(sizes).toEqual([2, 2, 1]);
    expect(cursors).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
  });

  test('end with an empty page where the last one is full', async () => {
    for (const message of ['1', '2', '3', '4']) await create(message);

    const sizes: (number | undefined)[] = [];
    for await (const page of client.listUserThreads.pages({ username: 'bob', limit: 2 })) {
      sizes.push(page.entities?.length);
    }

    expect(sizes).toEqual([2, 2, 0]);
  });

  test('of a user in one group leave the others out', async () => {
    const other = await session.makeGroup(['bob']);
    const here = await create('1');
    const there = await create('2', 'bob', other);

    const inGroup = await client.listUserThreadsInGroup({ group_id, username: 'bob' });
    const all = await client.listUserThreads({ username: 'bob' });

    expect(inGroup.entities?.map(({ id }) => id)).toEqual([here]);
    expect(all.entities?.map(({ id }) => id)).toEqual([there, here]);
  });

  test('do not tell the id of the app', async () => {
    const { body } = await session.send('GET', '/thread');

    expect(body).toMatchObject({ applicationName: 'demo', organization: 'acme' });
    expect(body).not.toHaveProperty('application');
  });
});

describe('a thread of somebody', () => {
  test('is managed by its owner and the admins, and by nobody else', async () => {
    const thread_id = await create('1', 'bob');
    const rename = async (username: string) => {
      const { access_token } = await client.getUserToken({ grant_type: 'inherit', username });
      const { status } = await session.send(
        'PUT',
        `/thread/${thread_id}`,
        { name: username },
        { token: access_token },
      );
      return status;
    };

    expect([await rename('bob'), await rename('alice'), await rename('carol')]).toEqual([
      200, 200, 401,
    ]);
  });
});
