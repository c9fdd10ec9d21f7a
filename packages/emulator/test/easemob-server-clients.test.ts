import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, type Session, startSession, textAt } from './easemob-requests.ts';

/** Requests of published server clients that no page describes, and their outcomes at the service. */
let session: Session;
beforeAll(async () => {
  session = await startSession();
});
beforeEach(() => {
  session.emulator.control.reset();
  session.emulator.control.importAccounts(['alice', 'bob']);
});
afterAll(() => session.emulator.close());

async function upload(groupId: string, access: string) {
  const form = new FormData();
  form.set('file', new Blob(['e4 e5']), 'game.pgn');
  const { baseUrl } = session.emulator;
  const response = await fetch(`${baseUrl}${session.app}/chatgroups/${groupId}/share_files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${session.token}`, 'restrict-access': access },
    body: form,
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

describe("the files of the vendor's PHP SDK", () => {
  test.each(['1', '0', 'TRUE', 'False', 'true'])(
    'are taken with restrict-access: %s',
    async (access) => {
      const groupId = await session.makeGroup();

      const { status } = await upload(groupId, access);

      expect(status).toBe(200);
      expect(session.emulator.control.snapshot().groups[0]?.files).toMatchObject([
        { restricted: /^(1|true)$/i.test(access) },
      ]);
    },
  );

  test('are uploaded, downloaded and deleted', async () => {
    const groupId = await session.makeGroup();
    const { body } = await upload(groupId, '1');
    const path = `/chatgroups/${groupId}/share_files/${textAt(body, 'data', 'file_id')}`;

    const downloaded = await fetch(`${session.emulator.baseUrl}${session.app}${path}`, {
      headers: { authorization: `Bearer ${session.token}` },
    });
    const deleted = await session.send('DELETE', path);

    expect(await downloaded.text()).toBe('e4 e5');
    expect(at(deleted.body, 'data')).toMatchObject({ result: true });
  });

  test('are refused with a flag that is none', async () => {
    const groupId = await session.makeGroup();

    expect((await upload(groupId, 'yes')).status).toBe(400);
  });
});

describe("the groups of the vendor's own suite", () => {
  test('are created, disabled, read and destroyed', async () => {
    const groupId = await session.makeGroup(['bob']);
    await session.send('POST', `/chatgroups/${groupId}/disable`);

    const read = await session.send('GET', `/chatgroups/${groupId}`);
    const destroyed = await session.send('DELETE', `/chatgroups/${groupId}`);
    const gone = await session.send('GET', `/chatgroups/${groupId}`);

    expect(at(read.body, 'data', 0)).toMatchObject({ disabled: true });
    expect(at(destroyed.body, 'data')).toEqual({ success: true, groupid: groupId });
    expect(gone.status).toBe(404);
  });

  test('are large where they say so', async () => {
    const group = { groupname: 'chess', public: true, owner: 'alice', maxusers: 5000 };

    const large = await session.send('POST', '/chatgroups', { ...group, scale: 'large' });
    const normal = await session.send('POST', '/chatgroups', group);
    const raised = await session.send(
      'PUT',
      `/chatgroups/${textAt(large.body, 'data', 'groupid')}`,
      { maxusers: 6000 },
    );

    expect([large.status, normal.status, raised.status]).toEqual([200, 403, 200]);
  });
});

describe('default arguments of samples', () => {
  test('a list without limit and cursor begins at the start', async () => {
    await session.makeGroup();

    const { status } = await session.send('GET', '/chatgroups?limit=&cursor=');

    expect(status).toBe(200);
  });
});

describe('user ids that the service does not take', () => {
  test.each(['张三', 'a b', 'x'.repeat(65), ''])('%j is refused', async (username) => {
    const created = await session.send('POST', '/users', { username, password: 'p' });
    const added = await session.send('POST', `/chatgroups/${await session.makeGroup()}/users`, {
      usernames: [username],
    });

    expect([created.status, added.status]).toEqual([400, 400]);
  });
});

describe('a page of another origin', () => {
  test('may ask without a token what it may send', async () => {
    const response = await fetch(`${session.emulator.baseUrl}${session.app}/chatgroups`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });

    expect(response.ok).toBe(true);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-methods')).toContain('DELETE');
    const allowed = response.headers.get('access-control-allow-headers')?.toLowerCase();
    expect(allowed?.split(', ')).toEqual(
      expect.arrayContaining(['authorization', 'content-type', 'restrict-access', 'share-secret']),
    );
  });

  test.each(['/chatgroups', '/no/such/path'])('reads the answer of %s', async (path) => {
    const response = await fetch(`${session.emulator.baseUrl}${session.app}${path}`, {
      headers: { origin: 'https://shop.example' },
    });

    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('may not call the control', async () => {
    const response = await fetch(`${session.emulator.baseUrl}/_emulator/snapshot`, {
      headers: { origin: 'https://shop.example' },
    });

    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});
