import { ImGroupsError, isImGroupsError } from '../errors/imgroups-error.ts';
import type { BatchResult } from './outcome.ts';

/** A batch that stopped, or whose result was told to throw. Code and reason are those of its cause. */
export class BatchError extends ImGroupsError {
  override readonly name = 'BatchError';
  declare readonly cause: ImGroupsError;
  /** One outcome for every user. */
  declare readonly result: BatchResult;

  constructor(message: string, cause: ImGroupsError, result: BatchResult) {
    super(message, {
      ...cause,
      ambiguous: result.failed.some(({ error }) => error.ambiguous),
    });
    // Not enumerable, as the runtime's own `cause`: it is told by the fields above.
    Object.defineProperty(this, 'cause', { value: cause });
    Object.assign(this, { result });
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), result: this.result.outcomes.map(summary) };
  }
}

/** True for a `BatchError`, also when several copies of this library are installed. */
export function isBatchError(error: unknown): error is BatchError {
  return isImGroupsError(error) && error.name === 'BatchError';
}

/** An outcome in a few plain fields. */
function summary(outcome: BatchResult['outcomes'][number]): Record<string, unknown> {
  if (outcome.status !== 'failed') return { ...outcome };
  const { code, reason, ambiguous } = outcome.error;
  return { userId: outcome.userId, status: outcome.status, code, reason, ambiguous };
}
