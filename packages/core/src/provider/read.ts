import { type Failure, unreadable } from '../errors/failure.ts';
import { toUntil, type Until } from '../model/until.ts';
import { shown } from '../text/shown.ts';

/** A field of a vendor's answer that the mapping needs as text; the failure names it otherwise. */
export function readText(value: unknown, field: string): string {
  if (typeof value === 'string') return value;
  throw invalidField(field, 'a string', value);
}

/** The id of a user or a group: text that is not empty. */
export function readId(value: unknown, field: string): string {
  if (value === '') throw invalidField(field, 'an id', value);
  return readText(value, field);
}

/** What a word of the vendor stands for. */
export function readWord<Meaning>(
  meanings: Readonly<Record<string, Meaning>>,
  value: unknown,
  field: string,
): Meaning {
  const word = readText(value, field);
  const [, meaning] = Object.entries(meanings).find(([known]) => known === word) ?? [];
  if (meaning !== undefined) return meaning;
  throw unreadable(`the answer's ${field} is an unknown word: ${shown(word)}`, {
    field,
  });
}

/** A field that may be absent, else must be text. */
export function readOptionalText(value: unknown, field: string): string | undefined {
  return value === undefined || value === null ? undefined : readText(value, field);
}

/** A number, also where the vendor writes it as text. */
export function readNumber(value: unknown, field: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw invalidField(field, 'a number', value);
}

/** A field that may be absent, else must be a number. */
export function readOptionalNumber(value: unknown, field: string): number | undefined {
  return value === undefined || value === null ? undefined : readNumber(value, field);
}

/** A field that may be absent, else must be a number of things: 0, 1, 2... */
export function readOptionalCount(value: unknown, field: string): number | undefined {
  const count = readOptionalNumber(value, field);
  if (count === undefined || (Number.isSafeInteger(count) && count >= 0)) return count;
  throw invalidField(field, 'a number of things', value);
}

/** Milliseconds in the unit in which a vendor counts time. */
export type TimeUnit = 1 | 1000;

/** A point in time, counted from 1970. */
export function readTime(value: unknown, field: string, unit: TimeUnit): Date {
  const time = new Date(readNumber(value, field) * unit);
  if (!Number.isNaN(time.getTime())) return time;
  throw invalidField(field, 'a point in time', value);
}

/** A point in time that may be absent. */
export function readOptionalTime(value: unknown, field: string, unit: TimeUnit): Date | undefined {
  return value === undefined || value === null ? undefined : readTime(value, field, unit);
}

/** When a mute or a ban ends; `now` in milliseconds since 1970. */
export function readUntil(value: unknown, field: string, unit: TimeUnit, now: number): Until {
  const end = readNumber(value, field);
  const until = toUntil((end * unit) / 1000, now);
  // Not by way of seconds, which would lose a millisecond here and there.
  return until === 'permanent' ? until : readTime(end, field, unit);
}

/** A field that may be absent, else must be true or false. */
export function readOptionalBoolean(value: unknown, field: string): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  throw invalidField(field, 'true or false', value);
}

/** A list of objects. */
export function readObjects(value: unknown, field: string): readonly Record<string, unknown>[] {
  const list = readList(value, field);
  list.forEach((item, index) => {
    readObject(item, `${field}.${index}`);
  });
  return list as readonly Record<string, unknown>[];
}

/** A list of anything. */
export function readList(value: unknown, field: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw invalidField(field, 'a list', value);
}

/** An object. */
export function readObject(value: unknown, field: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw invalidField(field, 'an object', value);
}

function invalidField(field: string, expected: string, value: unknown): Failure {
  return unreadable(`the answer's ${field} is not ${expected} but ${shown(value)}`, {
    field,
  });
}

/** Refuses an answer that is about another thing than was asked for. */
export function requireSame(field: string, asked: string, answered: unknown): void {
  if (answered === undefined || answered === null || answered === asked) return;
  if (typeof answered === 'number' && String(answered) === asked) return;
  throw unreadable(
    `the answer's ${field} is ${shown(answered)}, but ${shown(asked)} was asked for`,
    { field },
  );
}
