import { type ImGroupsError, isImGroupsError } from '../errors/imgroups-error.ts';

/**
 * Runs a write; when it failed in a way that may have taken effect, lets a read decide.
 *
 * `lookUp` returns the result of the write when the read shows that it took effect, and `undefined` when it does not
 * or cannot tell; then the write's own failure is thrown.
 */
export async function withReadBack<Result>(
  write: () => Promise<Result>,
  lookUp: (error: ImGroupsError) => Promise<Result | undefined>,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!isImGroupsError(error) || !(error.ambiguous || error.afterAmbiguous)) throw error;
    // Somebody who cancelled does not wait for another call.
    if (error.code === 'cancelled') throw error;
    const found = await lookUp(error).catch(() => undefined);
    if (found === undefined) throw error;
    return found;
  }
}
