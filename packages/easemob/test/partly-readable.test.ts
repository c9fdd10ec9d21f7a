import { type DriftEvent, InvalidResponseError } from '@imgroups/core';
import { describe, expect, test } from 'vitest';
import { createEasemobProvider } from '../src/index.ts';
import { type Answer, optionsFor, scriptedService } from './scripted-service.ts';

function providerOf(script: Readonly<Record<string, readonly Answer[]>>) {
  const service = scriptedService(script);
  const drift: DriftEvent[] = [];
  const onDrift = (event: DriftEvent) => drift.push(event);
  return {
    provider: createEasemobProvider({ ...optionsFor(service), onDrift }),
    drift,
    ...service,
  };
}

async function thrownBy(promise: Promise<unknown>): Promise<InvalidResponseError> {
  const thrown = await promise.catch((error: unknown) => error);
  if (thrown instanceof InvalidResponseError) return thrown;
  throw new Error('it did not fail with an answer that cannot be read');
}

const detail = {
  id: '77',
  name: 'Club',
  owner: 'alice',
  affiliations_count: 3,
  affiliations: [{ member: 'bob' }, { member: 'carol' }, { owner: 'alice' }],
};

describe('lists', () => {
  test('a member without a role costs no other member', async () => {
    const { provider } = providerOf({
      'GET /chatgroups/77/users': [{ data: [{ member: 'bob' }, { moderator: 'eve' }, 7] }],
      'GET /chatgroups/77/admin': [{ data: ['bob'] }],
    });

    const page = await provider.members.list('77').first();

    expect(page.items).toMatchObject([{ userId: 'bob', role: 'admin' }]);
    expect(page.unreadable?.map(({ message }) => message)).toEqual([
      "the answer's data has neither owner, admin nor member",
      "the answer's data is not an object but 7",
    ]);
  });

  test('an admin whose name cannot be read is told, once', async () => {
    const { provider } = providerOf({
      'GET /chatgroups/77/users': [
        { data: [{ member: 'bob' }, { member: 'carol' }] },
        { data: [{ member: 'dave' }] },
      ],
      'GET /chatgroups/77/admin': [{ data: [null, 'bob'] }],
    });

    const error = await thrownBy(provider.members.list('77').toArray({ maxItems: 9 }));

    expect(error).toMatchObject({ endpoint: 'listAdmins', field: 'data' });
    expect(error.unreadable).toHaveLength(1);
    expect(error.result).toMatchObject([
      { userId: 'bob', role: 'admin' },
      { userId: 'carol', role: 'member' },
      { userId: 'dave', role: 'member' },
    ]);
  });

  test('a mute without an end costs no other mute', async () => {
    const { provider } = providerOf({
      'GET /chatgroups/77/mute': [{ data: [{ user: 'bob' }, { user: 'carol', expire: -1 }] }],
    });

    const page = await provider.mutes.list('77').first();

    expect(page.items).toMatchObject([{ userId: 'carol', until: 'permanent' }]);
    expect(page.unreadable?.[0]?.message).toBe(
      'the answer\'s data.expire is not a point in time but undefined (user "bob")',
    );
  });

  test('a name that is none costs no other entry of the blacklist', async () => {
    const { provider } = providerOf({ 'GET /chatgroups/77/blocks/users': [{ data: ['bob', 5] }] });

    const page = await provider.blacklist.list('77').first();

    expect(page.items.map(({ userId }) => userId)).toEqual(['bob']);
    expect(page.unreadable).toHaveLength(1);
  });
});

describe('reads of many', () => {
  test('a group that cannot be read costs no other group', async () => {
    const { provider } = providerOf({
      'GET /chatgroups/77,78': [{ data: [detail, { ...detail, id: '78', name: {} }] }],
    });

    const error = await thrownBy(provider.groups.getMany(['77', '78']));

    expect(error.message).toContain('data.name is not a string but an object (id "78")');
    expect([...(error.result as Map<string, unknown>).keys()]).toEqual(['77']);
  });

  test('a member whom the details name unreadably is asked about alone', async () => {
    const affiliations = [{ member: 'bob' }, { member: null }, { owner: 'alice' }];
    const { provider, routes, drift } = providerOf({
      'GET /chatgroups/77': [{ data: [{ ...detail, affiliations }] }],
      'GET /chatgroups/77/admin': [{ data: [] }],
      'GET /chatgroups/77/user/carol/is_joined': [{ data: true }],
    });

    const roles = await provider.members.getRoles('77', ['bob', 'carol']);

    expect([...roles]).toEqual([
      ['bob', 'member'],
      ['carol', 'member'],
    ]);
    expect(routes()).toContain('GET /chatgroups/77/user/carol/is_joined');
    expect(drift.length).toBeGreaterThan(0);
  });

  test('a user of whom the service answers nonsense costs no other user', async () => {
    const { provider } = providerOf({
      'GET /chatgroups/77': [{ data: [{ ...detail, affiliations_count: 9 }] }],
      'GET /chatgroups/77/admin': [{ data: [] }],
      'GET /chatgroups/77/user/dave/is_joined': [{ data: 'perhaps' }],
      'GET /chatgroups/77/user/eve/is_joined': [{ data: false }],
    });

    const error = await thrownBy(provider.members.getRoles('77', ['dave', 'bob', 'eve']));

    expect(error).toMatchObject({ endpoint: 'isMember', field: 'data' });
    expect(error.message).toContain('(user "dave")');
    expect(error.result).toEqual(
      new Map([
        ['bob', 'member'],
        ['eve', undefined],
      ]),
    );
  });
});

describe('writes', () => {
  test('an outcome that cannot be read costs no other user, and is read back', async () => {
    const { provider } = providerOf({
      'DELETE /chatgroups/77/users/bob,carol,dave': [
        { data: [{ result: true, user: 'bob' }, { result: true }, null] },
      ],
      'GET /chatgroups/77': [
        {
          data: [
            {
              ...detail,
              affiliations_count: 2,
              affiliations: [{ member: 'carol' }, { owner: 'alice' }],
            },
          ],
        },
      ],
    });

    const { outcomes } = await provider.members.remove('77', ['bob', 'carol', 'dave']);

    expect(outcomes).toMatchObject([
      { userId: 'bob', status: 'done', changed: true },
      { userId: 'carol', status: 'failed', error: { field: 'data.user', ambiguous: true } },
      { userId: 'dave', status: 'done' },
    ]);
  });

  test('a new member whose name cannot be read leaves in doubt only those who are not named', async () => {
    const { provider } = providerOf({
      'POST /chatgroups/77/users': [{ data: { newmembers: ['bob', 5], groupid: '77' } }],
      'GET /chatgroups/77': [{ data: [{ ...detail, affiliations: [{ owner: 'alice' }] }] }],
    });

    const { outcomes } = await provider.members.add('77', ['bob', 'eve']);

    expect(outcomes).toMatchObject([
      { userId: 'bob', status: 'done', changed: true },
      { userId: 'eve', status: 'failed', error: { field: 'data.newmembers' } },
    ]);
  });

  test('with an admin who cannot be read, an ordinary member is still made one', async () => {
    const { provider, routes } = providerOf({
      'GET /chatgroups/77': [{ data: [detail] }],
      'GET /chatgroups/77/admin': [{ data: [5] }],
      'DELETE /chatgroups/77/admin/bob': [{ data: { result: 'success', oldadmin: 'bob' } }],
    });

    const { ok } = await provider.members.setRole('77', ['bob'], 'member');

    expect(ok).toBe(true);
    expect(routes()).toContain('DELETE /chatgroups/77/admin/bob');
  });

  test('a list with an entry that cannot be read proves nobody’s absence', async () => {
    const gone = { error: 'forbidden_op', error_description: 'not blocked' };
    const { provider } = providerOf({
      'DELETE /chatgroups/77/blocks/users/bob': [
        { status: 403, headers: {}, text: JSON.stringify(gone) },
      ],
      'GET /chatgroups/77/blocks/users': [{ data: ['carol', null] }],
    });

    const { outcomes } = await provider.blacklist.remove('77', ['bob']);

    expect(outcomes).toMatchObject([{ userId: 'bob', status: 'failed' }]);
  });
});
