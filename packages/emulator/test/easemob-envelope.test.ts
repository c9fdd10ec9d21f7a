import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, type Session, startSession } from './easemob-requests.ts';

describe('under the newest rules', () => {
  let session: Session;

  beforeAll(async () => {
    session = await startSession();
  });
  beforeEach(() => session.emulator.control.reset());
  afterAll(() => session.emulator.close());

  test('an answer names the app, the address and the time', async () => {
    const groupId = await session.makeGroup();

    const { body } = await session.send('DELETE', `/chatgroups/${groupId}`);

    expect(body).toEqual({
      action: 'delete',
      application: expect.stringMatching(/^[\da-f-]{36}$/),
      applicationName: 'demo',
      organization: 'acme',
      uri: `${session.emulator.baseUrl}/acme/demo/chatgroups/${groupId}`,
      params: {},
      entities: [],
      properties: {},
      data: { success: true, groupid: groupId },
      timestamp: expect.any(Number),
      duration: expect.any(Number),
    });
  });

  test('the query comes back as lists of strings', async () => {
    const groupId = await session.makeGroup();

    const { body } = await session.send('GET', `/chatgroups/${groupId}/users?pagenum=2&pagesize=2`);

    expect(at(body, 'params')).toEqual({ pagenum: ['2'], pagesize: ['2'] });
  });

  test('the time is that of the emulator', async () => {
    session.emulator.control.advanceClock(86_400);

    const { body } = await session.send('GET', '/chatgroups');

    expect(at(body, 'timestamp')).toBeGreaterThan(Date.now() + 86_000_000);
  });

  test('an error has the word, the text and the exception of the vendor', async () => {
    const { status, body } = await session.send('DELETE', '/chatgroups/1');

    expect(status).toBe(404);
    expect(body).toEqual({
      error: 'resource_not_found',
      exception: 'com.easemob.group.exception.ResourceNotFoundException',
      error_description: 'grpID 1 does not exist!',
      timestamp: expect.any(Number),
      duration: expect.any(Number),
    });
  });

  test('the mute of everybody calls itself a put, the mute list a get', async () => {
    const groupId = await session.makeGroup();

    const ban = await session.send('POST', `/chatgroups/${groupId}/ban`);
    const mutes = await session.send('GET', `/chatgroups/${groupId}/mute`);

    expect(ban.body).toMatchObject({ action: 'put', data: { mute: true } });
    expect(mutes.body).toMatchObject({ action: 'get', data: [], count: 0 });
  });

  test('a detail has the fields of the newest pages, the owner among them', async () => {
    const groupId = await session.makeGroup(['bob'], { description: 'd', custom: 'c' });

    const { body } = await session.send('GET', `/chatgroups/${groupId}`);

    expect(at(body, 'data')).toEqual([
      {
        id: groupId,
        name: 'chess',
        description: 'd',
        public: true,
        membersonly: false,
        allowinvites: false,
        invite_need_confirm: true,
        maxusers: 200,
        owner: 'alice',
        created: expect.any(Number),
        custom: 'c',
        mute: false,
        scale: 'normal',
        disabled: false,
        affiliations_count: 2,
        affiliations: [{ member: 'bob' }, { owner: 'alice' }],
      },
    ]);
  });
});

describe('under the rules of the guide', () => {
  let session: Session;

  beforeAll(async () => {
    session = await startSession({ rules: 'guide' });
  });
  beforeEach(() => session.emulator.control.reset());
  afterAll(() => session.emulator.close());

  test('a write is answered with the address of the app alone', async () => {
    const groupId = await session.makeGroup();

    const { body } = await session.send('DELETE', `/chatgroups/${groupId}`);

    expect(at(body, 'uri')).toBe(`${session.emulator.baseUrl}/acme/demo`);
  });

  test.each(['/chatgroups', '/users/alice/joined_chatgroups', '/chatgroups/{id}/blocks/users'])(
    '%s does not tell the app',
    async (path) => {
      const groupId = await session.makeGroup();

      const { body } = await session.send('GET', path.replace('{id}', groupId));

      expect(Object.keys(body ?? {})).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(application|organization)/)]),
      );
    },
  );

  test('a detail tells the owner among the affiliations only', async () => {
    const groupId = await session.makeGroup(['bob']);

    const { body } = await session.send('GET', `/chatgroups/${groupId}`);

    expect(at(body, 'data', 0)).not.toHaveProperty('owner');
    expect(at(body, 'data', 0, 'affiliations')).toEqual([{ owner: 'alice' }, { member: 'bob' }]);
  });

  test('the mute list calls itself a post', async () => {
    const groupId = await session.makeGroup();

    const { body } = await session.send('GET', `/chatgroups/${groupId}/mute`);

    expect(at(body, 'action')).toBe('post');
  });

  test('the list of groups has last_modified', async () => {
    await session.makeGroup();

    const { body } = await session.send('GET', '/chatgroups');

    expect(at(body, 'data', 0)).toMatchObject({ last_modified: expect.stringMatching(/^\d{13}$/) });
  });
});
