import type { GroupProvider, Operation } from '@imgroups/core';
import { type EndpointTable, operations } from '@imgroups/core/adapter';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type StartedVendor, startVendor } from '../../testing/src/start-vendor.ts';
import { registry } from '../src/registry.ts';

/** Every read beyond the one call of an operation stands in a table; here it is compared with what was really sent. */
describe.each(registry)('$vendor.name', (entry) => {
  const { name, chapters } = entry.vendor;
  const endpoints: EndpointTable = Object.assign({}, ...Object.values(chapters));
  const rows = operations.map((operation) => ({
    operation,
    ...entry.vendor.operations[operation],
  }));
  const furtherReads = rows.flatMap(({ operation, reads = [] }) =>
    reads.map((read) => ({ operation, ...read })),
  );
  /** The calls that an operation consists of. */
  const ownCalls = new Map<Operation, readonly string[]>(
    rows.map(({ operation, calls }) => [operation, calls]),
  );

  let started: StartedVendor;
  let provider: GroupProvider;
  beforeAll(async () => {
    started = await startVendor(entry);
    provider = started.open({ retry: { baseDelay: 1, throttledDelay: 1 } });
  });
  afterAll(() => started.close());
  beforeEach(() => {
    started.control.reset();
    started.control.importAccounts(['alice', 'bob', 'carol', 'dave']);
  });

  /** The reads of each operation, so that each is tried once. */
  const seen = new Map<Operation, ReadonlySet<string>>();

  /** The reads of one operation beyond its own, in every situation that is tried. */
  async function readsOf(operation: Operation): Promise<ReadonlySet<string>> {
    const reads = seen.get(operation) ?? (await tryAll(operation));
    seen.set(operation, reads);
    return reads;
  }

  async function tryAll(operation: Operation): Promise<ReadonlySet<string>> {
    const { control } = started;
    const reads = new Set<string>();
    for (const trouble of ['none', 'reset-after', 'missing group'] as const) {
      for (const run of situations[operation]) {
        const { id } = await provider.groups.create({ name: 'x', ownerId: 'alice' });
        await provider.members.add(id, ['bob', 'carol']);
        await provider.mutes.add(id, ['carol'], 'permanent');
        control.clearJournal();
        if (trouble === 'reset-after') control.addFault({ kind: 'reset-after', times: 5 });
        await run(trouble === 'missing group' ? '999999' : id).catch(() => undefined);
        control.clearFaults();
        for (const { endpoint = '' } of control.journal()) {
          if (endpoints[endpoint]?.repeat === 'read') reads.add(endpoint);
        }
      }
    }
    for (const own of ownCalls.get(operation) ?? []) {
      // The own read counts as a further one only where the table says so.
      const isDeclared = furtherReads.some(
        (row) => row.operation === operation && row.endpoint === own,
      );
      if (!isDeclared) reads.delete(own);
    }
    return reads;
  }

  let own = 0;
  const situations: Record<Operation, readonly ((id: string) => Promise<unknown>)[]> = {
    'groups.create': [
      () => provider.groups.create({ name: 'y', ownerId: 'alice' }),
      () => provider.groups.create({ name: 'y', ownerId: 'ghost' }),
      () => provider.groups.create({ id: `own${++own}`, name: 'y', ownerId: 'alice' }),
    ],
    check: [() => provider.check()],
    'groups.ensure': [
      (id) => provider.groups.ensure({ id, name: 'y', ownerId: 'alice' }),
      () => provider.groups.ensure({ id: `own${++own}`, name: 'y', ownerId: 'alice' }),
    ],
    'groups.get': [(id) => provider.groups.get(id)],
    'groups.getMany': [(id) => provider.groups.getMany([id, '5'])],
    'groups.list': [() => provider.groups.list().toArray({ maxItems: 9 })],
    'groups.listJoined': [() => provider.groups.listJoined('bob').toArray({ maxItems: 9 })],
    'groups.update': [(id) => provider.groups.update(id, { name: 'z' })],
    'groups.getAnnouncement': [(id) => provider.groups.getAnnouncement(id)],
    'groups.setAnnouncement': [(id) => provider.groups.setAnnouncement(id, 'z')],
    'groups.delete': [(id) => provider.groups.delete(id)],
    'groups.transfer': [
      (id) => provider.groups.transfer(id, 'bob'),
      (id) => provider.groups.transfer(id, 'dave'),
    ],
    'members.list': [(id) => provider.members.list(id).toArray({ maxItems: 9 })],
    'members.getRoles': [(id) => provider.members.getRoles(id, ['alice', 'dave', 'ghost'])],
    'members.add': [
      (id) => provider.members.add(id, ['dave']),
      (id) => provider.members.add(id, ['ghost', 'dave']),
      async (id) => {
        await provider.groups.update(id, { maxMembers: 3 });
        await provider.members.add(id, ['dave']);
      },
    ],
    'members.remove': [
      (id) => provider.members.remove(id, ['bob']),
      (id) => provider.members.remove(id, ['dave', 'ghost']),
    ],
    'members.setRole': [
      (id) => provider.members.setRole(id, ['bob'], 'admin'),
      (id) => provider.members.setRole(id, ['dave'], 'admin'),
      (id) => provider.members.setRole({ id, kind: liveRoom }, ['dave'], 'admin'),
    ],
    'members.sync': [
      (id) => provider.members.sync(id, ['bob', 'dave'], { roles: { bob: 'admin' } }),
      (id) => provider.members.sync(id, ['ghost', 'dave', 'bob']),
    ],
    'mutes.add': [(id) => provider.mutes.add(id, ['bob'], { seconds: 60 })],
    'mutes.remove': [
      (id) => provider.mutes.remove(id, ['carol']),
      (id) => provider.mutes.remove(id, ['dave']),
    ],
    'mutes.list': [(id) => provider.mutes.list(id).toArray({ maxItems: 9 })],
    'mutes.muteAll': [(id) => provider.mutes.muteAll(id)],
    'mutes.unmuteAll': [(id) => provider.mutes.unmuteAll(id)],
    'blacklist.add': [
      (id) => provider.blacklist.add(id, ['bob']),
      (id) => provider.blacklist.add(id, ['dave', 'carol']),
    ],
    'blacklist.remove': [
      (id) => provider.blacklist.remove(id, ['bob']),
      (id) =>
        provider.blacklist.add(id, ['bob']).then(() => provider.blacklist.remove(id, ['bob'])),
    ],
    'blacklist.list': [(id) => provider.blacklist.list(id).toArray({ maxItems: 9 })],
  };
  const liveRoom = name === 'tencent' ? 'livestream' : undefined;

  test.each(operations)('%s makes no read that is not in the table', async (operation) => {
    const declared = furtherReads
      .filter((row) => row.operation === operation)
      .map(({ endpoint }) => endpoint);

    const reads = await readsOf(operation);

    expect([...reads].filter((endpoint) => !declared.includes(endpoint))).toEqual([]);
  });

  test('every read in the table is made', async () => {
    const missing: string[] = [];
    for (const operation of new Set(furtherReads.map((row) => row.operation))) {
      const reads = await readsOf(operation);
      for (const row of furtherReads) {
        // Reads of "sometimes" need a group of more than 10,000 members: the adapter's own tests have them.
        if (row.operation === operation && row.when !== 'sometimes' && !reads.has(row.endpoint)) {
          missing.push(`${operation}: ${row.endpoint}`);
        }
      }
    }

    expect(missing).toEqual([]);
  });
});
