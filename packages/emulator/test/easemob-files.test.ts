import { createEasemobClient, type EasemobClient } from '@imgroups/easemob';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, type Session, startSession } from './easemob-requests.ts';

const day = 24 * 3600;
const megabyte = 1024 * 1024;

let session: Session;
let client: EasemobClient;
let group_id: string;

beforeAll(async () => {
  session = await startSession({ quotas: { filesPerGroup: 3 } });
  client = createEasemobClient({ ...session.emulator });
});
beforeEach(async () => {
  session.emulator.control.reset();
  group_id = await session.makeGroup(['bob']);
  session.emulator.control.importAccounts(['dave']);
});
afterAll(() => session.emulator.close());

async function upload(content: BlobPart, name = 'Plan.PDF', more: object = {}): Promise<string> {
  const file = new File([content], name);
  const { data } = await client.uploadSharedFile({ group_id, file, ...more });
  return data?.file_id ?? '';
}

/** A client that calls as a user. */
async function as(username: string): Promise<EasemobClient> {
  const { access_token } = await client.getUserToken({ grant_type: 'inherit', username });
  const { appKey, baseUrl } = session.emulator;
  return createEasemobClient({ appKey, baseUrl, token: () => access_token });
}

describe('a shared file', () => {
  test('comes back byte for byte', async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(60_000));
    const file_id = await upload(bytes);

    const file = await client.downloadSharedFile({ group_id, file_id });

    expect(Buffer.compare(await new Response(file).bytes(), bytes)).toBe(0);
  });

  test('is told with an address where it can be read, and its name in lower case', async () => {
    const file = new File(['abc'], 'Plan.PDF');

    const { data } = await client.uploadSharedFile({ group_id, file });
    const response = await fetch(data?.file_url ?? '', {
      headers: { authorization: `Bearer ${session.token}` },
    });

    expect(data).toMatchObject({ group_id, file_name: 'plan.pdf', file_size: 3 });
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(await response.text()).toBe('abc');
  });

  test('is listed, the newest first, page by page', async () => {
    const ids = [await upload('a'), await upload('b'), await upload('c')];

    const pages: unknown[] = [];
    for await (const { data } of client.listSharedFiles.pages({ group_id, pagesize: 2 })) {
      pages.push(data?.map(({ file_id }) => file_id));
    }

    expect(pages).toEqual([[ids[2], ids[1]], [ids[0]], []]);
  });

  test('of the app belongs to the owner of the group, of a user to that user', async () => {
    await upload('a');
    const file = new File(['b'], 'b');
    await (await as('bob')).uploadSharedFile({ group_id, file });

    const { data } = await client.listSharedFiles({ group_id });

    expect(data?.map(({ file_owner }) => file_owner)).toEqual(['bob', 'alice']);
  });

  test('is gone when it is deleted, and after 7 days', async () => {
    const deleted = await upload('a');
    await upload('b');

    const answer = await client.deleteSharedFile({ group_id, file_id: deleted });
    const before = await client.listSharedFiles({ group_id });
    session.emulator.control.advanceClock(7 * day);
    const after = await client.listSharedFiles({ group_id });

    expect(answer.data).toEqual({ group_id, file_id: deleted, result: true });
    expect([before.count, after.count]).toEqual([1, 0]);
  });

  test('with restricted access is for members only', async () => {
    const file_id = await upload('a', 'a', { 'restrict-access': true });
    const open = await upload('b', 'b', { 'restrict-access': false });
    const [bob, dave] = await Promise.all([as('bob'), as('dave')]);

    const forMember = await bob.downloadSharedFile({ group_id, file_id });
    const forStranger = dave.downloadSharedFile({ group_id, file_id });

    expect(await new Response(forMember).text()).toBe('a');
    await expect(forStranger).rejects.toMatchObject({ code: 'permission_denied' });
    const forAll = await dave.downloadSharedFile({ group_id, file_id: open });
    expect(await new Response(forAll).text()).toBe('b');
  });

  test('may have 10 MB, and not a byte more', async () => {
    const url = `${session.emulator.baseUrl}${session.app}/chatgroups/${group_id}/share_files`;
    const send = async (bytes: number) => {
      const body = new FormData();
      body.append('file', new Blob([new Uint8Array(bytes)]), 'large');
      const headers = { authorization: `Bearer ${session.token}` };
      const response = await fetch(url, { method: 'POST', headers, body });
      return { status: response.status, body: await response.json() };
    };

    const largest = await send(10 * megabyte);
    const larger = await send(10 * megabyte + 1);

    expect(largest.status).toBe(200);
    expect(larger.status).toBe(413);
    expect(at(larger.body, 'error')).toBe('Request Entity Too Large');
  });

  test('has no room in a group that has as many as the plan allows', async () => {
    await upload('a');
    await upload('b');
    await upload('c');

    await expect(upload('d')).rejects.toMatchObject({ code: 'resource_exhausted' });
  });

  test('is shown in the snapshot without its content', async () => {
    const file_id = await upload('abc');

    const { groups } = session.emulator.control.snapshot();

    expect(groups[0]?.files).toEqual([
      {
        id: file_id,
        name: 'plan.pdf',
        owner: 'alice',
        restricted: false,
        created: expect.any(Number),
      },
    ]);
  });
});

describe('an upload that cannot work', () => {
  test.each([
    ['JSON in place of a form', JSON.stringify({ file: 'x' }), 'application/json'],
    ['an empty form', new FormData(), undefined],
    ['a text in place of a file', formWith('file', 'x'), undefined],
    ['a file under another name', formWith('photo', new File(['x'], 'x')), undefined],
  ])('says that the file is missing: %s', async (_, body, type) => {
    const url = `${session.emulator.baseUrl}${session.app}/chatgroups/${group_id}/share_files`;

    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${session.token}`,
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      body,
    });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: 'IllegalArgumentException',
      error_description: 'file must be provided.',
    });
  });

  test('is told to be of the wrong type where no form is taken', async () => {
    const response = await fetch(`${session.emulator.baseUrl}${session.app}/chatgroups`, {
      method: 'POST',
      headers: { authorization: `Bearer ${session.token}` },
      body: formWith('groupname', 'x'),
    });

    expect(response.status).toBe(415);
  });
});

function formWith(name: string, value: string | Blob): FormData {
  const form = new FormData();
  form.append(name, value);
  return form;
}
