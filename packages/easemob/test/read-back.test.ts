import type { BatchResult } from '@imgroups/core';
import { describe, expect, test } from 'vitest';
import { createEasemobProvider, type EasemobProvider } from '../src/index.ts';
import {
  lostAnswer,
  optionsFor,
  refusal,
  type ScriptedService,
  scriptedService,
} from './scripted-service.ts';

type Script = Parameters<typeof scriptedService>[0];

const start = 1_700_000_000_000;

/** A provider that sends once, and the service behind it. */
function providerOf(script: Script, now = () => start) {
  const service = scriptedService(script);
  const options = { ...optionsFor(service), retry: { maxRetries: 0 }, now };
  return { ...service, provider: createEasemobProvider(options) };
}

const told = ({ outcomes }: BatchResult) =>
  outcomes.map((outcome) =>
    outcome.status === 'failed'
      ? `${outcome.userId}: ${outcome.error.reason ?? outcome.error.code}`
      : `${outcome.userId}: ${outcome.status}`,
  );

const muteRoute = 'POST /chatgroups/12/mute';
const mutesRoute = 'GET /chatgroups/12/mute';
const blacklistRoute = 'GET /chatgroups/12/blocks/users';
const lost = () => [lostAnswer()];

describe('a mute whose answer was lost', () => {
  const minute = { seconds: 60 };

  test.each<[string, number | undefined, { seconds: number } | 'permanent', boolean]>([
    ['ends as asked', 60_000, minute, true],
    ['ends as late as rounding makes it', 62_000, minute, true],
    ['ends later', 62_001, minute, false],
    ['ends as early as rounding makes it', 58_000, minute, true],
    ['ends earlier', 57_999, minute, false],
    ['is for good, and was to end', undefined, minute, false],
    ['is for good, as asked', undefined, 'permanent', true],
    ['ends, and was to be for good', 60_000, 'permanent', false],
    ['is about to end, and was to be for good', 1000, 'permanent', false],
  ])('counts by the mute that a read shows, which %s', async (_, left, duration, ok) => {
    const expire = left === undefined ? -1 : start + left;
    const data = [{ user: 'bob', expire }];
    const { provider } = providerOf({
      [muteRoute]: lost(),
      [mutesRoute]: [{ timestamp: start, data }],
    });

    expect((await provider.mutes.add('12', ['bob'], duration)).ok).toBe(ok);
  });

  test.each([
    ['as early as the call was sent', 30_000, true],
    ['before the call was sent', 27_999, false],
  ])('may have begun %s', async (_, left, ok) => {
    let time = start;
    const { provider } = providerOf(
      {
        [muteRoute]: () => {
          time += 30_000;
          return lostAnswer();
        },
        [mutesRoute]: [
          { timestamp: start + 30_000, data: [{ user: 'bob', expire: start + 30_000 + left }] },
        ],
      },
      () => time,
    );

    expect((await provider.mutes.add('12', ['bob'], minute)).ok).toBe(ok);
  });

  test('is compared with the clock here where the service does not tell its time', async () => {
    const data = [{ user: 'bob', expire: start + 60_000 }];
    const { provider } = providerOf({ [muteRoute]: lost(), [mutesRoute]: [{ data }] });

    expect((await provider.mutes.add('12', ['bob'], minute)).ok).toBe(true);
  });
});

describe('an unmuting whose answer was lost', () => {
  test.each<[string, object[], string]>([
    ['who is muted no more is done', [{ user: 'carol', expire: -1 }], 'bob: done'],
    ['whose mute has ended is done', [{ user: 'bob', expire: start - 1 }], 'bob: done'],
    ['who is still muted is in doubt', [{ user: 'bob', expire: -1 }], 'bob: unavailable'],
    ['whom an unreadable entry may mean is in doubt', [{ expire: -1 }], 'bob: unavailable'],
  ])('is read back: a user %s', async (_, data, outcome) => {
    const { provider } = providerOf({
      'DELETE /chatgroups/12/mute/bob': lost(),
      [mutesRoute]: [{ timestamp: start, data }],
    });

    expect(told(await provider.mutes.remove('12', ['bob']))).toEqual([outcome]);
  });
});

describe('a change of the blacklist whose answer was lost', () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `user${index}`);
  const change = ({ blacklist }: Pick<EasemobProvider, 'blacklist'>, operation: 'add' | 'remove') =>
    blacklist[operation]('12', ['bob']);

  test.each<['add' | 'remove', string, unknown[], boolean]>([
    ['add', 'who is on it is done', ['carol', 'BOB'], true],
    ['add', 'who is not on it is in doubt', ['carol'], false],
    ['add', 'who is on it is done beside an unreadable name', ['bob', 5], true],
    ['remove', 'who is not on it is done', ['carol'], true],
    ['remove', 'who is on it is in doubt', ['bob'], false],
    ['remove', 'whom an unreadable name may mean is in doubt', ['carol', 5], false],
  ])('%s: a user %s', async (operation, _, data, ok) => {
    const { provider } = providerOf({
      'POST /chatgroups/12/blocks/users': lost(),
      'DELETE /chatgroups/12/blocks/users/bob': lost(),
      [blacklistRoute]: [{ data }],
    });

    expect((await change(provider, operation)).ok).toBe(ok);
  });

  test('the service gives the whole list at once', async () => {
    const { provider } = providerOf({
      'DELETE /chatgroups/12/blocks/users/bob': lost(),
      [blacklistRoute]: [{ data: names(600) }],
    });

    expect((await provider.blacklist.remove('12', ['bob'])).ok).toBe(true);
  });
});

describe('a change of a role whose answer was lost', () => {
  const adminsRoute = 'GET /chatgroups/12/admin';
  const affiliations = [{ member: 'bob' }, { owner: 'alice' }];
  const detail = { id: '12', owner: 'alice', affiliations_count: 2, affiliations };

  test.each<['admin' | 'member', string, unknown[], unknown[], boolean]>([
    ['member', 'who is an admin no more is done', ['bob'], ['carol'], true],
    ['member', 'who is still an admin is in doubt', ['bob'], ['bob'], false],
    ['member', 'whom an unreadable name may mean is in doubt', ['bob'], [5], false],
    ['admin', 'who is an admin now is done', [], ['BOB', 5], true],
    ['admin', 'who is none is in doubt', [], ['carol'], false],
  ])('%s: a user %s', async (role, _, before, after, ok) => {
    const { provider } = providerOf({
      'GET /chatgroups/12': [{ data: [detail] }],
      [adminsRoute]: [{ data: before }, { data: after }],
      'POST /chatgroups/12/admin': lost(),
      'DELETE /chatgroups/12/admin/bob': lost(),
    });

    expect((await provider.members.setRole('12', ['bob'], role)).ok).toBe(ok);
  });
});

describe('a refusal to unmute', () => {
  const unmuting = (...refusals: Record<string, Script[string]>[]) =>
    providerOf(Object.assign({ [mutesRoute]: [{ data: [] }] }, ...refusals));
  const reads = ({ routes }: Pick<ScriptedService, 'routes'>) =>
    routes().filter((route) => route.startsWith('GET')).length;
  const strangers = (names: string) =>
    refusal(403, 'forbidden_op', `users ${names} are not members of this group!`);

  test('of strangers by name leaves nothing to unmute for them, and goes on with the others', async () => {
    const service = unmuting({
      'DELETE /chatgroups/12/mute/bob,carol,dave': [strangers('[Bob, carol]')],
      'DELETE /chatgroups/12/mute/dave': [{ data: [{ result: true, user: 'dave' }] }],
    });

    const { outcomes } = await service.provider.mutes.remove('12', ['bob', 'carol', 'dave']);

    expect(outcomes).toEqual([
      { userId: 'bob', status: 'done', changed: false },
      { userId: 'carol', status: 'done', changed: false },
      { userId: 'dave', status: 'done' },
    ]);
    expect(reads(service)).toBe(0);
  });

  test.each(['bob', ']bob[', '[', ''])(
    'of one stranger is about the one who was asked for, however it says so: %j',
    async (names) => {
      const service = unmuting({ 'DELETE /chatgroups/12/mute/bob': [strangers(names)] });

      expect(told(await service.provider.mutes.remove('12', ['bob']))).toEqual(['bob: done']);
    },
  );

  test('of nobody by name is found out by halves', async () => {
    const service = unmuting({
      'DELETE /chatgroups/12/mute/bob,carol': [strangers(']bob[')],
      'DELETE /chatgroups/12/mute/bob': [strangers('bob')],
      'DELETE /chatgroups/12/mute/carol': [{ data: [{ result: true, user: 'carol' }] }],
    });

    const { outcomes } = await service.provider.mutes.remove('12', ['bob', 'carol']);

    expect(outcomes).toEqual([
      { userId: 'bob', status: 'done', changed: false },
      { userId: 'carol', status: 'done' },
    ]);
  });

  test('that the answer tells of a stranger leaves nothing to unmute', async () => {
    const service = unmuting({
      'DELETE /chatgroups/12/mute/bob,carol,dan,eve': [
        {
          data: [
            { result: false, user: 'bob', reason: "user: bob doesn't exist in group: 12" },
            { result: false, user: 'carol', reason: "user carol doesn't exist." },
            { result: false, user: 'dan', reason: "user: dan doesn't exist in group: 12" },
            { result: false, user: 'eve', reason: 'group is disabled' },
          ],
        },
      ],
      [mutesRoute]: [{ data: [{ user: 'eve', expire: -1 }] }],
    });

    const { outcomes } = await service.provider.mutes.remove('12', ['bob', 'carol', 'dan', 'eve']);

    expect(outcomes).toMatchObject([
      { userId: 'bob', status: 'done', changed: false },
      { userId: 'carol', status: 'done', changed: false },
      { userId: 'dan', status: 'done', changed: false },
      { userId: 'eve', status: 'failed' },
    ]);
  });

  test.each([
    ['a precondition', refusal(403, 'forbidden_op', 'no'), 1],
    ['something that was not found', refusal(404, 'not_found', 'Not found'), 1],
    ['an invalid argument', refusal(400, 'invalid_parameter', 'no'), 1],
    ['something that exists', refusal(400, 'duplicate_unique_property_exists', 'no'), 1],
    ['a reason that the vendor tells', refusal(403, 'forbidden_op', 'operation on group owner'), 0],
    ['a quota', refusal(429, 'x', 'has reached the maximum limit'), 0],
  ])('about %s is read about, or not', async (_, answer, count) => {
    const service = unmuting({ 'DELETE /chatgroups/12/mute/bob': [answer] });

    const { ok } = await service.provider.mutes.remove('12', ['bob']);

    expect([reads(service), ok]).toEqual([count, count === 1]);
  });

  test('is read about once in a batch', async () => {
    const service = unmuting({
      'DELETE /chatgroups/12/mute/bob': [refusal(403, 'forbidden_op', 'no')],
      'DELETE /chatgroups/12/mute/carol': [refusal(403, 'forbidden_op', 'no')],
    });

    const { ok } = await service.provider.mutes.remove('12', ['bob', 'carol'], { chunkSize: 1 });

    expect([ok, reads(service)]).toEqual([true, 1]);
  });

  test('stands for those who are muted, or may be', async () => {
    const service = unmuting({
      'DELETE /chatgroups/12/mute/bob': [refusal(403, 'forbidden_op', 'no')],
      [mutesRoute]: [{ data: [{ expire: -1 }] }],
    });

    expect(told(await service.provider.mutes.remove('12', ['bob']))).toEqual([
      'bob: failed_precondition',
    ]);
  });
});

describe('a mute for good', () => {
  test('is not blamed where it is known to work', async () => {
    const { provider } = providerOf({
      [muteRoute]: [refusal(400, 'invalid_parameter', 'mute_duration is invalid')],
    });

    const { failed } = await provider.mutes.add('12', ['bob'], 'permanent');

    expect(failed.map(({ error }) => error.code)).toEqual(['invalid_argument']);
  });

  test('is refused by the flavour that has none', async () => {
    const options = { ...optionsFor(scriptedService({})), flavour: 'legacy' as const };

    await expect(
      createEasemobProvider(options).mutes.add('12', ['bob'], 'permanent'),
    ).rejects.toMatchObject({
      field: 'duration',
      message: 'duration: clusters of the legacy flavour have no permanent mutes; give { seconds }',
    });
  });
});

test('a ban that would end is refused with what to do', async () => {
  const { provider } = providerOf({});

  await expect(provider.blacklist.add('12', ['bob'], { seconds: 60 })).rejects.toMatchObject({
    field: 'duration',
    message:
      "duration: the service has only permanent entries; give 'permanent' and remove the user later",
  });
});

test('everybody is muted and unmuted by a call of its own', async () => {
  const { provider, routes } = providerOf({
    'POST /chatgroups/12/ban': [{ data: { mute: true } }],
    'DELETE /chatgroups/12/ban': [{ data: { mute: false } }],
  });

  await provider.mutes.muteAll('12');
  await provider.mutes.unmuteAll('12');

  expect(routes()).toEqual(['POST /chatgroups/12/ban', 'DELETE /chatgroups/12/ban']);
});

test('the list of the blacklist comes at once, whatever else the answer says', async () => {
  const { provider, calls } = providerOf({ [blacklistRoute]: [{ data: ['a'], cursor: 'x' }] });

  const page = await provider.blacklist.list('12').first();

  expect(page.nextCursor).toBeUndefined();
  expect(calls.at(-1)?.url.search).toBe('');
});

describe('the details of a group', () => {
  const detailRoute = 'GET /chatgroups/12';
  const adminRoute = 'GET /chatgroups/12/admin';
  const joinedRoute = 'GET /chatgroups/12/user/dave/is_joined';
  const detail = {
    id: '12',
    owner: 'Alice',
    affiliations_count: 2,
    affiliations: [{ member: 'bob' }, { owner: 'alice' }],
  };
  const roleOf = (user: string, change: object, more: Script = {}) =>
    providerOf({
      [detailRoute]: [{ data: [{ ...detail, ...change }] }],
      [adminRoute]: [{ data: [] }],
      ...more,
    }).provider.members.getRole('12', user);

  test.each([
    ['no element', []],
    ['an element without an id', [{ name: 'x' }]],
    ['an element with an empty id', [{ id: '' }]],
  ])('of %s are those of a missing group', async (_, data) => {
    const { provider } = providerOf({
      [detailRoute]: [{ data }],
      [adminRoute]: [{ data: [] }],
    });

    await expect(provider.members.getRole('12', 'bob')).rejects.toMatchObject({
      code: 'not_found',
      reason: 'group_not_found',
      endpoint: 'getGroups',
      httpStatus: 200,
      message: 'group 12 does not exist',
    });
  });

  test.each([
    ['of no list', {}, 'data'],
    ['of another group', { data: [{ ...detail, id: '13' }] }, 'data.id'],
    ['whose id is none', { data: [{ id: {} }] }, 'data.id'],
  ])('%s cannot be read', async (_, answer, field) => {
    const { provider } = providerOf({ [detailRoute]: [answer], [adminRoute]: [{ data: [] }] });

    await expect(provider.members.getRole('12', 'bob')).rejects.toMatchObject({
      name: 'InvalidResponseError',
      field,
    });
  });

  test('list everybody where they have as many as they count: no other is a member', async () => {
    expect(await roleOf('dave', {})).toBeUndefined();
    expect(await roleOf('ALICE', {})).toBe('owner');
  });

  test.each([
    ['count more', { affiliations_count: 3 }],
    ['do not count', { affiliations_count: undefined }],
    ['list nobody', { affiliations_count: 0, affiliations: [] }],
    ['list nobody in a list', { affiliations_count: 0, affiliations: 'none' }],
    [
      'have a member that cannot be read',
      { affiliations_count: 1, affiliations: [{ member: 'bob' }, 7] },
    ],
  ])('that %s leave open who else is a member, so the user is asked for', async (_, change) => {
    expect(await roleOf('dave', change, { [joinedRoute]: [{ data: true }] })).toBe('member');
  });

  test.each([
    ['no answer', null, undefined],
    ['no', false, undefined],
    ['yes', true, 'member'],
  ])('a user who is asked for: %s', async (_, data, role) => {
    const change = { affiliations_count: 3 };

    expect(await roleOf('dave', change, { [joinedRoute]: [{ data }] })).toBe(role);
  });

  test('a user who cannot be asked for is not taken for a stranger', async () => {
    const answer = refusal(403, 'forbidden_op', 'no');
    const asked = roleOf('dave', { affiliations_count: 3 }, { [joinedRoute]: [answer] });

    await expect(asked).rejects.toMatchObject({ code: 'failed_precondition' });
  });
});
