import { laterVersion, refusal } from '../refusals.ts';
import type { Row } from '../rows.ts';
import type { Connection } from './connection.ts';

/**
 * Each brings the tables from the version before to its own; the first one makes them. They never change once released. Ids are
 * sorted by their bytes, as snapshots are.
 */
const migrations: readonly string[] = [
  `
  CREATE TABLE @runs (
    run integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    id text NOT NULL,
    job text,
    source text,
    target text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE TABLE @revisions (
    run integer NOT NULL REFERENCES @runs ON DELETE CASCADE,
    revision integer NOT NULL,
    plan_key text NOT NULL,
    cursor text,
    planned boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (run, revision)
  );
  CREATE TABLE @sessions (
    session uuid PRIMARY KEY,
    run integer NOT NULL REFERENCES @runs ON DELETE CASCADE,
    actor text NOT NULL,
    began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz,
    batch integer NOT NULL DEFAULT 0,
    made text NOT NULL DEFAULT '[]'
  );
  CREATE INDEX sessions_by_run ON @sessions (run);
  CREATE TABLE @units (
    run integer NOT NULL REFERENCES @runs ON DELETE CASCADE,
    id text COLLATE "C" NOT NULL,
    revision integer NOT NULL,
    input text NOT NULL,
    state text NOT NULL DEFAULT 'pending',
    result text,
    failure text,
    passing boolean,
    PRIMARY KEY (run, id)
  );
  CREATE INDEX units_by_state ON @units (run, state, id);
  CREATE TABLE @leases (
    run integer NOT NULL REFERENCES @runs ON DELETE CASCADE,
    unit text COLLATE "C" NOT NULL,
    token uuid NOT NULL,
    holder text NOT NULL,
    until timestamptz NOT NULL,
    PRIMARY KEY (run, unit)
  );
  CREATE TABLE @steps (
    run integer NOT NULL REFERENCES @runs ON DELETE CASCADE,
    unit text COLLATE "C" NOT NULL,
    name text NOT NULL,
    state text NOT NULL,
    revision integer NOT NULL,
    value text NOT NULL,
    progress integer NOT NULL DEFAULT 0,
    result text,
    intended_at timestamptz NOT NULL,
    sendable_until timestamptz,
    PRIMARY KEY (run, unit, name)
  );
  CREATE TABLE @id_map (
    run integer NOT NULL REFERENCES @runs ON DELETE CASCADE,
    source text COLLATE "C" NOT NULL,
    target text NOT NULL,
    PRIMARY KEY (run, source)
  );
  CREATE TABLE @notes (
    run integer NOT NULL REFERENCES @runs ON DELETE CASCADE,
    topic text NOT NULL,
    key text COLLATE "C" NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (run, topic, key)
  );
  CREATE TABLE @findings (
    finding bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run integer NOT NULL REFERENCES @runs ON DELETE CASCADE,
    unit text NOT NULL,
    severity text NOT NULL,
    kind text NOT NULL,
    user_id text NOT NULL,
    text text NOT NULL
  );
  -- A text may be longer than what an index takes.
  CREATE UNIQUE INDEX findings_once ON @findings (run, unit, kind, user_id, md5(text));
  CREATE TABLE @audit (
    entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    session uuid NOT NULL REFERENCES @sessions ON DELETE CASCADE,
    run integer NOT NULL REFERENCES @runs ON DELETE CASCADE,
    unit text NOT NULL,
    group_id text,
    step text NOT NULL,
    operation text NOT NULL,
    users integer,
    outcome text NOT NULL,
    detail text
  );
  CREATE INDEX audit_by_run ON @audit (run, entry);
  `,
];

const schemaVersion = migrations.length;

/** One process at a time changes tables, whatever their schema: "imgj". */
const lockKey = 0x696d676a;

/** Runs one statement, in a transaction or without. */
type Ask = (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** Makes the tables, or brings those of an older version to this one, in one transaction; refuses those of a later version. */
export async function migrate(connection: Connection, name: string): Promise<void> {
  const { schema } = connection;
  if ((await versionOf(connection.query, schema)) === schemaVersion) return;
  await connection.transaction(async ({ run }) => {
    const ask: Ask = async (text, values = []) => (await run({ text, values }))[0] ?? [];
    await ask('SELECT pg_advisory_xact_lock($1)', [lockKey]);
    const version = await versionOf(ask, schema);
    if (version > schemaVersion)
      throw refusal(name, laterVersion(version, schemaVersion)).toError();
    if (version === 0) await makeSchema(ask, name, schema);
    for (const migration of migrations.slice(version)) await ask(migration);
    await ask('DELETE FROM @journal_version');
    await ask('INSERT INTO @journal_version (version) VALUES ($1)', [schemaVersion]);
  });
}

/** 0 where there are no tables of ours. */
async function versionOf(ask: Ask, schema: string): Promise<number> {
  if (!(await hasTable(ask, schema, 'journal_version'))) return 0;
  const [row] = await ask('SELECT version FROM @journal_version');
  return Number(row?.version ?? 0);
}

async function hasTable(ask: Ask, schema: string, table: string): Promise<boolean> {
  // Not `to_regclass`: it may still answer from before the wait for the lock.
  const rows = await ask('SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = $2', [
    schema,
    table,
  ]);
  return rows.length > 0;
}

async function makeSchema(ask: Ask, name: string, schema: string): Promise<void> {
  const rows = await ask('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
  // Who may not create a schema can be given one.
  if (rows.length === 0) await ask(`CREATE SCHEMA ${schema}`);
  if (await hasTable(ask, schema, 'units')) {
    const text = `needs a schema of its own: ${schema} has a table units that is not a journal's`;
    throw refusal(name, text).toError();
  }
  await ask('CREATE TABLE IF NOT EXISTS @journal_version (version integer NOT NULL)');
}
