import { failureOf } from '@imgroups/testing/failure-of';
import { hasPostgresServer } from '@imgroups/testing/postgres-server';
import type pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { claimed, plan } from '../../../test/claims.ts';
import { postgresForTests, wrapPool } from '../../../test/postgres-for-tests.ts';
import type { AuditRecord, Journal } from '../journal.ts';

describe.skipIf(!hasPostgresServer)('a journal in PostgreSQL', () => {
  const postgres = postgresForTests();
  let name: string;
  beforeEach(() => {
    name = postgres.freshName();
  });

  const entry = { unit: 'a', step: 'members', operation: 'members.add', outcome: 'done' };

  async function stepsAudited(journal: Journal): Promise<readonly string[]> {
    const entries: AuditRecord[] = [];
    for await (const audited of journal.audits()) entries.push(audited);
    return entries.map(({ step }) => step);
  }

  test.each(['fast', 'crash'] as const)(
    'has every write once, in order, when PostgreSQL is started again in the middle (%s)',
    async (how) => {
      const journal = await postgres.open({ name });
      const names = Array.from({ length: 400 }, (_, index) => `step ${index}`);
      const written: Promise<void>[] = [];
      let restarting: Promise<void> | undefined;
      for (const [index, step] of names.entries()) {
        written.push(journal.audit({ ...entry, step }));
        if (index === 100) {
          restarting = postgres.server.stop(how).then(() => postgres.server.start());
        }
        if (index % 20 === 0) await Promise.race([written[index], pause(20)]);
      }
      const read = journal.counts();
      await restarting;
      await Promise.all(written);

      expect(await stepsAudited(journal)).toEqual(names);
      expect(await read).toMatchObject({ pending: 0 });
    },
  );

  test('does nothing twice when the answer to a commit is lost', async () => {
    const { pool, state } = cutAtCommit(postgres.openPool(), 'after');
    const journal = await postgres.open({ name, pool });
    const lease = await journal.claimRun({ leaseMs: 60_000 });
    if (!lease) throw new Error('the run was not free');
    await lease.journal.startRevision('plan', { afresh: false });
    await lease.journal.addUnits([{ id: 'a', input: 1 }], undefined);
    const failure = { code: 'unavailable', message: 'away', passing: true };
    await lease.journal.endUnit('a', { state: 'failed', failure });

    state.isArmed = true;
    const [retried] = await Promise.all([
      lease.journal.retryFailed('passing'),
      lease.journal.audit(entry),
    ]);

    expect(state.cuts).toBe(1);
    expect(retried).toBe(1);
    expect(await stepsAudited(journal)).toEqual(['members']);
    expect(lease.left()).toBeGreaterThan(0);
  });

  test('does again what was not committed', async () => {
    const { pool, state } = cutAtCommit(postgres.openPool(), 'before');
    const journal = await postgres.open({ name, pool });

    state.isArmed = true;
    await journal.audit(entry);

    expect(state.cuts).toBe(1);
    expect(await stepsAudited(journal)).toEqual(['members']);
  });

  test('claims once when the answer to the claim is lost', async () => {
    const { pool, state } = cutAtCommit(postgres.openPool(), 'after');
    const journal = await postgres.open({ name, pool });

    state.isArmed = true;
    const lease = await journal.claimRun({ leaseMs: 60_000 });

    expect(state.cuts).toBe(1);
    await lease?.journal.startRevision('plan', { afresh: false });
    expect(await journal.claimRun({ leaseMs: 60_000 })).toBeUndefined();
  });

  test('ends the work on a unit when PostgreSQL stays away, and goes on with others when it is back', async () => {
    const journal = await postgres.open({ name, patience: 100 });
    await plan(journal, ['a', 'b']);
    const lease = await claimed(journal, 'a');
    await postgres.server.stop();

    const refusal = await failureOf(lease.journal.intend('a', 'create', 'digest'));
    await postgres.server.start();
    const later = await failureOf(lease.journal.intend('a', 'profile', 'digest'));
    const next = await claimed(journal, 'b');
    await next.journal.intend('b', 'create', 'digest');

    expect(refusal).toMatchObject({ code: 'unavailable', field: 'journal' });
    expect(refusal.message).toMatch(/^journal .+ in PostgreSQL failed: /);
    expect(later.message).toBe(refusal.message);
    expect(lease.left()).toBe(0);
    expect(await journal.steps('a')).toEqual(new Map());
    expect((await journal.steps('b')).size).toBe(1);
  });
});

/** A pool that cuts the connection of the next commit, before it or after it; tells how often it did. */
function cutAtCommit(pool: pg.Pool, when: 'before' | 'after') {
  const state = { cuts: 0, isArmed: false };
  const cutting = wrapPool(pool, async (text, query) => {
    if (!text.endsWith('COMMIT') || !state.isArmed) return query(text);
    state.isArmed = false;
    state.cuts += 1;
    if (when === 'after') await query(text);
    throw new Error('Connection terminated unexpectedly');
  });
  return { pool: cutting, state };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
