import type { DoubtfulUnit, UnitRecord } from '../journal.ts';
import { type Row, textOf, toUnit } from '../rows.ts';
import { placeOf, type SharedRow } from './batches.ts';
import type { Connection, Statement } from './connection.ts';
import { type HeldLease, leadOfRun, wholeRun } from './held-lease.ts';
import { readingSteps, type Steps, toDoubtful, toSteps } from './steps.ts';

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
  const taken = await connection.transaction(async (transaction) => {
    const [, rows = [], expired = []] = await transaction.run(
      // Many may take units at once, but nobody the run meanwhile.
      { text: 'SELECT 1 FROM @runs WHERE run = $1 FOR SHARE', values: [run] },
      readingPending(run, leases),
      lockingExpired(run, leases, [...leases.map(({ unit }) => unit), wholeRun]),
    );
    const pending = toPending(rows, leases);
    if (pending.length === 0) return [];
    const wanted = pending.map(({ lease }) => lease);
    for (const lease of wanted) lease.ask();
    const [steps = [], inserted = []] = (
      await transaction.commit(
        ...ending(run, expired),
        insertingLeases(run, wanted, 'unit = $6'),
        readingSteps(
          run,
          wanted.map(({ unit }) => unit),
        ),
      )
    ).toReversed();
    const isTaken = new Set(inserted.map(({ unit }) => unit));
    const stepsOf = Map.groupBy(steps, ({ unit }) => String(unit));
    return pending
      .filter(({ unit }) => isTaken.has(unit.id))
      .map((one) => toTaken(one, stepsOf.get(one.unit.id)));
  });
  for (const { lease } of taken) lease.confirm();
  return taken;
}

function toTaken(pending: PendingUnit, steps: readonly Row[] = []): TakenUnit {
  const { unit, target } = pending;
  const creation = target === undefined ? steps.find(({ name }) => name === 'create') : undefined;
  return { ...pending, steps: toSteps(steps), doubt: creation && toDoubtful(unit, creation) };
}

function readingPending(run: number, leases: readonly HeldLease[]): Statement {
  return {
    text: `SELECT units.*, plan.plan_key, map.target
     FROM @units AS units
     CROSS JOIN (
       SELECT plan_key, planned FROM @revisions WHERE run = $1 ORDER BY revision DESC LIMIT 1
     ) AS plan
     LEFT JOIN @id_map AS map ON map.run = units.run AND map.source = units.id
     WHERE units.run = $1 AND units.id = ANY ($2) AND units.state = 'pending' AND plan.planned`,
    values: [run, leases.map(({ unit }) => unit)],
  };
}

function toPending(rows: readonly Row[], leases: readonly HeldLease[]): readonly PendingUnit[] {
  const leaseOf = new Map(leases.map((lease) => [lease.unit, lease]));
  return rows.flatMap((row) => {
    const unit = toUnit(row);
    const lease = leaseOf.get(unit.id);
    return lease ? { lease, unit, planKey: String(row.plan_key), target: textOf(row.target) } : [];
  });
}

/** Takes the whole run, where nobody has it or one of its units. */
export function takeRun(connection: Connection, run: number, lease: HeldLease): Promise<boolean> {
  return takeUnlessHeld(connection, run, lease, 'unit <> $7');
}

/** Takes the lead, where nobody has it; whoever has the run or a unit does not matter. */
export function takeLead(connection: Connection, run: number, lease: HeldLease): Promise<boolean> {
  return takeUnlessHeld(connection, run, lease, 'unit = $7', [leadOfRun]);
}

/** Takes a lease, where none of some others is held. */
async function takeUnlessHeld(
  connection: Connection,
  run: number,
  lease: HeldLease,
  others: string,
  units?: readonly string[],
): Promise<boolean> {
  const isTaken = await connection.transaction(async (transaction) => {
    const [, expired = []] = await transaction.run(
      { text: 'SELECT 1 FROM @runs WHERE run = $1 FOR NO KEY UPDATE', values: [run] },
      lockingExpired(run, [lease], units),
    );
    lease.ask();
    const answers = await transaction.commit(
      ...ending(run, expired),
      insertingLeases(run, [lease], others),
    );
    return answers.at(-1)?.length === 1;
  });
  if (isTaken) lease.confirm();
  return isTaken;
}

/** Finds leases that have run out, of some units or of all but the lead, and keeps others from them. */
function lockingExpired(
  run: number,
  ours: readonly HeldLease[],
  units?: readonly string[],
): Statement {
  return {
    text: `SELECT token, unit, until::text AS until FROM @leases
     WHERE run = $1 AND token <> ALL ($2::uuid[]) AND until <= clock_timestamp()
       AND CASE WHEN $3::text[] IS NULL THEN unit <> $4 ELSE unit = ANY ($3) END
     ORDER BY unit FOR UPDATE`,
    values: [run, ours.map(({ token }) => token), units ?? null, leadOfRun],
  };
}

/** Ends leases that have run out: from now on their holders can write nothing. What they intended they may have sent until then. */
function ending(run: number, expired: readonly Row[]): readonly Statement[] {
  // Mostly none has run out.
  if (expired.length === 0) return [];
  return [
    {
      text: 'DELETE FROM @leases WHERE run = $1 AND token = ANY ($2)',
      values: [run, expired.map(({ token }) => token)],
    },
    {
      text: `UPDATE @steps AS steps SET sendable_until = greatest(steps.sendable_until, ended.until)
       FROM unnest($2::text[], $3::timestamptz[]) AS ended (unit, until)
       WHERE steps.run = $1 AND steps.state = 'intent' AND ended.unit IN (steps.unit, $4)`,
      values: [run, expired.map(({ unit }) => unit), expired.map(({ until }) => until), wholeRun],
    },
  ];
}

/**
 * Makes those leases that are not there, unless one of some others is held, and returns their units. `$6` is the unit of the whole run,
 * and `$7` that of its lead. The tokens are the same where the transaction is repeated.
 */
function insertingLeases(run: number, leases: readonly HeldLease[], others: string): Statement {
  return {
    text: `INSERT INTO @leases AS leases (run, unit, token, holder, until)
     SELECT $1, given.unit, given.token, given.holder, clock_timestamp() + given.ms * interval '1 millisecond'
     FROM unnest($2::text[], $3::uuid[], $4::text[], $5::integer[]) AS given (unit, token, holder, ms)
     WHERE NOT EXISTS (
       SELECT 1 FROM @leases
       WHERE run = $1 AND until > clock_timestamp() AND token <> ALL ($3::uuid[]) AND ${others})
     ORDER BY given.unit COLLATE "C"
     ON CONFLICT (run, unit) DO UPDATE SET until = excluded.until WHERE leases.token = excluded.token
     RETURNING leases.unit`,
    values: [
      run,
      leases.map(({ unit }) => unit),
      leases.map(({ token }) => token),
      leases.map(({ holder }) => holder),
      leases.map(({ leaseMs }) => leaseMs),
      wholeRun,
      leadOfRun,
    ],
  };
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
  const rows = await query(
    `SELECT holder FROM @leases WHERE run = $1 AND until > clock_timestamp() AND unit <> $2
     ORDER BY unit LIMIT 1`,
    [run, leadOfRun],
  );
  return textOf(rows[0]?.holder);
}

/** Returns the process that leads. */
export async function readLeader({ query }: Connection, run: number): Promise<string | undefined> {
  const rows = await query(
    'SELECT holder FROM @leases WHERE run = $1 AND until > clock_timestamp() AND unit = $2',
    [run, leadOfRun],
  );
  return textOf(rows[0]?.holder);
}
