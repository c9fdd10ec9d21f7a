import type { DoubtfulUnit, UnitRecord } from '../journal.ts';
import { type Row, textOf, toUnit } from '../rows.ts';
import { placeOf, type SharedRow } from './batches.ts';
import type { Connection, Query } from './connection.ts';
import { type HeldLease, leadOfRun, wholeRun } from './held-lease.ts';
import { readSteps, type Steps, toDoubtful, toSteps } from './steps.ts';

/** A unit that was taken. */
export interface TakenUnit {
  readonly lease: HeldLease;
  readonly unit: UnitRecord;
  /** The plan that it belongs to: nobody makes another one while it is held. */
  readonly planKey: string;
  /** Its group at the target, and its steps, as they were when it was taken. */
  readonly target: string | undefined;
  readonly steps: Steps;
  readonly doubt: DoubtfulUnit | undefined;
}

type PendingUnit = Omit<TakenUnit, 'steps' | 'doubt'>;

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
    const steps = await readSteps(query, run, [...inserted]);
    return pending
      .filter(({ unit }) => inserted.has(unit.id))
      .map((one) => toTaken(one, steps.get(one.unit.id)));
  });
  for (const { lease } of taken) lease.confirm();
  return taken;
}

function toTaken(pending: PendingUnit, steps: readonly Row[] = []): TakenUnit {
  const { unit, target } = pending;
  const creation = target === undefined ? steps.find(({ name }) => name === 'create') : undefined;
  return { ...pending, steps: toSteps(steps), doubt: creation && toDoubtful(unit, creation) };
}

async function readPending(
  query: Query,
  run: number,
  leases: readonly HeldLease[],
): Promise<readonly PendingUnit[]> {
  const { rows } = await query(
    `SELECT units.*, plan.plan_key, map.target
     FROM @units AS units
     CROSS JOIN (
       SELECT plan_key, planned FROM @revisions WHERE run = $1 ORDER BY revision DESC LIMIT 1
     ) AS plan
     LEFT JOIN @id_map AS map ON map.run = units.run AND map.source = units.id
     WHERE units.run = $1 AND units.id = ANY ($2) AND units.state = 'pending' AND plan.planned`,
    [run, leases.map(({ unit }) => unit)],
  );
  const leaseOf = new Map(leases.map((lease) => [lease.unit, lease]));
  return rows.flatMap((row) => {
    const unit = toUnit(row);
    const lease = leaseOf.get(unit.id);
    return lease ? { lease, unit, planKey: String(row.plan_key), target: textOf(row.target) } : [];
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
  const { rows } = await query(
    `WITH expired AS (
       SELECT token FROM @leases
       WHERE run = $1 AND token <> ALL ($2::uuid[]) AND until <= clock_timestamp()
         AND CASE WHEN $3::text[] IS NULL THEN unit <> $4 ELSE unit = ANY ($3) END
       ORDER BY unit FOR UPDATE
     )
     DELETE FROM @leases AS leases USING expired
     WHERE leases.run = $1 AND leases.token = expired.token
     RETURNING leases.unit, leases.until::text AS until`,
    [run, ours.map(({ token }) => token), units ?? null, leadOfRun],
  );
  // Mostly none has run out.
  if (rows.length === 0) return;
  await query(
    `UPDATE @steps AS steps SET sendable_until = greatest(steps.sendable_until, ended.until)
     FROM unnest($2::text[], $3::timestamptz[]) AS ended (unit, until)
     WHERE steps.run = $1 AND steps.state = 'intent' AND ended.unit IN (steps.unit, $4)`,
    [run, rows.map(({ unit }) => unit), rows.map(({ until }) => until), wholeRun],
  );
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
      text: `UPDATE @steps AS steps
        SET sendable_until = greatest(steps.sendable_until, clock_timestamp())
        FROM unnest($2::text[]) AS released (unit)
        WHERE steps.run = $1 AND steps.state = 'intent'${unit === wholeRun ? '' : ' AND steps.unit = released.unit'}`,
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
