import { failure } from './failures.ts';

/**
 * Positions in lists. The vendor's positions are 64-bit numbers that mean nothing to a client; ours are above 2^53 as well, in
 * steps so wide that a client which reads them as doubles still comes out at the right item.
 */
const groupBase = 1_152_921_504_606_846_976n;
const step = 4096n;
const mark = 1337n;

/** The position behind a group. */
export function groupPosition(sequence: number): bigint {
  return groupBase + BigInt(sequence) * step + mark;
}

/** The sequence number of the group that a position is behind; 0 is the beginning. */
export function afterGroup(position: bigint): number {
  return position <= groupBase ? 0 : Number((position - groupBase) / step);
}

/** A page behind a position, and the position behind the page: `''` at the beginning and at the end. */
export function pageAfter<T extends { readonly sequence: number }>(
  items: readonly T[],
  position: string,
  limit: number,
): { readonly page: readonly T[]; readonly next: string } {
  const after = afterMember(position);
  if (after === undefined) throw failure(10004, `Next ${position}`);
  const left = items.filter(({ sequence }) => sequence > after);
  const page = left.slice(0, limit);
  const last = page.at(-1);
  return { page, next: last && page.length < left.length ? memberPosition(last.sequence) : '' };
}

const memberBase = 144_115_188_075_855_872n;

/** The position behind a member of a community. */
export function memberPosition(sequence: number): string {
  return String(memberBase + BigInt(sequence));
}

/** The sequence number of the member that a position is behind; undefined where it is none of ours. */
export function afterMember(position: string): number | undefined {
  if (position === '') return 0;
  if (!/^\d{1,20}$/.test(position)) return undefined;
  const sequence = BigInt(position) - memberBase;
  return sequence > 0n ? Number(sequence) : undefined;
}
