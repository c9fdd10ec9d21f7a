import type { DoubtfulUnit, UnitRecord } from '../journal.ts';
import { type Row, textOf, toUnit } from '../rows.ts';
import type { Statement } from './batches.ts';
import type { Connection, Query } from './connection.ts';
import { createHeldLease, type HeldLease, wholeRun } from './held-lease.ts';

export interface LeaseRequest {
  readonly run: number;
  /** For people. */
  readonly holder: string;
  readonly leaseMs: number;
}

/** A unit that was taken. */
export interface TakenUnit {
  readonly lease: HeldLease;
  readonly unit: UnitRecord;
  readonly doubt: DoubtfulUnit | undefined;
}

/** Takes a pending unit of a run whose plan is made, where nobody has it or the run. */
export async function takeUnit(
  connection: Connection,
  request: LeaseRequest,
  id: string,
): Promise<TakenUnit | undefined> {
  const { run } = request;
  const lease = createHeldLease(id, request.leaseMs);
  const taken = await connection.transaction(async (query) => {
    // Many may take units at once, but nobody the run meanwhile.
    await query('SELECT 1 FROM @runs WHERE run = $1 FOR SHARE', [run]);
    const { rows } = await query(
      `SELECT units.* FROM @units AS units
       WHERE run = $1 AND id = $2 AND state = 'pending'
         AND (SELECT planned FROM @revisions WHERE run = $1 ORDER BY revision DESC LIMIT 1)`,
      [run, id],
    );
    const [row] = rows;
    if (!row) return undefined;
    await endExpired(query, lease, run, 'AND unit IN ($3, $4)', [id, wholeRun]);
    if (await isHeld(query, run, `AND unit = $2`, [wholeRun])) return undefined;
    if (!(await insertLease(query, lease, request))) return undefined;
    const [doubt] = await readDoubtful(query, run, 'create', id);
    return { lease, unit: toUnit(row), doubt };
  });
  if (taken) lease.confirm();
  return taken;
}

/** Takes the whole run, where nobody has it or one of its units. */
export async function takeRun(
  connection: Connection,
  request: LeaseRequest,
): Promise<HeldLease | undefined> {
  const { run } = request;
  const lease = createHeldLease(wholeRun, request.leaseMs);
  const isTaken = await connection.transaction(async (query) => {
    await query('SELECT 1 FROM @runs WHERE run = $1 FOR NO KEY UPDATE', [run]);
    await endExpired(query, lease, run);
    if (await isHeld(query, run, 'AND token <> $2', [lease.token])) return false;
    return insertLease(query, lease, request);
  });
  if (!isTaken) return undefined;
  lease.confirm();
  return lease;
}

/** Ends leases that have run out: from now on their holders can write nothing. What they intended they may have sent until then. */
async function endExpired(
  query: Query,
  { token }: HeldLease,
  run: number,
  which = '',
  values: readonly unknown[] = [],
): Promise<void> {
  await query(
    `WITH ended AS (
       DELETE FROM @leases WHERE run = $1 AND token <> $2 AND until <= clock_timestamp() ${which}
       RETURNING unit, until
     )
     ${markSendable('ended.until', 'ended')}`,
    [run, token, ...values],
  );
}

/** Notes until when the calls of intended steps may have been sent. */
function markSendable(until: string, leases: string): string {
  return `
    UPDATE @steps AS steps SET sendable_until = greatest(steps.sendable_until, ${until})
    FROM ${leases}
    WHERE steps.run = $1 AND steps.state = 'intent' AND ${leases}.unit IN (steps.unit, '${wholeRun}')`;
}

async function isHeld(
  query: Query,
  run: number,
  which: string,
  values: readonly unknown[],
): Promise<boolean> {
  const { rows } = await query(
    `SELECT 1 FROM @leases WHERE run = $1 AND until > clock_timestamp() ${which} LIMIT 1`,
    [run, ...values],
  );
  return rows.length > 0;
}

/** The token is the same where the transaction is repeated. */
async function insertLease(
  query: Query,
  lease: HeldLease,
  { run, holder, leaseMs }: LeaseRequest,
): Promise<boolean> {
  lease.ask();
  const { count } = await query(
    `INSERT INTO @leases AS leases (run, unit, token, holder, until)
     VALUES ($1, $2, $3, $4, clock_timestamp() + $5 * interval '1 millisecond')
     ON CONFLICT (run, unit) DO UPDATE SET until = excluded.until WHERE leases.token = excluded.token`,
    [run, lease.unit, lease.token, holder, leaseMs],
  );
  return count === 1;
}

/** Gives a lease back. A call whose answer is still out may take effect later than it was intended. */
export function releaseStatements(run: number, { unit, token }: HeldLease): readonly Statement[] {
  return [
    {
      text: `WITH released (unit) AS (VALUES ($2::text)) ${markSendable('clock_timestamp()', 'released')}`,
      values: [run, unit],
    },
    {
      text: 'DELETE FROM @leases WHERE run = $1 AND unit = $2 AND token = $3',
      values: [run, unit, token],
    },
  ];
}

/** Returns the holder of the run or of one of its units. */
export async function readHolder({ query }: Connection, run: number): Promise<string | undefined> {
  const { rows } = await query(
    'SELECT holder FROM @leases WHERE run = $1 AND until > clock_timestamp() ORDER BY unit LIMIT 1',
    [run],
  );
  return textOf(rows[0]?.holder);
}

/** Pending units, or one of them, of which a step was ever intended and that have no entry in the id map. */
export async function readDoubtful(
  query: Query,
  run: number,
  step: string,
  id?: string,
): Promise<readonly DoubtfulUnit[]> {
  const { rows } = await query(
    `SELECT units.*, ${age('intended_at')} AS intended, ${age('sendable_until')} AS sendable
     FROM @units AS units
     JOIN @steps AS steps ON steps.run = units.run AND steps.unit = units.id AND steps.name = $2
     WHERE units.run = $1 AND units.state = 'pending' AND ($3::text IS NULL OR units.id = $3)
       AND NOT EXISTS (SELECT 1 FROM @id_map AS map WHERE map.run = units.run AND map.source = units.id)
     ORDER BY units.id`,
    [run, step, id ?? null],
  );
  const now = Date.now();
  return rows.map((row) => toDoubtful(row, now));
}

/** Milliseconds since, which this machine can add to its own clock. */
const age = (column: string): string =>
  `(extract(epoch FROM clock_timestamp() - ${column}) * 1000)::bigint`;

function toDoubtful(row: Row, now: number): DoubtfulUnit {
  return {
    ...toUnit(row),
    intendedAt: now - Number(row.intended),
    ...(row.sendable !== null && { sendableUntil: now - Number(row.sendable) }),
  };
}
