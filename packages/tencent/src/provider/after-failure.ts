import { ApiError, type ErrorReason, type ImGroupsError, isImGroupsError } from '@imgroups/core';

/** What the vendor answers to more than one fault. */
const vagueCodes: readonly string[] = [
  'invalid_argument',
  'not_found',
  'failed_precondition',
  'unsupported',
];

/**
 * Runs a write; when it was refused without a reason, lets one read tell more.
 *
 * `explain` returns the result when things are as asked already, a clearer error, or nothing when it cannot tell.
 */
export async function withExplanation<Result>(
  write: () => Promise<Result>,
  explain: (error: ImGroupsError) => Promise<Result | ImGroupsError | undefined>,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!isVagueRefusal(error)) throw error;
    const found = await explain(error).catch(() => undefined);
    if (found === undefined || isImGroupsError(found)) throw found ?? error;
    return found;
  }
}

/** A refusal whose reason is known now; it keeps the vendor's number and text. */
export function clearer(
  error: ImGroupsError,
  message: string,
  code: 'not_found' | 'failed_precondition',
  reason: ErrorReason,
): ApiError {
  const { provider, operation, endpoint, vendorCode, vendorMessage, httpStatus } = error;
  const { requestId, attempts, afterAmbiguous } = error;
  return new ApiError(`${message}: ${error.message}`, {
    code,
    reason,
    provider,
    operation,
    endpoint,
    vendorCode,
    vendorMessage,
    httpStatus,
    requestId,
    attempts,
    afterAmbiguous,
  });
}

function isVagueRefusal(error: unknown): error is ImGroupsError {
  return (
    isImGroupsError(error) &&
    error.vendorCode !== undefined &&
    error.reason === undefined &&
    vagueCodes.includes(error.code)
  );
}
