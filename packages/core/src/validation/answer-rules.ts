import * as v from 'valibot';
import { inspect } from '../text/inspect.ts';

// The rules are exported one by one: bundlers keep an object or a namespace of them also where nothing uses it.

/** A value that passes a test; `be` completes "the answer's field is not ...". */
/* @__NO_SIDE_EFFECTS__ */
function fit<Value>(be: string, test: (value: unknown) => boolean) {
  return v.custom<Value>(test, ({ input }) => `is not ${be} but ${inspect(input)}`);
}

export const wireText = fit<string>('a string', (value) => typeof value === 'string');

/** The id of a user or a group. */
export const wireId = fit<string>('an id', (value) => typeof value === 'string' && value !== '');

export const wireFlag = fit<boolean>('true or false', (value) => typeof value === 'boolean');

/** A list of anything. */
export const wireList = fit<readonly unknown[]>('a list', Array.isArray);

/** An object of any form. */
export const wireObject = fit<Readonly<Record<string, unknown>>>('an object', (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value));

export const wireNumber = numeric('a number', Number.isFinite);

/** A count: 0, 1, 2... */
export const wireCount = numeric(
  'a non-negative integer',
  (value) => Number.isSafeInteger(value) && value >= 0,
);

/** A point in time, counted from 1970. */
/* @__NO_SIDE_EFFECTS__ */
export function wireTime(unit: TimeUnit) {
  return v.pipe(
    fit<unknown>('a point in time', (value) => Math.abs(toNumber(value) * unit) <= lastTime),
    v.transform((value) => new Date(toNumber(value) * unit)),
  );
}

/** The end of a mute or a ban, as `toUntil` takes it: a point in time, or so far ahead that it means "for good". */
/* @__NO_SIDE_EFFECTS__ */
export function wireEnd(unit: TimeUnit) {
  return numeric('a point in time', (value) => Number.isFinite(value) && value * unit >= -lastTime);
}

/** A word of the vendor, read as what it stands for; the vendor's samples have words with a space at the end. */
/* @__NO_SIDE_EFFECTS__ */
export function wireWord<Meaning>(meanings: Readonly<Record<string, Meaning>>) {
  const known: ReadonlyMap<unknown, Meaning> = new Map(Object.entries(meanings));
  const trimmed = (value: unknown) => (typeof value === 'string' ? value.trim() : value);
  return v.pipe(
    v.custom<string>(
      (value) => known.has(trimmed(value)),
      ({ input }) =>
        typeof input === 'string'
          ? `is an unknown word: ${inspect(input)}`
          : `is not a string but ${inspect(input)}`,
    ),
    v.transform((value) => known.get(trimmed(value)) as Meaning),
  );
}

/** Milliseconds in the unit in which a vendor counts time. */
export type TimeUnit = 1 | 1000;

/** The last millisecond that a `Date` can hold. */
const lastTime = 8.64e15;

/** A number that passes a test, also where the vendor writes it as text. */
/* @__NO_SIDE_EFFECTS__ */
function numeric(be: string, test: (value: number) => boolean) {
  return v.pipe(
    fit<unknown>(be, (value) => test(toNumber(value))),
    v.transform(toNumber),
  );
}

function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}
