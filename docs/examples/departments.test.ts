import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GroupProvider } from '@imgroups/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readOrganisation } from './departments/organisation.ts';
import { syncDepartments } from './departments/sync.ts';
import { type Account, runExample, startAccount, vendorNames } from './test/run-example.ts';

const file = fileURLToPath(new URL('departments/organisation.json', import.meta.url));
const everybody = [
  ...['hr-bot', 'mallory', 'alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace'],
  ...['heidi', 'ivan', 'judy', 'peggy', 'trent'],
];

/** The departments of the file as groups; `left-last-week` has no account. */
const inStep = {
  研发部: {
    owner: ['hr-bot'],
    admin: ['alice'],
    member: ['bob', 'carol', 'dave', 'erin'],
  },
  销售部: { owner: ['hr-bot'], admin: ['frank', 'grace'], member: ['heidi', 'ivan'] },
  客户服务部: { owner: ['hr-bot'], admin: ['judy'], member: ['alice', 'peggy', 'trent'] },
};

/** All groups by name, with their members by role. */
async function groupsOf(provider: GroupProvider): Promise<object> {
  const listed = await provider.groups.list().toArray({ maxItems: 100 });
  const groups = await provider.groups.getMany(listed.map(({ id }) => id));
  const entries = [...groups.values()].map(async (group) => {
    const members = await provider.members.list(group).toArray({ maxItems: 100 });
    const byRole = Object.groupBy(members, ({ role }) => role);
    const roles = Object.entries(byRole).map(
      ([role, some]) => [role, some.map(({ userId }) => userId).sort()] as const,
    );
    return [group.name, Object.fromEntries(roles)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

describe.each(vendorNames)('departments on %s', (vendor) => {
  let account: Account;
  let provider: GroupProvider;
  let folder: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'imgroups-departments-'));
    account = await startAccount(vendor);
    account.emulator.control.importAccounts(everybody);
    provider = account.open();
  });
  afterEach(async () => {
    await provider.close();
    await account.emulator.close();
    rmSync(folder, { recursive: true });
  });

  /** Brings the groups in step before the program runs. */
  async function prepare() {
    const journal = join(folder, 'journal.db');
    await syncDepartments(provider, await readOrganisation(file), { journal });
  }

  function sync(...options: string[]) {
    const journal = ['--journal', join(folder, 'journal.db')];
    return runExample(['departments', ...journal, ...options, file], account.environment);
  }

  test('become groups with their leads as admins, and who failed is told', async () => {
    const { code, stdout } = await sync();

    expect(await groupsOf(provider)).toEqual(inStep);
    expect(stdout).toContain('! left-last-week not added: user_not_found');
    expect(stdout).toContain(
      'Done: 3 groups created, 13 members added, 4 roles changed; 1 user failed.',
    );
    expect(code).toBe(1);
  });

  test('that are in step are left alone', async () => {
    await prepare();

    const { stdout } = await sync();

    expect(await groupsOf(provider)).toEqual(inStep);
    expect(stdout).toContain('Done: no changes; 1 user failed.');
  });

  test('keep their groups night after night, however the file spells the names', async () => {
    account.emulator.control.importAccounts(['HR-Bot', 'Alice', 'Bob']);
    const departments = [{ id: 'hr', name: '人事部', leads: ['Alice'], members: ['Bob'] }];
    const spelled = join(folder, 'organisation.json');
    writeFileSync(spelled, JSON.stringify({ owner: 'HR-Bot', departments }));
    const nights: string[] = [];

    for (let night = 0; night < 3; night += 1) {
      const journal = ['--journal', join(folder, 'journal.db')];
      const args = ['departments', ...journal, spelled];
      const { stdout } = await runExample(args, account.environment);
      nights.push(stdout.split('\n').find((line) => line.includes('Done:')) ?? '');
    }

    expect(nights).toEqual([
      '  Done: 1 group created, 2 members added, 1 role changed; nobody failed.',
      '  Done: no changes; nobody failed.',
      '  Done: no changes; nobody failed.',
    ]);
    expect(Object.keys(await groupsOf(provider))).toEqual(['人事部']);
  });

  test('get back what was changed by hand, and other groups stay as they are', async () => {
    await prepare();
    const groups = await provider.groups.listJoined('judy').toArray({ maxItems: 9 });
    const [support = { id: '' }] = groups;
    const other = await provider.groups.create({ name: 'Lunch', ownerId: 'hr-bot' });
    await provider.members.add(other, ['mallory']);
    await provider.members.add(support, ['mallory']);
    await provider.members.remove(support, ['trent']);
    await provider.members.setRole(support, ['peggy'], 'admin');
    await provider.members.setRole(support, ['judy'], 'member');
    await provider.groups.update(support, { name: 'Support' });

    const { stdout } = await sync();

    expect(await groupsOf(provider)).toEqual({
      ...inStep,
      Lunch: { owner: ['hr-bot'], member: ['mallory'] },
    });
    expect(stdout).toContain(
      'Done: 1 group renamed, 1 member added, 1 member removed, 2 roles changed; 1 user failed.',
    );
  });

  test('are only planned in a dry run', async () => {
    await provider.groups.create({ name: 'Lunch', ownerId: 'hr-bot' });
    const before = await groupsOf(provider);

    const { code, stdout } = await sync('--dry-run');

    expect(await groupsOf(provider)).toEqual(before);
    expect(stdout).toContain('new group; add alice, bob, carol, dave, erin; make admin alice');
    expect(stdout).toContain('Dry run, nothing was changed. Planned: 3 groups created');
    expect(code).toBe(0);
  });
});

test.each(vendorNames)(
  'without an account the emulator of %s shows a run with changes and one without',
  async (vendor) => {
    const { stdout } = await runExample(['departments'], { IMGROUPS_TARGET: `${vendor}-emulator` });

    const done = stdout.split('\n').filter((line) => line.includes('Done:'));
    expect(done).toEqual([
      '  Done: 2 groups created, 1 group renamed, 11 members added, 1 member removed, 5 roles changed; 1 user failed.',
      '  Done: no changes; 1 user failed.',
    ]);
  },
);
