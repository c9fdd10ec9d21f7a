import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, listAt, type Session, startSession, textAt } from './easemob-requests.ts';

let session: Session;

beforeAll(async () => {
  session = await startSession();
});
beforeEach(() => {
  session.emulator.control.reset();
  session.emulator.control.importAccounts(['alice', 'bob', 'carol']);
});
afterAll(() => session.emulator.close());

async function detailOf(groupId: string): Promise<unknown> {
  return at((await session.send('GET', `/chatgroups/${groupId}`)).body, 'data', 0);
}

async function create(fields: object): Promise<unknown> {
  const { body } = await session.send('POST', '/chatgroups', fields);
  return detailOf(textAt(body, 'data', 'groupid'));
}

describe('creating a group', () => {
  const base = { groupname: 'chess', public: true, owner: 'alice' };

  test.each(['members_only', 'approval', 'membersonly'])('takes %s for approval', async (name) => {
    const detail = await create({ ...base, [name]: true });

    expect(detail).toMatchObject({ membersonly: true });
  });

  test.each(['desc', 'description'])('takes %s for the description', async (name) => {
    const detail = await create({ ...base, [name]: 'about chess' });

    expect(detail).toMatchObject({ description: 'about chess' });
  });

  test('takes the current name where both are sent', async () => {
    const detail = await create({ ...base, desc: 'old', description: 'current' });

    expect(detail).toMatchObject({ description: 'current' });
  });

  test('takes all that the vendor SDK sends', async () => {
    const detail = await create({
      ...base,
      groupid: 'mine1',
      desc: 'd',
      members_only: true,
      allowinvites: false,
      invite_need_confirm: false,
      need_verify: true,
      maxusers: 500,
      custom: '{"a":1}',
      avatar: 'https://example.com/a.png',
      scale: 'large',
      members: ['bob'],
    });

    expect(detail).toMatchObject({
      id: 'mine1',
      invite_need_confirm: false,
      maxusers: 500,
      custom: '{"a":1}',
      avatar: 'https://example.com/a.png',
      scale: 'large',
      affiliations_count: 2,
    });
  });

  test('takes null and an empty list for what is left out', async () => {
    const detail = await create({ ...base, members: [], maxusers: null, avatar: null });

    expect(detail).toMatchObject({ maxusers: 200, affiliations_count: 1 });
  });
});

describe('updating a group', () => {
  test('answers with the name that was sent', async () => {
    const groupId = await session.makeGroup();

    const { body } = await session.send('PUT', `/chatgroups/${groupId}`, { name: 'go' });

    expect(at(body, 'data')).toEqual({ name: true });
    expect(await detailOf(groupId)).toMatchObject({ name: 'go' });
  });

  test('takes all that the vendor SDK sends', async () => {
    const groupId = await session.makeGroup();

    const { status, body } = await session.send('PUT', `/chatgroups/${groupId}`, {
      name: 'go',
      membersonly: true,
      need_verify: true,
      custom: 'c',
      avatar: 'https://example.com/a.png',
    });

    expect(status).toBe(200);
    expect(Object.values(at(body, 'data') ?? {})).toEqual([true, true, true, true, true]);
  });
});

describe('framing', () => {
  const group = JSON.stringify({ groupname: 'chess', public: true, owner: 'alice' });

  test.each([
    ['no type', {}],
    ['the type of a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a charset', { 'content-type': 'application/json; charset=utf-8' }],
    ['the type of a text', { 'content-type': 'text/plain' }],
  ])('JSON with %s is read', async (_case, headers) => {
    const body = new TextEncoder().encode(group);

    const response = await fetch(`${session.emulator.baseUrl}${session.app}/chatgroups`, {
      method: 'POST',
      headers: { authorization: `Bearer ${session.token}`, ...headers },
      body,
    });

    expect(response.status).toBe(200);
  });

  test('doubled slashes and one at the end do not matter', async () => {
    const response = await fetch(
      `${session.emulator.baseUrl}/${session.app}//users//alice/joined_chatgroups/`,
      { headers: { authorization: `Bearer ${session.token}` } },
    );

    expect(response.status).toBe(200);
  });

  test('a chunked body is read', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(group.slice(0, 10)));
        controller.enqueue(new TextEncoder().encode(group.slice(10)));
        controller.close();
      },
    });

    const response = await fetch(`${session.emulator.baseUrl}${session.app}/chatgroups`, {
      method: 'POST',
      headers: { authorization: `Bearer ${session.token}` },
      body,
      duplex: 'half',
    } as RequestInit);

    expect(response.status).toBe(200);
  });

  test('a body on a GET or DELETE is ignored', async () => {
    const groupId = await session.makeGroup();
    const answer = await raw(
      `DELETE ${session.app}/chatgroups/${groupId} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${session.token}\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}`,
    );

    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('two stray bytes after a GET do not spoil its answer', async () => {
    const answer = await raw(
      `GET ${session.app}/chatgroups HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${session.token}\r\n\r\n{}`,
    );

    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  test('an empty query value means none', async () => {
    await session.makeGroup();

    const { status, body } = await session.send('GET', '/chatgroups?limit=&cursor=');

    expect(status).toBe(200);
    expect(listAt(body, 'data')).toHaveLength(1);
  });

  test('a list in a path may be encoded, in upper case, and end with a comma', async () => {
    const groupId = await session.makeGroup(['bob', 'carol']);

    const { body } = await session.send('DELETE', `/chatgroups/${groupId}/users/BOB%2Ccarol,`);

    expect(at(body, 'data')).toMatchObject([
      { result: true, user: 'bob' },
      { result: true, user: 'carol' },
    ]);
  });
});

test('an old and a current client work on one group at the same time', async () => {
  const { body: created } = await session.send('POST', '/chatgroups', {
    groupname: 'chess',
    desc: 'd',
    public: true,
    members_only: true,
    owner: 'alice',
  });
  const groupId = textAt(created, 'data', 'groupid');

  await session.send('PUT', `/chatgroups/${groupId}`, { name: 'go', membersonly: false });
  await session.send('POST', `/chatgroups/${groupId}/users`, { usernames: ['Bob'] });
  const old = await session.send('GET', '/users/bob/joined_chatgroups');
  const current = await session.send('GET', '/chatgroups/user/bob');

  expect(at(old.body, 'data')).toEqual([{ groupid: groupId, groupname: 'go' }]);
  expect(at(current.body, 'entities', 0)).toMatchObject({
    id: groupId,
    name: 'go',
    membersonly: false,
  });
});

/** Sends bytes as they are and waits for the end of what comes back. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(session.emulator.baseUrl);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
