import type { DoubtfulUnit, Journal, UnitRecord } from './journal.ts';

/** The options of a lease. */
export interface LeaseOptions {
  /** The name of its holder in messages: `li@worker-3, process 4711`. @default this process */
  readonly holder?: string | undefined;
  /** Milliseconds after which others may take it, unless it is renewed. */
  readonly leaseMs: number;
}

/**
 * A part of a journal that one process has for some time. A process that hangs loses it, and does no harm when it goes on: its
 * writes are refused.
 */
export interface Lease {
  /**
   * The journal, for the work that was claimed. Its writes check in their own transaction that the lease is still held, and
   * reject with a `LeaseLost` where it is not. Only the audit is written in any case: it tells what was sent.
   */
  readonly journal: Journal;
  /** Milliseconds that are surely left, by the clock of the database; 0 once the lease is known to be lost. */
  left(): number;
  /** Makes the lease last for so long from now; false where another has taken it. */
  renew(leaseMs: number): Promise<boolean>;
  /** Lets others take it at once, when all that was written is on the disk. */
  release(): Promise<void>;
}

/** A unit that one process works on. */
export interface UnitLease extends Lease {
  readonly unit: UnitRecord;
  /** The plan that it belongs to: nobody makes another one while it is held. */
  readonly planKey: string;
  /**
   * Present where the creation of the group was intended before and nobody knows what came of it: it has to be settled before the
   * unit runs.
   */
  readonly doubt?: DoubtfulUnit | undefined;
}

/**
 * A journal that several processes work on at once. Everybody may read it, begin the run, keep notes and findings, fill the id map
 * and try failed units again. Planning needs the lease of the whole run, and work on a unit a lease of that unit or of the run. Beside
 * them one process leads: it starts the job or a phase of the migration, whoever works on the units.
 */
export interface SharedJournal extends Journal {
  /** Takes a unit; undefined where it is not pending, or another process has it or the run. */
  claim(unit: string, options: LeaseOptions): Promise<UnitLease | undefined>;
  /** Takes the run with all its units, for planning or to work alone; undefined where another process has it or one of its units. */
  claimRun(options: LeaseOptions): Promise<Lease | undefined>;
  /** Takes the lead, whoever has the run or its units; undefined where another process leads. */
  claimLead(options: LeaseOptions): Promise<Lease | undefined>;
  /** The holder of the run or of one of its units, as messages name it; undefined where nobody has it. */
  holder(): Promise<string | undefined>;
  /** The process that leads, as messages name it; undefined where none does. */
  leader(): Promise<string | undefined>;
}

/** True if several processes can work on a journal at once. */
export function isShared(journal: Journal | SharedJournal): journal is SharedJournal {
  return 'claimRun' in journal;
}

/** Thrown by the writes of a process whose lease another has taken. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';

  /** In CommonJS each entry of the package has a class of its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'LeaseLost';
  }
}
