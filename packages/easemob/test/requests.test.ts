import {
  type HttpRequest,
  type HttpResponse,
  type RateLimiter,
  type Transport,
  unlimited,
} from '@imgroups/core/adapter';
import { describe, expect, test } from 'vitest';
import { createEasemobClient } from '../src/index.ts';

/** A client whose requests are kept as they would leave; each is answered alike. */
function clientOf(answer: Partial<HttpResponse> = {}, limiter: RateLimiter = unlimited) {
  const requests: HttpRequest[] = [];
  const transport: Transport = {
    async send(request) {
      requests.push(request);
      return { status: 200, headers: {}, text: '{}', ...answer };
    },
  };
  const client = createEasemobClient({
    appKey: 'acme#testapp',
    token: () => 'YWMt-token',
    transport,
    limiter,
  });
  return { client, requests };
}

const base = 'https://a1.easemob.com/acme/testapp';

describe('names and ids in a path', () => {
  test.each([
    ['a comma in a user name', { group_id: '12', usernames: ['bob,carol'] }, 'usernames.0'],
    ['a slash in a user name', { group_id: '12', usernames: ['bob/carol'] }, 'usernames.0'],
    ['a comma in a group id', { group_id: '12,13', usernames: ['bob'] }, 'group_id'],
    ['a slash in a group id', { group_id: '12/users', usernames: ['bob'] }, 'group_id'],
  ])('%s is refused before the wire', async (_, request, field) => {
    const { client, requests } = clientOf();

    await expect(client.removeMembers(request)).rejects.toMatchObject({
      code: 'invalid_argument',
      field,
    });
    expect(requests).toEqual([]);
  });

  test('a slash in the id of a thread or a file is refused before the wire', async () => {
    const { client, requests } = clientOf();

    await expect(client.deleteThread({ thread_id: '1/users' })).rejects.toMatchObject({
      field: 'thread_id',
    });
    await expect(
      client.downloadSharedFile({ group_id: '12', file_id: '../users' }),
    ).rejects.toMatchObject({ field: 'file_id' });
    expect(requests).toEqual([]);
  });

  test('a URL above 4 KB is refused before the wire, and says what to do', async () => {
    const { client, requests } = clientOf();
    const usernames = Array.from({ length: 60 }, (_, index) => `${index}`.padStart(64, 'u'));

    const removal = client.removeMembers({ group_id: '12', usernames: usernames.slice(0, 59) });
    const failure = client.removeMembers({ group_id: '12'.repeat(200), usernames });

    await expect(removal).resolves.toEqual({});
    await expect(failure).rejects.toMatchObject({
      code: 'invalid_argument',
      reason: 'batch_too_long',
      message: expect.stringMatching(
        /^usernames: the URL would have 4\d+ bytes, at most 4095 are possible/,
      ),
    });
    expect(requests).toHaveLength(1);
  });
});

test('all calls about users share one rate of 100 per second', async () => {
  const paced: [key: string, requests: number][] = [];
  const { client } = clientOf(
    {},
    {
      async acquire(key, { requests }) {
        paced.push([key, requests]);
      },
    },
  );

  await client.createUser({ username: 'bob', password: 'secret' });
  await client.createUsers({ users: [{ username: 'carol', password: 'secret' }] });
  await client.getUser({ username: 'bob' });
  await client.deleteUser({ username: 'bob' });

  expect(paced).toEqual(Array(4).fill(['easemob:acme#testapp:users', 100]));
});

describe('calls of an unusual form', () => {
  test('a file is uploaded as a form, with its name', async () => {
    const { client, requests } = clientOf();
    const file = new File(['abc'], 'plan.txt', { type: 'text/plain' });

    await client.uploadSharedFile({ group_id: '12', file, 'restrict-access': true });

    const [request] = requests;
    expect(request).toMatchObject({ method: 'POST', url: `${base}/chatgroups/12/share_files` });
    expect(request?.headers).toMatchObject({ 'restrict-access': 'true' });
    // The runtime adds the type with the boundary that it chooses.
    expect(request?.headers).not.toHaveProperty('content-type');
    const form = request?.body instanceof FormData ? request.body : new FormData();
    expect([...form.keys()]).toEqual(['file']);
    expect(form.get('file')).toMatchObject({ name: 'plan.txt', size: 3 });
  });

  test('a file above 10 MB is refused before the wire', async () => {
    const { client, requests } = clientOf();
    const file = new Blob([new Uint8Array(10 * 1024 * 1024 + 1)]);

    const upload = client.uploadSharedFile({ group_id: '12', file });

    await expect(upload).rejects.toMatchObject({ code: 'invalid_argument', field: 'file' });
    expect(requests).toEqual([]);
  });

  test('a file is downloaded as a stream', async () => {
    const bytes = new Uint8Array([0, 255, 128]);
    const { client, requests } = clientOf({ text: '', stream: new Blob([bytes]).stream() });

    const file = await client.downloadSharedFile({ group_id: '12', file_id: 'f' });

    expect(await new Response(file).bytes()).toEqual(bytes);
    expect(requests[0]).toMatchObject({ answer: 'stream', headers: { accept: '*/*' } });
  });

  test('the removal of thread members is a DELETE with a body', async () => {
    const { client, requests } = clientOf();

    await client.removeThreadMembers({ thread_id: '1', usernames: ['bob'] });

    expect(requests[0]).toMatchObject({
      method: 'DELETE',
      url: `${base}/threads/1/users`,
      body: '{"usernames":["bob"]}',
    });
  });

  test('attributes of several members are a list', async () => {
    const { client, requests } = clientOf();
    const members = [{ username: 'bob', metadata: { nick: 'B' } }];

    await client.setManyMemberAttributes({ group_id: '12', members });

    expect(requests[0]).toMatchObject({
      method: 'PUT',
      url: `${base}/metadata/chatgroup/12/users/batch`,
      body: JSON.stringify(members),
    });
  });
});
