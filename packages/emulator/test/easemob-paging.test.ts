import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, listAt, type Session, startSession, textAt } from './easemob-requests.ts';

let session: Session;

beforeAll(async () => {
  session = await startSession();
});
beforeEach(() => session.emulator.control.reset());
afterAll(() => session.emulator.close());

async function makeGroups(count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) ids.push(await session.makeGroup());
  return ids;
}

async function get(path: string): Promise<unknown> {
  const { status, body } = await session.send('GET', path);
  expect(status).toBe(200);
  return body;
}

/** All pages of a list by cursor. */
async function allPages(path: string): Promise<unknown[][]> {
  const pages: unknown[][] = [];
  let cursor: unknown = '';
  while (cursor !== undefined) {
    const body = await get(`${path}&cursor=${cursor}`);
    pages.push(listAt(body, 'data'));
    cursor = at(body, 'cursor');
  }
  return pages;
}

describe('the list of groups, by cursor', () => {
  test('goes from the newest to the oldest, and ends without a cursor', async () => {
    const ids = await makeGroups(5);

    const pages = await allPages('/chatgroups?limit=2');

    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(pages.flat().map((group) => at(group, 'groupid'))).toEqual(ids.reverse());
  });

  test('needs no empty page when the last one is full', async () => {
    await makeGroups(4);

    const pages = await allPages('/chatgroups?limit=2');

    expect(pages.map((page) => page.length)).toEqual([2, 2]);
  });

  test('has the cursor of the vendor: base64 with the number of the next group', async () => {
    await makeGroups(3);

    const body = await get('/chatgroups?limit=2');

    const cursor = Buffer.from(textAt(body, 'cursor'), 'base64').toString();
    expect(cursor).toBe('chatgroups:acme/demo_3');
  });

  test('has 10 groups where no limit is asked for', async () => {
    await makeGroups(11);

    const body = await get('/chatgroups');

    expect(listAt(body, 'data')).toHaveLength(10);
    expect(at(body, 'count')).toBe(10);
  });

  test('names owners with the app in front', async () => {
    await makeGroups(1);

    const body = await get('/chatgroups');

    expect(at(body, 'data', 0)).toMatchObject({
      owner: 'acme#demo_alice',
      affiliations: 1,
      type: 'group',
      lastModified: expect.stringMatching(/^\d{13}$/),
    });
  });

  test('takes a limit above the largest', async () => {
    await makeGroups(2);

    const body = await get('/chatgroups?limit=100000');

    expect(listAt(body, 'data')).toHaveLength(2);
  });
});

describe('the list of members, by page number', () => {
  const members = ['bob', 'carol', 'dave', 'erin'];

  test('starts at page 1, newest first, with the owner among the others', async () => {
    const groupId = await session.makeGroup(members);

    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => get(`/chatgroups/${groupId}/users?pagenum=${page}&pagesize=2`)),
    );

    expect(pages.map((page) => at(page, 'data'))).toEqual([
      [{ member: 'erin' }, { member: 'dave' }],
      [{ member: 'carol' }, { member: 'bob' }],
      [{ owner: 'alice' }],
      [],
    ]);
    expect(pages.map((page) => at(page, 'count'))).toEqual([2, 2, 1, 0]);
  });

  test('has everybody on one page where no size is asked for', async () => {
    const groupId = await session.makeGroup(members);

    const body = await get(`/chatgroups/${groupId}/users`);

    expect(listAt(body, 'data')).toHaveLength(5);
  });

  test('cuts a page above 1000 without a word', async () => {
    const many = Array.from({ length: 1200 }, (_, index) => `user${index}`);
    const groupId = await session.makeGroup(many, { maxusers: 2000 });

    const body = await get(`/chatgroups/${groupId}/users?pagesize=2000`);

    expect(listAt(body, 'data')).toHaveLength(1000);
  });

  test('tells the times of joining when asked to', async () => {
    const groupId = await session.makeGroup(['bob']);

    const body = await get(`/chatgroups/${groupId}/users?joined_time=true&sort=asc`);

    expect(at(body, 'data')).toEqual([
      { owner: 'alice', joined_time: expect.any(Number) },
      { member: 'bob', joined_time: expect.any(Number) },
    ]);
  });

  test('shows admins as members', async () => {
    const groupId = await session.makeGroup(['bob']);
    await session.send('POST', `/chatgroups/${groupId}/admin`, { newadmin: 'bob' });

    const body = await get(`/chatgroups/${groupId}/users`);

    expect(at(body, 'data', 0)).toEqual({ member: 'bob' });
  });
});

describe('the groups of a user', () => {
  const url = '/chatgroups/user/bob?pagenum=0&pagesize=20&version=v3';

  test('have the number of members and the role of the user when asked for', async () => {
    const groupId = await session.makeGroup(['bob', 'carol']);
    await session.send('POST', `/chatgroups/${groupId}/admin`, { newadmin: 'bob' });
    await session.makeGroup(['bob']);

    const body = await get(`${url}&needAffiliations=true&needRole=true`);

    expect(at(body, 'entities')).toMatchObject([
      { affiliations_count: 2, permission: 'member' },
      { affiliations_count: 3, permission: 'admin' },
    ]);
  });

  test('tell of an owner that it is theirs', async () => {
    await session.makeGroup(['bob']);

    const body = await get('/chatgroups/user/alice?needRole=true');

    expect(at(body, 'entities')).toMatchObject([{ permission: 'owner' }]);
  });

  test.each(['', '&needAffiliations=undefined&needRole=false'])(
    'have neither otherwise (%j)',
    async (query) => {
      await session.makeGroup(['bob']);

      const body = await get(url + query);

      expect(listAt(body, 'entities')).toHaveLength(1);
      expect(at(body, 'entities', 0)).not.toHaveProperty('affiliations_count');
      expect(at(body, 'entities', 0)).not.toHaveProperty('permission');
    },
  );

  test('can be counted', async () => {
    await session.makeGroup(['bob']);
    await session.makeGroup(['bob']);

    const body = await get('/chatgroups/user/bob/joined_count');
    const missing = await session.send('GET', '/chatgroups/user/ghost/joined_count');

    expect(at(body, 'data')).toBe(2);
    expect(missing.status).toBe(404);
  });
});

describe('the details of groups', () => {
  test('tell the times of joining when asked to', async () => {
    const groupIds = [await session.makeGroup(['bob']), await session.makeGroup()];

    const body = await get(`/chatgroups/${groupIds}?joined_time=true`);
    const plain = await get(`/chatgroups/${groupIds[0]}`);

    const joined_time = expect.any(Number);
    expect(at(body, 'data')).toMatchObject([
      { affiliations: [{ owner: 'alice', joined_time }] },
      {
        affiliations: [
          { member: 'bob', joined_time },
          { owner: 'alice', joined_time },
        ],
      },
    ]);
    expect(at(plain, 'data', 0, 'affiliations')).toEqual([{ member: 'bob' }, { owner: 'alice' }]);
  });
});

describe('the list of members, by cursor', () => {
  const members = ['bob', 'carol', 'dave'];

  test('has bare names, newest first, without the owner', async () => {
    const groupId = await session.makeGroup(members);

    const pages = await allPages(`/chatgroups/${groupId}/users?version=v3&limit=2`);

    expect(pages).toEqual([['dave', 'carol'], ['bob']]);
  });

  test('goes from the oldest on when asked to', async () => {
    const groupId = await session.makeGroup(members);

    const pages = await allPages(`/chatgroups/${groupId}/users?version=v3&limit=2&sort=asc`);

    expect(pages.flat()).toEqual(members);
  });

  test('names members in the form of the client SDKs when they ask so', async () => {
    const groupId = await session.makeGroup(members);

    const pages = await allPages(`/chatgroups/${groupId}/users?joined_time=true&limit=2`);

    expect(pages.flat()).toEqual(
      [{ member: 'dave' }, { member: 'carol' }, { member: 'bob' }, { owner: 'alice' }].map(
        (item) => ({ ...item, joined_time: expect.any(Number) }),
      ),
    );
  });

  test('refuses the cursor of another list', async () => {
    const groupId = await session.makeGroup(members);
    await makeGroups(2);
    const groups = await get('/chatgroups?limit=1');

    const { status } = await session.send(
      'GET',
      `/chatgroups/${groupId}/users?version=v3&cursor=${textAt(groups, 'cursor')}`,
    );

    expect(status).toBe(400);
  });
});

describe('the groups of a user', () => {
  test('come all at once on the old path, newest joined first', async () => {
    const ids = await makeGroups(12);

    const body = await get('/users/alice/joined_chatgroups');

    expect(listAt(body, 'data').map((group) => at(group, 'groupid'))).toEqual(ids.reverse());
    expect(at(body, 'data', 0)).toEqual({ groupid: ids[0], groupname: 'chess' });
  });

  test('come by page number from 1 on the old path', async () => {
    const ids = (await makeGroups(3)).reverse();

    const pages = await Promise.all(
      [1, 2, 3].map((page) => get(`/users/alice/joined_chatgroups?pagesize=2&pagenum=${page}`)),
    );

    const listed = pages.map((page) => listAt(page, 'data').map((group) => at(group, 'groupid')));
    expect(listed).toEqual([ids.slice(0, 2), ids.slice(2), []]);
  });

  test('come by cursor on the old path for the vendor SDK that asks so', async () => {
    const ids = await makeGroups(3);

    const pages = await allPages('/users/alice/joined_chatgroups?limit=2');

    expect(pages.flat().map((group) => at(group, 'groupid'))).toEqual(ids.reverse());
  });

  test('come by page number from 0 on the new path, in entities and with a total', async () => {
    const ids = (await makeGroups(3)).reverse();

    const pages = await Promise.all(
      [0, 1, 2].map((page) => get(`/chatgroups/user/alice?pagesize=2&pagenum=${page}`)),
    );

    const listed = pages.map((page) => listAt(page, 'entities').map((group) => at(group, 'id')));
    expect(listed).toEqual([ids.slice(0, 2), ids.slice(2), []]);
    expect(pages.map((page) => at(page, 'total'))).toEqual([3, 3, 3]);
    expect(pages[0]).not.toHaveProperty('data');
  });

  test('are 5 per page on the new path, and never more than 20', async () => {
    await makeGroups(21);

    const usual = await get('/chatgroups/user/alice');
    const most = await get('/chatgroups/user/alice?pagesize=100');

    expect(listAt(usual, 'entities')).toHaveLength(5);
    expect(listAt(most, 'entities')).toHaveLength(20);
  });

  test('have the whole profile on the new path, with a plain owner', async () => {
    const [id] = await makeGroups(1);

    const body = await get('/chatgroups/user/alice');

    expect(at(body, 'entities', 0)).toEqual({
      groupId: id,
      id,
      name: 'chess',
      description: '',
      owner: 'alice',
      public: true,
      membersonly: false,
      allowinvites: false,
      disabled: false,
      maxusers: 200,
      created: expect.any(Number),
    });
  });
});

test('details of several groups leave the missing ones out and keep no order', async () => {
  const [first, second] = await makeGroups(2);

  const body = await get(`/chatgroups/${first}%2C1%2C${second}`);

  expect(listAt(body, 'data').map((group) => at(group, 'id'))).toEqual([second, first]);
});
