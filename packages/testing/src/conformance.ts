import {
  type BatchResult,
  type GroupKind,
  type GroupProvider,
  groupKinds,
  isBatchError,
  type JoinPolicy,
  type Operation,
  operations,
} from '@imgroups/core/adapter';
import type { Control } from '@imgroups/emulator';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { failureOf } from './failure-of.ts';

/** Commands to an emulator in this process, or over HTTP to one elsewhere. */
export type TestedControl = {
  readonly [Name in
    | 'reset'
    | 'importAccounts'
    | 'advanceClock'
    | 'addFault'
    | 'journal'
    | 'clearJournal']: (
    ...input: Parameters<Control[Name]>
  ) => ReturnType<Control[Name]> | Promise<ReturnType<Control[Name]>>;
};

/** A provider under test and the service it talks to. */
export interface ProviderUnderTest {
  readonly provider: GroupProvider;
  /** A second provider of the same app, as another process would have it. */
  readonly other: GroupProvider;
  readonly control: TestedControl;
  readonly close: () => Promise<void>;
}

/** Tests that a vendor truly cannot pass, and why. */
export interface Skip {
  readonly reason: string;
  readonly tests: readonly string[];
}

export interface ConformanceOptions {
  readonly start: () => Promise<ProviderUnderTest>;
  /** Tests to skip, beside those that need an operation which the capabilities say that the vendor lacks. */
  readonly skip?: readonly Skip[];
}

const users = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank'];

/** The semantics that make swapping vendors real: every provider passes the same tests over HTTP. */
export function testGroupProvider(name: string, options: ConformanceOptions): void {
  describe(`${name} as a group provider`, () => {
    const lacking = new Set<Operation>();
    let tested: ProviderUnderTest;
    let provider: GroupProvider;
    let control: TestedControl;

    /** A test that is skipped, with the reason, where it needs what the vendor lacks. */
    function check(title: string, run: () => Promise<void>): void {
      test(title, async ({ skip }) => {
        const reason = options.skip?.find(({ tests }) => tests.includes(title))?.reason;
        if (reason) skip(reason);
        try {
          await run();
        } catch (error) {
          if (lacking.size > 0) skip(`the vendor lacks ${[...lacking].join(', ')}`);
          throw error;
        }
      });
    }

    beforeAll(async () => {
      tested = await options.start();
      ({ control } = tested);
      provider = noteLacking(tested.provider, lacking);
    });
    beforeEach(async () => {
      lacking.clear();
      await control.reset();
      await control.importAccounts(users);
    });
    afterAll(() => tested.close());

    async function newGroup(...memberIds: string[]): Promise<string> {
      const { id } = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
      if (memberIds.length > 0) (await provider.members.add(id, memberIds)).throwIfFailed();
      return id;
    }

    function statuses({ outcomes }: Pick<BatchResult, 'outcomes'>): string[] {
      return outcomes.map((outcome) =>
        outcome.status === 'failed'
          ? `${outcome.userId}: ${outcome.error.reason ?? outcome.error.code}`
          : `${outcome.userId}: ${outcome.status}`,
      );
    }

    async function collect<T>(list: AsyncIterable<T>): Promise<T[]> {
      const items: T[] = [];
      for await (const item of list) items.push(item);
      return items;
    }

    const memberIds = async (id: string) =>
      (await collect(provider.members.list(id))).map(({ userId }) => userId).sort();

    describe('groups', () => {
      check('a new group is as asked, with the defaults that both vendors share', async () => {
        const { id } = await provider.groups.create({
          name: '国际象棋',
          ownerId: 'alice',
          description: 'Every Friday',
          maxMembers: 50,
        });

        const group = await provider.groups.get(id);

        expect(group).toMatchObject({
          id,
          kind: 'standard',
          name: '国际象棋',
          description: 'Every Friday',
          ownerId: 'alice',
          joinPolicy: 'approval',
          invitePolicy: 'closed',
          memberCount: 1,
          maxMembers: 50,
          mutedAll: false,
        });
        expect(Math.abs(Date.now() - (group.createdAt?.getTime() ?? 0))).toBeLessThan(60_000);
        expect(group.raw).toBeTypeOf('object');
      });

      for (const joinPolicy of ['open', 'approval', 'closed'] satisfies JoinPolicy[]) {
        check(`the join policy ${joinPolicy} is kept`, async () => {
          const { id } = await provider.groups.create({ name: 'x', ownerId: 'alice', joinPolicy });

          expect((await provider.groups.get(id)).joinPolicy).toBe(joinPolicy);
        });
      }

      check('open invitations of a closed group are kept', async () => {
        const { id } = await provider.groups.create({
          name: 'x',
          ownerId: 'alice',
          joinPolicy: 'closed',
          invitePolicy: 'open',
        });

        expect(await provider.groups.get(id)).toMatchObject({
          joinPolicy: 'closed',
          invitePolicy: 'open',
        });
      });

      check('an own id is kept, and a taken one is refused', async () => {
        const created = await provider.groups.create({ id: 'chess1', name: 'x', ownerId: 'alice' });
        const error = await failureOf(
          provider.groups.create({ id: 'chess1', name: 'y', ownerId: 'bob' }),
        );

        expect(created.id).toBe('chess1');
        expect(error).toMatchObject({ code: 'already_exists', reason: 'group_id_taken' });
      });

      check('an owner nobody knows is not found', async () => {
        const error = await failureOf(provider.groups.create({ name: 'x', ownerId: 'nobody' }));

        expect(error).toMatchObject({ code: 'not_found', reason: 'user_not_found' });
      });

      check('many groups are read at once, and missing ones are absent', async () => {
        const first = await newGroup();
        const second = await newGroup();

        const found = await provider.groups.getMany([first, '1234567890123', second]);

        expect([...found.keys()].sort()).toEqual([first, second].sort());
        expect(found.get(first)?.name).toBe('Chess');
      });

      check('no ids need no call', async () => {
        await control.clearJournal();

        expect(await provider.groups.getMany([])).toEqual(new Map());
        expect(await control.journal()).toEqual([]);
      });

      check('the list has every group once, whatever the page size', async () => {
        const ids = [];
        for (let count = 0; count < 5; count += 1) ids.push(await newGroup());

        const listed = await collect(provider.groups.list({ pageSize: 2 }));

        expect(listed.map(({ id }) => id).sort()).toEqual(ids.sort());
      });

      check('the groups of a user are listed page by page', async () => {
        const ids = [];
        for (let count = 0; count < 5; count += 1) ids.push(await newGroup('bob'));
        await newGroup('carol');

        const joined = await collect(provider.groups.listJoined('bob', { pageSize: 2 }));

        expect(joined.map(({ id }) => id).sort()).toEqual(ids.sort());
      });

      check('an update changes what it names and leaves the rest', async () => {
        const id = await newGroup();

        await provider.groups.update(id, { name: 'Go', joinPolicy: 'open', maxMembers: 20 });
        await provider.groups.update(id, { description: '围棋' });

        expect(await provider.groups.get(id)).toMatchObject({
          name: 'Go',
          description: '围棋',
          joinPolicy: 'open',
          maxMembers: 20,
          ownerId: 'alice',
        });
      });

      check('an update of nothing is refused before the call', async () => {
        const id = await newGroup();
        await control.clearJournal();

        expect(await failureOf(provider.groups.update(id, {}))).toMatchObject({
          code: 'invalid_argument',
          field: 'patch',
        });
        expect(await control.journal()).toEqual([]);
      });

      check('the announcement is set, read and cleared', async () => {
        const id = await newGroup();

        const before = await provider.groups.getAnnouncement(id);
        await provider.groups.setAnnouncement(id, '周五见');
        const set = await provider.groups.getAnnouncement(id);
        const { announcement: inProfile = set } = await provider.groups.get(id);
        await provider.groups.setAnnouncement(id, '');

        expect(before).toBe('');
        expect([set, inProfile]).toEqual(['周五见', '周五见']);
        expect(await provider.groups.getAnnouncement(id)).toBe('');
      });

      check('a deleted group is not found', async () => {
        const id = await newGroup('bob');

        await provider.groups.delete(id);

        const gone = { code: 'not_found', reason: 'group_not_found' };
        expect(await failureOf(provider.groups.get(id))).toMatchObject(gone);
        expect(await failureOf(provider.groups.delete(id))).toMatchObject(gone);
        expect(await collect(provider.groups.listJoined('bob'))).toEqual([]);
      });

      check('a transfer makes the old owner a member', async () => {
        const id = await newGroup('bob');

        await provider.groups.transfer(id, 'bob');

        expect(await provider.members.getRoles(id, ['alice', 'bob'])).toEqual(
          new Map([
            ['alice', 'member'],
            ['bob', 'owner'],
          ]),
        );
        expect((await provider.groups.get(id)).ownerId).toBe('bob');
      });

      check('a transfer to a stranger is refused', async () => {
        const id = await newGroup();

        expect(await failureOf(provider.groups.transfer(id, 'bob'))).toMatchObject({
          code: 'not_found',
          reason: 'not_a_member',
        });
      });

      check('a group can be passed as it was read', async () => {
        const group = await provider.groups.get(await newGroup());

        await provider.groups.update(group, { name: 'Go' });

        expect((await provider.groups.get(group)).name).toBe('Go');
      });
    });

    describe('members', () => {
      check('the list has roles', async () => {
        const id = await newGroup('bob', 'carol');
        await provider.members.setRole(id, ['bob'], 'admin');

        const members = await collect(provider.members.list(id));

        expect(Object.fromEntries(members.map(({ userId, role }) => [userId, role]))).toEqual({
          alice: 'owner',
          bob: 'admin',
          carol: 'member',
        });
      });

      check('the list has joining times', async () => {
        const id = await newGroup('bob');

        const members = await collect(provider.members.list(id));

        expect(members.map(({ joinedAt }) => joinedAt)).toEqual([
          expect.any(Date),
          expect.any(Date),
        ]);
      });

      check('a large list comes whole, each member once', async () => {
        const many = Array.from({ length: 250 }, (_, index) => `user${index}`);
        await control.importAccounts(many);
        const { id } = await provider.groups.create({
          name: 'x',
          ownerId: 'alice',
          maxMembers: 300,
        });
        (await provider.members.add(id, many)).throwIfFailed();

        const listed = (await collect(provider.members.list(id, { pageSize: 30 }))).map(
          ({ userId }) => userId,
        );

        expect(listed).toHaveLength(251);
        expect(new Set(listed).size).toBe(251);
      });

      check('members are added, and adding them again is no error', async () => {
        const id = await newGroup();

        const first = await provider.members.add(id, ['bob', 'carol']);
        const second = await provider.members.add(id, ['carol', 'alice', 'dave']);

        expect(statuses(first)).toEqual(['bob: done', 'carol: done']);
        expect(statuses(second)).toEqual(['carol: done', 'alice: done', 'dave: done']);
        expect(second.ok).toBe(true);
        expect(await memberIds(id)).toEqual(['alice', 'bob', 'carol', 'dave']);
      });

      check('only present members: adding them is no error', async () => {
        const id = await newGroup('bob');

        expect(statuses(await provider.members.add(id, ['bob']))).toEqual(['bob: done']);
        expect(statuses(await provider.members.add(id, ['alice']))).toEqual(['alice: done']);
      });

      check('unknown users fail by name and never hide the others', async () => {
        const many = Array.from({ length: 130 }, (_, index) => `user${index}`);
        await control.importAccounts(many);
        const id = await newGroup();
        const asked = [...many.slice(0, 30), 'ghost1', ...many.slice(30), 'ghost2', 'user5'];

        const result = await provider.members.add(id, asked);

        expect(result.outcomes.map(({ userId }) => userId)).toEqual([...new Set(asked)]);
        expect(statuses({ outcomes: result.failed })).toEqual([
          'ghost1: user_not_found',
          'ghost2: user_not_found',
        ]);
        expect(await memberIds(id)).toHaveLength(131);
      });

      check('a full group fails who did not fit, as a full group', async () => {
        const { id } = await provider.groups.create({
          name: 'x',
          ownerId: 'alice',
          maxMembers: 2,
        });
        await provider.members.add(id, ['bob']);

        const result = await provider.members.add(id, ['carol']);

        expect(statuses(result)).toEqual(['carol: group_full']);
        expect(await memberIds(id)).toEqual(['alice', 'bob']);
      });

      check('removing somebody absent or unknown is no error', async () => {
        const id = await newGroup('bob', 'carol');

        const result = await provider.members.remove(id, ['bob', 'dave', 'ghost']);
        const onlyAbsent = await provider.members.remove(id, ['dave']);

        expect(statuses(result)).toEqual(['bob: done', 'dave: done', 'ghost: done']);
        expect(statuses(onlyAbsent)).toEqual(['dave: done']);
        expect(await memberIds(id)).toEqual(['alice', 'carol']);
      });

      check('roles of strangers are undefined', async () => {
        const id = await newGroup('bob');
        await provider.members.setRole(id, ['bob'], 'admin');

        const roles = await provider.members.getRoles(id, ['alice', 'dave', 'bob', 'ghost']);

        expect([...roles]).toEqual([
          ['alice', 'owner'],
          ['dave', undefined],
          ['bob', 'admin'],
          ['ghost', undefined],
        ]);
        expect(await provider.members.getRole(id, 'bob')).toBe('admin');
        expect(await provider.members.getRole(id, 'dave')).toBeUndefined();
      });

      check('a role is set and taken back, and setting it again is no error', async () => {
        const id = await newGroup('bob', 'carol');

        const promoted = await provider.members.setRole(id, ['bob', 'carol'], 'admin');
        const again = await provider.members.setRole(id, ['bob'], 'admin');
        const demoted = await provider.members.setRole(id, ['carol'], 'member');

        expect([promoted, again, demoted].map(({ ok }) => ok)).toEqual([true, true, true]);
        expect(await provider.members.getRoles(id, ['bob', 'carol'])).toEqual(
          new Map([
            ['bob', 'admin'],
            ['carol', 'member'],
          ]),
        );
      });

      check('the role of a stranger cannot be set, those of the others are', async () => {
        const id = await newGroup('bob');

        const result = await provider.members.setRole(id, ['dave', 'bob'], 'admin');

        expect(statuses(result)).toEqual(['dave: not_a_member', 'bob: done']);
      });
    });

    describe('members.sync', () => {
      const rolesOf = async (id: string) =>
        Object.fromEntries(
          (await collect(provider.members.list(id))).map(({ userId, role }) => [userId, role]),
        );

      check(
        'makes the members be the wanted ones, and changes nothing the second time',
        async () => {
          const id = await newGroup('bob', 'carol', 'dave');
          (await provider.members.setRole(id, ['dave'], 'admin')).throwIfFailed();
          const wanted = ['bob', 'erin', 'dave'];
          const roles = { bob: 'admin', erin: 'admin', dave: 'member' } as const;

          const first = await provider.members.sync(id, wanted, { roles });
          const second = await provider.members.sync(id, wanted, { roles });

          expect(first.plan).toEqual({
            add: ['erin'],
            remove: ['carol'],
            promote: ['bob', 'erin'],
            demote: ['dave'],
          });
          expect(first.result.ok).toBe(true);
          expect(second.plan).toEqual({ add: [], remove: [], promote: [], demote: [] });
          expect(second.result.outcomes).toEqual([]);
          expect(await rolesOf(id)).toEqual({
            alice: 'owner',
            bob: 'admin',
            dave: 'member',
            erin: 'admin',
          });
        },
      );

      check('compares ids as the vendor spells them', async () => {
        const id = await newGroup('bob');
        const spelling = provider.canonicalUserId('BOB') === 'bob' ? 'BOB' : 'bob';

        const { plan } = await provider.members.sync(id, [spelling]);

        expect(plan).toEqual({ add: [], remove: [], promote: [], demote: [] });
      });

      check('only tells its plan in a dry run', async () => {
        const id = await newGroup('bob');
        await control.clearJournal();

        const { plan, result } = await provider.members.sync(id, ['carol'], { dryRun: true });

        expect(plan).toMatchObject({ add: ['carol'], remove: ['bob'] });
        expect(result.outcomes).toEqual([]);
        expect(await memberIds(id)).toEqual(['alice', 'bob']);
      });

      check('never removes the owner, and empties no group unless told to', async () => {
        const id = await newGroup('bob');

        const error = await failureOf(provider.members.sync(id, []));
        const { plan } = await provider.members.sync(id, [], { allowEmpty: true });

        expect(error).toMatchObject({ code: 'invalid_argument', field: 'wanted' });
        expect(plan.remove).toEqual(['bob']);
        expect(await memberIds(id)).toEqual(['alice']);
      });

      check('leaves further members alone when asked to', async () => {
        const id = await newGroup('bob');

        await provider.members.sync(id, ['carol'], { remove: false });

        expect(await memberIds(id)).toEqual(['alice', 'bob', 'carol']);
      });

      check('tells of a user who does not exist, and does the rest', async () => {
        const id = await newGroup('bob');

        const { result } = await provider.members.sync(id, ['ghost', 'carol'], {
          roles: { ghost: 'admin', carol: 'admin' },
        });

        expect(statuses(result).sort()).toEqual([
          'bob: done',
          'carol: done',
          'ghost: user_not_found',
        ]);
        expect(await rolesOf(id)).toEqual({ alice: 'owner', carol: 'admin' });
      });

      check('of a missing group is one neutral error', async () => {
        const error = await failureOf(provider.members.sync('999999', ['bob']));

        expect(error).toMatchObject({ operation: 'members.sync', reason: 'group_not_found' });
      });

      check('refuses the role of a user who is not wanted', async () => {
        const id = await newGroup('bob');

        const error = await failureOf(
          provider.members.sync(id, ['bob'], { roles: { carol: 'admin' } }),
        );

        expect(error).toMatchObject({ code: 'invalid_argument', field: 'roles["carol"]' });
      });
    });

    describe('groups.ensure', () => {
      check('creates a group once, and gives it back afterwards', async () => {
        const input = { id: 'chess9', name: 'Chess', ownerId: 'alice' };

        const first = await provider.groups.ensure(input);
        const second = await provider.groups.ensure({ ...input, name: 'Go' });

        expect(first).toMatchObject({ created: true, group: { id: 'chess9', name: 'Chess' } });
        expect(second).toMatchObject({ created: false, group: { id: 'chess9', name: 'Chess' } });
      });

      check('of two at once one creates, and both get the group', async () => {
        const input = { id: 'chess10', name: 'Chess', ownerId: 'alice' };

        const both = await Promise.all([
          provider.groups.ensure(input),
          tested.other.groups.ensure(input),
        ]);

        expect(both.map(({ group }) => group.id)).toEqual(['chess10', 'chess10']);
        expect(both.filter(({ created }) => created)).toHaveLength(1);
      });

      check('without an id is refused by name', async () => {
        const input = { name: 'Chess', ownerId: 'alice' } as {
          name: string;
          ownerId: string;
          id: string;
        };

        expect(await failureOf(provider.groups.ensure(input))).toMatchObject({
          code: 'invalid_argument',
          field: 'id',
        });
      });
    });

    check('provider.check makes one read', async () => {
      await control.clearJournal();

      await provider.check();

      const calls = (await control.journal()).filter(({ endpoint }) => endpoint !== 'getAppToken');
      expect(calls).toHaveLength(1);
    });

    describe('mutes', () => {
      check('a mute ends after its seconds', async () => {
        const id = await newGroup('bob', 'carol');

        const result = await provider.mutes.add(id, ['bob', 'carol'], { seconds: 600 });
        const [mute] = await collect(provider.mutes.list(id));
        await control.advanceClock(601);

        expect(statuses(result)).toEqual(['bob: done', 'carol: done']);
        const until = mute?.until === 'permanent' ? 0 : (mute?.until.getTime() ?? 0);
        expect(Math.abs(until - Date.now() - 600_000)).toBeLessThan(30_000);
        expect(await collect(provider.mutes.list(id))).toEqual([]);
      });

      check('a mute for good reads as permanent', async () => {
        const id = await newGroup('bob');

        await provider.mutes.add(id, ['bob'], 'permanent');

        const mutes = await collect(provider.mutes.list(id));
        expect(mutes).toMatchObject([{ userId: 'bob', until: 'permanent' }]);
      });

      check('unmuting somebody who is not muted is no error', async () => {
        const id = await newGroup('bob', 'carol');
        await provider.mutes.add(id, ['bob'], 'permanent');

        const result = await provider.mutes.remove(id, ['bob', 'carol']);

        expect(statuses(result)).toEqual(['bob: done', 'carol: done']);
        expect(await collect(provider.mutes.list(id))).toEqual([]);
      });

      for (const seconds of [0, -5, 1.5, Number.NaN]) {
        check(`a mute of ${seconds} seconds is refused before the call`, async () => {
          const id = await newGroup('bob');
          await control.clearJournal();

          const error = await failureOf(provider.mutes.add(id, ['bob'], { seconds }));

          expect(error).toMatchObject({ code: 'invalid_argument', field: 'duration.seconds' });
          expect(await control.journal()).toEqual([]);
        });
      }

      check('everybody is muted and unmuted, and single mutes stay', async () => {
        const id = await newGroup('bob');
        await provider.mutes.add(id, ['bob'], 'permanent');

        await provider.mutes.muteAll(id);
        const muted = await provider.groups.get(id);
        await provider.mutes.unmuteAll(id);
        await provider.mutes.unmuteAll(id);

        expect(muted.mutedAll).toBe(true);
        expect((await provider.groups.get(id)).mutedAll).toBe(false);
        expect(await collect(provider.mutes.list(id))).toHaveLength(1);
      });
    });

    describe('a mute that is verified', () => {
      check('tells of strangers and the owner', async () => {
        const id = await newGroup('bob');

        const result = await provider.mutes.add(
          id,
          ['bob', 'carol', 'alice'],
          { seconds: 60 },
          {
            verify: true,
          },
        );

        expect(statuses(result)).toEqual(['bob: done', 'carol: not_a_member', 'alice: is_owner']);
      });
    });

    describe('the blacklist', () => {
      check('takes options in the place of a duration', async () => {
        const id = await newGroup('bob');

        const result = await provider.blacklist.add(id, ['bob'], { concurrency: 1 });

        expect(result.ok).toBe(true);
      });

      check('puts a member out, for good', async () => {
        const id = await newGroup('bob', 'carol');

        const result = await provider.blacklist.add(id, ['bob']);

        expect(statuses(result)).toEqual(['bob: done']);
        expect(await memberIds(id)).toEqual(['alice', 'carol']);
        expect(await collect(provider.blacklist.list(id))).toMatchObject([
          { userId: 'bob', until: 'permanent' },
        ]);
      });

      check('takes somebody who is on it already', async () => {
        const id = await newGroup('bob', 'carol');
        await provider.blacklist.add(id, ['bob']);

        const result = await provider.blacklist.add(id, ['bob', 'carol']);
        const again = await provider.blacklist.add(id, ['bob']);

        expect(statuses(result)).toEqual(['bob: done', 'carol: done']);
        expect(statuses(again)).toEqual(['bob: done']);
      });

      check('lets go without putting back', async () => {
        const id = await newGroup('bob');
        await provider.blacklist.add(id, ['bob']);

        const result = await provider.blacklist.remove(id, ['bob', 'carol']);
        const again = await provider.blacklist.remove(id, ['bob']);

        expect(statuses(result)).toEqual(['bob: done', 'carol: done']);
        expect(statuses(again)).toEqual(['bob: done']);
        expect(await collect(provider.blacklist.list(id))).toEqual([]);
        expect(await memberIds(id)).toEqual(['alice']);
      });

      check('a blacklist entry ends after its seconds', async () => {
        const id = await newGroup('bob');

        await provider.blacklist.add(id, ['bob'], { seconds: 60 });
        const during = await collect(provider.blacklist.list(id));
        await control.advanceClock(61);

        expect(during).toHaveLength(1);
        expect(await collect(provider.blacklist.list(id))).toEqual([]);
      });
    });

    describe('a missing group', () => {
      const missing = '9999999999999';
      const calls: Record<string, () => Promise<unknown>> = {
        'groups.get': () => provider.groups.get(missing),
        'groups.update': () => provider.groups.update(missing, { name: 'x' }),
        'groups.getAnnouncement': () => provider.groups.getAnnouncement(missing),
        'groups.setAnnouncement': () => provider.groups.setAnnouncement(missing, 'x'),
        'groups.delete': () => provider.groups.delete(missing),
        'groups.transfer': () => provider.groups.transfer(missing, 'bob'),
        'members.list': () => provider.members.list(missing).first(),
        'members.getRoles': () => provider.members.getRoles(missing, ['bob']),
        'members.add': () => provider.members.add(missing, ['bob', 'carol']),
        'members.remove': () => provider.members.remove(missing, ['bob', 'carol']),
        'members.setRole': () => provider.members.setRole(missing, ['bob', 'carol'], 'admin'),
        'mutes.add': () => provider.mutes.add(missing, ['bob', 'carol'], 'permanent'),
        'mutes.remove': () => provider.mutes.remove(missing, ['bob', 'carol']),
        'mutes.list': () => provider.mutes.list(missing).first(),
        'mutes.muteAll': () => provider.mutes.muteAll(missing),
        'mutes.unmuteAll': () => provider.mutes.unmuteAll(missing),
        'blacklist.add': () => provider.blacklist.add(missing, ['bob', 'carol']),
        'blacklist.remove': () => provider.blacklist.remove(missing, ['bob', 'carol']),
        'blacklist.list': () => provider.blacklist.list(missing).first(),
      };
      const batches = /\.(add|remove|setRole)$/;

      for (const [operation, run] of Object.entries(calls)) {
        check(`${operation} of a missing group is one neutral error`, async () => {
          const error = await failureOf(run());

          expect(error).toMatchObject({
            provider: provider.name,
            operation,
            code: 'not_found',
            reason: 'group_not_found',
            ambiguous: false,
          });
          if (batches.test(operation)) {
            expect(resultOf(error)?.outcomes.map(({ userId }) => userId)).toEqual(['bob', 'carol']);
          }
        });
      }
    });

    describe('kinds', () => {
      const known = (kind: GroupKind) => ({ id: kind === 'community' ? '@TGS#_x' : 'x', kind });
      const calls: Record<Operation, (kind: GroupKind) => Promise<unknown>> = {
        'groups.create': (kind) => provider.groups.create({ kind, name: 'x', ownerId: 'alice' }),
        check: () => Promise.resolve(),
        'groups.ensure': (kind) =>
          provider.groups.ensure({ ...known(kind), name: 'x', ownerId: 'alice' }),
        'groups.get': (kind) => provider.groups.get(known(kind)),
        'groups.getMany': () => Promise.resolve(),
        'groups.list': () => Promise.resolve(),
        'groups.listJoined': () => Promise.resolve(),
        'groups.update': (kind) => provider.groups.update(known(kind), { name: 'x' }),
        'groups.getAnnouncement': (kind) => provider.groups.getAnnouncement(known(kind)),
        'groups.setAnnouncement': (kind) => provider.groups.setAnnouncement(known(kind), ''),
        'groups.delete': (kind) => provider.groups.delete(known(kind)),
        'groups.transfer': (kind) => provider.groups.transfer(known(kind), 'bob'),
        'members.list': (kind) => provider.members.list(known(kind)).first(),
        'members.getRoles': (kind) => provider.members.getRoles(known(kind), ['bob']),
        'members.add': (kind) => provider.members.add(known(kind), ['bob']),
        'members.remove': (kind) => provider.members.remove(known(kind), ['bob']),
        'members.setRole': (kind) => provider.members.setRole(known(kind), ['bob'], 'admin'),
        'members.sync': (kind) => provider.members.sync(known(kind), ['bob']),
        'mutes.add': (kind) => provider.mutes.add(known(kind), ['bob'], 'permanent'),
        'mutes.remove': (kind) => provider.mutes.remove(known(kind), ['bob']),
        'mutes.list': (kind) => provider.mutes.list(known(kind)).first(),
        'mutes.muteAll': (kind) => provider.mutes.muteAll(known(kind)),
        'mutes.unmuteAll': (kind) => provider.mutes.unmuteAll(known(kind)),
        'blacklist.add': (kind) => provider.blacklist.add(known(kind), ['bob']),
        'blacklist.remove': (kind) => provider.blacklist.remove(known(kind), ['bob']),
        'blacklist.list': (kind) => provider.blacklist.list(known(kind)).first(),
      };

      check('what a kind cannot do is refused before the call', async () => {
        const wrong: string[] = [];
        let refused = 0;
        await control.clearJournal();
        for (const operation of operations) {
          for (const kind of groupKinds) {
            if (provider.capabilities[operation][kind] !== 'no') continue;
            const error = await failureOf(calls[operation](kind)).catch(() => undefined);
            refused += 1;
            if (error?.code !== 'unsupported' || error.operation !== operation) {
              wrong.push(`${operation} ${kind}: ${error?.message ?? 'did not fail'}`);
            }
          }
        }

        expect(wrong).toEqual([]);
        expect(refused).toBeGreaterThan(0);
        expect(await control.journal()).toEqual([]);
      });
    });

    describe('lists', () => {
      check('can be awaited, printed and written as JSON, and say how they are used', async () => {
        const list = provider.groups.list();
        const words = 'groups.list: use for await, .first() or .toArray({ maxItems })';

        expect(await list).toBe(list);
        expect(JSON.stringify({ list })).toBe(JSON.stringify({ list: words }));
        // `console.log` looks for this method; the suite also runs where there is no `node:util`.
        const print = Reflect.get(list, Symbol.for('nodejs.util.inspect.custom'));
        expect(print()).toBe(`Pages { ${words} }`);
        expect(() => [...(list as unknown as Iterable<unknown>)]).toThrow('use for await');
      });

      for (const given of [undefined, 10]) {
        check(`toArray(${given}) says what is missing`, async () => {
          const list = provider.groups.list();

          const error = await failureOf(list.toArray(given as unknown as { maxItems: number }));

          expect(error.message).toContain('must be { maxItems }, the most items to collect, not');
          expect(error).toMatchObject({ field: 'options', operation: 'groups.list' });
        });
      }

      check('go on from a cursor in another process', async () => {
        const id = await newGroup('bob', 'carol', 'dave', 'erin');
        const first = await provider.members.list(id, { pageSize: 2 }).first();

        const rest = tested.other.members.list(id, { pageSize: 2, cursor: first.nextCursor });

        const all = [...first.items, ...(await collect(rest))].map(({ userId }) => userId);
        expect(all.sort()).toEqual(['alice', 'bob', 'carol', 'dave', 'erin']);
      });

      check('refuse the cursor of another group or list', async () => {
        const id = await newGroup('bob', 'carol');
        const otherId = await newGroup('bob', 'carol');
        const { nextCursor } = await provider.members.list(id, { pageSize: 1 }).first();
        expect(nextCursor).toBeTypeOf('string');

        const invalid = { code: 'invalid_argument', field: 'cursor' };
        const cursor = nextCursor;
        expect(await failureOf(provider.members.list(otherId, { cursor }).first())).toMatchObject(
          invalid,
        );
        expect(await failureOf(provider.groups.list({ cursor }).first())).toMatchObject(invalid);
      });

      check('do not repeat a member because others join meanwhile', async () => {
        const id = await newGroup('bob', 'carol', 'dave');
        const seen: string[] = [];

        for await (const page of provider.members.list(id, { pageSize: 2 }).pages()) {
          seen.push(...page.items.map(({ userId }) => userId));
          if (seen.length <= 2) await provider.members.add(id, ['erin']);
        }

        expect(new Set(seen).size).toBe(seen.length);
        expect(seen).toEqual(expect.arrayContaining(['alice', 'bob', 'carol', 'dave']));
      });
    });

    describe('trouble', () => {
      /** Lets the provider fetch its credentials, so that a fault hits the call that is meant. */
      async function prepared(): Promise<string> {
        const id = await newGroup('bob');
        await control.clearJournal();
        return id;
      }

      check('a throttled call is tried again', async () => {
        const id = await prepared();
        await control.addFault({ kind: 'throttled', times: 1 });

        const result = await provider.members.add(id, ['carol']);

        expect(statuses(result)).toEqual(['carol: done']);
        expect((await control.journal()).filter(({ fault }) => fault)).toHaveLength(1);
      });

      check('expired credentials are renewed and the call repeated', async () => {
        const id = await prepared();
        await control.addFault({ kind: 'expired-credentials', times: 1 });

        await provider.groups.update(id, { name: 'Go' });

        expect((await provider.groups.get(id)).name).toBe('Go');
      });

      check(
        'a create whose answer is lost is not repeated, and says that it may exist',
        async () => {
          await prepared();
          await control.addFault({ kind: 'reset-after', times: 1 });

          const error = await failureOf(provider.groups.create({ name: 'lost', ownerId: 'alice' }));

          expect(error).toMatchObject({ code: 'unavailable', ambiguous: true, attempts: 1 });
          expect(await control.journal()).toHaveLength(1);
        },
      );

      check('a create with an own id whose answer is lost succeeds', async () => {
        await prepared();
        await control.addFault({ kind: 'reset-after', times: 1 });

        const created = await provider.groups.create({ id: 'own1', name: 'x', ownerId: 'alice' });

        expect(created.id).toBe('own1');
        expect((await provider.groups.get('own1')).name).toBe('x');
      });

      check('a delete whose answer is lost succeeds', async () => {
        const id = await prepared();
        await control.addFault({ kind: 'reset-after', times: 1 });

        await provider.groups.delete(id);

        expect(await failureOf(provider.groups.get(id))).toMatchObject({
          reason: 'group_not_found',
        });
      });

      check('added members whose answer is lost are reported as done', async () => {
        const id = await prepared();
        await control.addFault({ kind: 'reset-after', times: 1 });

        expect(statuses(await provider.members.add(id, ['carol', 'dave']))).toEqual([
          'carol: done',
          'dave: done',
        ]);
      });

      check('a gateway page is an error that can be read', async () => {
        const id = await prepared();
        await control.addFault({ kind: 'html' });

        const error = await failureOf(provider.groups.get(id, { maxRetries: 0 }));

        expect(error).toMatchObject({ code: 'unavailable', httpStatus: 502, retryable: true });
      });

      check('a cancelled batch tells what happened to every user', async () => {
        const { id } = await provider.groups.create({
          name: 'x',
          ownerId: 'alice',
          maxMembers: 400,
        });
        const controller = new AbortController();
        const many = Array.from({ length: 300 }, (_, index) => `user${index}`);
        await control.importAccounts(many);

        const error = await failureOf(
          provider.members.add(id, many, {
            signal: controller.signal,
            concurrency: 1,
            onProgress: () => controller.abort(),
          }),
        );

        expect(error.code).toBe('cancelled');
        const outcomes = resultOf(error)?.outcomes ?? [];
        expect(outcomes.map(({ userId }) => userId)).toEqual(many);
        const done = outcomes.filter(({ status }) => status === 'done').map(({ userId }) => userId);
        expect(done.length).toBeGreaterThan(0);
        expect(await memberIds(id)).toEqual(['alice', ...done].sort());
      });
    });
  });
}

function resultOf(error: unknown): BatchResult | undefined {
  return isBatchError(error) ? error.result : undefined;
}

/** The same provider; notes every call of an operation that its capabilities say it lacks. */
function noteLacking(provider: GroupProvider, lacking: Set<Operation>): GroupProvider {
  const noted = { ...provider } as unknown as Record<string, unknown>;
  for (const operation of operations) {
    if (provider.capabilities[operation].standard !== 'no') continue;
    const [part = '', method] = operation.split('.');
    const note =
      (run: unknown) =>
      (...args: never[]) => {
        lacking.add(operation);
        return typeof run === 'function' ? run(...args) : undefined;
      };
    const original = noted[part];
    noted[part] =
      method === undefined
        ? note(original)
        : { ...Object(original), [method]: note(Object(original)[method]) };
  }
  return noted as unknown as GroupProvider;
}
