import { invalid } from '../errors/failure.ts';
import { given } from '../text/inspect.ts';
import { check } from './check.ts';
import { filledText } from './rules.ts';

/** Reads a list of ids, and refuses one that is none by its index. */
export function checkedIds(field: string, ids: Iterable<string>): string[] {
  if (typeof ids !== 'object' || ids === null || !(Symbol.iterator in ids)) {
    throw invalid(field, `must be a list of ids, not ${given(ids)}`);
  }
  const list = [...ids];
  list.forEach((id, index) => {
    checkId(field, id, index);
  });
  return list;
}

/** Refuses an invalid id. Lists are long, so the schema is asked only when something is wrong. */
export function checkId(field: string, id: unknown, index: number): void {
  if (typeof id === 'string' && id !== '' && id.isWellFormed()) return;
  check(filledText, id, `${field}[${index}]`);
}
