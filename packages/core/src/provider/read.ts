import { InvalidResponseError } from '../errors/invalid-response-error.ts';

/** A field of a vendor's answer that the mapping needs as text; an `InvalidResponseError` names it otherwise. */
export function readText(value: unknown, field: string): string {
  if (typeof value === 'string') return value;
  throw invalidField(field, 'a string', value);
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

function invalidField(field: string, expected: string, value: unknown): InvalidResponseError {
  const found = value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value;
  return new InvalidResponseError(`the answer's ${field} is not ${expected} but ${found}`, {
    field,
  });
}
