import type { InvitePolicy, JoinPolicy } from '@imgroups/core';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { createGroupRequest } from '../chapters/groups.ts';
import { dialects } from '../driver/dialect.ts';
import { fromCreateInput, fromPatch, toGroup, toGroupSummary } from './group.ts';
import { toMember } from './member.ts';
import { fromSeconds, toMute } from './mute.ts';
import { toOutcomes } from './outcome.ts';
import { foldUserId } from './user-id.ts';

const note = () => undefined;
const reading = { note, complete: <Failure>(failure: Failure) => failure };

const userId = fc.stringMatching(/^[A-Za-z0-9_.-]{1,64}$/);
const policies = fc.constantFrom<[JoinPolicy, InvitePolicy]>(
  ['open', 'closed'],
  ['approval', 'closed'],
  ['closed', 'closed'],
  ['closed', 'open'],
);

describe('groups', () => {
  const inputs = fc.record({
    name: fc.string({ maxLength: 128 }),
    ownerId: userId,
    description: fc.option(fc.string({ maxLength: 512 }), { nil: undefined }),
    maxMembers: fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined }),
  });

  test('a group that is created and read back is the same', () => {
    fc.assert(
      fc.property(inputs, policies, (input, [joinPolicy, invitePolicy]) => {
        const request = fromCreateInput({ ...input, joinPolicy, invitePolicy }, dialects.modern);

        const group = toGroup({ id: '12', name: request.groupname, ...request }, note);

        expect(group).toMatchObject({
          name: input.name,
          description: input.description ?? '',
          ownerId: foldUserId(input.ownerId),
          joinPolicy,
          invitePolicy,
          maxMembers: input.maxMembers,
        });
      }),
    );
  });

  test.each(['modern', 'legacy'] as const)('every %s request fits its schema', (flavour) => {
    fc.assert(
      fc.property(inputs, policies, (input, [joinPolicy, invitePolicy]) => {
        const request = fromCreateInput({ ...input, joinPolicy, invitePolicy }, dialects[flavour]);

        expect(v.safeParse(createGroupRequest, request).issues).toBeUndefined();
      }),
    );
  });

  test('no request has both names of a field', () => {
    const modern = Object.keys(fromCreateInput({ name: 'x', ownerId: 'a' }, dialects.modern));
    const legacy = Object.keys(fromCreateInput({ name: 'x', ownerId: 'a' }, dialects.legacy));

    expect(modern).toEqual(expect.not.arrayContaining(['desc', 'members_only']));
    expect(legacy).toEqual(expect.not.arrayContaining(['description', 'membersonly']));
  });

  test('the owner of a list is told without the app, whatever its name', () => {
    fc.assert(
      fc.property(userId, (name) => {
        const group = toGroupSummary({ groupid: '1', owner: `acme#app_${name}` }, 'acme#app', note);

        expect(group.ownerId).toBe(name);
      }),
    );
  });

  test('the owner is found among the members where older clusters show it', () => {
    const group = toGroup({ id: '1', affiliations: [{ member: 'b' }, { owner: 'a' }] }, note);

    expect(group.ownerId).toBe('a');
  });

  test('what a patch does not name is not sent', () => {
    expect(fromPatch({ name: undefined, description: '' })).toEqual(
      new Map([['description', { description: '' }]]),
    );
  });
});

describe('what a field of a group becomes', () => {
  const input = { name: 'Chess', ownerId: 'alice' };

  test('only what was given is sent on creation', () => {
    expect(fromCreateInput(input, dialects.modern)).toEqual({
      groupname: 'Chess',
      description: '',
      membersonly: true,
      public: true,
      allowinvites: false,
      owner: 'alice',
    });
    const all = { ...input, id: 'chess1', maxMembers: 50, avatarUrl: 'https://x/y.png' };
    expect(fromCreateInput(all, dialects.modern)).toMatchObject({
      groupid: 'chess1',
      maxusers: 50,
      avatar: 'https://x/y.png',
    });
  });

  test('a patch tells the wire fields of each of its fields', () => {
    const patch = fromPatch({
      avatarUrl: 'https://x/y.png',
      maxMembers: 9,
      joinPolicy: 'closed',
      invitePolicy: 'open',
    });

    expect([...patch]).toEqual([
      ['avatarUrl', { avatar: 'https://x/y.png' }],
      ['maxMembers', { maxusers: 9 }],
      ['joinPolicy', { public: false }],
      ['invitePolicy', { allowinvites: true }],
    ]);
    expect([...fromPatch({ joinPolicy: 'open', invitePolicy: 'closed' })]).toEqual([
      ['joinPolicy', { public: true, membersonly: false }],
      ['invitePolicy', { allowinvites: false }],
    ]);
  });

  test.each([
    [{ invitePolicy: 'approval' }, 'no approval'],
    [{ invitePolicy: 'open', joinPolicy: 'open' }, "only together with joinPolicy 'closed'"],
  ] as const)('%o is refused, on creation and in a patch', (policy, text) => {
    const refused = { errorClass: 'UnsupportedError' };

    for (const run of [
      () => fromCreateInput({ ...input, ...policy }, dialects.modern),
      () => fromPatch(policy),
    ]) {
      expect(run).toThrow(expect.objectContaining(refused));
      expect(run).toThrow(text);
    }
  });

  test('an avatar is read, and an empty one is none', () => {
    const avatarOf = (avatar: string) => toGroup({ id: '1', name: 'x', avatar }, note).avatarUrl;

    expect([avatarOf('https://x/y.png'), avatarOf('')]).toEqual(['https://x/y.png', undefined]);
  });

  test('a policy that the answer does not tell is not made up', () => {
    expect(toGroup({ id: '1', name: 'x' }, note)).toMatchObject({
      joinPolicy: undefined,
      invitePolicy: undefined,
    });
    expect(toGroup({ id: '1', name: 'x', public: true }, note).joinPolicy).toBeUndefined();
  });
});

describe('mutes', () => {
  test('the end is kept to the millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000_000_000 }), (expire) => {
        expect(toMute({ user: 'bob', expire }, 1_700_000_000_000).until).toEqual(new Date(expire));
      }),
    );
  });

  test('seconds become milliseconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (seconds) => {
        expect(fromSeconds(seconds)).toBe(seconds * 1000);
      }),
    );
  });
});

describe('members', () => {
  test.each([
    [{ owner: 'a' }, 'owner'],
    [{ admin: 'a' }, 'admin'],
    [{ member: 'a' }, 'admin'],
    [{ member: 'b' }, 'member'],
  ])('%o is %s', (item, role) => {
    expect(toMember(item, new Set(['a']), note).role).toBe(role);
  });

  test('an item without a role cannot be read', () => {
    expect(() => toMember({}, new Set(), note)).toThrow(expect.objectContaining({ field: 'data' }));
  });
});

describe('outcomes', () => {
  test('an object and a list of one say the same', () => {
    const item = { result: false, reason: "user bob doesn't exist.", user: 'bob' };

    const [single] = toOutcomes(item, { asked: ['bob'] }, reading);
    const [listed] = toOutcomes([item], { asked: ['bob'] }, reading);

    expect(single).toMatchObject({ userId: 'bob', status: 'failed' });
    expect(listed).toMatchObject({ userId: 'bob', status: 'failed' });
  });

  test('with one name in the call the answer may leave it out, with two it may not', () => {
    const asked = ['bob', 'carol'];

    const [single] = toOutcomes({ result: true }, { asked: ['bob'] }, reading);
    const [first] = toOutcomes([{ result: true }], { asked }, reading);

    expect(single).toEqual({ userId: 'bob', status: 'done' });
    expect(first).toMatchObject({
      status: 'failed',
      failure: { message: 'the answer is about nobody, who was not asked about (bob, carol)' },
    });
  });

  test('a refusal has the words of the service, or says that there are none', () => {
    const reasonOf = (reason?: string) => {
      const [outcome] = toOutcomes(
        { user: 'bob', result: false, reason },
        { asked: ['bob'] },
        reading,
      );
      return outcome?.status === 'failed' ? outcome.failure : undefined;
    };

    expect(reasonOf("the user bob doesn't exist")).toMatchObject({
      message: "the user bob doesn't exist",
      reason: 'user_not_found',
    });
    expect(reasonOf()?.message).toBe('refused without a reason');
  });

  test('an item about somebody who was not asked about costs only those of whom no other tells', () => {
    const data = [
      { result: true, user: 'dave' },
      { result: true, user: 'bob' },
    ];

    const outcomes = toOutcomes(data, { asked: ['bob', 'carol'] }, reading);

    expect(outcomes).toMatchObject([
      { userId: 'bob', status: 'done' },
      {
        userId: 'carol',
        status: 'failed',
        failure: { message: expect.stringMatching(/dave.*bob/) },
      },
    ]);
  });

  test('every user who was asked about has the outcome of their item, whatever the order', () => {
    const users = fc.uniqueArray(
      userId.map((id) => id.toLowerCase()),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(
        users,
        fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
        (ids, results) => {
          const data = ids.map((user, index) => ({ user, result: results[index] })).reverse();

          const outcomes = new Map(
            toOutcomes(data, { asked: ids }, reading).map((one) => [one.userId, one.status]),
          );

          ids.forEach((id, index) => {
            expect(outcomes.get(id)).toBe(results[index] ? 'done' : 'failed');
          });
        },
      ),
    );
  });
});
