import { type Connection, ignore, type Statement, type Transaction } from './connection.ts';
import type { HeldLease } from './held-lease.ts';
import { storedText } from './literals.ts';
import { createPace } from './pace.ts';

/** Writes of one transaction at most. */
const writesAtOnce = 500;

/** A row that is written together with others: 50,000 statements take half a minute, and 50,000 rows half a second. */
export interface WrittenRow {
  /** The statement; its first value is the run, and each other one the array of a column. */
  readonly text: string;
  readonly values: readonly unknown[];
  /** Set where the statement takes the values of one row. */
  readonly isAlone?: boolean | undefined;
}

/** A row that processes with other leases may write too. */
export interface SharedRow extends WrittenRow {
  /** Names the row, where it is not a new one; of two in a transaction the later counts. */
  readonly place?: string | undefined;
}

export interface Write {
  /** Rows that nobody writes without the lease, in this order. */
  readonly own?: readonly WrittenRow[] | undefined;
  readonly shared?: readonly SharedRow[] | undefined;
}

/** Queues writes, and commits those that came together in one transaction. */
export interface Batches {
  /**
   * Resolves when the write is on the disk; with false where it is not made, because the lease that it depends on is lost. After a
   * transaction that failed nothing is written any more that depends on one of its leases.
   */
  add(write: Write, lease?: HeldLease): Promise<boolean>;
  /** Resolves when nothing is queued. */
  flush(): Promise<void>;
}

interface QueuedWrite extends Write {
  readonly lease: HeldLease | undefined;
  readonly resolve: (isMade: boolean) => void;
  readonly reject: (error: unknown) => void;
}

export interface BatchesOptions {
  readonly connection: Connection;
  readonly run: number;
  /** The row of `sessions` that counts the transactions of this process. */
  readonly session: string;
}

/** The first write after a pause is committed at once; those that come soon after it, or while a transaction runs, are the next one. */
export function createBatches({ connection, run, session }: BatchesOptions): Batches {
  let queue: QueuedWrite[] = [];
  let committing: Promise<void> | undefined;
  let batch = 0;
  const pace = createPace();

  async function commitAll(): Promise<void> {
    while (queue.length > 0) {
      await pace.next();
      const writes = queue.slice(0, writesAtOnce);
      queue = queue.slice(writesAtOnce);
      await commit(writes);
    }
    committing = undefined;
  }

  async function commit(writes: readonly QueuedWrite[]): Promise<void> {
    try {
      const made = await applyOnce(writes);
      writes.forEach(({ lease, resolve }, index) => {
        const isMade = made[index] === true;
        if (isMade) lease?.confirm();
        else lease?.lose();
        resolve(isMade);
      });
    } catch (error) {
      const failed = [...writes, ...queue];
      queue = [];
      for (const { lease, reject } of failed) {
        lease?.fail(error);
        reject(error);
      }
    }
  }

  /**
   * Applies writes exactly once, also where the answer to a commit was lost: the session knows the last of its transactions. Tells
   * which ones were made.
   */
  async function applyOnce(writes: readonly QueuedWrite[]): Promise<readonly boolean[]> {
    batch += 1;
    return connection.transaction(async (transaction, isRepeated) => {
      if (isRepeated) {
        // Waits for the earlier attempt, should it still be at its commit.
        const [[last] = []] = await transaction.run({
          text: 'SELECT batch, made FROM @sessions WHERE session = $1 FOR UPDATE',
          values: [session],
        });
        if (Number(last?.batch) === batch) return JSON.parse(String(last?.made));
      }
      const held = await extendLeases(
        transaction,
        new Set(writes.flatMap(({ lease }) => lease ?? [])),
      );
      const made = writes.map(({ lease }) => lease === undefined || held.has(lease));
      await transaction.commit(...statementsOf(writes.filter((_, index) => made[index])), {
        text: 'UPDATE @sessions SET batch = $2, made = $3 WHERE session = $1',
        values: [session, batch, JSON.stringify(made)],
      });
      return made;
    });
  }

  function statementsOf(writes: readonly QueuedWrite[]): readonly Statement[] {
    return [
      ...ownStatements(writes),
      ...inFewStatements(writes.flatMap(({ shared = [] }) => shared)),
    ].map(({ text, values = [] }) => ({ text, values: [run, ...values] }));
  }

  /** Locks the leases until the commit, so that nobody takes them before, and makes them last from now. */
  async function extendLeases(
    transaction: Transaction,
    leases: ReadonlySet<HeldLease>,
  ): Promise<ReadonlySet<HeldLease>> {
    const all = [...leases];
    if (all.length === 0) return leases;
    for (const lease of all) lease.ask();
    const [rows = []] = await transaction.run({
      text: `UPDATE @leases AS leases
       SET until = greatest(until, clock_timestamp() + held.ms * interval '1 millisecond')
       FROM unnest($2::text[], $3::uuid[], $4::integer[]) AS held (unit, token, ms)
       WHERE leases.run = $1 AND leases.unit = held.unit AND leases.token = held.token
       RETURNING leases.token`,
      values: [
        run,
        all.map(({ unit }) => unit),
        all.map(({ token }) => token),
        all.map(({ leaseMs }) => leaseMs),
      ],
    });
    const tokens = new Set(rows.map(({ token }) => token));
    return new Set(all.filter(({ token }) => tokens.has(token)));
  }

  return {
    add(write, lease) {
      if (lease?.failure) return Promise.reject(lease.failure.error);
      const committed = new Promise<boolean>((resolve, reject) => {
        queue.push({ ...write, lease, resolve, reject });
        pace.waiting(queue.length);
      });
      // Not every write is waited for; the next one that is tells of the failure.
      committed.catch(ignore);
      committing ??= commitAll();
      return committed;
    },
    async flush() {
      await committing;
    },
  };
}

/** The place of a row among those of all processes; what is stored alike is one row. */
export function placeOf(...row: readonly string[]): string {
  return JSON.stringify(row.map(storedText));
}

/**
 * Writes what depends on leases: the first row of each lease together, then the second of each, and so on. So each keeps its order, and
 * no statement has two rows of one unit.
 */
function ownStatements(writes: readonly QueuedWrite[]): readonly Statement[] {
  const byLease = Map.groupBy(writes, ({ lease }) => lease);
  const columns = Array.from(byLease.values(), (ofLease) => ofLease.flatMap(({ own = [] }) => own));
  const longest = Math.max(0, ...columns.map(({ length }) => length));
  return Array.from({ length: longest }, (_, level) =>
    columns.flatMap((rows) => rows[level] ?? []),
  ).flatMap((rows) => {
    const alone = rows.filter(({ isAlone }) => isAlone);
    const together = rows.filter(({ isAlone }) => !isAlone);
    const byText = Map.groupBy(together, ({ text }) => text);
    return [...alone.map((row) => [row]), ...byText.values()].map(toStatement);
  });
}

/**
 * Writes rows in one order for all processes, so that no two transactions wait for each other. Rows of one statement stand side by
 * side in that order.
 */
function inFewStatements(rows: readonly SharedRow[]): readonly Statement[] {
  const sorted = [...rows].sort(({ place: one = '' }, { place: other = '' }) =>
    one === other ? 0 : one < other ? -1 : 1,
  );
  const runs: SharedRow[][] = [];
  for (const row of sorted) {
    const current = runs.at(-1);
    const last = current?.at(-1);
    if (!current || last?.text !== row.text || row.isAlone) runs.push([row]);
    else if (row.place !== undefined && row.place === last.place) current[current.length - 1] = row;
    else current.push(row);
  }
  return runs.map(toStatement);
}

function toStatement(rows: readonly WrittenRow[]): Statement {
  const [{ text, values, isAlone }] = rows as readonly [WrittenRow];
  if (isAlone) return { text, values };
  return { text, values: values.map((_, column) => rows.map((row) => row.values[column])) };
}
