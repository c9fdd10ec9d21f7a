import {
  checkOptions,
  configure,
  filledText,
  invalid,
  must,
  positiveInteger,
  secret,
  strict,
  wholeNumber,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { thisActor } from '../lock.ts';
import type { Lease, LeaseOptions, SharedJournal } from '../shared-journal.ts';
import { createBatches } from './batches.ts';
import { createClaims } from './claims.ts';
import { type Connection, createConnection, ignore } from './connection.ts';
import { createHeldLease, type HeldLease, leadOfRun, wholeRun } from './held-lease.ts';
import {
  readHolder,
  readLeader,
  releaseRows,
  type TakenUnit,
  takeLead,
  takeRun,
} from './leases.ts';
import { createLookups } from './lookups.ts';
import { isPool, type OwnPool, openPool, type PostgresPool } from './pool.ts';
import { createRunJournal } from './run-journal.ts';
import { migrate } from './schema.ts';

export interface PostgresJournalOptions {
  /** Tells this run from others in the same database; a journal of the same name goes on with it. */
  readonly name: string;
  /** A `Pool` of `pg`; it stays yours to end. Give this or `connectionString`. */
  readonly pool?: PostgresPool | undefined;
  /** `postgres://user:password@host/database`; its connections end with `close`. Give this or `pool`. */
  readonly connectionString?: string | undefined;
  /** The schema that has the tables; made where it is not there, and for journals alone. @default 'imgroups' */
  readonly schema?: string | undefined;
  /** Milliseconds for which PostgreSQL may be away, as while it is started again, before the work ends. @default 60000 */
  readonly patience?: number | undefined;
}

const addressRule = "must be like 'postgres://user:password@localhost/database' (or give pool)";

const optionsSchema = strict({
  name: filledText,
  pool: v.optional(must<PostgresPool>('a Pool of pg', isPool)),
  // It may hold a password.
  connectionString: v.optional(secret(addressRule, isAddress)),
  schema: v.optional(
    must<string>('a name of lower-case letters, digits and _', (value) =>
      /^[a-z_][a-z0-9_]{0,62}$/.test(String(value)),
    ),
  ),
  patience: v.optional(wholeNumber),
});

const leaseOptionsSchema = strict({
  holder: v.optional(filledText),
  leaseMs: positiveInteger,
});

/**
 * Opens a journal in PostgreSQL that any number of processes work on at once, or makes it. Its tables are made by the first process
 * and brought to the version of a newer one; those of a later version are refused and left as they are.
 */
export async function openPostgresJournal(options: PostgresJournalOptions): Promise<SharedJournal> {
  const {
    name,
    pool: given,
    connectionString = '',
    schema = 'imgroups',
    patience = 60_000,
  } = checkPostgresOptions(options);
  const own = given ? undefined : await openPool(connectionString);
  const pool = given ?? (own as OwnPool);
  // Without a listener the loss of a connection that nobody uses would end the process.
  pool.on('error', ignore);

  async function letGo(): Promise<void> {
    if (own) await own.end();
    else pool.off('error', ignore);
  }

  try {
    // What is wrong from the beginning is told at once.
    const impatient = createConnection(pool, { name, schema, patience: 0 });
    await migrate(impatient, name);
    const connection = createConnection(pool, { name, schema, patience });
    return await openRun(connection, name, letGo);
  } catch (error) {
    await letGo();
    throw error;
  }
}

async function openRun(
  connection: Connection,
  name: string,
  letGo: () => Promise<void>,
): Promise<SharedJournal> {
  const run = await findRun(connection, name);
  const session = await beginSession(connection, run);
  const batches = createBatches({ connection, run, session });
  const claims = createClaims(connection, run);
  const lookups = createLookups(connection, run);
  const parts = { name, run, session, connection, batches, lookups };
  let isOpen = true;

  function leaseOf(unit: string, { holder = thisActor(), leaseMs }: LeaseOptions): HeldLease {
    return createHeldLease(unit, { holder, leaseMs });
  }

  function toLease(held: HeldLease, taken?: TakenUnit): Lease {
    let released: Promise<void> | undefined;

    async function giveBack(): Promise<void> {
      await batches.add({ shared: releaseRows(held) }, held);
      held.lose();
    }

    return {
      journal: createRunJournal(parts, held, taken),
      left: held.left,
      async renew(leaseMs) {
        checkOptions('renew', leaseOptionsSchema, { leaseMs });
        held.leaseMs = leaseMs;
        return batches.add({}, held);
      },
      release() {
        released ??= giveBack();
        return released;
      },
    };
  }

  return {
    ...createRunJournal(parts),
    async claim(unit, options) {
      const lease = leaseOf(unit, checkOptions('claim', leaseOptionsSchema, options));
      const taken = await claims.take(lease);
      if (!taken) return undefined;
      const { unit: record, planKey, doubt } = taken;
      return { ...toLease(lease, taken), unit: record, planKey, doubt };
    },
    async claimRun(options) {
      const lease = leaseOf(wholeRun, checkOptions('claimRun', leaseOptionsSchema, options));
      return (await takeRun(connection, run, lease)) ? toLease(lease) : undefined;
    },
    async claimLead(options) {
      const lease = leaseOf(leadOfRun, checkOptions('claimLead', leaseOptionsSchema, options));
      return (await takeLead(connection, run, lease)) ? toLease(lease) : undefined;
    },
    holder: () => readHolder(connection, run),
    leader: () => readLeader(connection, run),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await batches.flush();
      connection.close();
      await connection
        .query('UPDATE @sessions SET ended_at = clock_timestamp() WHERE session = $1', [session])
        .catch(ignore);
      await letGo();
    },
  };
}

/** The run of a name, made where it is not there. */
async function findRun(connection: Connection, name: string): Promise<number> {
  const id = crypto.randomUUID().slice(0, 8);
  return connection.transaction(async ({ commit }) => {
    const [, [found] = []] = await commit(
      {
        text: 'INSERT INTO @runs (name, id) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING',
        values: [name, id],
      },
      { text: 'SELECT run FROM @runs WHERE name = $1', values: [name] },
    );
    return Number(found?.run);
  });
}

/** Notes that this process works on a run. */
async function beginSession(connection: Connection, run: number): Promise<string> {
  const session = crypto.randomUUID();
  await connection.transaction(({ commit }) =>
    commit({
      text: 'INSERT INTO @sessions (session, run, actor) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      values: [session, run, thisActor()],
    }),
  );
  return session;
}

function checkPostgresOptions(options: PostgresJournalOptions): PostgresJournalOptions {
  const checked = checkOptions(undefined, optionsSchema, options);
  return configure(undefined, () => {
    const { pool, connectionString } = checked;
    if (pool && connectionString !== undefined) {
      throw invalid('pool', 'cannot be given together with connectionString');
    }
    if (!pool && connectionString === undefined) throw invalid('connectionString', addressRule);
    return checked;
  });
}

function isAddress(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text);
}
