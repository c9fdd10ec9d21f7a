import { recordTypes, type UserRecord } from './records.ts';

/**
 * The order of ids in a snapshot: by code point, and so by the bytes of UTF-8. SQLite, PostgreSQL with `COLLATE "C"` and
 * `LC_ALL=C sort` give the same.
 */
export function compareIds(one: string, other: string): number {
  if (one === other) return 0;
  const shorter = Math.min(one.length, other.length);
  let index = 0;
  while (index < shorter && one.charCodeAt(index) === other.charCodeAt(index)) index += 1;
  if (index === shorter) return one.length - other.length;
  return rankOf(one.charCodeAt(index)) - rankOf(other.charCodeAt(index));
}

/** Moves halves of surrogate pairs behind all other code units: the characters they make stand there. */
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x1_0000 : unit;
}

/** The fields that decide the position of a record within its group. */
export type Place = Pick<UserRecord, 'type' | 'userId'>;

/** The order of the records of one group. */
export function compareRecords(one: Place, other: Place): number {
  return placeOf(one) - placeOf(other) || compareIds(one.userId, other.userId);
}

function placeOf({ type }: Place): number {
  return recordTypes.indexOf(type);
}
