import type { DoubtfulUnit, UnitRecord } from '../journal.ts';
import { type Row, textOf, toUnit } from '../rows.ts';
import { placeOf, type SharedRow } from './batches.ts';
import type { Connection, Query } from './connection.ts';
import { type HeldLease, leadOfRun, wholeRun } from './held-lease.ts';

/** A unit that was taken. */
export interface TakenUnit {
  readonly lease: HeldLease;
  readonly unit: UnitRecord;
  /** The plan that it belongs to: nobody makes another one while it is held. */
  readonly planKey: string;
  readonly doubt: DoubtfulUnit | undefined;
}

/** Takes those units, each named once, that are pending in a plan which is made, and that nobody has, nor the run. */
export async function takeUnits(
  connection: Connection,
  run: number,
  leases: readonly HeldLease[],
): Promise<readonly TakenUnit[]> {
  const taken = await connection.transaction(async (query) => {
    // Many may take units at once, but nobody the run meanwhile.
    await query('SELECT 1 FROM @runs WHERE run = $1 FOR SHARE', [run]);
    const pending = await readPending(query, run, leases);
    if (pending.length === 0) return [];
    const wanted = pending.map(({ lease }) => lease);
    await endExpired(query, run, wanted, [...wanted.map(({ unit }) => unit), wholeRun]);
    if (await isHeld(query, run, `AND unit = $2`, [wholeRun])) return [];
    const inserted = await insertLeases(query, run, wanted);
    const doubts = await readDoubtful(query, run, 'create', [...inserted]);
    const doubtOf = new Map(doubts.map((doubt) => [doubt.id, doubt]));
    return pending
      .filter(({ unit }) => inserted.has(unit.id))
      .map((one) => ({ ...one, doubt: doubtOf.get(one.unit.id) }));
  });
  for (const { lease } of taken) lease.confirm();
  return taken;
}

async function readPending(
  query: Query,
  run: number,
  leases: readonly HeldLease[],
): Promise<readonly Omit<TakenUnit, 'doubt'>[]> {
  const { rows } = await query(
    `SELECT units.*, plan.plan_key FROM @units AS units,
       (SELECT plan_key, planned FROM @revisions WHERE run = $1 ORDER BY revision DESC LIMIT 1) AS plan
     WHERE run = $1 AND id = ANY ($2) AND state = 'pending' AND planned`,
    [run, leases.map(({ unit }) => unit)],
  );
  const leaseOf = new Map(leases.map((lease) => [lease.unit, lease]));
  return rows.flatMap((row) => {
    const unit = toUnit(row);
    const lease = leaseOf.get(unit.id);
    return lease ? { lease, unit, planKey: String(row.plan_key) } : [];
  });
}

/** Takes the whole run, where nobody has it or one of its units. */
export function takeRun(connection: Connection, run: number, lease: HeldLease): Promise<boolean> {
  return takeUnlessHeld(connection, run, lease, 'unit <> $3');
}

/** Takes the lead, where nobody has it; whoever has the run or a unit does not matter. */
export function takeLead(connection: Connection, run: number, lease: HeldLease): Promise<boolean> {
  return takeUnlessHeld(connection, run, lease, 'unit = $3', [leadOfRun]);
}

/** Takes a lease, where no other of some leases is held; `$3` is the unit of the lead. */
async function takeUnlessHeld(
  connection: Connection,
  run: number,
  lease: HeldLease,
  others: string,
  units?: readonly string[],
): Promise<boolean> {
  const isTaken = await connection.transaction(async (query) => {
    await query('SELECT 1 FROM @runs WHERE run = $1 FOR NO KEY UPDATE', [run]);
    await endExpired(query, run, [lease], units);
    const values = [lease.token, leadOfRun];
    if (await isHeld(query, run, `AND token <> $2 AND ${others}`, values)) return false;
    return (await insertLeases(query, run, [lease])).size === 1;
  });
  if (isTaken) lease.confirm();
  return isTaken;
}

/**
 * Ends leases that have run out, of some units or of all but the lead: from now on their holders can write nothing. What they intended they may
 * have sent until then.
 */
async function endExpired(
  query: Query,
  run: number,
  ours: readonly HeldLease[],
  units?: readonly string[],
): Promise<void> {
  await query(
    `WITH expired AS (
       SELECT token FROM @leases
       WHERE run = $1 AND token <> ALL ($2::uuid[]) AND until <= clock_timestamp()
         AND CASE WHEN $3::text[] IS NULL THEN unit <> $4 ELSE unit = ANY ($3) END
       ORDER BY unit FOR UPDATE
     ), ended AS (
       DELETE FROM @leases AS leases USING expired
       WHERE leases.run = $1 AND leases.token = expired.token
       RETURNING leases.unit, leases.until
     )
     ${markSendable('ended.until', 'ended')}`,
    [run, ours.map(({ token }) => token), units ?? null, leadOfRun],
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

/** Returns the units whose leases are there now. The tokens are the same where the transaction is repeated. */
async function insertLeases(
  query: Query,
  run: number,
  leases: readonly HeldLease[],
): Promise<ReadonlySet<string>> {
  for (const lease of leases) lease.ask();
  const { rows } = await query(
    `INSERT INTO @leases AS leases (run, unit, token, holder, until)
     SELECT $1, given.unit, given.token, given.holder, clock_timestamp() + given.ms * interval '1 millisecond'
     FROM unnest($2::text[], $3::uuid[], $4::text[], $5::integer[]) AS given (unit, token, holder, ms)
     ORDER BY given.unit COLLATE "C"
     ON CONFLICT (run, unit) DO UPDATE SET until = excluded.until WHERE leases.token = excluded.token
     RETURNING leases.unit`,
    [
      run,
      leases.map(({ unit }) => unit),
      leases.map(({ token }) => token),
      leases.map(({ holder }) => holder),
      leases.map(({ leaseMs }) => leaseMs),
    ],
  );
  return new Set(rows.map(({ unit }) => String(unit)));
}

/** Gives a lease back. A call whose answer is still out may take effect later than it was intended. */
export function releaseRows({ unit, token }: HeldLease): readonly SharedRow[] {
  return [
    {
      place: placeOf('sendable', unit),
      text: `WITH released AS (SELECT unnest($2::text[]) AS unit)
        ${markSendable('clock_timestamp()', 'released')}`,
      values: [unit],
    },
    {
      place: placeOf('lease', unit),
      text: `DELETE FROM @leases AS leases USING unnest($2::text[], $3::uuid[]) AS released (unit, token)
        WHERE leases.run = $1 AND leases.unit = released.unit AND leases.token = released.token`,
      values: [unit, token],
    },
  ];
}

/** Returns the holder of the run or of one of its units. */
export async function readHolder({ query }: Connection, run: number): Promise<string | undefined> {
  const { rows } = await query(
    `SELECT holder FROM @leases WHERE run = $1 AND until > clock_timestamp() AND unit <> $2
     ORDER BY unit LIMIT 1`,
    [run, leadOfRun],
  );
  return textOf(rows[0]?.holder);
}

/** Returns the process that leads. */
export async function readLeader({ query }: Connection, run: number): Promise<string | undefined> {
  const { rows } = await query(
    'SELECT holder FROM @leases WHERE run = $1 AND until > clock_timestamp() AND unit = $2',
    [run, leadOfRun],
  );
  return textOf(rows[0]?.holder);
}

/** Pending units, or those of a list, of which a step was ever intended and that have no entry in the id map. */
export async function readDoubtful(
  query: Query,
  run: number,
  step: string,
  units?: readonly string[],
): Promise<readonly DoubtfulUnit[]> {
  const { rows } = await query(
    `SELECT units.*, ${age('intended_at')} AS intended, ${age('sendable_until')} AS sendable
     FROM @units AS units
     JOIN @steps AS steps ON steps.run = units.run AND steps.unit = units.id AND steps.name = $2
     WHERE units.run = $1 AND units.state = 'pending' AND ($3::text[] IS NULL OR units.id = ANY ($3))
       AND NOT EXISTS (SELECT 1 FROM @id_map AS map WHERE map.run = units.run AND map.source = units.id)
     ORDER BY units.id`,
    [run, step, units ?? null],
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
    // Without an end its lease is still held.
    sendableUntil: now - Number(row.sendable ?? 0),
  };
}
