import { Failure, toFailure } from '../errors/failure.ts';
import type { ImGroupsError } from '../errors/imgroups-error.ts';
import type { WriteDriver } from './driver.ts';

/** Makes an error of a value that a driver threw. */
type ToError = (thrown: unknown) => ImGroupsError;

/**
 * Runs a write. A refusal that the driver can explain ends as it says; a write that failed in a way that may have taken
 * effect is looked up before it is reported as failed.
 */
export async function runWrite<Input, Result>(
  driver: WriteDriver<Input, Result>,
  input: Input,
  startedAt: number,
  toError: ToError,
): Promise<Result> {
  try {
    return await driver.send(input);
  } catch (thrown) {
    let error = toError(thrown);
    const explained = await driver.explain?.(input, error).catch(() => undefined);
    if (explained instanceof Failure) error = explainedError(error, explained, toError);
    else if (explained) return explained.result;
    if (!canBeReadBack(error)) throw error;
    const found = await driver.readBack?.(input, error, startedAt).catch(() => undefined);
    if (found === undefined) throw error;
    return found.result;
  }
}

/** True if a write may have taken effect. A caller who cancelled does not wait for another call. */
export function canBeReadBack(error: ImGroupsError): boolean {
  return (error.ambiguous || error.afterAmbiguous) && error.code !== 'cancelled';
}

/** The error of a refusal in better words; it keeps what the vendor said, and whether an attempt before was in doubt. */
export function explainedError(
  refusal: ImGroupsError,
  explanation: Failure,
  toError: ToError,
): ImGroupsError {
  const {
    reason: _,
    ambiguous: __,
    retryable: ___,
    field: ____,
    ...kept
  } = toFailure(refusal).details;
  return toError(explanation.with({ ...kept, ...explanation.details }));
}
