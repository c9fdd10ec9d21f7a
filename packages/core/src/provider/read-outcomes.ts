import { type AnswerList, type Note, type Reading, readItems } from '../validation/read-answer.ts';
import type { DriverOutcome } from './driver.ts';

/**
 * Reads what an answer tells of each user. An item that cannot be read may be about any user of whom the others do not
 * tell, so these users are in doubt.
 */
export function readOutcomes<Raw>(
  list: AnswerList,
  values: readonly Raw[],
  asked: readonly string[],
  reading: Reading,
  toOutcome: (item: Raw, note: Note) => DriverOutcome,
): readonly DriverOutcome[] {
  const { items, unreadable } = readItems(list, values, reading, toOutcome);
  const [failure] = unreadable;
  if (!failure) return items;
  const told = new Set(items.map(({ userId }) => userId));
  const inDoubt = asked
    .filter((userId) => !told.has(userId))
    .map((userId) => ({ userId, status: 'failed' as const, failure }));
  return [...items, ...inDoubt];
}
