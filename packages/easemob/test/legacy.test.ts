import { describe, expect, test } from 'vitest';
import { createEasemobProvider, type EasemobProviderOptions } from '../src/index.ts';
import { optionsFor, scriptedService } from './scripted-service.ts';

function legacyService(options: Partial<EasemobProviderOptions> = {}) {
  const service = scriptedService({
    'POST /chatgroups': [{ data: { groupid: '12' } }],
    'PUT /chatgroups/12': [{ data: { groupname: true, description: true, maxusers: true } }],
    'POST /chatgroups/12/mute': ({ body }) => ({
      data: usernamesOf(body).map((user) => ({ result: true, expire: 1, user })),
    }),
    'GET /chatgroups/12': [
      {
        data: [
          {
            id: '12',
            name: 'Chess',
            public: true,
            membersonly: false,
            allowinvites: false,
            maxusers: 200,
            affiliations_count: 2,
            affiliations: [{ member: 'bob' }, { owner: 'alice' }],
          },
        ],
      },
    ],
    'GET /chatgroups': [
      {
        data: [
          {
            groupid: '12',
            groupname: 'Chess',
            owner: 'acme#testapp_al_ice',
            affiliations: 2,
            last_modified: '1441021038124',
          },
        ],
      },
    ],
    'GET /users/bob/joined_chatgroups': [{ data: [{ groupid: '12', groupname: 'Chess' }] }],
  });
  const provider = createEasemobProvider({
    ...optionsFor(service),
    flavour: 'legacy',
    ...options,
  });
  return { service, provider };
}

function usernamesOf(body: unknown): readonly string[] {
  const names = typeof body === 'object' && body !== null ? Reflect.get(body, 'usernames') : [];
  return Array.isArray(names) ? names : [];
}

const users = Array.from({ length: 25 }, (_, index) => `user${index}`);

describe('a provider of the legacy flavour', () => {
  test('creates groups with the older names and no others', async () => {
    const { service, provider } = legacyService();

    await provider.groups.create({ name: 'Chess', ownerId: 'alice', description: 'x' });

    expect(service.calls.at(-1)?.body).toEqual({
      groupname: 'Chess',
      desc: 'x',
      public: true,
      members_only: true,
      allowinvites: false,
      owner: 'alice',
    });
  });

  test('updates the three fields that older clusters take', async () => {
    const { service, provider } = legacyService();

    await provider.groups.update('12', { name: 'Go', description: 'x', maxMembers: 300 });

    expect(service.calls.at(-1)?.body).toEqual({
      groupname: 'Go',
      description: 'x',
      maxusers: 300,
    });
  });

  test.each([
    ['avatarUrl', { avatarUrl: 'https://example.com/a.png' }],
    ['joinPolicy', { name: 'Go', joinPolicy: 'open' }],
    ['invitePolicy', { invitePolicy: 'closed' }],
  ] as const)('does not update %s, and says so before any call', async (field, patch) => {
    const { service, provider } = legacyService();

    const call = provider.groups.update('12', patch);

    await expect(call).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(`^${field}:`),
      operation: 'groups.update',
    });
    expect(service.calls).toEqual([]);
  });

  test('does not create a group with an avatar that would be dropped', async () => {
    const { service, provider } = legacyService();

    const call = provider.groups.create({
      name: 'Chess',
      ownerId: 'alice',
      avatarUrl: 'https://example.com/a.png',
    });

    await expect(call).rejects.toMatchObject({ code: 'unsupported' });
    expect(service.calls).toEqual([]);
  });

  test('mutes ten members per call', async () => {
    const { service, provider } = legacyService();

    const result = await provider.mutes.add('12', users, { seconds: 60 });

    const calls = service.calls.filter(({ route }) => route === 'POST /chatgroups/12/mute');
    expect(calls.map(({ body }) => usernamesOf(body).length)).toEqual([10, 10, 5]);
    expect(result.ok).toBe(true);
  });

  test('mutes as many as its user knows to be possible', async () => {
    const { service, provider } = legacyService({
      limits: { muteMembers: { items: { max: 20 } } },
    });

    await provider.mutes.add('12', users, { seconds: 60 });

    const calls = service.calls.filter(({ route }) => route === 'POST /chatgroups/12/mute');
    expect(calls.map(({ body }) => usernamesOf(body).length)).toEqual([20, 5]);
  });

  test('reads the answers of older clusters', async () => {
    const { provider } = legacyService();

    const group = await provider.groups.get('12');
    const [listed] = await provider.groups.list().toArray({ maxItems: 1 });
    const [joined] = await provider.groups.listJoined('bob').toArray({ maxItems: 1 });

    expect(group).toMatchObject({ ownerId: 'alice', memberCount: 2, joinPolicy: 'open' });
    expect(listed).toMatchObject({ id: '12', ownerId: 'al_ice', memberCount: 2 });
    expect(joined).toMatchObject({ id: '12', name: 'Chess' });
  });

  test('leaves its client free to call what is newer', async () => {
    const { service, provider } = legacyService();

    await provider.client.muteMembers({ group_id: '12', usernames: users, mute_duration: -1 });

    expect(service.calls.at(-1)?.body).toMatchObject({ usernames: users, mute_duration: -1 });
  });
});
