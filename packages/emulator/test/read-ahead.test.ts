import { createTencentProvider, type TencentProviderOptions } from '@imgroups/tencent';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTencentEmulator, type TencentEmulator } from '../src/vendors/tencent/index.ts';

const members = Array.from({ length: 119 }, (_, index) => `m${index}`);
const pageSize = 10;

let emulator: TencentEmulator;
beforeAll(async () => {
  emulator = await startTencentEmulator({ rateScale: 0 });
  emulator.control.importAccounts(['alice', ...members]);
});
afterAll(() => emulator.close());

/** A group of 120 members, and how often it was asked for them. */
async function filledGroup(
  kind: 'standard' | 'community',
  options: Partial<TencentProviderOptions> = {},
) {
  const provider = createTencentProvider({ ...emulator, ...options });
  const group = await provider.groups.create({ name: 'Chess', ownerId: 'alice', kind });
  await provider.members.add(group, members);
  emulator.control.clearJournal();
  const calls = () =>
    emulator.control.journal().filter(({ endpoint }) => endpoint === 'getGroupMemberInfo').length;
  return { provider, group, calls };
}

/** Reads two pages, and leaves. */
async function leaveEarly(pages: AsyncIterable<unknown>): Promise<void> {
  let seen = 0;
  for await (const _ of pages) if (++seen === 2) return;
}

test('the members of a group are read ahead side by side, each page once, and given in order', async () => {
  const { provider, group, calls } = await filledGroup('standard');
  const inOrder = { pageSize, readAhead: 0 };

  const ahead = await provider.members.list(group, { pageSize }).toArray({ maxItems: 999 });
  const callsAhead = calls();
  const oneByOne = await provider.members.list(group, inOrder).toArray({ maxItems: 999 });

  expect(ahead).toEqual(oneByOne);
  expect(ahead).toHaveLength(120);
  expect(callsAhead).toBe(12);
});

test('whoever leaves early has read ahead at most 16 pages', async () => {
  const { provider, group, calls } = await filledGroup('standard');

  await leaveEarly(provider.members.list(group, { pageSize: 5 }).pages());

  expect(calls()).toBeGreaterThan(3);
  expect(calls()).toBeLessThanOrEqual(2 + 16);
});

describe('one page at most is read ahead', () => {
  test('of a community', async () => {
    const { provider, group, calls } = await filledGroup('community');

    await leaveEarly(provider.members.list(group, { pageSize }).pages());

    expect(calls()).toBeLessThanOrEqual(3);
  });

  test('with a role filter, which the length does not count', async () => {
    const { provider, group, calls } = await filledGroup('standard');
    const providerOptions = { tencent: { MemberRoleFilter: ['Member' as const] } };

    await leaveEarly(provider.members.list(group, { pageSize, providerOptions }).pages());

    expect(calls()).toBeLessThanOrEqual(3);
  });

  test('at less than ten calls per second', async () => {
    const rate = { requests: 9, perSeconds: 1 };
    const { provider, group, calls } = await filledGroup('standard', {
      limits: { getGroupMemberInfo: { rate } },
    });

    await leaveEarly(provider.members.list(group, { pageSize }).pages());

    expect(calls()).toBeLessThanOrEqual(3);
  });
});

test('readAhead: 0 reads no page that is not asked for', async () => {
  const { provider, group, calls } = await filledGroup('standard');

  await leaveEarly(provider.members.list(group, { pageSize, readAhead: 0 }).pages());

  expect(calls()).toBe(2);
});
