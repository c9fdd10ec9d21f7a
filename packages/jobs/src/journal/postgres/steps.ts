import type { DoubtfulUnit, StepRecord, UnitRecord } from '../journal.ts';
import { type Row, toStep, toUnit } from '../rows.ts';
import type { Connection, Statement } from './connection.ts';

/** The steps of a unit by name. */
export type Steps = ReadonlyMap<string, StepRecord>;

/** Milliseconds since 1970. */
export const milliseconds = (column: string): string =>
  `(extract(epoch FROM ${column}) * 1000)::bigint`;

/** Milliseconds since, which this machine can add to its own clock. */
const age = (column: string): string =>
  `(extract(epoch FROM clock_timestamp() - ${column}) * 1000)::bigint`;

/** The age of a step's last intent, and that of the end of its call. */
const ages = `${age('intended_at')} AS intended, ${age('sendable_until')} AS sendable`;

/** Reads the steps of units. */
export function readingSteps(run: number, units: readonly string[]) {
  return {
    text: `SELECT unit, name, state, revision, value, progress, result,
       ${milliseconds('intended_at')} AS intended_at, ${ages}
     FROM @steps WHERE run = $1 AND unit = ANY ($2)`,
    values: [run, units],
  } satisfies Statement;
}

export function toSteps(rows: readonly Row[] = []): Steps {
  return new Map(rows.map(toStep).map((step) => [step.name, step]));
}

/** Pending units of which a step was ever intended and that have no entry in the id map. */
export async function readDoubtful(
  { query }: Connection,
  run: number,
  step: string,
): Promise<readonly DoubtfulUnit[]> {
  const rows = await query(
    `SELECT units.*, ${ages}
     FROM @units AS units
     JOIN @steps AS steps ON steps.run = units.run AND steps.unit = units.id AND steps.name = $2
     WHERE units.run = $1 AND units.state = 'pending'
       AND NOT EXISTS (SELECT 1 FROM @id_map AS map WHERE map.run = units.run AND map.source = units.id)
     ORDER BY units.id`,
    [run, step],
  );
  return rows.map((row) => toDoubtful(toUnit(row), row));
}

/** A unit whose creation was intended, with the row that tells when. */
export function toDoubtful(unit: UnitRecord, { intended, sendable }: Row): DoubtfulUnit {
  const now = Date.now();
  return {
    ...unit,
    intendedAt: now - Number(intended),
    // Without an end its lease is still held.
    sendableUntil: now - Number(sendable ?? 0),
  };
}
