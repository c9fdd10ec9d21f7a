import type { BatchResult, CallOptions } from '@imgroups/core/adapter';
import type {
  DoubtfulUnit,
  Finding,
  Journal,
  Json,
  PlannedUnit,
  RunIdentity,
  UnitRecord,
} from '../journal/journal.ts';

/** A part of the plan. */
export interface PlannedPart {
  readonly units: readonly PlannedUnit[];
  /** The position at which planning goes on behind this part, in another process too; absent where it can only begin again. */
  readonly cursor?: string | undefined;
}

/** The tools of planning and of the search for doubtful groups. */
export interface JobContext {
  readonly journal: Journal;
  /** The run's own id, which marks what it makes elsewhere. */
  readonly runId: string;
  /** Options for calls outside of units. */
  readonly call: CallOptions;
  /** Aborted when the job is to stop. */
  readonly signal: AbortSignal;
}

/** Work over many groups, for the engine. It says what is to be done; the engine does it, once, over any number of processes. */
export interface Job {
  readonly identity: RunIdentity;
  /** Identifies the input of the plan: a key that differs from the one before makes a new plan, in which done steps of the same value stay done. */
  readonly planKey: string;
  /**
   * True if the work of a unit depends on that of those before it. The job then ends at a unit that fails for a passing reason,
   * where others go on with the next.
   */
  readonly isOrdered?: boolean | undefined;
  /** True if what an earlier run has made is not there any more: one that came to its end is then done again from a new plan. */
  readonly isResultGone?: boolean | undefined;
  /** Parameters from which workers of other processes make the same job, beside the options that each was started with. */
  readonly parameters?: Json | undefined;
  /** The units, from where planning was. */
  plan(cursor: string | undefined, context: JobContext): AsyncIterable<PlannedPart>;
  /** Does the work of one unit; what it gives is kept as the unit's result. Throws when it failed. */
  run(unit: Unit): Promise<Json | undefined>;
  /** Notes in the id map what the creations in doubt have made, before any of these units runs again. */
  settle?(units: readonly DoubtfulUnit[], context: JobContext): Promise<void>;
  /** Runs before the first unit of a session. */
  begin?(context: JobContext): Promise<void>;
  /** Runs after the last unit of a session, also when it was stopped or failed. */
  end?(isComplete: boolean): Promise<void>;
}

/** Thrown by a unit that has nothing to do any more. */
export class UnitSkipped {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** A step of a unit, and the value that it establishes. */
export interface Step {
  /** Its name within the unit. */
  readonly name: string;
  /** The operation, for the audit: `members.add`. */
  readonly operation: string;
  /** The value that the step establishes. A step that is done is done again when its value changes. */
  readonly value: Json;
  /** The group that is changed, once it has an id at the target. */
  readonly groupId?: string | undefined;
}

/** A unit on its way. */
export interface Unit extends UnitRecord {
  /** Options for each call of this unit. */
  readonly call: CallOptions;
  readonly journal: Journal;
  readonly runId: string;
  /** Aborted when the job is to stop; steps that have begun go on to their end. */
  readonly signal: AbortSignal;
  /** Resolves when all units before this one are over; rejects where one of them is still to be done. */
  readonly earlier: Promise<void>;
  /** Tells whether a step of this name was done, with any value. */
  hasDone(name: string): boolean;
  /** Notes a step as done that an earlier one has included. */
  include(step: Step): void;
  /** Does a step, unless it is done: notes it, runs it, and notes what came of it. */
  step(step: Step, run: () => Promise<void>): Promise<void>;
  /** The same for the one that creates the group; gives its id. */
  create(step: Step, run: () => Promise<string>): Promise<string>;
  /**
   * The same for any number of users, in windows: a crash repeats at most 1,000 of them. A user who fails for good is a finding;
   * a step in which some failed for a passing reason fails.
   */
  users(
    step: Step,
    userIds: Iterable<string> | AsyncIterable<string>,
    run: (userIds: readonly string[]) => Promise<BatchResult>,
  ): Promise<void>;
  addFinding(finding: Omit<Finding, 'unit'>): void;
}
