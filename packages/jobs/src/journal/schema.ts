import type { DatabaseSync } from 'node:sqlite';

/** Tells our files from other databases: "imgj". */
export const applicationId = 0x696d676a;

/** Each brings a journal from the version before to its own; the first one makes it. They never change once released. */
const migrations: readonly string[] = [
  `
  CREATE TABLE run (
    id TEXT NOT NULL,
    job TEXT NOT NULL,
    source TEXT,
    target TEXT,
    created_at TEXT NOT NULL
  );
  CREATE TABLE revisions (
    revision INTEGER PRIMARY KEY,
    plan_key TEXT NOT NULL,
    cursor TEXT,
    planned INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL
  );
  CREATE TABLE sessions (
    session INTEGER PRIMARY KEY,
    actor TEXT NOT NULL,
    began_at TEXT NOT NULL,
    ended_at TEXT
  );
  CREATE TABLE units (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    input TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending',
    result TEXT,
    failure TEXT,
    passing INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX units_by_state ON units (state, id);
  CREATE TABLE steps (
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    value TEXT NOT NULL,
    progress INTEGER NOT NULL DEFAULT 0,
    result TEXT,
    intended_at INTEGER NOT NULL,
    PRIMARY KEY (unit, name)
  ) WITHOUT ROWID;
  CREATE TABLE id_map (source TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX id_map_by_target ON id_map (target);
  CREATE TABLE findings (
    finding INTEGER PRIMARY KEY,
    unit TEXT NOT NULL,
    severity TEXT NOT NULL,
    kind TEXT NOT NULL,
    user_id TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL,
    UNIQUE (unit, kind, user_id, text)
  );
  CREATE TABLE audit (
    entry INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    session INTEGER NOT NULL,
    unit TEXT NOT NULL,
    group_id TEXT,
    step TEXT NOT NULL,
    operation TEXT NOT NULL,
    users INTEGER,
    outcome TEXT NOT NULL,
    detail TEXT
  );
  `,
  `
  CREATE TABLE notes (
    topic TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (topic, key)
  ) WITHOUT ROWID;
  `,
];

export const schemaVersion = migrations.length;

/** Brings a journal of an older version, or an empty file, to this version, in one transaction. */
export function migrate(database: DatabaseSync, from: number): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const migration of migrations.slice(from)) database.exec(migration);
    database.exec(`PRAGMA application_id = ${applicationId}`);
    database.exec(`PRAGMA user_version = ${schemaVersion}`);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
