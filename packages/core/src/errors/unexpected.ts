import { ImGroupsError } from './imgroups-error.ts';

/**
 * What is thrown by code that should not: by a part that was injected, or by a mistake in this library. Only the name of
 * the error is told, because its text may hold a secret.
 */
export function unexpected(thrown: unknown): ImGroupsError {
  const name = thrown instanceof Error ? thrown.name : `a value of type ${typeof thrown}`;
  return new ImGroupsError(`unexpected failure: ${name}`, { code: 'internal', ambiguous: true });
}
