/** Anything that JSON can hold. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json | undefined };

/** Identifies the work of a journal: work of another kind, or between other apps, needs a journal of its own. */
export interface RunIdentity {
  /** The job: `import`. */
  readonly job: string;
  /** The source of the work: an app (`tencent 1400000001`) or a file. */
  readonly source?: string | undefined;
  /** The app that it changes. */
  readonly target?: string | undefined;
}

/** The progress of a run that its journal records. */
export interface RunState {
  /** Made with the journal; marks what the run makes elsewhere. */
  readonly id: string;
  /** Grows with each plan. */
  readonly revision: number;
  /** Identifies the input from which the plan of this revision was made. */
  readonly planKey: string | undefined;
  /** The position at which planning goes on; absent at its beginning. */
  readonly planCursor: string | undefined;
  readonly isPlanned: boolean;
}

/** A unit of work, which is one group. */
export interface PlannedUnit {
  /** The group's id where it comes from. */
  readonly id: string;
  /** The input of its work. A unit whose input differs from that in the revision before is done again. */
  readonly input: Json;
}

export type UnitState = 'pending' | 'done' | 'failed' | 'skipped';

/** A failure as a journal keeps it. */
export interface FailureRecord {
  readonly code: string;
  readonly reason?: string | undefined;
  readonly message: string;
  /** True if trying again may help. */
  readonly passing: boolean;
}

export interface UnitRecord extends PlannedUnit {
  readonly state: UnitState;
  readonly result?: Json | undefined;
  readonly failure?: FailureRecord | undefined;
}

/** A pending unit of which a creation was intended, and nobody knows what came of it. */
export interface DoubtfulUnit extends UnitRecord {
  /** When it was last intended, in milliseconds since 1970. */
  readonly intendedAt: number;
  /** Until when it may have been sent: it waits for the rate behind its intent, at most for as long as its process has the unit. */
  readonly sendableUntil: number;
}

/** The end of a unit. */
export interface UnitEnd {
  readonly state: Exclude<UnitState, 'pending'>;
  readonly result?: Json | undefined;
  readonly failure?: FailureRecord | undefined;
}

/** A step of a unit: noted as intended before its first call, and as done or failed after its last. */
export interface StepRecord {
  readonly name: string;
  readonly state: 'intent' | 'done' | 'failed';
  readonly revision: number;
  /** Digest of what the step makes true: a done step of the same value is not done again. */
  readonly value: string;
  /** The part of a large step that is done. */
  readonly progress: number;
  readonly result?: Json | undefined;
  /** When it was last intended, in milliseconds since 1970. */
  readonly intendedAt: number;
}

/** The end of a step; a group that it made goes into the id map in the same transaction. */
export interface StepEnd {
  readonly state: 'done' | 'failed';
  readonly result?: Json | undefined;
  readonly mapTo?: string | undefined;
}

/** Something that a person should know of a group. */
export interface Finding {
  /** The group, by its id where it comes from. */
  readonly unit: string;
  readonly severity: 'info' | 'warning' | 'error';
  /** `duplicate`, `unsupported`, `user_failed`, ... */
  readonly kind: string;
  /** The user whom it is about, if any. */
  readonly userId?: string | undefined;
  readonly text: string;
}

/** One write, and what came of it. */
export interface AuditEntry {
  readonly unit: string;
  /** The group that was changed, by its id at the target. */
  readonly groupId?: string | undefined;
  readonly step: string;
  /** `members.add`. */
  readonly operation: string;
  /** The number of users it was about. */
  readonly users?: number | undefined;
  /** `done`, `failed`, or `in doubt`. */
  readonly outcome: string;
  /** Users that failed, by what failed. */
  readonly detail?: Json | undefined;
}

/** An audit entry with who made the write, and when. */
export interface AuditRecord extends AuditEntry {
  /** ISO 8601. */
  readonly at: string;
  /** `name@host, process 123`. */
  readonly actor: string;
}

/** Something that a job keeps from one plan to the next. */
export interface JournalNote {
  readonly key: string;
  readonly value: Json;
}

export type UnitCounts = Readonly<Record<UnitState, number>>;

/** A pair of the id map. */
export interface MappedId {
  readonly source: string;
  readonly target: string;
}

/**
 * The memory of a job. Writes are queued in their order; each resolves when it is on the disk, and a later one is never there
 * without the earlier ones. Reads see the writes that were waited for.
 */
export interface Journal {
  /** Opens the run, or makes it; refuses when the journal belongs to other work. */
  begin(identity: RunIdentity): Promise<RunState>;
  /** Begins a new plan. Done units stay done where the plan has them with the same input, unless `afresh`. */
  startRevision(planKey: string, options: { readonly afresh: boolean }): Promise<RunState>;
  /** Adds units to the plan, and notes where planning goes on. */
  addUnits(units: readonly PlannedUnit[], cursor: string | undefined): Promise<void>;
  /** Drops the units that the plan no longer has, and earlier plans. */
  finishPlan(): Promise<void>;
  counts(): Promise<UnitCounts>;
  /** Units in a state, sorted by id, behind one of them. */
  units(state: UnitState, after: string | undefined, limit: number): Promise<readonly UnitRecord[]>;
  endUnit(id: string, end: UnitEnd): Promise<void>;
  /** The last of the units that have a result, in the order of ids. */
  lastResult(): Promise<UnitRecord | undefined>;
  /** Goes on behind a unit: those behind it are pending again, and those up to it that are pending are done. */
  goOnBehind(id: string | undefined): Promise<void>;
  /** Makes failed units pending again: those that failed for a passing reason, or all. */
  retryFailed(which: 'passing' | 'all'): Promise<number>;
  steps(unit: string): Promise<ReadonlyMap<string, StepRecord>>;
  /** Notes that a step is about to be done. Wait for it before the first call. */
  intend(unit: string, step: string, value: string): Promise<void>;
  noteProgress(unit: string, step: string, progress: number): Promise<void>;
  endStep(unit: string, step: string, end: StepEnd): Promise<void>;
  /** Pending units of which this step was ever intended and that have no entry in the id map. */
  doubtful(step: string): Promise<readonly DoubtfulUnit[]>;
  /** The id at the target of a group of the source. */
  targetOf(source: string): Promise<string | undefined>;
  mapId(source: string, target: string): Promise<void>;
  /** The id map, sorted by the source's ids. */
  idMap(): AsyncIterable<MappedId>;
  /** Forgets the group of a unit at the target, and all its steps: the next run makes it anew. */
  forgetGroup(source: string): Promise<void>;
  /** Keeps something for later plans, under a topic and a key, in place of what was there. */
  note(topic: string, key: string, value: Json): Promise<void>;
  /** Keeps many at once. */
  noteAll(topic: string, notes: readonly JournalNote[]): Promise<void>;
  noteOf(topic: string, key: string): Promise<Json | undefined>;
  /** Those of the keys that have a note. */
  notesOf(topic: string, keys: readonly string[]): Promise<ReadonlyMap<string, Json>>;
  /** The notes of a topic, sorted by their keys, behind one of them. */
  notes(topic: string, after?: string): AsyncIterable<JournalNote>;
  /** Drops a note; with a value, unless it is another one by now. */
  dropNote(topic: string, key: string, value?: Json): Promise<void>;
  /** Adds a finding; one that is there already is not doubled. */
  addFinding(finding: Finding): Promise<void>;
  /** Drops all findings, which are about a run that is over. */
  dropFindings(): Promise<void>;
  findings(options: { readonly limit: number }): Promise<readonly Finding[]>;
  countFindings(): Promise<Readonly<Record<Finding['severity'], number>>>;
  audit(entry: AuditEntry): Promise<void>;
  /** All writes, oldest first. */
  audits(): AsyncIterable<AuditRecord>;
  /** Waits until everything is on the disk, and lets go of the journal. */
  close(): Promise<void>;
}
