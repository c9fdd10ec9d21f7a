import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImGroupsError } from '@imgroups/core';
import { failureOf } from '@imgroups/testing/failure-of';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Journal } from './journal.ts';
import { loadSqlite } from './load-sqlite.ts';
import { openSqliteJournal } from './sqlite-journal.ts';

let folder: string;
let path: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imgroups-journal-'));
  path = join(folder, 'journal.db');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function refusalOf(open: () => unknown): Promise<ImGroupsError> {
  return failureOf((async () => open())());
}

async function openRun(): Promise<Journal> {
  const journal = openSqliteJournal(path);
  await journal.begin({ job: 'import', target: 'tencent 1' });
  await journal.startRevision('plan', { afresh: false });
  return journal;
}

test('the folder of a new journal is made', async () => {
  path = join(folder, 'of', 'jobs', 'journal.db');

  const journal = await openRun();
  await journal.close();

  expect(readFileSync(path).subarray(0, 13).toString()).toBe('SQLite format');
});

test('what was written is there when the journal is opened again', async () => {
  const journal = await openRun();
  await journal.addUnits([{ id: 'a', input: { line: 1 } }], 'cursor');
  await journal.intend('a', 'create', 'digest');
  await journal.endStep('a', 'create', { state: 'done', mapTo: 'A' });
  await journal.endUnit('a', { state: 'done', result: 5 });
  await journal.close();

  const again = openSqliteJournal(path);
  const run = await again.begin({ job: 'import', target: 'tencent 1' });

  expect(run).toMatchObject({ revision: 1, planKey: 'plan', planCursor: 'cursor' });
  expect(await again.units('done', undefined, 9)).toMatchObject([{ id: 'a', result: 5 }]);
  expect((await again.steps('a')).get('create')).toMatchObject({ state: 'done', value: 'digest' });
  expect(await again.targetOf('a')).toBe('A');
  await again.close();
});

test('a later write is never there without the earlier ones', async () => {
  const journal = await openRun();
  const order: string[] = [];

  await Promise.all(
    ['a', 'b', 'c'].map((id) => journal.mapId(id, id).then(() => void order.push(id))),
  );

  expect(order).toEqual(['a', 'b', 'c']);
  await journal.close();
});

test('writes that come together are one commit', async () => {
  const { DatabaseSync } = loadSqlite();
  const { exec } = DatabaseSync.prototype;
  let commits = 0;
  const journal = await openRun();
  DatabaseSync.prototype.exec = function counting(sql) {
    if (sql === 'COMMIT') commits += 1;
    return exec.call(this, sql);
  };

  await Promise.all(
    Array.from({ length: 500 }, (_, index) => journal.intend(`unit${index}`, 'create', 'x')),
  );

  DatabaseSync.prototype.exec = exec;
  await journal.close();
  expect(commits).toBe(1);
});

test('a second process is refused by the name of the first, until that one is killed', async () => {
  const holder = await startHolder();

  const refusal = await refusalOf(() => openSqliteJournal(path));
  holder.kill('SIGKILL');
  await once(holder, 'close');
  const journal = openSqliteJournal(path);

  expect(refusal.message).toMatch(
    new RegExp(`journal.db is in use by .+@.+, process ${holder.pid}, since 20`),
  );
  expect(refusal.code).toBe('failed_precondition');
  await journal.close();
});

test('a second journal in the same process is refused too', async () => {
  const journal = openSqliteJournal(path);

  const refusal = await refusalOf(() => openSqliteJournal(path));

  expect(refusal.message).toContain(`process ${process.pid}`);
  await journal.close();
});

/** A process that holds the journal and does nothing. */
async function startHolder(): Promise<ChildProcess> {
  const program = join(folder, 'holder.ts');
  const source = new URL('sqlite-journal.ts', import.meta.url);
  writeFileSync(
    program,
    `import { openSqliteJournal } from ${JSON.stringify(source.href)};
     openSqliteJournal(${JSON.stringify(path)});
     process.send('held');
     setInterval(() => undefined, 1000);`,
  );
  const child = fork(program, [], { execArgv: ['--conditions=@imgroups/source'] });
  children.push(child);
  await once(child, 'message');
  return child;
}

test.each([
  ['a text file', 'my notes, which nobody may overwrite', /is not a journal; it was left as it is/],
  ['half a journal', undefined, /is damaged \(.+\); it was left as it is/],
])('%s is refused and left as it is', async (_, text, message) => {
  if (text === undefined) await writeHalfAJournal();
  else writeFileSync(path, text);
  const before = readFileSync(path);

  const refusal = await refusalOf(() => openSqliteJournal(path));

  expect(refusal.message).toMatch(message);
  expect(readFileSync(path).equals(before)).toBe(true);
});

async function writeHalfAJournal(): Promise<void> {
  const journal = await openRun();
  const units = Array.from({ length: 2000 }, (_, index) => ({ id: `unit${index}`, input: index }));
  await journal.addUnits(units, undefined);
  await journal.close();
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(7, 20_000, 60_000));
}

test('a database of somebody else is refused and left as it is', async () => {
  const { DatabaseSync } = loadSqlite();
  const other = new DatabaseSync(path);
  other.exec('CREATE TABLE customers (name TEXT)');
  other.close();
  const before = readFileSync(path);

  const refusal = await refusalOf(() => openSqliteJournal(path));

  expect(refusal.message).toContain('is a database, but not a journal');
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a journal of a later version is refused, and says what to do', async () => {
  await (await openRun()).close();
  const { DatabaseSync } = loadSqlite();
  const later = new DatabaseSync(path);
  later.exec('PRAGMA user_version = 99');
  later.close();

  const refusal = await refusalOf(() => openSqliteJournal(path));

  expect(refusal.message).toMatch(/later version \(schema 99, .*\); update @imgroups\/jobs/);
});

test('a journal of other work is refused', async () => {
  const journal = await openRun();

  const refusal = await failureOf(journal.begin({ job: 'import', target: 'easemob a#b' }));

  expect(refusal.message).toContain(
    'belongs to other work: its target is tencent 1, not easemob a#b',
  );
  await journal.close();
});

test('after a write that failed nothing is written any more', async () => {
  const journal = await openRun();
  const failing = journal.addUnits([{ id: 'a', input: 1n as never }], undefined);

  await expect(failing).rejects.toThrow();

  await journal.close();
});

test('a new plan keeps done units of the same input, and drops those that it does not have', async () => {
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

test('notes stay from one plan to the next, and are dropped unless they are others by now', async () => {
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

test('a group that is forgotten has neither an id at the target nor steps', async () => {
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

test('the audit tells what was done by whom', async () => {
  const journal = await openRun();
  await journal.audit({
    unit: 'a',
    groupId: 'A',
    step: 'members',
    operation: 'members.add',
    users: 3,
    outcome: 'done',
  });

  const entries = [];
  for await (const entry of journal.audits()) entries.push(entry);

  expect(entries).toMatchObject([
    { unit: 'a', groupId: 'A', operation: 'members.add', users: 3, outcome: 'done' },
  ]);
  expect(entries[0]?.actor).toContain(`process ${process.pid}`);
  await journal.close();
});

test('loading SQLite prints no warning', () => {
  const source = new URL('load-sqlite.ts', import.meta.url);
  const program = `import { loadSqlite } from ${JSON.stringify(source.href)};
    const { emitWarning } = process;
    loadSqlite().DatabaseSync;
    process.emitWarning('SQLite is not what this is about');
    if (process.emitWarning !== emitWarning) throw new Error('not put back');`;

  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  });

  expect(stderr).not.toContain('experimental');
  expect(stderr).toContain('SQLite is not what this is about');
});
