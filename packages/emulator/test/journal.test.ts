import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { foldersOf } from '../../testing/src/vendor-folders.ts';
import { registry } from '../src/registry.ts';
import type { EasemobEmulatorOptions } from '../src/vendors/easemob/index.ts';
import { type Session, startSession } from './easemob-requests.ts';
import { createGroup, startTencent } from './tencent-client.ts';

let session: Session | undefined;
afterEach(() => session?.emulator.close());

async function start(options: EasemobEmulatorOptions = {}): Promise<Session> {
  session = await startSession(options);
  session.emulator.control.importAccounts(['alice']);
  return session;
}

describe('the bodies of a journal', () => {
  test('are those of the request and the answer', async () => {
    const { emulator, makeGroup } = await start();
    const groupId = await makeGroup();

    const entry = emulator.control.journal().at(-1);

    expect(JSON.parse(entry?.requestBody ?? '')).toMatchObject({ groupname: 'chess' });
    expect(JSON.parse(entry?.answerBody ?? '')).toMatchObject({ data: { groupid: groupId } });
  });

  test('hold no secret', async () => {
    const { emulator, send, token } = await start();
    await send('POST', '/users', { username: 'bob', password: 'queen-to-h5' });
    await send('POST', '/users', undefined, { text: '{"password":"queen-to-h5"' });

    const written = JSON.stringify(emulator.control.journal());

    expect(written).toContain('[hidden]');
    for (const secret of ['queen-to-h5', token, `:\\"${emulator.clientSecret}`]) {
      expect(written).not.toContain(secret);
    }
  });

  test('are forgotten above the limit, the oldest first', async () => {
    const { emulator, send } = await start({ journalBodies: 2000 });
    for (let call = 0; call < 10; call += 1) await send('GET', '/chatgroups');

    const kept = emulator.control.journal().map(({ answerBody }) => answerBody !== undefined);

    expect(kept).toHaveLength(11);
    expect(kept[0]).toBe(false);
    expect(kept.at(-1)).toBe(true);
  });

  test('are not kept at 0', async () => {
    const { emulator, send } = await start({ journalBodies: 0 });
    await send('GET', '/chatgroups');

    const entry = emulator.control.journal().at(-1);

    expect(entry).toMatchObject({ endpoint: 'listGroups' });
    expect(entry).not.toHaveProperty('answerBody');
  });
});

describe('a refused call', () => {
  test('tells the rule and its page', async () => {
    const { emulator, send } = await start();
    await send('POST', '/chatgroups', { groupname: 'x'.repeat(129), public: true, owner: 'alice' });

    expect(emulator.control.journal().at(-1)?.refusal).toEqual({
      rule: 'groupname: at most 128 characters',
      page: expect.stringMatching(/^https:\/\/doc\.easemob\.com\//),
    });
  });

  test('tells the rate', async () => {
    const { emulator, send } = await start({ rateScale: 0.01 });
    await send('GET', '/chatgroups');
    await send('GET', '/chatgroups');

    expect(emulator.control.journal().at(-1)?.refusal?.rule).toBe('at most 100 calls in 1 s');
  });

  test('tells it at Tencent too', async () => {
    const setup = await startTencent();
    setup.emulator.control.importAccounts(['alice']);
    const groupId = await createGroup(setup, 'Public');
    await setup.call('add_group_member', { GroupId: groupId, MemberList: 'bob' });

    const entry = setup.emulator.control.journal().at(-1);
    await setup.emulator.close();

    expect(entry?.refusal).toEqual({
      rule: expect.stringContaining('MemberList'),
      page: expect.stringMatching(/^https:\/\/cloud\.tencent\.com\//),
    });
  });

  test('that worked has none', async () => {
    const { emulator, send } = await start();
    await send('GET', '/chatgroups');

    expect(emulator.control.journal().at(-1)).not.toHaveProperty('refusal');
  });
});

describe('a part of the journal', () => {
  test('begins after a number', async () => {
    const { emulator, send } = await start();
    for (let call = 0; call < 4; call += 1) await send('GET', '/chatgroups');
    const [first, second] = emulator.control.journal();

    const response = await fetch(
      `${emulator.baseUrl}/_emulator/journal?after=${first?.number}&limit=2`,
    );

    const { journal } = (await response.json()) as { journal: { number: number }[] };
    expect(journal.map(({ number }) => number)).toEqual([
      second?.number,
      (second?.number ?? 0) + 1,
    ]);
    expect(emulator.control.journal({ limit: 1 })).toEqual(emulator.control.journal().slice(-1));
  });

  test.each(['after=x', 'limit=-1', 'afer=1'])('is refused with %s', async (query) => {
    const { emulator } = await start();

    const response = await fetch(`${emulator.baseUrl}/_emulator/journal?${query}`);

    expect(response.status).toBe(400);
  });
});

test.each(registry.map(({ vendor }) => ({ vendor, ...foldersOf(vendor) })))(
  'the pages of $vendor.name are those of its catalogue',
  ({ vendor, catalogue }) => {
    const read = (file: URL) => JSON.parse(readFileSync(file, 'utf8'));
    const { chapters } = read(catalogue);
    const endpoints = chapters.flatMap(
      (chapter: { endpoints: { name: string; page: string }[] }) => chapter.endpoints,
    );

    const pages = read(new URL(`../src/vendors/${vendor.name}/pages.json`, import.meta.url));

    // `pnpm docs:reference` writes both.
    expect(pages).toEqual(
      Object.fromEntries(
        endpoints.map(({ name, page }: { name: string; page: string }) => [name, page]),
      ),
    );
  },
);
