import { hasPostgresServer } from '@imgroups/testing/postgres-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Unit } from '../src/engine/job.ts';
import { keepLease } from '../src/engine/lease-keeper.ts';
import { openUnit } from '../src/engine/run-unit.ts';
import { createUnitCalls } from '../src/engine/unit-calls.ts';
import { LeaseLost, type SharedJournal, type UnitLease } from '../src/journal/shared-journal.ts';
import { claimed, long, plan, retaken } from './claims.ts';
import { postgresForTests } from './postgres-for-tests.ts';
import { openScene, type Scene } from './scene.ts';

/** A lease that outlives a call for half a second. */
const lasting = { leaseMs: 5600 };
const timeout = 100;
const step = { name: 'create', operation: 'groups.create', value: 'a group' };

describe.skipIf(!hasPostgresServer)('a creation', () => {
  const postgres = postgresForTests();
  let scene: Scene;
  let one: SharedJournal;
  let other: SharedJournal;

  beforeEach(async () => {
    scene = await openScene('tencent');
    const name = postgres.freshName();
    one = await postgres.open({ name });
    other = await postgres.open({ name });
    await plan(one, ['a']);
  });
  afterEach(() => scene.close());

  /** The unit of a process that does not come to renew its lease by the clock. */
  async function unitOf(lease: UnitLease, { leaseMs } = lasting): Promise<Unit> {
    const keeper = keepLease(lease, { leaseMs, timeout });
    keeper.stop();
    const gate = { pass: (_: unknown, enter: () => Promise<void>) => enter() };
    const governor = { limit: 1, noteCall: () => undefined, noteUnit: () => undefined };
    const meter = { note: () => undefined, perSecond: 0, byEndpoint: {} };
    return openUnit({
      record: lease.unit,
      journal: lease.journal,
      runId: 'run',
      signal: new AbortController().signal,
      earlier: Promise.resolve(),
      call: createUnitCalls(gate, governor, meter, keeper).options,
    });
  }

  async function createGroup({ call }: Unit): Promise<string> {
    const input = { id: 'a', name: 'A', ownerId: 'owner' };
    return (await scene.provider.groups.create(input, call)).id;
  }

  const made = (): number => scene.control.groups().length;
  const sent = (): number =>
    scene.control.journal().filter(({ endpoint }) => endpoint === 'createGroup').length;

  test('is sent within its lease, and its group is known to the next process', async () => {
    const lease = await claimed(one, 'a', lasting);
    const unit = await unitOf(lease);

    const id = await unit.create(step, () => createGroup(unit));
    await lease.release();

    expect(id).toBe('a');
    expect(made()).toBe(1);
    expect(await other.targetOf('a')).toBe('a');
  });

  test('is not intended by a process that lost its lease before', async () => {
    const unit = await unitOf(await claimed(one, 'a', lasting));
    await retaken(() => other.claim('a', long));

    await expect(unit.create(step, () => createGroup(unit))).rejects.toThrow(LeaseLost);

    expect(sent()).toBe(0);
    expect(await other.steps('a')).toEqual(new Map());
  });

  test('is not sent by a process that lost its lease since its intent, and the next one makes the group once', async () => {
    const hung = await unitOf(await claimed(one, 'a', lasting));
    let next: UnitLease | undefined;

    const creating = hung.create(step, async () => {
      next = await retaken(() => other.claim('a', lasting));
      return createGroup(hung);
    });

    await expect(creating).rejects.toMatchObject({ code: 'cancelled', ambiguous: false });
    expect(sent()).toBe(0);
    expect(next?.doubt).toMatchObject({ id: 'a' });
    const successor = await unitOf(next as UnitLease);
    await successor.create(step, () => createGroup(successor));
    expect(made()).toBe(1);
  });

  test('is not sent in a lease that never outlives a call by five seconds', async () => {
    const tooShort = { leaseMs: 5099 };
    const unit = await unitOf(await claimed(one, 'a', tooShort), tooShort);

    await expect(unit.create(step, () => createGroup(unit))).rejects.toMatchObject({
      code: 'cancelled',
      ambiguous: false,
    });

    expect(sent()).toBe(0);
  });
});
