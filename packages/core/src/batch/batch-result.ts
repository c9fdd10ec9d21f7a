import { shortened } from '../text/inspect.ts';
import { BatchError } from './batch-error.ts';
import type { BatchResult, FailedOutcome, Outcome } from './outcome.ts';

/** Makes the result of a batch from its outcomes. */
export function batchResult(outcomes: readonly Outcome[]): BatchResult {
  const failed = outcomes.filter((outcome) => outcome.status === 'failed');
  const result: BatchResult = {
    outcomes,
    ok: failed.length === 0,
    failed,
    throwIfFailed() {
      const first = failed[0];
      if (!first) return;
      throw new BatchError(failureSummary(failed, outcomes.length), first.error, result);
    },
  };
  return result;
}

function failureSummary(failed: readonly FailedOutcome[], total: number): string {
  const shown = failed
    .slice(0, 3)
    .map(({ userId, error }) => `${shortened(userId)}: ${error.reason ?? error.code}`)
    .join(', ');
  const more = failed.length > 3 ? `, and ${failed.length - 3} more` : '';
  return `${failed.length} of ${total} users failed (${shown}${more}); error.result tells each.`;
}
