import { described } from '../text/shown.ts';
import { ImGroupsError } from './imgroups-error.ts';

/** What is thrown by code that should not: by a part that was injected, or by a mistake in this library. */
export function unexpected(thrown: unknown): ImGroupsError {
  return new ImGroupsError(`unexpected failure: ${described(thrown)}`, {
    code: 'internal',
    ambiguous: true,
  });
}
