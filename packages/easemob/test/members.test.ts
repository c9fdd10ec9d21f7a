import type { BatchResult } from '@imgroups/core';
import { describe, expect, test } from 'vitest';
import { createEasemobProvider, type EasemobProviderOptions } from '../src/index.ts';
import {
  lostAnswer,
  optionsFor,
  refusal,
  type ScriptedService,
  type SeenCall,
  scriptedService,
} from './scripted-service.ts';

function providerOf(service: ScriptedService, options: Partial<EasemobProviderOptions> = {}) {
  return createEasemobProvider({ ...optionsFor(service), ...options });
}

const told = ({ outcomes }: BatchResult) =>
  outcomes.map((outcome) => {
    if (outcome.status === 'failed') {
      return `${outcome.userId}: ${outcome.error.reason ?? outcome.error.code}`;
    }
    const changed = outcome.status === 'done' ? outcome.changed : undefined;
    return `${outcome.userId}: ${outcome.status}${changed === undefined ? '' : ` ${changed}`}`;
  });

const namesIn = ({ body }: SeenCall) => (body as { usernames: string[] }).usernames;

/** Adds everybody but ghosts; one ghost fails the call by name, as the service does. */
function adding(call: SeenCall) {
  const names = namesIn(call);
  const ghost = names.find((name) => name.startsWith('ghost'));
  if (ghost) return refusal(404, 'resource_not_found', `username ${ghost} doesn't exist!`);
  return { data: { newmembers: names, groupid: '12', action: 'add_member' } };
}

const group = (...names: string[]) => ({
  data: [
    {
      id: '12',
      owner: 'alice',
      affiliations_count: names.length + 1,
      affiliations: [{ owner: 'alice' }, ...names.map((member) => ({ member }))],
    },
  ],
});

describe('add', () => {
  test('tells who is new and who was a member', async () => {
    const service = scriptedService({
      'POST /chatgroups/12/users': [{ data: { newmembers: ['bob'], groupid: '12' } }],
    });

    const result = await providerOf(service).members.add('12', ['carol', 'bob']);

    expect(told(result)).toEqual(['carol: done false', 'bob: done true']);
  });

  test('ids that fold together are sent once and reported each', async () => {
    const service = scriptedService({ 'POST /chatgroups/12/users': adding });

    const result = await providerOf(service).members.add('12', ['Bob', 'BOB', 'bob']);

    expect(namesIn(service.calls.at(-1) as SeenCall)).toEqual(['bob']);
    expect(told(result)).toEqual(['Bob: done true', 'BOB: done true', 'bob: done true']);
  });

  test('unknown users fail by name, and all others are added', async () => {
    const service = scriptedService({ 'POST /chatgroups/12/users': adding });
    const users = ['a', 'ghost1', 'b', 'ghost2', 'c'];

    const result = await providerOf(service).members.add('12', users);

    expect(told(result)).toEqual([
      'a: done true',
      'ghost1: user_not_found',
      'b: done true',
      'ghost2: user_not_found',
      'c: done true',
    ]);
    expect(result.failed[0]?.error).toMatchObject({ operation: 'members.add' });
  });

  test('are sent sixty at a time', async () => {
    const service = scriptedService({ 'POST /chatgroups/12/users': adding });
    const users = Array.from({ length: 130 }, (_, index) => `user${index}`);

    const result = await providerOf(service).members.add('12', users);

    expect(result.ok).toBe(true);
    expect(service.calls.slice(1).map((call) => namesIn(call).length)).toEqual([60, 60, 10]);
  });

  test('only members already: that is no error', async () => {
    const text = 'can not join this group, reason:user: bob already in group: 12\n';
    const service = scriptedService({
      'POST /chatgroups/12/users': [refusal(403, 'forbidden_op', text)],
    });

    const result = await providerOf(service).members.add('12', ['bob', 'carol']);

    expect(told(result)).toEqual(['bob: done false', 'carol: done false']);
  });

  test('who was a member is not told after an attempt whose answer was lost', async () => {
    const service = scriptedService({
      'POST /chatgroups/12/users': [lostAnswer(), { data: { newmembers: [], groupid: '12' } }],
    });

    const result = await providerOf(service).members.add('12', ['bob']);

    expect(told(result)).toEqual(['bob: done']);
  });

  test('a 404 that names nobody is explained by the owner', async () => {
    const service = scriptedService({
      'POST /chatgroups/12/users': (call) =>
        namesIn(call).includes('alice')
          ? refusal(404, 'service_resource_not_found', 'Service resource not found')
          : adding(call),
      'GET /chatgroups/12': [group()],
    });

    const result = await providerOf(service).members.add('12', ['bob', 'alice', 'ghost']);

    expect(told(result)).toEqual(['bob: done true', 'alice: done false', 'ghost: user_not_found']);
  });

  test('a 404 that names nobody is explained by a missing group', async () => {
    const service = scriptedService({
      'POST /chatgroups/12/users': [refusal(404, 'whatever', 'Not found')],
      'GET /chatgroups/12': [refusal(404, 'resource_not_found', 'grpID 12 does not exist!')],
    });

    const call = providerOf(service).members.add('12', ['bob', 'carol']);

    await expect(call).rejects.toMatchObject({
      reason: 'group_not_found',
      operation: 'members.add',
      result: { outcomes: [{ userId: 'bob' }, { userId: 'carol' }] },
    });
  });

  test('a full group fails the chunk as it is, and is told with its capacity', async () => {
    const full = refusal(403, 'exceed_limit', 'members size is greater than max user size !');
    const service = scriptedService({
      'POST /chatgroups/12/users': [full],
      'GET /chatgroups/12': [{ data: [{ id: '12', maxusers: 200 }] }],
    });

    const result = await providerOf(service).members.add('12', ['bob', 'carol'], { chunkSize: 1 });

    expect(told(result)).toEqual(['bob: group_full', 'carol: group_full']);
    expect(result.failed[0]?.error.message).toContain('; the group takes 200 members. Raise it');
    expect(service.routes().sort()).toEqual([
      'GET /chatgroups/12',
      'POST /chatgroups/12/users',
      'POST /chatgroups/12/users',
    ]);
  });

  test('silently asks the service to tell nobody', async () => {
    const service = scriptedService({ 'POST /chatgroups/12/users': adding });

    await providerOf(service).members.add('12', ['bob'], { notify: false });

    expect(service.calls.at(-1)?.url.search).toBe('?need_notify=false');
  });

  test('is read back when the answer stays lost', async () => {
    const service = scriptedService({
      'POST /chatgroups/12/users': [lostAnswer()],
      'GET /chatgroups/12': [group('bob')],
    });
    const provider = providerOf(service, { retry: { maxRetries: 0 } });

    const result = await provider.members.add('12', ['bob', 'carol']);

    expect(told(result)).toEqual(['bob: done', 'carol: unavailable']);
    expect(result.failed[0]?.error.ambiguous).toBe(true);
  });

  test.each([
    ['another group', { newmembers: ['bob'], groupid: '13' }],
    ['somebody else', { newmembers: ['dave'], groupid: '12' }],
    ['nobody', { groupid: '12' }],
  ])('an answer about %s cannot be read', async (_, data) => {
    const service = scriptedService({ 'POST /chatgroups/12/users': [{ data }] });

    const result = await providerOf(service).members.add('12', ['bob']);

    expect(result.failed[0]?.error.name).toBe('InvalidResponseError');
  });
});

test('batches that wait for one token each tell their own users', async () => {
  const wrong = refusal(400, 'invalid_grant', 'client_secret does not match');
  const { members } = providerOf(scriptedService({ 'POST /token': [wrong] }));

  const calls = [members.add('12', ['bob']), members.remove('13', ['carol'])];

  const errors = (await Promise.allSettled(calls)).map((result) =>
    result.status === 'rejected' ? result.reason : undefined,
  );
  expect(errors).toMatchObject([
    { operation: 'members.add', result: { outcomes: [{ userId: 'bob' }] } },
    { operation: 'members.remove', result: { outcomes: [{ userId: 'carol' }] } },
  ]);
});

describe('remove', () => {
  test('strangers are done, and the owner fails', async () => {
    const outcome = (user: string, reason?: string) => ({
      result: reason === undefined,
      user,
      groupid: '12',
      reason,
    });
    const service = scriptedService({
      'DELETE /chatgroups/12/users/bob,ghost,carol,alice': [
        {
          data: [
            outcome('bob'),
            outcome('ghost', "user ghost doesn't exist."),
            outcome('carol', "user: carol doesn't exist in group: 12"),
            outcome('alice', 'forbidden operation on group owner!'),
          ],
        },
      ],
    });

    const result = await providerOf(service).members.remove('12', [
      'bob',
      'ghost',
      'carol',
      'alice',
    ]);

    expect(told(result)).toEqual([
      'bob: done true',
      'ghost: done false',
      'carol: done false',
      'alice: is_owner',
    ]);
  });

  test('only strangers: that is no error', async () => {
    const text = 'users [bob, carol] are not members of this group!';
    const service = scriptedService({
      'DELETE /chatgroups/12/users/bob,carol': [refusal(403, 'forbidden_op', text)],
    });

    const result = await providerOf(service).members.remove('12', ['bob', 'carol']);

    expect(told(result)).toEqual(['bob: done false', 'carol: done false']);
    expect(service.routes()).toHaveLength(1);
  });

  test('the owner does not keep the others in', async () => {
    const service = scriptedService(
      Object.fromEntries(
        ['a,alice,b', 'a,alice', 'a', 'alice', 'b'].map((names) => [
          `DELETE /chatgroups/12/users/${names}`,
          () =>
            names.includes('alice')
              ? refusal(403, 'forbidden_op', 'forbidden operation on group owner!')
              : { data: { result: true, user: names, groupid: '12' } },
        ]),
      ),
    );

    const result = await providerOf(service).members.remove('12', ['a', 'alice', 'b']);

    expect(told(result)).toEqual(['a: done true', 'alice: is_owner', 'b: done true']);
  });

  test('long names are cut by the length of the URL', async () => {
    const service = scriptedService({});
    const users = Array.from({ length: 60 }, (_, index) => `${index}`.padStart(64, 'x'));

    await providerOf(service)
      .members.remove('12', users, { concurrency: 1 })
      .catch(() => undefined);

    const removal = service.calls.find(({ route }) => route.startsWith('DELETE'));
    expect(removal?.url.href.length).toBeGreaterThan(3000);
    expect(removal?.url.href.length).toBeLessThan(4096);
  });

  test('without telling the group is unsupported before any call', async () => {
    const service = scriptedService({});

    const call = providerOf(service).members.remove('12', ['bob'], { notify: false });

    await expect(call).rejects.toMatchObject({ code: 'unsupported', operation: 'members.remove' });
    expect(service.calls).toEqual([]);
  });
});

describe('list', () => {
  const page = (...names: string[]) => ({ data: names.map((member) => ({ member })) });

  test('reads the admins once, and ends at a page shorter than the one before', async () => {
    const service = scriptedService({
      'GET /chatgroups/12/admin': [{ data: ['b'] }],
      'GET /chatgroups/12/users': [
        { data: [{ owner: 'a', joined_time: 5 }, { member: 'b' }] },
        page('c', 'd'),
        page('e'),
      ],
    });

    const members = await providerOf(service).members.list('12').toArray({ maxItems: 100 });

    expect(members.map(({ userId, role }) => `${userId} ${role}`)).toEqual([
      'a owner',
      'b admin',
      'c member',
      'd member',
      'e member',
    ]);
    expect(members[0]?.joinedAt).toEqual(new Date(5));
    expect(service.routes().filter((route) => route.endsWith('admin'))).toHaveLength(1);
    expect(service.routes()).toHaveLength(4);
  });
});

describe('getRoles', () => {
  test('asks for single users only where the group does not list everybody', async () => {
    const service = scriptedService({
      'GET /chatgroups/12': [
        {
          data: [
            { id: '12', owner: 'alice', affiliations_count: 5, affiliations: [{ member: 'bob' }] },
          ],
        },
      ],
      'GET /chatgroups/12/admin': [{ data: ['carol'] }],
      'GET /chatgroups/12/user/dave/is_joined': [{ data: true }],
      'GET /chatgroups/12/user/erin/is_joined': [{ data: false }],
      'GET /chatgroups/12/user/ghost/is_joined': [refusal(404, 'entity_not_found', 'no ghost')],
    });

    const roles = await providerOf(service).members.getRoles('12', [
      'ALICE',
      'alice',
      'bob',
      'carol',
      'dave',
      'erin',
      'ghost',
    ]);

    expect([...roles]).toEqual([
      ['ALICE', 'owner'],
      ['alice', 'owner'],
      ['bob', 'member'],
      ['carol', 'admin'],
      ['dave', 'member'],
      ['erin', undefined],
      ['ghost', undefined],
    ]);
  });

  test('needs no further read where the group lists everybody', async () => {
    const service = scriptedService({
      'GET /chatgroups/12': [group('bob')],
      'GET /chatgroups/12/admin': [{ data: [] }],
    });

    expect(await providerOf(service).members.getRole('12', 'dave')).toBeUndefined();
    expect(service.routes()).toHaveLength(2);
  });
});

describe('setRole', () => {
  const reads = {
    'GET /chatgroups/12': [group('bob', 'carol')],
    'GET /chatgroups/12/admin': [{ data: ['carol'] }],
  };

  test('sends only differences, and tells the owner and strangers', async () => {
    const service = scriptedService({
      ...reads,
      'POST /chatgroups/12/admin': [{ data: { result: 'success', newadmin: 'bob' } }],
    });

    const users = ['bob', 'carol', 'alice', 'dave'];
    const result = await providerOf(service).members.setRole('12', users, 'admin');

    expect(told(result)).toEqual([
      'bob: done true',
      'carol: done false',
      'alice: is_owner',
      'dave: not_a_member',
    ]);
    expect(service.routes().filter((route) => !route.startsWith('GET'))).toEqual([
      'POST /chatgroups/12/admin',
    ]);
  });

  test('a refusal of ours names the operation too', async () => {
    const service = scriptedService(reads);

    const { failed } = await providerOf(service).members.setRole('12', ['alice'], 'admin');

    expect(failed.map(({ error }) => error.operation)).toEqual(['members.setRole']);
  });

  test('takes a role back', async () => {
    const service = scriptedService({
      ...reads,
      'DELETE /chatgroups/12/admin/carol': [{ data: { result: 'success', oldadmin: 'carol' } }],
    });

    const result = await providerOf(service).members.setRole('12', ['bob', 'Carol'], 'member');

    expect(told(result)).toEqual(['bob: done false', 'Carol: done true']);
  });

  test('is read back after a lost answer', async () => {
    const service = scriptedService({
      'GET /chatgroups/12': [group('bob')],
      'GET /chatgroups/12/admin': [{ data: [] }, { data: ['bob'] }],
      'POST /chatgroups/12/admin': [lostAnswer(), refusal(403, 'forbidden_op', 'admin already')],
    });

    const result = await providerOf(service).members.setRole('12', ['bob'], 'admin');

    expect(told(result)).toEqual(['bob: done']);
  });
});
