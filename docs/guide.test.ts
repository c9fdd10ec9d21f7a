import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GroupProvider, operations } from '@imgroups/core/adapter';
import { easemobEndpoints } from '@imgroups/easemob/endpoints';
import { startTencentEmulator } from '@imgroups/emulator/tencent';
import { createTencentProvider } from '@imgroups/tencent';
import { tencentEndpoints } from '@imgroups/tencent/endpoints';
import type { Express } from 'express';
import type { Hono } from 'hono';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { snippetsOf, withoutComments, writeFilesOf } from './scripts/snippets.ts';

const docs = fileURLToPath(new URL('.', import.meta.url));
const languages = ['guide', 'zh/guide'];
const names = readdirSync(join(docs, 'guide')).map((file) => file.replace(/\.md$/, ''));

function readPage(path: string): string {
  return readFileSync(join(docs, path), 'utf8');
}

/** The rows of the tables of a page whose header is like this. */
function rowsBelow(page: string, header: RegExp): readonly (readonly string[])[] {
  const tables = page.split(/\n\n/).filter((part) => header.test(part.split('\n')[0] ?? ''));
  return tables.flatMap((table) => table.trim().split('\n').slice(2).map(cellsOf));
}

function cellsOf(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** The words in code type. */
function namesIn(cell = ''): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

describe.each(languages)('the tables of %s for users of Java', (folder) => {
  const tencent = rowsBelow(
    readPage(`${folder}/tencent-java.md`),
    /^\| .*(there and here|两边同名)/,
  );
  const easemob = rowsBelow(
    readPage(`${folder}/easemob-java.md`),
    /^\| .*(native client|原生客户端)/,
  );

  test('name every operation of the reference guides once', () => {
    const listed = tencent.flatMap(([method]) => namesIn(method));

    expect(new Set(listed).size).toBe(listed.length);
    expect([listed.length, easemob.length]).toEqual([53, 30]);
  });

  test('name endpoints that exist', () => {
    const methods = tencent.flatMap(([method]) => namesIn(method));
    const natives = easemob.flatMap(([, , native]) => namesIn(native));

    expect(Object.keys(tencentEndpoints)).toEqual(expect.arrayContaining([...methods]));
    expect(Object.keys(easemobEndpoints)).toEqual(expect.arrayContaining([...natives]));
  });

  test('name neutral operations that exist, each of them', () => {
    for (const rows of [tencent, easemob]) {
      const named = new Set(rows.flatMap(([, neutral]) => namesIn(neutral)));

      expect([...named].toSorted()).toEqual([...operations].toSorted());
    }
  });
});

test.each(names)('the code of %s is the same in both languages', (name) => {
  const [english, chinese] = languages.map((folder) =>
    snippetsOf(name, readPage(`${folder}/${name}.md`)).map(({ code }) => withoutComments(code)),
  );

  expect(chinese).toEqual(english);
});

describe('the services of the guide', () => {
  const folder = mkdtempSync(join(docs, '.guide-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs a module of a page. */
  function load<Exports>(page: string, path: string): Promise<Exports> {
    writeFilesOf(`guide/${page}.md`, join(folder, page));
    return import(join(folder, page, path));
  }

  async function startTencent() {
    const emulator = await startTencentEmulator();
    onTestFinished(() => emulator.close());
    emulator.control.importAccounts(['alice', 'bob']);
    return emulator;
  }

  async function startExpress(): Promise<string> {
    const emulator = await startTencent();
    const { createApp } = await load<{ createApp: (provider: GroupProvider) => Express }>(
      'express',
      'src/app.ts',
    );
    const provider = createTencentProvider({ ...emulator, cursorSecret: 'x'.repeat(32) });
    const server = createApp(provider).listen(0, '127.0.0.1');
    onTestFinished(async () => {
      await new Promise((resolve) => server.close(resolve));
      await provider.close();
    });
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  function post(url: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  test('Express makes a group, adds members and lists them', async () => {
    const url = await startExpress();

    const created = await post(`${url}/groups`, { id: 'chess', name: 'Chess', ownerId: 'alice' });
    const added = await post(`${url}/groups/chess/members`, { userIds: ['bob', 'ghost'] });
    const listed = await fetch(`${url}/groups/chess/members`);

    expect([created.status, await created.json()]).toEqual([201, { id: 'chess' }]);
    expect(await added.json()).toEqual({
      outcomes: [
        { userId: 'bob', status: 'done' },
        { userId: 'ghost', status: 'failed', reason: 'user_not_found' },
      ],
    });
    expect((await listed.json()).members).toHaveLength(2);
  });

  test('Express answers failures with a status and neutral words', async () => {
    const url = await startExpress();

    const missing = await fetch(`${url}/groups/missing`);
    const nameless = await post(`${url}/groups`, { ownerId: 'alice' });
    const foreignCursor = await fetch(`${url}/groups/missing/members?cursor=foreign`);

    expect([missing.status, await missing.json()]).toEqual([
      404,
      { code: 'not_found', reason: 'group_not_found', ambiguous: false },
    ]);
    expect([nameless.status, foreignCursor.status]).toEqual([400, 400]);
  });

  test('Hono reads a group with what the bindings hold', async () => {
    const emulator = await startTencent();
    const provider = createTencentProvider(emulator);
    await provider.groups.create({ id: 'chess', name: 'Chess', ownerId: 'alice' });
    await provider.close();
    const { default: app } = await load<{ default: Hono }>('hono-workerd', 'src/worker.ts');
    const env = {
      IMGROUPS_TENCENT_SDK_APP_ID: String(emulator.sdkAppId),
      IMGROUPS_TENCENT_SECRET_KEY: emulator.secretKey,
      IMGROUPS_TENCENT_BASE_URL: emulator.baseUrl,
    };

    const found = await app.request('/groups/chess', {}, env);
    const missing = await app.request('/groups/missing', {}, env);

    expect(await found.json()).toMatchObject({ id: 'chess', ownerId: 'alice', memberCount: 1 });
    expect(missing.status).toBe(404);
  });
});
