import { ImGroupsError } from '../errors/imgroups-error.ts';

/** The state is now as asked. */
export interface DoneOutcome {
  readonly userId: string;
  readonly status: 'done';
  /** Whether anything changed; only where the vendor tells. */
  readonly changed?: boolean | undefined;
}

/** Waits for the invitee or an admin to agree. */
export interface PendingOutcome {
  readonly userId: string;
  readonly status: 'pending';
}

/** This user failed, and why. */
export interface FailedOutcome {
  readonly userId: string;
  readonly status: 'failed';
  readonly error: ImGroupsError;
}

/** What happened to one user of a batch. */
export type Outcome = DoneOutcome | PendingOutcome | FailedOutcome;

/** What happened to every user of a batch: one outcome per distinct id, in order of first appearance. */
export interface BatchResult {
  readonly outcomes: readonly Outcome[];
  /** True when nobody failed. */
  readonly ok: boolean;
  readonly failed: readonly FailedOutcome[];
  /** Throws an error whose `result` is this object when anybody failed. */
  throwIfFailed(): void;
}

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
      throw new ImGroupsError(failureSummary(failed, outcomes.length), {
        code: first.error.code,
        reason: first.error.reason,
        provider: first.error.provider,
        operation: first.error.operation,
        endpoint: first.error.endpoint,
        ambiguous: failed.some((outcome) => outcome.error.ambiguous),
        result,
      });
    },
  };
  return result;
}

function failureSummary(failed: readonly FailedOutcome[], total: number): string {
  const shown = failed
    .slice(0, 3)
    .map(({ userId, error }) => `${userId}: ${error.reason ?? error.code}`)
    .join(', ');
  const more = failed.length > 3 ? `, and ${failed.length - 3} more` : '';
  return `${failed.length} of ${total} users failed (${shown}${more}); error.result tells each.`;
}
