import { writeFileSync } from 'node:fs';
import type { GroupProvider } from '@imgroups/core';
import { type MigrationRules, type PlanFinding, planToMarkdown } from '@imgroups/jobs/migrate';
import { failureOf } from '@imgroups/testing/failure-of';
import { afterEach, describe, expect, test } from 'vitest';
import { directions, makeGroups, openScene, type Scene, users, writesOf } from './scene.ts';

let scene: Scene;
afterEach(() => scene.close());

type Direction = (typeof directions)[number];
const toTencent: Direction = { from: 'easemob', to: 'tencent' };
const toEasemob: Direction = { from: 'tencent', to: 'easemob' };

interface Case {
  readonly kind: string;
  readonly direction: Direction;
  readonly accounts?: readonly string[];
  /** Makes what is to be found. */
  readonly make: (provider: GroupProvider, scene: Scene) => Promise<unknown>;
  readonly finding: Partial<PlanFinding>;
  /** Rules that answer it; absent where it is no blocker. */
  readonly answer?: MigrationRules;
}

const longId = 'a-user-id-that-is-longer-than-thirty-two-bytes';

const cases: readonly Case[] = [
  {
    kind: 'user_id_too_long',
    direction: toTencent,
    accounts: [longId],
    make: ({ groups }) => groups.create({ name: 'A', ownerId: longId }),
    finding: { severity: 'blocker', users: 1, examples: [longId] },
    answer: { onUserIdTooLong: 'map', userIds: { [longId]: 'short' } },
  },
  {
    kind: 'user_id_invalid',
    direction: toEasemob,
    accounts: ['a user'],
    make: ({ groups }) => groups.create({ name: 'A', ownerId: 'a user' }),
    finding: { severity: 'blocker', users: 1, examples: ['a user'] },
    answer: { onUserIdInvalid: 'map', userIds: { 'a user': 'a_user' } },
  },
  {
    kind: 'user_ids_fold',
    direction: toEasemob,
    accounts: ['alice', 'Alice'],
    async make({ groups, members }) {
      const group = await groups.create({ name: 'A', ownerId: 'alice' });
      await members.add(group, ['Alice']);
    },
    finding: { severity: 'blocker', users: 1, examples: ['Alice'] },
    answer: { onUserIdsFold: 'map', userIds: new Map([['Alice', 'alice2']]) },
  },
  {
    kind: 'kind_without_counterpart',
    direction: toEasemob,
    make: ({ groups }) => groups.create({ name: 'A', ownerId: 'owner', kind: 'meeting' }),
    finding: { severity: 'blocker', groups: 1 },
    answer: { onKindMissing: 'standard' },
  },
  {
    kind: 'text_too_long',
    direction: toTencent,
    make: ({ groups }) => groups.create({ name: '群'.repeat(40), ownerId: 'owner' }),
    finding: { severity: 'blocker', groups: 1 },
    answer: { onTextTooLong: 'cut' },
  },
  {
    kind: 'group_id_taken',
    direction: toTencent,
    async make({ groups }, { target }) {
      await groups.create({ id: 'taken', name: 'A', ownerId: 'owner' });
      target.control.importAccounts(['owner']);
      await target.provider.groups.create({ id: 'taken', name: 'B', ownerId: 'owner' });
    },
    finding: { severity: 'blocker', groups: 1, examples: ['taken'] },
    answer: { onGroupIdTaken: 'new' },
  },
  {
    kind: 'account_missing',
    direction: toTencent,
    make: ({ groups }) => groups.create({ name: 'A', ownerId: 'owner' }),
    finding: { severity: 'blocker', users: 1, examples: ['owner'] },
    answer: { onAccountMissing: 'create' },
  },
  {
    kind: 'owner_missing',
    direction: toEasemob,
    accounts: ['Käthe'],
    make: ({ groups }) => groups.create({ name: 'A', ownerId: 'Käthe' }),
    finding: { severity: 'blocker', groups: 1 },
    answer: { onOwnerMissing: 'skip', onUserIdInvalid: 'skip' },
  },
  {
    kind: 'over_capacity',
    direction: toTencent,
    async make({ groups, members }) {
      const group = await groups.create({ name: 'A', ownerId: 'owner' });
      await members.add(group, users);
    },
    finding: { severity: 'blocker', groups: 1 },
    answer: { onOverCapacity: 'skip' },
  },
  {
    kind: 'group_id_not_kept',
    direction: toEasemob,
    make: ({ groups }) => groups.create({ name: 'A', ownerId: 'owner' }),
    finding: { severity: 'info', groups: 1, examples: [expect.stringMatching(/^@TGS#/)] },
  },
  {
    kind: 'ban_ends_lost',
    direction: toEasemob,
    async make({ groups, members, blacklist }) {
      const group = await groups.create({ name: 'A', ownerId: 'owner' });
      await members.add(group, ['user1']);
      await blacklist.add(group, ['user1'], { seconds: 3600 });
    },
    finding: { severity: 'warning', groups: 1 },
  },
  {
    kind: 'invite_policy_changed',
    direction: toEasemob,
    make: ({ groups }) => groups.create({ name: 'A', ownerId: 'owner', invitePolicy: 'approval' }),
    finding: { severity: 'warning', groups: 1 },
  },
  {
    kind: 'capacity_lowered',
    direction: toEasemob,
    make: ({ groups }) => groups.create({ name: 'A', ownerId: 'owner', maxMembers: 6000 }),
    finding: { severity: 'warning', groups: 1 },
  },
  {
    kind: 'text_may_be_too_long',
    direction: toTencent,
    make: ({ groups }) => groups.create({ name: '群'.repeat(12), ownerId: 'owner' }),
    finding: { severity: 'warning', groups: 1 },
  },
  ...(['creation_times_lost', 'join_times_lost', 'messages_not_moved'] as const).map((kind) => ({
    kind,
    direction: toEasemob,
    make: ({ groups }: GroupProvider) => groups.create({ name: 'A', ownerId: 'owner' }),
    finding: { severity: 'info', groups: 1 } as const,
  })),
  {
    kind: 'owner_join_time_lost',
    direction: toTencent,
    make: ({ groups }) => groups.create({ name: 'A', ownerId: 'owner' }),
    finding: { severity: 'info', groups: 1 },
  },
  {
    kind: 'notices_unknown',
    direction: toTencent,
    async make({ groups }) {
      const group = await groups.create({ name: 'A', ownerId: 'owner' });
      await groups.setAnnouncement(group, 'Hello');
    },
    finding: { severity: 'info', groups: 1 },
  },
];

/** Rules that let nothing but the case itself stop a migration. */
function rulesFor({ kind }: Case): MigrationRules {
  return {
    ...(kind !== 'account_missing' && { onAccountMissing: 'create' }),
    ...(kind === 'owner_missing' && { onUserIdInvalid: 'skip' }),
    ...(kind === 'over_capacity' && { maxMembers: 20 }),
  };
}

test.each(cases)('$kind is found from $direction.from to $direction.to', async (one) => {
  const { kind, direction, accounts = [], make, finding, answer } = one;
  scene = await openScene(direction.from, direction.to);
  scene.source.control.importAccounts(['owner', ...users, ...accounts]);
  await make(scene.source.provider, scene);
  const migration = await scene.open({ rules: rulesFor(one) });
  await migration.inventory();

  const { findings, blockers } = await migration.plan();

  expect(findings.find((each) => each.kind === kind)).toMatchObject(finding);
  if (!answer) {
    expect(blockers).toBe(0);
    expect((await migration.apply()).status).toBe('complete');
    return;
  }
  expect(await failureOf(migration.apply())).toMatchObject({
    code: 'failed_precondition',
    message: expect.stringContaining(kind),
  });
  await migration.close();
  const answered = await scene.open({ rules: { ...rulesFor(one), ...answer } });
  const plan = await answered.plan();
  expect(plan.blockers).toBe(0);
  expect((await answered.apply()).groups).toMatchObject({ failed: 0, left: 0 });
});

test('a mapping of users is read from a file', async () => {
  scene = await openScene('easemob', 'tencent');
  scene.source.control.importAccounts([longId]);
  await scene.source.provider.groups.create({ name: 'A', ownerId: longId });
  writeFileSync(scene.path('users.csv'), `source,target\n${longId},short\n`);
  const migration = await scene.open({
    rules: {
      onUserIdTooLong: 'map',
      userIds: scene.path('users.csv'),
      onAccountMissing: 'create',
    },
  });
  await migration.inventory();

  const { blockers } = await migration.plan();
  await migration.apply();

  expect(blockers).toBe(0);
  expect(scene.target.control.groups()[0]?.ownerId).toBe('short');
});

describe.each(directions)('from $from to $to', ({ from, to }) => {
  test('a plan tells calls and minutes, and writes nothing', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 3);
    const migration = await scene.open({ rules: { groupsPerDay: 2 } });
    await migration.inventory();
    scene.source.control.clearJournal();
    scene.target.control.clearJournal();

    const plan = await migration.plan();

    expect(plan).toMatchObject({ groups: 3, days: 2 });
    expect(plan.calls.find(({ phase }) => phase === 'apply')).toMatchObject({ vendor: to });
    expect(plan.minutes.apply).toBeGreaterThan(0);
    expect([scene.source, scene.target].flatMap(writesOf)).toEqual([]);
    expect(planToMarkdown(plan)).toContain('| blocker | account_missing |');
  });

  test('a journal without an inventory, as a mistyped path makes one, has no phase but the inventory', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 1);
    const migration = await scene.open();

    for (const phase of ['plan', 'apply', 'verify', 'cutover', 'abort', 'rollback'] as const) {
      const { message } = await failureOf(migration[phase]());
      expect(message, phase).toContain('take the inventory first, or open the journal that has it');
    }
    const { message } = await failureOf(migration.follow({ once: true }));
    expect(message, 'follow').toContain('take the inventory first');
    expect(writesOf(scene.target)).toEqual([]);
  });

  test('follow wants a plan for the rules that are given', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 1);
    const migration = await scene.open();
    await migration.inventory();
    const before = await failureOf(migration.follow({ once: true }));
    await migration.plan();
    await migration.close();
    const other = await scene.open({ rules: { onAccountMissing: 'skip' } });
    const otherRules = await failureOf(other.follow({ once: true }));

    expect(before.message).toContain('run the plan first');
    expect(otherRules.message).toContain('run the plan first');
    expect(writesOf(scene.target)).toEqual([]);
  });

  test('apply wants an inventory and a plan for the rules that are given', async () => {
    scene = await openScene(from, to);
    await makeGroups(scene, 1);
    const migration = await scene.open();

    const first = await failureOf(migration.apply());
    await migration.inventory();
    const second = await failureOf(migration.apply());
    await migration.plan();
    await migration.close();
    const other = await scene.open({ rules: { onAccountMissing: 'skip' } });
    const third = await failureOf(other.apply());

    expect(first.message).toContain('take the inventory first');
    expect(second.message).toContain('run the plan first');
    expect(third.message).toContain('run the plan first');
  });
});
