import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { check, configure, Failure, filledText } from '@imgroups/core/adapter';
import { createGroupCommit } from './group-commit.ts';
import type {
  AuditRecord,
  Journal,
  JournalNote,
  Json,
  MappedId,
  RunState,
  UnitCounts,
} from './journal.ts';
import { loadSqlite } from './load-sqlite.ts';
import { forgetHolder, nameHolder, readHolder, thisActor } from './lock.ts';
import { laterVersion, refusal, requireSameWork } from './refusals.ts';
import {
  fromJson,
  inParts,
  type Row,
  rowsAtOnce,
  textOf,
  toAudit,
  toFinding,
  toJson,
  toStep,
  toUnit,
} from './rows.ts';
import { applicationId, migrate, schemaVersion } from './schema.ts';

/**
 * Opens a journal in a file of SQLite, or makes the file. One process at a time has it, and nobody else until that one closes
 * it or ends, in whatever way. A file that is no journal, is damaged, or is of a later version is refused and left as it is.
 * `:memory:` is a journal that ends with the process.
 */
export function openSqliteJournal(path: string): Journal {
  configure(undefined, () => check(filledText, path, 'path'));
  const database = openDatabase(path);
  const now = (): string => new Date().toISOString();
  const statements = new Map<string, StatementSync>();
  const commits = createGroupCommit(database, (thrown) => writeError(path, thrown));

  function prepared(sql: string): StatementSync {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }
  const write = (sql: string, ...values: SQLInputValue[]): Promise<void> =>
    commits.add(() => void prepared(sql).run(...values));
  const all = (sql: string, ...values: SQLInputValue[]): readonly Row[] =>
    prepared(sql).all(...values) as Row[];
  function first(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return all(sql, ...values)[0];
  }

  const session = Number(first('SELECT max(session) AS session FROM sessions')?.session);

  function noteAll(topic: string, notes: readonly JournalNote[]): Promise<void> {
    return commits.add(() => {
      const statement = prepared(
        'INSERT OR REPLACE INTO notes (topic, key, value) VALUES (?, ?, ?)',
      );
      for (const { key, value } of notes) statement.run(topic, key, JSON.stringify(value));
    });
  }

  function noteOf(topic: string, key: string): Json | undefined {
    const row = first('SELECT value FROM notes WHERE topic = ? AND key = ?', topic, key);
    return fromJson<Json>(row?.value);
  }

  function runState(): RunState {
    const run = first('SELECT id FROM run');
    const plan = first('SELECT * FROM revisions ORDER BY revision DESC LIMIT 1');
    return {
      id: String(run?.id),
      revision: Number(plan?.revision ?? 0),
      planKey: textOf(plan?.plan_key),
      planCursor: textOf(plan?.cursor),
      isPlanned: plan?.planned === 1,
    };
  }

  return {
    async begin(identity) {
      const found = first('SELECT * FROM run');
      if (found) requireSameWork(path, found, identity);
      const { job, source, target } = identity;
      if (!found) {
        await write(
          'INSERT INTO run (id, job, source, target, created_at) VALUES (?, ?, ?, ?, ?)',
          crypto.randomUUID().slice(0, 8),
          job,
          source ?? null,
          target ?? null,
          now(),
        );
      }
      return runState();
    },

    async startRevision(planKey, { afresh }) {
      if (afresh) {
        // The id map stays: it is how the groups of earlier revisions are known.
        void write(`UPDATE units SET state = 'pending', result = NULL, failure = NULL`);
        void write('DELETE FROM steps WHERE unit IN (SELECT source FROM id_map)');
      }
      await write('INSERT INTO revisions (plan_key, created_at) VALUES (?, ?)', planKey, now());
      return runState();
    },

    async addUnits(units, cursor) {
      const { revision } = runState();
      for (const { id, input } of units) {
        void write(
          `INSERT INTO units (id, revision, input) VALUES (?1, ?2, ?3)
           ON CONFLICT (id) DO UPDATE SET revision = ?2, input = ?3,
             state = CASE WHEN input = ?3 AND state <> 'skipped' THEN state ELSE 'pending' END,
             result = CASE WHEN input = ?3 THEN result END,
             failure = CASE WHEN input = ?3 THEN failure END`,
          id,
          revision,
          JSON.stringify(input),
        );
      }
      await write('UPDATE revisions SET cursor = ? WHERE revision = ?', cursor ?? null, revision);
    },

    async finishPlan() {
      const { revision } = runState();
      void write('DELETE FROM units WHERE revision < ?', revision);
      void write('DELETE FROM revisions WHERE revision < ?', revision);
      await write('UPDATE revisions SET planned = 1, cursor = NULL WHERE revision = ?', revision);
    },

    async counts() {
      const counts = { pending: 0, done: 0, failed: 0, skipped: 0 };
      for (const { state, n } of all('SELECT state, count(*) AS n FROM units GROUP BY state')) {
        Object.assign(counts, { [String(state)]: n });
      }
      return counts satisfies UnitCounts;
    },

    units: async (state, after, limit) =>
      all(
        'SELECT * FROM units WHERE state = ? AND id > ? ORDER BY id LIMIT ?',
        state,
        after ?? '',
        limit,
      ).map(toUnit),

    endUnit: (id, { state, result, failure }) =>
      write(
        'UPDATE units SET state = ?, result = ?, failure = ?, passing = ? WHERE id = ?',
        state,
        toJson(result),
        toJson(failure && { ...failure }),
        failure ? Number(failure.passing) : null,
        id,
      ),

    async lastResult() {
      const row = first('SELECT * FROM units WHERE result IS NOT NULL ORDER BY id DESC LIMIT 1');
      return row && toUnit(row);
    },

    async goOnBehind(id = '') {
      void write(`UPDATE units SET state = 'pending', result = NULL WHERE id > ?`, id);
      await write(`UPDATE units SET state = 'done' WHERE id <= ? AND state = 'pending'`, id);
    },

    async retryFailed(which) {
      let retried = 0;
      await commits.add(() => {
        const { changes } = prepared(
          `UPDATE units SET state = 'pending' WHERE state = 'failed' AND (passing = 1 OR ?)`,
        ).run(Number(which === 'all'));
        retried = Number(changes);
      });
      return retried;
    },

    steps: async (unit) =>
      new Map(
        all('SELECT * FROM steps WHERE unit = ?', unit)
          .map(toStep)
          .map((step) => [step.name, step]),
      ),

    intend: (unit, step, value) =>
      write(
        `INSERT INTO steps (unit, name, state, revision, value, intended_at)
         VALUES (?1, ?2, 'intent', (SELECT max(revision) FROM revisions), ?3, ?4)
         ON CONFLICT (unit, name) DO UPDATE SET state = 'intent', revision = excluded.revision,
           progress = CASE WHEN value = ?3 THEN progress ELSE 0 END, value = ?3, intended_at = ?4`,
        unit,
        step,
        value,
        Date.now(),
      ),

    noteProgress: (unit, step, progress) =>
      write('UPDATE steps SET progress = ? WHERE unit = ? AND name = ?', progress, unit, step),

    endStep(unit, step, { state, result, mapTo }) {
      if (mapTo !== undefined) void mapId(unit, mapTo);
      return write(
        'UPDATE steps SET state = ?, result = ? WHERE unit = ? AND name = ?',
        state,
        toJson(result),
        unit,
        step,
      );
    },

    doubtful: async (step) =>
      all(
        `SELECT units.*, steps.intended_at FROM units JOIN steps ON steps.unit = units.id AND steps.name = ?
         WHERE units.state = 'pending' AND units.id NOT IN (SELECT source FROM id_map) ORDER BY units.id`,
        step,
      ).map((row) => {
        const intendedAt = Number(row.intended_at);
        return { ...toUnit(row), intendedAt, sendableUntil: sendableUntil(intendedAt) };
      }),

    async targetOf(source) {
      return textOf(first('SELECT target FROM id_map WHERE source = ?', source)?.target);
    },

    mapId,

    idMap: () =>
      inParts<MappedId>(({ source }) =>
        all(
          'SELECT source, target FROM id_map WHERE source > ? ORDER BY source LIMIT ?',
          source ?? '',
          rowsAtOnce,
        ).map((row) => ({ source: String(row.source), target: String(row.target) })),
      ),

    forgetGroup(source) {
      void write('DELETE FROM id_map WHERE source = ?', source);
      return write('DELETE FROM steps WHERE unit = ?', source);
    },

    note: (topic, key, value) => noteAll(topic, [{ key, value }]),
    noteAll,

    noteOf: async (topic, key) => noteOf(topic, key),
    async notesOf(topic, keys) {
      const found = new Map<string, Json>();
      for (const key of keys) {
        const value = noteOf(topic, key);
        if (value !== undefined) found.set(key, value);
      }
      return found;
    },

    notes: (topic, after = '') =>
      inParts<JournalNote>(({ key }) =>
        all(
          'SELECT key, value FROM notes WHERE topic = ? AND key > ? ORDER BY key LIMIT ?',
          topic,
          key ?? after,
          rowsAtOnce,
        ).map((row) => ({ key: String(row.key), value: fromJson<Json>(row.value) ?? null })),
      ),

    dropNote: (topic, key, value) =>
      write(
        'DELETE FROM notes WHERE topic = ?1 AND key = ?2 AND (?3 IS NULL OR value = ?3)',
        topic,
        key,
        toJson(value),
      ),

    dropFindings: () => write('DELETE FROM findings'),

    addFinding: ({ unit, severity, kind, userId = '', text }) =>
      write(
        'INSERT OR IGNORE INTO findings (unit, severity, kind, user_id, text) VALUES (?, ?, ?, ?, ?)',
        unit,
        severity,
        kind,
        userId,
        text,
      ),

    findings: async ({ limit }) =>
      all(
        `SELECT * FROM findings ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
         finding LIMIT ?`,
        limit,
      ).map(toFinding),

    async countFindings() {
      const counts = { info: 0, warning: 0, error: 0 };
      for (const { severity, n } of all(
        'SELECT severity, count(*) AS n FROM findings GROUP BY severity',
      )) {
        Object.assign(counts, { [String(severity)]: n });
      }
      return counts;
    },

    audit: ({ unit, groupId, step, operation, users, outcome, detail }) =>
      write(
        `INSERT INTO audit (at, session, unit, group_id, step, operation, users, outcome, detail)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        now(),
        session,
        unit,
        groupId ?? null,
        step,
        operation,
        users ?? null,
        outcome,
        toJson(detail),
      ),

    audits: () =>
      inParts<AuditRecord & { readonly entry: number }>(({ entry }) =>
        all(
          'SELECT * FROM audit JOIN sessions USING (session) WHERE entry > ? ORDER BY entry LIMIT ?',
          entry ?? 0,
          rowsAtOnce,
        ).map(toAudit),
      ),

    async close() {
      if (!database.isOpen) return;
      commits.flush();
      try {
        prepared('UPDATE sessions SET ended_at = ? WHERE session = ?').run(now(), session);
      } catch {
        // The next session tells when this one had ended, as after a process that was killed.
      }
      if (isFile(path)) forgetHolder(path);
      database.close();
    },
  };

  /** The end of the session that intended a call; a process that was killed has ended when the next one opened the journal. */
  function sendableUntil(intendedAt: number): number {
    const session = first(
      `SELECT began_at, over FROM (
         SELECT began_at, coalesce(ended_at, lead(began_at) OVER (ORDER BY session)) AS over FROM sessions
       ) WHERE began_at <= ? ORDER BY began_at DESC LIMIT 1`,
      new Date(intendedAt).toISOString(),
    );
    const over = textOf(session?.over);
    const end = over === undefined ? Date.now() : Math.max(intendedAt, Date.parse(over));
    return Math.min(end, Date.now());
  }

  function mapId(source: string, target: string): Promise<void> {
    return write('INSERT OR REPLACE INTO id_map (source, target) VALUES (?, ?)', source, target);
  }
}

function isFile(path: string): boolean {
  return path !== ':memory:';
}

/** Opens the file, takes its lock and begins a session, or says why not. */
function openDatabase(path: string): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  let database: DatabaseSync | undefined;
  try {
    requireDatabase(path);
    mkdirSync(dirname(path), { recursive: true });
    database = new DatabaseSync(path);
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    const version = requireJournal(path, database);
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    // The first write takes the lock, which is kept then.
    database.exec('BEGIN IMMEDIATE');
    database.exec('COMMIT');
    if (version < schemaVersion) migrate(database, version);
    if (isFile(path)) nameHolder(path, new Date());
    database
      .prepare('INSERT INTO sessions (actor, began_at) VALUES (?, ?)')
      .run(thisActor(), new Date().toISOString());
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof Failure ? error.toError() : openFailure(path, error).toError();
  }
}

/** A file that is no database is never touched. */
function requireDatabase(path: string): void {
  if (!existsSync(path) || statSync(path).size === 0) return;
  const head = Buffer.alloc(16);
  const file = openSync(path, 'r');
  readSync(file, head, 0, head.length, 0);
  closeSync(file);
  if (head.toString('latin1') !== 'SQLite format 3\0') {
    throw refusal(path, 'is not a journal; it was left as it is');
  }
}

/** The version of the journal; 0 for a new one. */
function requireJournal(path: string, database: DatabaseSync): number {
  const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  const version = Number(pragma('user_version'));
  const tables = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n;
  // A process may have ended before its first transaction.
  if (version === 0 && tables === 0) return 0;
  if (pragma('application_id') !== applicationId) {
    throw refusal(path, 'is a database, but not a journal; it was left as it is');
  }
  if (version > schemaVersion) {
    throw refusal(path, laterVersion(version, schemaVersion));
  }
  const health = String(pragma('quick_check(1)'));
  if (health !== 'ok') throw refusal(path, damaged(health));
  return version;
}

function openFailure(path: string, error: unknown): Failure {
  const code = (error as { errcode?: number }).errcode ?? 0;
  const text = error instanceof Error ? error.message : String(error);
  // The lower byte is the kind of failure: 5 and 6 are locks, 11 and 26 damaged files.
  const kind = code & 0xff;
  if (kind === 5 || kind === 6) {
    const holder = readHolder(path);
    const who = holder ? `${holder.actor}, since ${holder.since}` : 'another process';
    return refusal(path, `is in use by ${who}`);
  }
  if (kind === 11 || kind === 26) return refusal(path, damaged(text));
  return refusal(path, `cannot be opened: ${text.slice(0, 200)}`);
}

/** A full disk, a file system that is read-only by now, and their kin; other errors are not of SQLite. */
function writeError(path: string, thrown: unknown): unknown {
  if (!(thrown instanceof Error && 'errcode' in thrown)) return thrown;
  const text = `cannot be written: ${thrown.message.slice(0, 200)}. Mend that and start again: the work goes on where it was`;
  return refusal(path, text).toError();
}

function damaged(text: string): string {
  return `is damaged (${text.replaceAll(/\s+/g, ' ')}); it was left as it is. Restore it from a backup: without it groups may be made twice`;
}
