import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import type { GroupProvider } from '@imgroups/core';
import { startTencentEmulator, type TencentEmulator } from '@imgroups/emulator/tencent';
import { createTencentProvider } from '@imgroups/tencent';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { withoutComments } from '../scripts/snippets.ts';
import { appWith } from './nestjs/app.module.ts';
import { runExample } from './test/run-example.ts';

describe('the NestJS service', () => {
  let emulator: TencentEmulator;
  let provider: GroupProvider;
  let app: INestApplication;
  let url: string;

  beforeEach(async () => {
    emulator = await startTencentEmulator();
    emulator.control.importAccounts(['alice', 'bob', 'carol']);
    provider = createTencentProvider({
      ...emulator,
      retry: { maxRetries: 0 },
      cursorSecret: 'a secret of at least 32 characters',
    });
    app = await NestFactory.create(
      appWith(() => provider),
      { logger: false },
    );
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterEach(async () => {
    await app.close();
    await emulator.close();
  });

  async function call(method: string, path: string, body?: object) {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  }

  async function newGroup(): Promise<string> {
    const { id } = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
    return id;
  }

  test('creates a group', async () => {
    const { status, body } = await call('POST', '/groups', { name: 'Chess', ownerId: 'alice' });

    expect(status).toBe(201);
    expect(await provider.groups.get(body.id)).toMatchObject({ name: 'Chess', ownerId: 'alice' });
  });

  test('answers what came of each user', async () => {
    const id = await newGroup();

    const { status, body } = await call('POST', `/groups/${encodeURIComponent(id)}/members`, {
      userIds: ['bob', 'ghost'],
    });

    expect(status).toBe(200);
    expect(body).toEqual({
      ok: false,
      outcomes: [
        { userId: 'bob', status: 'done' },
        { userId: 'ghost', status: 'failed', code: 'not_found', reason: 'user_not_found' },
      ],
    });
  });

  test('makes the members be the given ones', async () => {
    const id = await newGroup();
    await provider.members.add(id, ['bob']);

    const { status, body } = await call('PUT', `/groups/${encodeURIComponent(id)}/members`, {
      userIds: ['carol'],
    });

    const members = await provider.members.list(id).toArray({ maxItems: 10 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ ok: true });
    expect(members.map(({ userId }) => userId).sort()).toEqual(['alice', 'carol']);
  });

  test('lists members page by page, with sealed cursors', async () => {
    const id = await newGroup();
    await provider.members.add(id, ['bob', 'carol']);
    const path = `/groups/${encodeURIComponent(id)}/members?pageSize=2`;

    const first = await call('GET', path);
    const second = await call('GET', `${path}&cursor=${first.body.nextCursor}`);

    expect(first.body.members).toHaveLength(2);
    expect(first.body.nextCursor).toMatch(/^eyJ/);
    expect(second.body).toEqual({ members: [{ userId: 'carol', role: 'member' }] });
  });

  test.each([
    ['POST', '/groups', {}, 'name'],
    ['POST', '/groups', undefined, 'name'],
    ['POST', '/groups', { name: 'Chess' }, 'ownerId'],
    ['POST', '/groups/g/members', { userIds: 'bob' }, 'userIds'],
    ['GET', '/groups/g/members?pageSize=many', undefined, 'pageSize'],
    ['GET', '/groups/g/members?cursor=forged', undefined, 'cursor'],
  ])('refuses %s %s %j by the name of the field', async (method, path, body, field) => {
    const answer = await call(method, path, body);

    expect(answer).toEqual({
      status: 400,
      body: { code: 'invalid_argument', field, ambiguous: false },
    });
  });

  test('answers 404 for what is missing, without the words of the vendor', async () => {
    expect(await call('GET', '/groups/g/members')).toEqual({
      status: 404,
      body: { code: 'not_found', reason: 'group_not_found', ambiguous: false },
    });
  });

  test('answers 503 when the vendor refuses the app for a while', async () => {
    emulator.control.addFault({ kind: 'throttled' });

    const { status, body } = await call('GET', '/groups/g/members');

    expect([status, body.code]).toEqual([503, 'rate_limited']);
  });

  test('tells when a write may have taken effect', async () => {
    emulator.control.addFault({ kind: 'reset-after', endpoint: 'createGroup' });

    const { body } = await call('POST', '/groups', { name: 'Chess', ownerId: 'alice' });

    expect(body).toMatchObject({ code: 'unavailable', ambiguous: true });
  });

  test('leaves other errors to NestJS', async () => {
    expect(await call('GET', '/nothing')).toMatchObject({
      status: 404,
      body: { message: 'Cannot GET /nothing' },
    });
  });

  test('cancels the call of a caller who goes away', async () => {
    const id = await newGroup();
    const codes: string[] = [];
    const list = vi.spyOn(provider.members, 'list');
    emulator.control.addFault({ kind: 'latency', milliseconds: 60_000 });

    const caller = request(`${url}/groups/${encodeURIComponent(id)}/members`);
    caller.on('error', ({ message }) => codes.push(message)).end();
    await expect.poll(() => list.mock.calls.length).toBeGreaterThan(0);
    caller.destroy();

    await expect.poll(() => list.mock.calls[0]?.[1]?.signal?.aborted).toBe(true);
    expect(codes).toEqual(['socket hang up']);
  });

  test('closes the provider when it stops', async () => {
    await app.close();

    await expect(provider.groups.get('g')).rejects.toMatchObject({ code: 'cancelled' });
  });
});

test.each(['guide/nestjs.md', 'zh/guide/nestjs.md'])(
  'the files in %s are those of the example',
  (page) => {
    const text = readFileSync(new URL(`../${page}`, import.meta.url), 'utf8');

    const blocks = [...text.matchAll(/```ts\n\/\/ (\S+)\n\n?([\s\S]+?)```/g)];

    const files = blocks.map(([, name = '', code]) => [name, code]);
    expect(files.map(([name]) => name)).toEqual([
      'im-groups.module.ts',
      'groups.controller.ts',
      'request-signal.ts',
      'im-groups.filter.ts',
      'app.module.ts',
    ]);
    const compared = page.startsWith('zh/') ? withoutComments : String;
    for (const [name, code] of files) {
      const file = readFileSync(new URL(`nestjs/${name}`, import.meta.url), 'utf8');
      expect(compared(code ?? '')).toBe(compared(file));
    }
  },
);

test('the program serves, calls itself and stops', async () => {
  const { code, stdout } = await runExample(['nestjs']);

  expect(stdout).toContain('201 {"id":"');
  expect(stdout).toContain('{"userId":"ghost","status":"failed","code":"not_found"');
  expect(stdout).toContain('400 {"code":"invalid_argument","field":"cursor"');
  expect(stdout).toContain('404 {"code":"not_found","reason":"group_not_found"');
  expect(code).toBe(0);
});
