// Vendors send numbers and booleans as strings at times, and leave fields out: what does not fit reads as absent.

/** A non-empty string; a number counts as its digits. */
export function readText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** A number, also as digits. */
export function readNumber(value: unknown): number | undefined {
  const isText = typeof value === 'string' && value.trim() !== '';
  const number = typeof value === 'number' || isText ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** True or false, also as a word. */
export function readFlag(value: unknown): boolean | undefined {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}

/** An object; anything else as an empty one. */
export function readObject(value: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : {};
}

/** A list; anything else as an empty one. */
export function readArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A point in time in milliseconds since 1970, also as digits. */
export function readDate(value: unknown): Date | undefined {
  const time = readNumber(value);
  const isDate = time !== undefined && time > 0 && time <= 8.64e15;
  return isDate ? new Date(time) : undefined;
}

/** Returns the strings that are present, each once. */
export function distinct(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== undefined))];
}

/** Without the fields that are absent, so that an event has only what the callback tells. */
export function present<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Fields;
}
