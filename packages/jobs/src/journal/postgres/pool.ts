import { described, Failure } from '@imgroups/core/adapter';

/** The parts of a `Pool` of `pg` that the journal uses. */
export interface PostgresPool {
  /** Connections that are open; a `Client` has no such count. */
  readonly totalCount: number;
  connect(): Promise<PostgresClient>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** The answer to a statement. */
export interface PostgresAnswer {
  readonly rows: readonly unknown[];
}

/** The parts of a connection of the pool that the journal uses. */
export interface PostgresClient {
  /** Several statements, which have no values, have a list of answers. */
  query(text: string, values?: unknown[]): Promise<PostgresAnswer | readonly PostgresAnswer[]>;
  /** Returns the text as a statement has it: in quotes, and without an end of its own. */
  escapeLiteral(text: string): string;
  /** With `true` the connection is closed and not used again. */
  release(destroy?: boolean): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** A pool of the journal's own. */
export interface OwnPool extends PostgresPool {
  end(): Promise<void>;
}

/** Milliseconds after which a server that does not answer is taken for one that is away. */
const answerTimeout = 30_000;

/** Opens a pool; connections come with their first use. */
export async function openPool(connectionString: string): Promise<OwnPool> {
  const { Pool } = await loadPostgres();
  return new Pool({
    connectionString,
    application_name: 'imgroups',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    query_timeout: answerTimeout,
  });
}

export function isPool(value: unknown): boolean {
  const { connect, on, totalCount } = value as PostgresPool;
  return (
    typeof connect === 'function' && typeof on === 'function' && typeof totalCount === 'number'
  );
}

async function loadPostgres(): Promise<typeof import('pg')> {
  try {
    return await import('pg');
  } catch (thrown) {
    const text = `pg cannot be loaded: a journal in PostgreSQL needs it; npm install pg (${described(thrown)})`;
    throw new Failure('ImGroupsError', text, { code: 'failed_precondition' }).toError();
  }
}
