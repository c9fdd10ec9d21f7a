import type { PostgresClient } from './pool.ts';

/** The value as PostgreSQL can keep it. */
export function storable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(storable);
  return typeof value === 'string' ? storedText(value) : value;
}

/** PostgreSQL has no text with a zero character or half of a pair, and a vendor's may have one. */
export function storedText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** The value as a part of a statement; as of one that is sent beside it, its type is what the statement needs there. */
export function literal(value: unknown, client: Pick<PostgresClient, 'escapeLiteral'>): string {
  if (isNothing(value)) return 'NULL';
  const text = Array.isArray(value) ? arrayText(value) : String(storable(value));
  return client.escapeLiteral(text);
}

/** An array in the form that PostgreSQL reads and writes: `{"a","b"}`. */
function arrayText(values: readonly unknown[]): string {
  return `{${values.map(elementText).join(',')}}`;
}

function elementText(value: unknown): string {
  if (isNothing(value)) return 'NULL';
  return `"${String(storable(value)).replaceAll(/["\\]/g, '\\$&')}"`;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}
