import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { hasPostgresServer } from '@imgroups/testing/postgres-server';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { claimed, claimedRun, long, plan, planWith, retaken } from '../../../test/claims.ts';
import { postgresForTests, wrapPool } from '../../../test/postgres-for-tests.ts';
import { type Lease, LeaseLost, type SharedJournal } from '../shared-journal.ts';

/** So short that a test can wait for its end. */
const short = { leaseMs: 50 };

const entry = { unit: 'a', step: 'create', operation: 'groups.create', outcome: 'done' };

describe.skipIf(!hasPostgresServer)('leases in PostgreSQL', () => {
  const postgres = postgresForTests();
  let name: string;
  let one: SharedJournal;
  let other: SharedJournal;

  beforeEach(async () => {
    name = postgres.freshName();
    // Each has connections of its own, as a process has.
    [one, other] = await Promise.all([postgres.open({ name }), postgres.open({ name })]);
    await plan(one, ['a', 'b']);
  });

  test('a unit is in one hand at a time', async () => {
    const held = await claimed(one, 'a');

    const refused = await other.claim('a', long);
    const beside = await other.claim('b', long);
    await held.release();
    const next = await other.claim('a', long);

    expect(held.unit).toEqual({ id: 'a', state: 'pending', input: { of: 'a' } });
    expect(refused).toBeUndefined();
    expect(beside?.unit.id).toBe('b');
    expect(next?.unit.id).toBe('a');
  });

  test('one of many who want a unit at once gets it', async () => {
    const journals = [one, other, await postgres.open({ name }), await postgres.open({ name })];

    const leases = await Promise.all(
      journals.flatMap((journal) => [1, 2, 3, 4].map(() => journal.claim('a', long))),
    );

    expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  test('units that are wanted at once are taken in one transaction, each once', async () => {
    const statements: string[] = [];
    const pool = wrapPool(postgres.openPool(), (text, query) => {
      statements.push(text);
      return query(text);
    });
    const busy = await postgres.open({ name, pool });
    statements.length = 0;

    const leases = await Promise.all(['b', 'a', 'a', 'unknown'].map((id) => busy.claim(id, long)));
    const begins = statements.filter((text) => text.includes('BEGIN')).length;

    expect(leases.map((lease) => lease?.unit.id)).toEqual(['b', 'a', undefined, undefined]);
    expect(leases[0]?.planKey).toBe('plan');
    // Who wants the same unit comes in the next one.
    expect(begins).toBe(2);
    expect(await other.claim('b', long)).toBeUndefined();
    await leases[0]?.release();
    expect(await other.claim('b', long)).toBeDefined();
    expect(await other.claim('a', long)).toBeUndefined();
  });

  test('whoever takes a unit knows its steps and its group, reads what a search found, and what was written since', async () => {
    const first = await claimed(one, 'a');
    await first.journal.intend('a', 'create', 'v1');
    await first.release();
    const second = await claimed(other, 'a');
    const before = await second.journal.steps('a');

    await one.mapId('a', 'found');
    const found = await second.journal.targetOf('a');
    await second.journal.endStep('a', 'create', { state: 'done', mapTo: 'made' });
    const after = await second.journal.steps('a');
    const made = await second.journal.targetOf('a');
    await second.release();
    const third = await claimed(one, 'a');
    await third.journal.forgetGroup('a');

    expect([second.doubt?.id, third.doubt]).toEqual(['a', undefined]);
    expect(before.get('create')).toMatchObject({ state: 'intent', value: 'v1' });
    expect([found, made]).toEqual(['found', 'made']);
    expect(after.get('create')).toMatchObject({ state: 'done', value: 'v1' });
    expect(await third.journal.targetOf('a')).toBeUndefined();
    expect(await third.journal.steps('a')).toEqual(new Map());
  });

  test('processes that write the same notes and findings in other orders do not wait for each other', async () => {
    const refusals: string[] = [];
    const observed = () =>
      wrapPool(postgres.openPool(), (text, query) =>
        query(text).catch((error: Error) => {
          refusals.push(error.message);
          throw error;
        }),
      );
    const journals = await Promise.all([
      postgres.open({ name, pool: observed() }),
      postgres.open({ name, pool: observed() }),
    ]);
    const [a, b] = await Promise.all(
      journals.map((journal, at) => claimed(journal, 'ab'[at] ?? '')),
    );
    const users = Array.from({ length: 200 }, (_, index) => `m${index}`);
    const write = async (lease: Lease | undefined, userIds: readonly string[]) => {
      const written = userIds.flatMap((userId) => [
        lease?.journal.note('user', userId, userIds.length),
        lease?.journal.addFinding({ unit: '', severity: 'info', kind: 'seen', userId, text: '' }),
      ]);
      await Promise.all(written);
    };

    for (let round = 0; round < 5; round += 1) {
      await Promise.all([write(a, users), write(b, users.toReversed())]);
    }

    expect(refusals).toEqual([]);
    expect((await one.countFindings()).info).toBe(users.length);
  });

  test('a process that hangs in the middle of a transaction does not keep its unit for longer than its lease', async () => {
    const hanging = Promise.withResolvers<void>();
    const goesOn = Promise.withResolvers<void>();
    const pool = wrapPool(postgres.openPool(), async (text, query) => {
      const result = await query(text);
      // It has locked the row of its lease.
      if (text.includes('UPDATE imgroups.leases')) {
        hanging.resolve();
        await goesOn.promise;
      }
      return result;
    });
    const hung = await claimed(await postgres.open({ name, pool }), 'a', { leaseMs: 500 });
    const late = hung.journal.note('user', 'm1', 'of a');
    late.catch(() => undefined);
    await hanging.promise;

    const next = await retaken(() => other.claim('a', long));
    await next.journal.note('user', 'm1', 'of the next');
    goesOn.resolve();

    await expect(late).rejects.toThrow(LeaseLost);
    expect(await one.noteOf('user', 'm1')).toBe('of the next');
  });

  test('a unit that is done, unknown, or of a plan that is not finished cannot be taken', async () => {
    const held = await claimed(one, 'a');
    await held.journal.endUnit('a', { state: 'done' });
    await held.release();

    expect(await other.claim('a', long)).toBeUndefined();
    expect(await other.claim('unknown', long)).toBeUndefined();

    const planning = await claimedRun(one);
    await planning.journal.startRevision('other plan', { afresh: false });
    await planning.release();

    expect(await other.claim('b', long)).toBeUndefined();
  });

  test('who has the run keeps others from units, and who has a unit keeps others from the run', async () => {
    const unit = await claimed(one, 'a');
    expect(await other.claimRun(long)).toBeUndefined();
    expect(await other.holder()).toMatch(new RegExp(`process ${process.pid}$`));

    await unit.release();
    const run = await other.claimRun({ ...long, holder: 'the planner' });

    expect(run).toBeDefined();
    expect(await one.claim('b', long)).toBeUndefined();
    expect(await one.claimRun(long)).toBeUndefined();
    expect(await one.holder()).toBe('the planner');

    await run?.release();

    expect(await one.holder()).toBeUndefined();
    expect(await one.claim('b', long)).toBeDefined();
  });

  test('one process leads at a time, whoever has the run or its units', async () => {
    const lead = await one.claimLead({ ...long, holder: 'the leader' });
    const unit = await claimed(other, 'a');

    expect(lead).toBeDefined();
    expect(await other.claimLead(long)).toBeUndefined();
    expect(await other.leader()).toBe('the leader');
    await unit.release();
    expect(await other.holder()).toBeUndefined();
    const run = await claimedRun(other);
    await run.release();
    await lead?.release();
    expect(await other.leader()).toBeUndefined();
    expect(await other.claimLead(long)).toBeDefined();
  });

  test('the lead of a process that hung is taken, and its writes are refused', async () => {
    const hung = await one.claimLead(short);
    await retaken(() => other.claimLead(long));

    expect(await hung?.renew(60_000)).toBe(false);
    await expect(hung?.journal.dropFindings()).rejects.toThrow(
      `journal ${name}: another process has taken the lead`,
    );
  });

  test('who wants the run while another is about to get a unit does not get it', async () => {
    let wanting: Promise<Lease | undefined> | undefined;
    const pool = wrapPool(postgres.openPool(), async (text, query) => {
      if (text.includes('INSERT INTO imgroups.leases')) {
        // The first has seen that nobody has the run; the second asks before that one has the unit.
        wanting = other.claimRun(long);
        await pause(200);
      }
      return query(text);
    });
    const slow = await postgres.open({ name, pool });

    const unit = await slow.claim('a', long);

    expect(unit).toBeDefined();
    expect(await wanting).toBeUndefined();
  });

  test('of processes that plan at once one does, and the others find it planned', async () => {
    const fresh = postgres.freshName();
    const journals = await Promise.all([1, 2, 3].map(() => postgres.open({ name: fresh })));
    let plans = 0;

    await Promise.all(
      journals.map(async (journal) => {
        while (!(await journal.begin({ job: 'import', target: 'tencent 1' })).isPlanned) {
          const lease = await journal.claimRun(long);
          if (!lease) {
            await pause(5);
            continue;
          }
          const { isPlanned } = await lease.journal.begin({ job: 'import', target: 'tencent 1' });
          if (!isPlanned) {
            plans += 1;
            await planWith(lease, ['a', 'b']);
          }
          await lease.release();
        }
      }),
    );

    expect(plans).toBe(1);
    const [journal] = journals;
    expect(await journal?.begin({ job: 'import', target: 'tencent 1' })).toMatchObject({
      revision: 1,
      isPlanned: true,
    });
    expect(await journal?.counts()).toMatchObject({ pending: 2 });
  });

  test('a planner that hung cannot go on with its plan once another has begun one', async () => {
    const hung = await claimedRun(one, short);
    await hung.journal.startRevision('second plan', { afresh: false });
    await hung.journal.addUnits([{ id: 'c', input: 1 }], 'behind c');
    const next = await retaken(() => other.claimRun(long));
    await next.journal.startRevision('third plan', { afresh: false });

    await expect(hung.journal.addUnits([{ id: 'd', input: 1 }], 'behind d')).rejects.toThrow(
      LeaseLost,
    );
    await expect(hung.journal.finishPlan()).rejects.toThrow(LeaseLost);

    const run = await other.begin({ job: 'import', target: 'tencent 1' });
    expect(run).toMatchObject({ planKey: 'third plan', isPlanned: false, planCursor: undefined });
  });

  describe('of a holder that hung', () => {
    test('the writes are refused once another has the unit, and change nothing', async () => {
      const hung = await claimed(one, 'a', short);
      const next = await retaken(() => other.claim('a', long));
      await next.journal.intend('a', 'create', 'of the next');

      const refusals = await Promise.allSettled([
        hung.journal.intend('a', 'create', 'of the hung'),
        hung.journal.noteProgress('a', 'create', 7),
        hung.journal.endStep('a', 'create', { state: 'done', mapTo: 'A' }),
        hung.journal.endUnit('a', { state: 'done' }),
        hung.journal.mapId('a', 'A'),
        hung.journal.forgetGroup('a'),
        hung.journal.note('left', 'a', 1),
        hung.journal.addFinding({ unit: 'a', severity: 'info', kind: 'skipped', text: 'x' }),
      ]);

      expect(refusals.map(({ status }) => status)).toEqual(Array(8).fill('rejected'));
      expect(refusals).toEqual(
        Array(8).fill(expect.objectContaining({ reason: expect.any(LeaseLost) })),
      );
      expect((await other.steps('a')).get('create')).toMatchObject({
        state: 'intent',
        value: 'of the next',
        progress: 0,
      });
      expect(await other.targetOf('a')).toBeUndefined();
      expect(await other.noteOf('left', 'a')).toBeUndefined();
      expect(await other.countFindings()).toMatchObject({ info: 0 });
      expect(await other.counts()).toMatchObject({ pending: 2, done: 0 });
    });

    test('the audit is written all the same, because it tells what was sent', async () => {
      const hung = await claimed(one, 'a', short);
      await retaken(() => other.claim('a', long));

      await hung.journal.audit(entry);

      const entries = [];
      for await (const { operation } of other.audits()) entries.push(operation);
      expect(entries).toEqual(['groups.create']);
    });

    test('the lease can be neither renewed nor given back once another has the unit', async () => {
      const hung = await claimed(one, 'a', short);
      const next = await retaken(() => other.claim('a', long));

      expect(await hung.renew(60_000)).toBe(false);
      expect(hung.left()).toBe(0);
      await hung.release();

      expect(await one.claim('a', long)).toBeUndefined();
      await next.journal.intend('a', 'create', 'digest');
    });

    test('the work goes on where nobody has taken the unit', async () => {
      const hung = await claimed(one, 'a', short);
      await vi.waitFor(() => expect(hung.left()).toBe(0));

      expect(await hung.renew(60_000)).toBe(true);

      expect(hung.left()).toBeGreaterThan(50_000);
      expect(await other.claim('a', long)).toBeUndefined();
    });

    test('writes that come together with those of other units do not keep these back', async () => {
      const hung = await claimed(one, 'a', short);
      const sound = await claimed(one, 'b');
      await retaken(() => other.claim('a', long));

      const [refused, written] = await Promise.allSettled([
        hung.journal.intend('a', 'create', 'digest'),
        sound.journal.intend('b', 'create', 'digest'),
      ]);

      expect(refused.status).toBe('rejected');
      expect(written.status).toBe('fulfilled');
      expect((await other.steps('b')).size).toBe(1);
    });
  });

  test('an intent makes the lease last, in the transaction that writes it', async () => {
    const lease = await claimed(one, 'a', { leaseMs: 1000 });
    await pause(300);
    const before = lease.left();

    await lease.journal.intend('a', 'create', 'digest');

    expect(before).toBeLessThan(750);
    expect(lease.left()).toBeGreaterThan(before);
  });

  test('a successor is told of a creation in doubt, and that it may have been sent until the lease was over', async () => {
    const hung = await claimed(one, 'a', { leaseMs: 400 });
    await hung.journal.intend('a', 'create', 'digest');
    const next = await retaken(() => other.claim('a', long));

    expect(next.doubt).toMatchObject({ id: 'a', state: 'pending', input: { of: 'a' } });
    const { intendedAt = 0, sendableUntil = 0 } = next.doubt ?? {};
    expect(sendableUntil - intendedAt).toBeGreaterThan(300);
    expect(sendableUntil).toBeLessThanOrEqual(Date.now());
    expect(await other.doubtful('create')).toMatchObject([{ id: 'a' }]);
  });

  test('a run that is taken over has in doubt what its holder or the holders of its units intended', async () => {
    const hung = await claimed(one, 'a', { leaseMs: 400 });
    await hung.journal.intend('a', 'create', 'digest');
    const second = await retaken(() => other.claimRun({ leaseMs: 400 }));
    await second.journal.intend('b', 'create', 'digest');
    const third = await retaken(() => one.claimRun(long));

    const doubtful = await third.journal.doubtful('create');

    expect(doubtful.map(({ id }) => id)).toEqual(['a', 'b']);
    for (const { intendedAt, sendableUntil = 0 } of doubtful) {
      expect(sendableUntil - intendedAt).toBeGreaterThan(300);
    }
  });

  test('a creation of which the group is known is not in doubt', async () => {
    const held = await claimed(one, 'a');
    await held.journal.intend('a', 'create', 'digest');
    await held.journal.endStep('a', 'create', { state: 'done', mapTo: 'A' });
    await held.release();

    const next = await claimed(other, 'a');

    expect(next.doubt).toBeUndefined();
  });

  test('a process that is stopped beyond its lease and goes on has its writes refused', async () => {
    const stopped = await startHolder();
    stopped.kill('SIGSTOP');
    const next = await retaken(() => other.claim('a', long));
    await next.journal.endStep('a', 'create', { state: 'done', mapTo: 'of the next' });

    const answer = once(stopped, 'message');
    stopped.kill('SIGCONT');
    stopped.send('go on');

    expect(await answer).toEqual([
      { left: 0, error: `LeaseLost: journal ${name}: another process has taken a` },
      undefined,
    ]);
    expect(next.doubt).toBeDefined();
    expect(await other.targetOf('a')).toBe('of the next');
  });

  /** A process that has intended the creation of `a`, and goes on when it is told. */
  async function startHolder(): Promise<ChildProcess> {
    const program = new URL('../../../test/lease-holder.ts', import.meta.url);
    const child = fork(program, [postgres.server.url, name], {
      execArgv: ['--conditions=@imgroups/source'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child, 'message');
    return child;
  }
});
