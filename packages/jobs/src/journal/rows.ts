import type { AuditRecord, Finding, Json, StepRecord, UnitRecord } from './journal.ts';

/** Rows of long tables are read in such parts. */
export const rowsAtOnce = 1000;

/** A row of a journal's database: SQLite has numbers for booleans, and PostgreSQL strings for large numbers. */
export type Row = Readonly<Record<string, unknown>>;

/** Rows of a long table, part by part, each behind the last row of the one before. */
export async function* inParts<Item>(
  read: (last: Partial<Item>) => readonly Item[] | Promise<readonly Item[]>,
): AsyncGenerator<Item> {
  let last: Partial<Item> = {};
  while (true) {
    const part = await read(last);
    yield* part;
    const end = part.at(-1);
    if (end === undefined || part.length < rowsAtOnce) return;
    last = end;
  }
}

export function textOf(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}

export function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

export function fromJson<Value>(value: unknown): Value | undefined {
  return typeof value === 'string' ? JSON.parse(value) : undefined;
}

export function toUnit(row: Row): UnitRecord {
  return {
    id: String(row.id),
    input: fromJson<Json>(row.input) ?? null,
    state: row.state as UnitRecord['state'],
    result: fromJson(row.result),
    failure: fromJson(row.failure),
  };
}

export function toStep(row: Row): StepRecord {
  return {
    name: String(row.name),
    state: row.state as StepRecord['state'],
    revision: Number(row.revision),
    value: String(row.value),
    progress: Number(row.progress),
    result: fromJson(row.result),
    intendedAt: Number(row.intended_at),
  };
}

export function toFinding(row: Row): Finding {
  return {
    unit: String(row.unit),
    severity: row.severity as Finding['severity'],
    kind: String(row.kind),
    ...(row.user_id !== '' && { userId: String(row.user_id) }),
    text: String(row.text),
  };
}

export function toAudit(row: Row): AuditRecord & { readonly entry: number } {
  return {
    entry: Number(row.entry),
    at: String(row.at),
    actor: String(row.actor),
    unit: String(row.unit),
    groupId: textOf(row.group_id),
    step: String(row.step),
    operation: String(row.operation),
    users: row.users === null ? undefined : Number(row.users),
    outcome: String(row.outcome),
    detail: fromJson(row.detail),
  };
}
