import { setTimeout as sleep } from 'node:timers/promises';
import { isImGroupsError } from '@imgroups/core/adapter';
import { refusal } from '../refusals.ts';
import type { Row } from '../rows.ts';
import { literal, storable } from './literals.ts';
import type { PostgresAnswer, PostgresClient, PostgresPool } from './pool.ts';

/** `@units` stands for the table `units` of the journal's schema, and `$1` for the first value. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** The rows that statements return, in the order of the statements. */
type Answers = readonly (readonly Row[])[];

/** A transaction; each call is one journey to the server, however many statements it takes along. */
export interface Transaction {
  run(...statements: readonly Statement[]): Promise<Answers>;
  /** Runs the last statements, and commits. */
  commit(...statements: readonly Statement[]): Promise<Answers>;
}

/** A way to PostgreSQL that outlasts a restart of it. */
export interface Connection {
  readonly schema: string;
  /** Runs a statement that may run twice, such as a read: again where the connection was lost. */
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /**
   * Does work in a transaction, which ends with it. Where the connection was lost the work is done again, though its commit may
   * have succeeded: `isRepeated` says so.
   */
  transaction<Result>(
    work: (transaction: Transaction, isRepeated: boolean) => Promise<Result>,
  ): Promise<Result>;
  /** Gives up what waits for a server that is away. */
  close(): void;
}

export interface ConnectionOptions {
  /** The name of the journal, for messages. */
  readonly name: string;
  readonly schema: string;
  /** Milliseconds for which a server may be away. */
  readonly patience: number;
}

/** Pauses between two attempts, in milliseconds: the first, and the longest. */
const firstPause = 50;
const longestPause = 2000;

/** Milliseconds for which a transaction may wait for its process: what it has locked is waited for by all others. */
const longestSilence = 5000;

// A database may be set up not to wait for its disk, or to refuse what two transactions do at once. The journal needs neither.
// A process that hangs, or a machine that is cut off, must not keep its locks.
const begin: readonly Statement[] = [
  { text: 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE' },
  { text: `SET LOCAL idle_in_transaction_session_timeout = ${longestSilence}` },
  {
    text: `SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'`,
  },
];
const commit: Statement = { text: 'COMMIT' };

export function createConnection(
  pool: PostgresPool,
  { name, schema, patience }: ConnectionOptions,
): Connection {
  const texts = new Map<string, string>();
  const closing = new AbortController();

  /** The statement with the names of the tables in full. */
  function qualified(text: string): string {
    const full = texts.get(text) ?? text.replaceAll(/@(?=[a-z])/g, `${schema}.`);
    texts.set(text, full);
    return full;
  }

  /** The statement as it is sent together with others: values cannot be sent beside them. */
  function complete({ text, values = [] }: Statement, client: PostgresClient): string {
    return qualified(text).replaceAll(/\$(\d+)/g, (_, place) =>
      literal(values[Number(place) - 1], client),
    );
  }

  /** Runs statements in one journey, and returns the rows of each. */
  async function runTogether(
    client: PostgresClient,
    statements: readonly Statement[],
  ): Promise<Answers> {
    const text = statements.map((statement) => complete(statement, client)).join(';\n');
    return rowsOf(await client.query(text));
  }

  function transactionOn(client: PostgresClient) {
    let before = begin;
    let isOpen = true;

    async function send(statements: readonly Statement[], end: readonly Statement[]) {
      const skipped = before.length;
      const all = [...before, ...statements, ...end];
      before = [];
      const answers = await runTogether(client, all);
      return answers.slice(skipped, skipped + statements.length);
    }

    const transaction: Transaction = {
      run: (...statements) => send(statements, []),
      commit(...statements) {
        isOpen = false;
        return send(statements, [commit]);
      },
    };
    return {
      transaction,
      async end() {
        if (isOpen) await transaction.commit();
      },
    };
  }

  async function withClient<Result>(
    work: (client: PostgresClient) => Promise<Result>,
  ): Promise<Result> {
    const client = await pool.connect();
    client.on('error', ignore);
    let isBroken = true;
    try {
      const result = await work(client);
      isBroken = false;
      return result;
    } finally {
      client.release(isBroken);
      client.off('error', ignore);
    }
  }

  async function patiently<Result>(
    attempt: (isRepeated: boolean) => Promise<Result>,
  ): Promise<Result> {
    const endsAt = performance.now() + patience;
    let isRepeated = false;
    for (let wait = firstPause; ; wait = Math.min(2 * wait, longestPause)) {
      try {
        return await attempt(isRepeated);
      } catch (thrown) {
        const isOver = performance.now() + wait > endsAt || closing.signal.aborted;
        if (!isPassing(thrown) || isOver) throw failureOf(name, thrown);
      }
      isRepeated = true;
      await sleep(wait, undefined, { signal: closing.signal }).catch(ignore);
    }
  }

  return {
    schema,
    query: (text, values) =>
      patiently(() =>
        withClient(async (client) => {
          const answer = await client.query(qualified(text), values?.map(storable));
          return rowsOf(answer)[0] ?? [];
        }),
      ),
    transaction: (work) =>
      patiently((isRepeated) =>
        withClient(async (client) => {
          const { transaction, end } = transactionOn(client);
          const result = await work(transaction, isRepeated);
          await end();
          return result;
        }),
      ),
    close: () => closing.abort(),
  };
}

function rowsOf(answer: PostgresAnswer | readonly PostgresAnswer[]): Answers {
  return [answer].flat().map(({ rows }) => rows as readonly Row[]);
}

/** A connection that is lost is told by the statement that it ends. */
export function ignore(): void {}

/** Failures of the network, by Node. */
const networkCodes: ReadonlySet<unknown> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
]);

/**
 * Classes and codes of PostgreSQL: connection lost, server shutting down or starting, too many connections, a transaction whose
 * process was silent, lost races.
 */
const serverCodes = /^(08...|57P0[123]|53300|25P03|40001|40P01)$/;

/** The errors of `pg` that have no code. */
const withoutCode =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded|Query read timeout)/;

/** Tells whether the same may succeed a little later. */
function isPassing(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const { code } = thrown as { readonly code?: unknown };
  if (code === undefined) return withoutCode.test(thrown.message);
  return networkCodes.has(code) || (typeof code === 'string' && serverCodes.test(code));
}

/** Says what PostgreSQL said, and nothing that came with it: an error of `pg` may hold the address with its password. */
function failureOf(name: string, thrown: unknown): unknown {
  if (isImGroupsError(thrown) || !(thrown instanceof Error)) return thrown;
  if (!('code' in thrown || withoutCode.test(thrown.message))) return thrown;
  const { code } = thrown as { readonly code?: unknown };
  const text = thrown.message === '' ? String(code) : thrown.message;
  const shown = code === undefined || text === code ? text : `${text} (${code})`;
  const details = isPassing(thrown) ? { code: 'unavailable' as const } : {};
  const remedy = networkCodes.has(code) ? '; check that it runs and the address is right' : '';
  return refusal(name, `in PostgreSQL failed: ${shown}${remedy}`).with(details).toError();
}
