import { setTimeout as pause } from 'node:timers/promises';
import { failureOf } from '@imgroups/testing/failure-of';
import { describe, expect, test } from 'vitest';
import type { DoubtfulUnit, Journal } from '../src/journal/journal.ts';

/** A kind of journal, as the suite tries it. */
export interface JournalKind {
  /** Opens the journal of the running test, as one that may plan and work. */
  open(): Promise<Journal>;
  /** Counts the transactions of what runs. */
  countCommits(run: () => Promise<void>): Promise<number>;
}

/** Tests that every journal must pass. */
export function testJournal({ open, countCommits }: JournalKind): void {
  async function openRun(): Promise<Journal> {
    const journal = await open();
    await journal.begin({ job: 'import', target: 'tencent 1' });
    await journal.startRevision('plan', { afresh: false });
    return journal;
  }

  describe('a journal', () => {
    test('has what was written when it is opened again', async () => {
      const journal = await openRun();
      await journal.addUnits([{ id: 'a', input: { line: 1 } }], 'cursor');
      await journal.intend('a', 'create', 'digest');
      await journal.endStep('a', 'create', { state: 'done', mapTo: 'A' });
      await journal.endUnit('a', { state: 'done', result: 5 });
      await journal.close();

      const again = await open();
      const run = await again.begin({ job: 'import', target: 'tencent 1' });

      expect(run).toMatchObject({ revision: 1, planKey: 'plan', planCursor: 'cursor' });
      expect(await again.units('done', undefined, 9)).toMatchObject([{ id: 'a', result: 5 }]);
      expect((await again.steps('a')).get('create')).toMatchObject({
        state: 'done',
        value: 'digest',
      });
      expect(await again.targetOf('a')).toBe('A');
      await again.close();
    });

    test('never has a later write without the earlier ones', async () => {
      const journal = await openRun();
      const order: string[] = [];

      await Promise.all(
        ['a', 'b', 'c'].map((id) => journal.mapId(id, id).then(() => void order.push(id))),
      );

      expect(order).toEqual(['a', 'b', 'c']);
      await journal.close();
    });

    test('makes one commit of writes that come together', async () => {
      const journal = await openRun();

      const commits = await countCommits(async () => {
        await Promise.all(
          Array.from({ length: 500 }, (_, index) => journal.intend(`unit${index}`, 'create', 'x')),
        );
      });

      await journal.close();
      expect(commits).toBe(1);
    });

    test('of other work is refused', async () => {
      const journal = await openRun();

      const refusal = await failureOf(journal.begin({ job: 'import', target: 'easemob a#b' }));

      expect(refusal.message).toContain(
        'belongs to other work: its target is tencent 1, not easemob a#b',
      );
      await journal.close();
    });

    test('rejects what cannot be written', async () => {
      const journal = await openRun();
      const failing = journal.addUnits([{ id: 'a', input: 1n as never }], undefined);

      await expect(failing).rejects.toThrow();

      await journal.close();
    });

    test('keeps done units of the same input in a new plan, and drops those that it does not have', async () => {
      const journal = await openRun();
      const all = ['a', 'b', 'c'].map((id) => ({ id, input: 1 }));
      await journal.addUnits(all, undefined);
      for (const { id } of all) await journal.endUnit(id, { state: 'done' });
      await journal.startRevision('other plan', { afresh: false });
      await journal.addUnits(
        [
          { id: 'a', input: 1 },
          { id: 'b', input: 2 },
        ],
        undefined,
      );
      await journal.finishPlan();

      expect(await journal.units('done', undefined, 9)).toMatchObject([{ id: 'a' }]);
      expect(await journal.units('pending', undefined, 9)).toMatchObject([{ id: 'b' }]);
      expect(await journal.counts()).toMatchObject({ done: 1, pending: 1 });
      await journal.close();
    });

    test('takes a unit that a part of the plan has twice by its last input', async () => {
      const journal = await openRun();

      await journal.addUnits(
        [
          { id: 'a', input: 1 },
          { id: 'a', input: 2 },
        ],
        undefined,
      );

      expect(await journal.units('pending', undefined, 9)).toMatchObject([{ id: 'a', input: 2 }]);
      await journal.close();
    });

    test('does everything again in a plan that is made afresh, and knows the groups that were made', async () => {
      const journal = await openRun();
      await journal.addUnits([{ id: 'a', input: 1 }], undefined);
      await journal.intend('a', 'create', 'digest');
      await journal.endStep('a', 'create', { state: 'done', mapTo: 'A' });
      await journal.endUnit('a', { state: 'done', result: 1 });

      const run = await journal.startRevision('plan', { afresh: true });

      expect(run).toMatchObject({ revision: 2, isPlanned: false });
      expect(await journal.units('pending', undefined, 9)).toMatchObject([{ id: 'a' }]);
      expect(await journal.steps('a')).toEqual(new Map());
      expect(await journal.targetOf('a')).toBe('A');
      await journal.close();
    });

    test('sorts units by the bytes of their ids, and goes on behind one of them', async () => {
      const journal = await openRun();
      const ids = ['é', 'a', 'Z', '\u{1F600}', 'z', '~'];
      await journal.addUnits(
        ids.map((id) => ({ id, input: null })),
        undefined,
      );

      const all = await journal.units('pending', undefined, 9);
      const behind = await journal.units('pending', 'a', 2);

      expect(all.map(({ id }) => id)).toEqual(['Z', 'a', 'z', '~', 'é', '\u{1F600}']);
      expect(behind.map(({ id }) => id)).toEqual(['z', '~']);
      await journal.close();
    });

    test('goes on behind a unit', async () => {
      const journal = await openRun();
      const all = ['a', 'b', 'c'].map((id) => ({ id, input: 1 }));
      await journal.addUnits(all, undefined);
      await journal.endUnit('c', { state: 'done', result: 3 });

      await journal.goOnBehind('b');

      expect((await journal.units('done', undefined, 9)).map(({ id }) => id)).toEqual(['a', 'b']);
      expect(await journal.units('pending', undefined, 9)).toMatchObject([{ id: 'c' }]);
      expect(await journal.lastResult()).toBeUndefined();
      await journal.close();
    });

    test('tries failed units again: those that failed for a passing reason, or all', async () => {
      const journal = await openRun();
      const ids = ['a', 'b', 'c'];
      await journal.addUnits(
        ids.map((id) => ({ id, input: 1 })),
        undefined,
      );
      const failure = { code: 'unavailable', message: 'away' };
      await journal.endUnit('a', { state: 'failed', failure: { ...failure, passing: true } });
      await journal.endUnit('b', { state: 'failed', failure: { ...failure, passing: false } });
      await journal.endUnit('c', { state: 'done' });

      expect(await journal.retryFailed('passing')).toBe(1);
      expect(await journal.units('failed', undefined, 9)).toMatchObject([
        { id: 'b', failure: { code: 'unavailable', message: 'away', passing: false } },
      ]);
      expect(await journal.retryFailed('all')).toBe(1);
      expect(await journal.counts()).toEqual({ pending: 2, done: 1, failed: 0, skipped: 0 });
      await journal.close();
    });

    test('forgets how far a step was when it is intended with another value', async () => {
      const journal = await openRun();
      await journal.intend('a', 'members', 'these');
      await journal.noteProgress('a', 'members', 480);
      await journal.intend('a', 'members', 'these');
      const same = (await journal.steps('a')).get('members');

      await journal.intend('a', 'members', 'others');

      const other = (await journal.steps('a')).get('members');
      expect(same).toMatchObject({ state: 'intent', progress: 480, revision: 1 });
      expect(other).toMatchObject({ state: 'intent', progress: 0 });
      await journal.close();
    });

    test('doubts a pending unit whose creation was intended and whose group is not known', async () => {
      const journal = await openRun();
      const ids = ['done', 'in doubt', 'known', 'not begun'];
      await journal.addUnits(
        ids.map((id) => ({ id, input: id })),
        undefined,
      );
      const before = Date.now();
      for (const id of ids.slice(0, 3)) await journal.intend(id, 'create', 'digest');
      await journal.mapId('known', 'K');
      await journal.endUnit('done', { state: 'done' });

      const doubtful = await journal.doubtful('create');

      expect(doubtful).toMatchObject([{ id: 'in doubt', input: 'in doubt' }]);
      expect(doubtful[0]?.intendedAt).toBeGreaterThan(before - 1000);
      expect(doubtful[0]?.intendedAt).toBeLessThan(Date.now() + 1000);
      await journal.close();
    });

    test('takes a creation in doubt for sent as late as its process could send it', async () => {
      const journal = await openRun();
      await journal.addUnits([{ id: 'a', input: null }], undefined);
      await journal.intend('a', 'create', 'digest');
      await pause(300);

      const [waiting] = await journal.doubtful('create');
      await journal.close();
      const again = await open();
      await pause(300);
      const [over] = await again.doubtful('create');

      const waited = ({ intendedAt, sendableUntil }: DoubtfulUnit): number =>
        sendableUntil - intendedAt;
      expect(waited(waiting as DoubtfulUnit)).toBeGreaterThan(250);
      expect(waited(over as DoubtfulUnit)).toBeGreaterThan(250);
      // It was not sent after its process had let go of the journal.
      expect(over?.sendableUntil).toBeLessThan(Date.now() - 250);
      await again.close();
    });

    test('keeps notes from one plan to the next, and drops them unless they are others by now', async () => {
      const journal = await openRun();
      for (const key of ['c', 'a', 'b']) await journal.note('dirty', key, 1);
      await journal.note('other', 'a', 1);
      await journal.startRevision('other plan', { afresh: true });
      await journal.note('dirty', 'b', 2);

      await journal.dropNote('dirty', 'a', 1);
      await journal.dropNote('dirty', 'b', 1);
      await journal.dropNote('other', 'a');

      const notes = [];
      for await (const note of journal.notes('dirty')) notes.push(note);
      const behind = [];
      for await (const { key } of journal.notes('dirty', 'b')) behind.push(key);
      expect(notes).toEqual([
        { key: 'b', value: 2 },
        { key: 'c', value: 1 },
      ]);
      expect(behind).toEqual(['c']);
      expect(await journal.noteOf('other', 'a')).toBeUndefined();
      await journal.close();
    });

    test('keeps and finds many notes at once', async () => {
      const journal = await openRun();
      const users = Array.from({ length: 2500 }, (_, index) => ({
        key: `m${index}`,
        value: index,
      }));

      // Many groups have the same users.
      await Promise.all([journal.noteAll('user', users), journal.noteAll('user', users)]);
      await Promise.all([journal.noteAll('user', []), journal.note('user', 'm7', 'seven')]);
      const found = await journal.notesOf('user', ['m2499', 'unknown', 'm7', 'm0']);

      expect(Object.fromEntries(found)).toEqual({ m0: 0, m7: 'seven', m2499: 2499 });
      expect((await journal.notesOf('user', [])).size).toBe(0);
      expect((await journal.notesOf('other', ['m0'])).size).toBe(0);
      const keys = [];
      for await (const { key } of journal.notes('user')) keys.push(key);
      expect(keys).toHaveLength(users.length);
      await journal.close();
    });

    test('takes keys that a database may not tell apart', async () => {
      const journal = await openRun();
      const keys = ['a\0', 'a\uFFFD', 'b\uD83D', 'b\uFFFD'];

      await journal.noteAll(
        'user',
        keys.map((key) => ({ key, value: 1 })),
      );
      await journal.addUnits(
        keys.map((id) => ({ id, input: null })),
        undefined,
      );

      expect((await journal.notesOf('user', keys)).size).toBeGreaterThan(0);
      expect((await journal.counts()).pending).toBeGreaterThan(0);
      await journal.close();
    });

    test('has of several writes of a note in one commit the last', async () => {
      const journal = await openRun();

      await Promise.all([
        journal.note('dirty', 'a', 1),
        journal.note('dirty', 'b', 1),
        journal.note('dirty', 'a', 2),
        journal.dropNote('dirty', 'b', 1),
        journal.dropNote('dirty', 'a', 1),
        journal.note('dirty', 'c', 1),
        journal.dropNote('dirty', 'c'),
        journal.note('dirty', 'c', 3),
      ]);

      expect(Object.fromEntries(await journal.notesOf('dirty', ['a', 'b', 'c']))).toEqual({
        a: 2,
        c: 3,
      });
      await journal.close();
    });

    test('reads long lists whole', async () => {
      const journal = await openRun();
      const ids = Array.from({ length: 2500 }, (_, index) => `${index}`.padStart(5, '0'));
      await Promise.all(ids.map((id) => journal.mapId(id, `target ${id}`)));

      const pairs = [];
      for await (const pair of journal.idMap()) pairs.push(pair);

      expect(pairs).toEqual(ids.map((id) => ({ source: id, target: `target ${id}` })));
      await journal.close();
    });

    test('has neither an id at the target nor steps of a group that is forgotten', async () => {
      const journal = await openRun();
      await journal.intend('a', 'create', 'digest');
      await journal.endStep('a', 'create', { state: 'done', mapTo: 'A' });
      await journal.mapId('b', 'B');

      await journal.forgetGroup('a');

      expect(await journal.targetOf('a')).toBeUndefined();
      expect(await journal.steps('a')).toEqual(new Map());
      expect(await journal.targetOf('b')).toBe('B');
      await journal.close();
    });

    test('has each finding once, the severest first', async () => {
      const journal = await openRun();
      const finding = { unit: 'a', severity: 'warning', kind: 'user_failed' } as const;
      for (const userId of ['u1', 'u2', 'u1']) {
        await journal.addFinding({ ...finding, userId, text: 'failed' });
      }
      await journal.addFinding({ unit: 'b', severity: 'error', kind: 'duplicate', text: 'twice' });

      expect(await journal.findings({ limit: 2 })).toEqual([
        { unit: 'b', severity: 'error', kind: 'duplicate', text: 'twice' },
        { ...finding, userId: 'u1', text: 'failed' },
      ]);
      expect(await journal.countFindings()).toEqual({ info: 0, warning: 2, error: 1 });

      await journal.dropFindings();

      expect(await journal.countFindings()).toEqual({ info: 0, warning: 0, error: 0 });
      await journal.close();
    });

    test('takes texts with any characters', async () => {
      const journal = await openRun();
      const name = 'zero \0, half \uD83D, quotes \'"\\, $1 and @units';
      await journal.addUnits([{ id: 'a', input: { name } }], undefined);
      await journal.addFinding({ unit: 'a', severity: 'info', kind: 'skipped', text: name });

      expect(await journal.units('pending', undefined, 9)).toMatchObject([{ input: { name } }]);
      const [finding] = await journal.findings({ limit: 1 });
      expect(finding?.text).toMatch(/^zero ., half ., quotes '"\\, \$1 and @units$/u);
      await journal.close();
    });

    test('tells in the audit what was done by whom', async () => {
      const journal = await openRun();
      await journal.audit({
        unit: 'a',
        groupId: 'A',
        step: 'members',
        operation: 'members.add',
        users: 3,
        outcome: 'done',
        detail: [{ userId: 'u1', why: 'user_not_found' }],
      });

      const entries = [];
      for await (const entry of journal.audits()) entries.push(entry);

      expect(entries).toMatchObject([
        {
          unit: 'a',
          groupId: 'A',
          operation: 'members.add',
          users: 3,
          outcome: 'done',
          detail: [{ userId: 'u1', why: 'user_not_found' }],
        },
      ]);
      expect(entries[0]?.actor).toContain(`process ${process.pid}`);
      expect(Date.now() - Date.parse(entries[0]?.at ?? '')).toBeLessThan(60_000);
      await journal.close();
    });
  });
}
