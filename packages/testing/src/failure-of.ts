import { type ImGroupsError, isImGroupsError } from '@imgroups/core/adapter';

/** The error that a call fails with. Rejects when it succeeds, or fails with an error that is not of the library. */
export async function failureOf(call: Promise<unknown>): Promise<ImGroupsError> {
  const thrown = await call.then(
    () => new Error('the call did not fail'),
    (error: unknown) => error,
  );
  if (!isImGroupsError(thrown)) throw thrown;
  return thrown;
}
