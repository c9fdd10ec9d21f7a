import type { ImGroupsError } from '../errors/imgroups-error.ts';

/** The state is now as asked. */
export interface DoneOutcome {
  readonly userId: string;
  readonly status: 'done';
  /** True if anything changed; only where the vendor tells. */
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

/** The result for one user of a batch. */
export type Outcome = DoneOutcome | PendingOutcome | FailedOutcome;

/** The results of a batch: one outcome per distinct id, in order of first appearance. */
export interface BatchResult {
  readonly outcomes: readonly Outcome[];
  /** True if no user failed. */
  readonly ok: boolean;
  readonly failed: readonly FailedOutcome[];
  /** Throws a `BatchError` whose `result` is this object if any user failed. */
  throwIfFailed(): void;
}
