import { type PostgresServer, startPostgresServer } from '@imgroups/testing/postgres-server';
import pg from 'pg';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { PostgresClient, PostgresPool } from '../src/journal/postgres/pool.ts';
import {
  openPostgresJournal,
  type PostgresJournalOptions,
} from '../src/journal/postgres/postgres-journal.ts';
import type { SharedJournal } from '../src/journal/shared-journal.ts';

/** A server for the tests of a file, with journals that end with their test. */
export interface RunningPostgres {
  readonly server: PostgresServer;
  /** A name that no other test has. */
  freshName(): string;
  /** Opens a journal with connections of its own, as another process would. */
  open(options: Partial<PostgresJournalOptions>): Promise<SharedJournal>;
  /** A pool that ends with the test. */
  openPool(): pg.Pool;
}

export function postgresForTests(): RunningPostgres {
  let server: PostgresServer;
  let count = 0;
  beforeAll(async () => {
    server = await startPostgresServer();
  });
  afterAll(async () => {
    await server?.remove();
  });
  return {
    get server() {
      return server;
    },
    freshName() {
      count += 1;
      return `run ${count}`;
    },
    async open(options) {
      const name = options.name ?? `unnamed ${count}`;
      const address = options.pool ? {} : { connectionString: server.url };
      const journal = await openPostgresJournal({ ...address, ...options, name });
      onTestFinished(() => journal.close());
      return journal;
    },
    openPool() {
      const pool = new pg.Pool({ connectionString: server.url });
      // The tests stop the server.
      pool.on('error', () => undefined);
      onTestFinished(() => pool.end());
      return pool;
    },
  };
}

/** A pool of which somebody else runs what it is asked, or does not. What is sent together is one text. */
export function wrapPool(
  pool: pg.Pool,
  run: (
    text: string,
    query: (text: string) => ReturnType<PostgresClient['query']>,
  ) => ReturnType<PostgresClient['query']>,
): PostgresPool {
  return {
    totalCount: 0,
    on: (event, listener) => pool.on(event, listener),
    off: (event, listener) => pool.off(event, listener),
    async connect() {
      const client = await pool.connect();
      return {
        query: (text, values) =>
          run(text, (own) => client.query(own, own === text ? values : undefined)),
        escapeLiteral: (text) => client.escapeLiteral(text),
        release: (destroy) => client.release(destroy),
        on: (event, listener) => client.on(event, listener),
        off: (event, listener) => client.off(event, listener),
      };
    },
  };
}
