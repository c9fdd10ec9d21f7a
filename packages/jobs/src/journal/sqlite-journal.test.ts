import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ImGroupsError } from '@imgroups/core';
import { failureOf } from '@imgroups/testing/failure-of';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { testJournal } from '../../test/journal-contract.ts';
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

testJournal({
  open: async () => openSqliteJournal(path),
  async countCommits(run) {
    const { DatabaseSync } = loadSqlite();
    const { exec } = DatabaseSync.prototype;
    let commits = 0;
    DatabaseSync.prototype.exec = function counting(sql) {
      if (sql === 'COMMIT') commits += 1;
      return exec.call(this, sql);
    };
    await run().finally(() => {
      DatabaseSync.prototype.exec = exec;
    });
    return commits;
  },
});

test('the folder of a new journal is made', async () => {
  path = join(folder, 'of', 'jobs', 'journal.db');

  const journal = await openRun();
  await journal.close();

  expect(readFileSync(path).subarray(0, 13).toString()).toBe('SQLite format');
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

test('a creation of a killed process may have been sent until the next one opened the journal', async () => {
  const journal = await openRun();
  await journal.addUnits([{ id: 'a', input: null }], undefined);
  await journal.intend('a', 'create', 'digest');
  await pause(300);
  const left = join(folder, 'left.db');
  for (const end of ['', '-wal']) cpSync(`${path}${end}`, `${left}${end}`);
  await journal.close();

  const next = openSqliteJournal(left);
  const openedAt = Date.now();
  await pause(300);
  const [doubtful] = await next.doubtful('create');
  await next.close();

  const { intendedAt = 0, sendableUntil = 0 } = doubtful ?? {};
  expect(sendableUntil - intendedAt).toBeGreaterThan(250);
  expect(sendableUntil).toBeLessThanOrEqual(openedAt);
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

test('a full disk fails the waiting write and all later ones by the name of the journal, and nothing else', async () => {
  const journal = await whileFull(openRun);
  const units = Array.from({ length: 2000 }, (_, index) => ({ id: `unit${index}`, input: index }));

  const full = await failureOf(journal.addUnits(units, undefined));
  // As the engine writes what it does not wait for: a rejection of it would end the process.
  void journal.addFinding({ unit: 'unit1', severity: 'info', kind: 'skipped', text: 'gone' });
  const later = await failureOf(journal.finishPlan());
  await journal.close();
  const again = openSqliteJournal(path);
  const counts = await again.counts();
  await again.close();

  expect(full.message).toMatch(
    /^journal .+ cannot be written: .*full\. Mend that and start again: the work goes on where it was$/,
  );
  expect(full).toMatchObject({ code: 'failed_precondition', field: 'journal' });
  expect(later.message).toBe(full.message);
  expect(counts.pending).toBe(0);
});

/** Runs with databases that take no more pages than a new journal has. */
async function whileFull<Result>(run: () => Promise<Result>): Promise<Result> {
  const { DatabaseSync } = loadSqlite();
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function limited(sql) {
    exec.call(this, sql);
    const tables = this.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n;
    if (sql === 'COMMIT' && tables !== 0) exec.call(this, 'PRAGMA max_page_count = 1');
  };
  return run().finally(() => {
    DatabaseSync.prototype.exec = exec;
  });
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

test('a Node without SQLite is refused by the version that it takes', async () => {
  vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);

  const refusal = await refusalOf(() => openSqliteJournal(path)).finally(vi.restoreAllMocks);

  expect(refusal.message).toBe(
    `a journal in a file needs Node 22.13 or later, for node:sqlite; this is ${process.version}`,
  );
  expect(refusal.code).toBe('unsupported');
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

test('earlier plans are forgotten when the next one is made', async () => {
  const journal = await openRun();
  for (const plan of ['second', 'third', 'fourth']) {
    await journal.startRevision(plan, { afresh: false });
    await journal.finishPlan();
  }
  const { revision } = await journal.begin({ job: 'import', target: 'tencent 1' });
  await journal.close();

  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(path);
  const rows = database.prepare('SELECT plan_key FROM revisions').all();
  database.close();

  expect(rows).toEqual([{ plan_key: 'fourth' }]);
  expect(revision).toBe(4);
});
