import { failureOf } from '@imgroups/testing/failure-of';
import { hasPostgresServer } from '@imgroups/testing/postgres-server';
import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { testJournal } from '../../../test/journal-contract.ts';
import { postgresForTests, wrapPool } from '../../../test/postgres-for-tests.ts';
import type { Journal } from '../journal.ts';
import { openPostgresJournal } from './postgres-journal.ts';

describe.skipIf(!hasPostgresServer)('in PostgreSQL', () => {
  const postgres = postgresForTests();
  let name: string;
  beforeEach(() => {
    name = postgres.freshName();
  });

  /** The journal of a process that has the run to itself. */
  async function openAlone(): Promise<Journal> {
    const journal = await postgres.open({ name });
    const lease = await journal.claimRun({ leaseMs: 60_000 });
    if (!lease) throw new Error('the run was not free');
    return {
      ...lease.journal,
      async close() {
        await lease.release();
        await journal.close();
      },
    };
  }

  async function countCommits(run: () => Promise<void>): Promise<number> {
    const { query } = pg.Client.prototype;
    let commits = 0;
    pg.Client.prototype.query = function counting(this: pg.Client, ...values: never[]) {
      if (`${values[0]}`.endsWith('COMMIT')) commits += 1;
      return (query as (...values: never[]) => never).apply(this, values);
    } as typeof query;
    await run().finally(() => {
      pg.Client.prototype.query = query;
    });
    return commits;
  }

  testJournal({ open: openAlone, countCommits });

  test('journals of several names do not see each other', async () => {
    const one = await postgres.open({ name: `${name} one` });
    const other = await postgres.open({ name: `${name} other` });
    await one.begin({ job: 'import', target: 'tencent 1' });
    await one.mapId('a', 'A');

    const run = await other.begin({ job: 'export', source: 'easemob a#b' });

    expect(run).toMatchObject({ revision: 0, isPlanned: false });
    expect(await other.targetOf('a')).toBeUndefined();
  });

  test('a plan or the work on a unit that nobody has claimed is refused', async () => {
    const journal = await postgres.open({ name });
    await journal.begin({ job: 'import', target: 'tencent 1' });

    const refusals = await Promise.all([
      failureOf(journal.startRevision('plan', { afresh: false })),
      failureOf(journal.intend('a', 'create', 'digest')),
      failureOf(journal.endUnit('a', { state: 'done' })),
    ]);

    expect(refusals.map(({ message }) => message)).toEqual([
      `journal ${name} was not claimed: a plan is made by whoever has claimed the run`,
      `journal ${name} was not claimed: a is worked on by whoever has claimed it`,
      `journal ${name} was not claimed: a is worked on by whoever has claimed it`,
    ]);
  });

  test.each([
    `'; DROP SCHEMA imgroups CASCADE; --`,
    `it's "quoted" \\' and \\\\ more`,
    '{"a",NULL} @units $1 $2 $$',
    'NULL',
    'two\nlines\tand a tab',
    '',
  ])('a text stays what it is, whatever it says in SQL: %j', async (text) => {
    const journal = await postgres.open({ name });
    const lease = await journal.claimRun({ leaseMs: 60_000 });
    if (!lease) throw new Error('the run was not free');

    await lease.journal.startRevision(text, { afresh: false });
    await lease.journal.addUnits([{ id: `id ${text}`, input: { text } }], text);
    await lease.journal.intend(`id ${text}`, text, text);
    await lease.journal.endStep(`id ${text}`, text, { state: 'done', mapTo: text });
    await lease.journal.note(text, text, { text });
    await lease.journal.addFinding({ unit: text, severity: 'info', kind: text, text });
    await lease.journal.audit({ unit: text, step: text, operation: text, outcome: text });

    expect(await journal.begin({ job: text })).toMatchObject({ planKey: text, planCursor: text });
    expect(await journal.units('pending', undefined, 9)).toMatchObject([
      { id: `id ${text}`, input: { text } },
    ]);
    expect((await journal.steps(`id ${text}`)).get(text)).toMatchObject({ value: text });
    expect(await journal.targetOf(`id ${text}`)).toBe(text);
    expect(await journal.noteOf(text, text)).toEqual({ text });
    expect(await journal.findings({ limit: 9 })).toMatchObject([{ unit: text, kind: text, text }]);
    for await (const entry of journal.audits())
      expect(entry).toMatchObject({ unit: text, outcome: text });
  });

  test('groups that ask for notes at once are answered together, each with its own', async () => {
    const statements: string[] = [];
    const pool = wrapPool(postgres.openPool(), (text, query) => {
      statements.push(text);
      return query(text);
    });
    const journal = await postgres.open({ name, pool });
    await journal.noteAll('left', [
      { key: 'a', value: 1 },
      { key: 'b', value: 2 },
    ]);
    await journal.note('flags', 'a', 3);
    statements.length = 0;

    const found = await Promise.all([
      journal.notesOf('left', ['a', 'unknown']),
      journal.notesOf('left', ['b']),
      journal.notesOf('left', []),
      journal.noteOf('flags', 'a'),
    ]);

    expect(found).toEqual([new Map([['a', 1]]), new Map([['b', 2]]), new Map(), 3]);
    expect(statements).toHaveLength(2);
  });

  test('a pool of the application is used, and stays open', async () => {
    const pool = postgres.openPool();
    const journal = await postgres.open({ name, pool });
    await journal.mapId('a', 'A');
    await journal.close();

    const { rows } = await pool.query(`SELECT target FROM imgroups.id_map WHERE source = 'a'`);

    expect(rows).toContainEqual({ target: 'A' });
    expect(pool.listenerCount('error')).toBe(1);
  });

  test('a pool of one connection is enough', async () => {
    const pool = new pg.Pool({ connectionString: postgres.server.url, max: 1 });
    const journal = await postgres.open({ name, pool });
    const lease = await journal.claimRun({ leaseMs: 60_000 });
    await lease?.journal.startRevision('plan', { afresh: false });

    await Promise.all([lease?.journal.intend('a', 'create', 'x'), journal.counts()]);

    expect((await journal.steps('a')).size).toBe(1);
    await journal.close();
    await pool.end();
  });

  test('a commit waits for the disk also in a database that is set up not to', async () => {
    const pool = postgres.openPool();
    await pool.query('ALTER ROLE imgroups SET synchronous_commit = off');
    const seen: unknown[] = [];
    const watching = wrapPool(postgres.openPool(), async (text, query) => {
      if (!text.endsWith('COMMIT')) return query(text);
      const answers = [
        await query(text.replace(/COMMIT$/, 'SHOW synchronous_commit;COMMIT')),
      ].flat();
      seen.push(...(answers.at(-2)?.rows ?? []));
      return answers;
    });

    const journal = await postgres.open({ name, pool: watching });
    await journal.mapId('a', 'A');

    await pool.query('ALTER ROLE imgroups RESET synchronous_commit');
    expect(seen.at(-1)).toEqual({ synchronous_commit: 'on' });
  });

  describe('tables', () => {
    test('are made once when several processes open their first journals at once', async () => {
      const journals = await Promise.all(
        [1, 2, 3, 4].map((index) => postgres.open({ name: `${name} ${index}`, schema: 'at_once' })),
      );

      await Promise.all(journals.map((journal) => journal.mapId('a', 'A')));

      expect(await journals[3]?.targetOf('a')).toBe('A');
    });

    test('of a later version are refused, and left as they are', async () => {
      const pool = postgres.openPool();
      await (await postgres.open({ name, schema: 'later' })).close();
      await pool.query('UPDATE later.journal_version SET version = 99');

      const refusal = await failureOf(postgres.open({ name, schema: 'later' }));

      expect(refusal.message).toMatch(/later version \(schema 99, .*\); update @imgroups\/jobs/);
      const { rows } = await pool.query('SELECT version FROM later.journal_version');
      expect(rows).toEqual([{ version: 99 }]);
    });

    test('of somebody else are refused, and left as they are', async () => {
      const pool = postgres.openPool();
      await pool.query('CREATE SCHEMA shop');
      await pool.query('CREATE TABLE shop.units (price integer)');

      const refusal = await failureOf(postgres.open({ name, schema: 'shop' }));

      expect(refusal.message).toContain('needs a schema of its own: shop has a table units');
      const { rows } = await pool.query(
        `SELECT count(*)::integer AS n FROM pg_tables WHERE schemaname = 'shop'`,
      );
      expect(rows).toEqual([{ n: 1 }]);
    });

    test('can lie in a schema that was made for a user who may make none', async () => {
      const pool = postgres.openPool();
      await pool.query(`CREATE ROLE worker LOGIN PASSWORD 'secret'`);
      await pool.query('CREATE SCHEMA given AUTHORIZATION worker');
      const url = new URL(postgres.server.url);
      const connectionString = `postgres://worker:secret@${url.host}${url.pathname}`;

      const journal = await postgres.open({ name, connectionString, schema: 'given' });
      const refusal = await failureOf(postgres.open({ name, connectionString, schema: 'own' }));

      await journal.mapId('a', 'A');
      expect(await journal.targetOf('a')).toBe('A');
      expect(refusal.message).toMatch(/^journal .+ in PostgreSQL failed: permission denied/);
    });
  });

  test('a wrong password is told at once, and not shown', async () => {
    const url = new URL(postgres.server.url);
    url.password = 'wr0ng-s3cret';

    const refusal = await failureOf(openPostgresJournal({ name, connectionString: url.href }));

    expect(refusal.message).toMatch(
      /^journal .+ in PostgreSQL failed: password authentication failed for user "imgroups" \(28P01\)$/,
    );
    expect(JSON.stringify(refusal) + refusal.stack).not.toContain('wr0ng-s3cret');
  });
});

test('a server that is not there is told at once, without the password', async () => {
  const connectionString = 'postgres://imgroups:s3cret@127.0.0.1:1/postgres';

  const refusal = await failureOf(openPostgresJournal({ name: 'run', connectionString }));

  expect(refusal.message).toMatch(
    /^journal run in PostgreSQL failed: .*ECONNREFUSED.*; check that it runs and the address is right$/,
  );
  expect(refusal.code).toBe('unavailable');
  expect(JSON.stringify(refusal) + refusal.stack).not.toContain('s3cret');
});

test.each([
  [{ connectionString: 'mysql://root:s3cret@localhost/db' }, 'connectionString: must be like'],
  [{ connectionString: 's3cret' }, 'connectionString: must be like'],
  [{}, 'connectionString: must be like'],
  [{ pool: 'postgres://localhost' as never }, 'pool: must be a Pool of pg, not'],
  [{ pool: new pg.Client() as never }, 'pool: must be a Pool of pg, not'],
  [{ connectionString: 'postgres://u:s3cret@h/d', schema: 'A b' }, 'schema: must be a name of'],
  [{ connectionString: 'postgres://u:s3cret@h/d', tables: 'x' } as never, 'tables: unknown option'],
])('options %# that are wrong are refused by name', async (options, message) => {
  const refusal = await failureOf(openPostgresJournal({ name: 'run', ...options }));

  expect(refusal.message).toContain(message);
  expect(refusal.message).not.toContain('s3cret');
});
