import { failureOf } from '@imgroups/testing/failure-of';
import { hasPostgresServer } from '@imgroups/testing/postgres-server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Migration } from '../../src/migration/migration.ts';
import { claimedRun } from '../claims.ts';
import { postgresForTests } from '../postgres-for-tests.ts';
import { makeGroups, openScene, type Scene } from './scene.ts';

const inUse = new RegExp(`^journal is in use by .+@.+, process ${process.pid}$`);
const finding = { unit: 'group10', severity: 'warning', kind: 'left', text: 'of before' } as const;

describe.skipIf(!hasPostgresServer)('a migration whose journal several processes open', () => {
  const postgres = postgresForTests();
  let name: string;
  let scene: Scene;

  beforeEach(async () => {
    name = postgres.freshName();
    scene = await openScene('tencent', 'easemob');
    await makeGroups(scene, 2);
  });
  afterEach(() => scene.close());

  /** The migration as a process of its own opens it. */
  async function open(): Promise<Migration> {
    return scene.open({ journal: await postgres.open({ name }) });
  }

  test('refuses every phase in one process while another follows, by the name of that one', async () => {
    const one = await open();
    await one.inventory();
    await one.plan();
    const stop = new AbortController();
    const following = one.follow({ signal: stop.signal });
    const journal = await postgres.open({ name });
    await vi.waitUntil(async () => (await journal.leader()) !== undefined);
    const other = await open();

    const refusals = [];
    for (const phase of ['inventory', 'plan', 'apply', 'verify', 'follow', 'rollback'] as const) {
      refusals.push(await failureOf(other[phase]()));
    }
    refusals.push(await failureOf(other.cutover()), await failureOf(other.abort()));
    await other.mark('group10');
    stop.abort();
    await following;
    const { status } = await other.inventory();

    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ code: 'failed_precondition', field: 'journal' });
      expect(refusal.message).toMatch(inUse);
    }
    expect(status).toBe('complete');
  });

  test('keeps the findings of a run beside which a phase is refused', async () => {
    const migration = await open();
    await migration.inventory();
    const journal = await postgres.open({ name });
    await journal.addFinding(finding);
    const working = await claimedRun(journal);

    const refusal = await failureOf(migration.verify());
    const kept = await journal.findings({ limit: 9 });
    await working.release();
    await migration.verify();

    expect(refusal.message).toMatch(inUse);
    expect(kept).toEqual([finding]);
    expect(await journal.findings({ limit: 9 })).not.toContainEqual(finding);
  });
});
