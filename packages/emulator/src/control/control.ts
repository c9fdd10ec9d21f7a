import type { Fault } from '../server/faults.ts';
import type { GroupView } from '../server/group-view.ts';
import type { JournalEntry, JournalRange } from '../server/journal.ts';
import { type ControlParts, commands, runCommand } from './commands.ts';

/** Commands to one vendor's emulator; the HTTP control API below `/_emulator` carries out the same ones. */
export interface Control<Snapshot = unknown> {
  /** Forgets state, journal and faults, and sets the clock back to the machine's time. */
  readonly reset: () => void;
  /** Registers users. Those that exist stay as they are. Throws when the vendor takes no such user id. */
  readonly importAccounts: (userIds: readonly string[]) => void;
  /** The users who are registered. */
  readonly accounts: () => readonly string[];
  /**
   * Lets users come online in a group, as their clients do: into a live room, or as members of any other group. Throws when one
   * cannot, and where the vendor shows nothing of it (Easemob).
   */
  readonly enter: (groupId: string, userIds: readonly string[]) => void;
  /** Lets users go offline in a group. */
  readonly leave: (groupId: string, userIds: readonly string[]) => void;
  /** The whole state as plain JSON data, in the vendor's names. */
  readonly snapshot: () => Snapshot;
  /** The groups as plain JSON data, in the same words for every vendor. */
  readonly groups: () => readonly GroupView[];
  /** Moves the clock ahead, so that mutes, bans, tokens and signatures end. */
  readonly advanceClock: (seconds: number) => void;
  /** The newest requests with what they changed, oldest first; after a number on, if one is given. */
  readonly journal: (range?: JournalRange) => readonly JournalEntry[];
  readonly clearJournal: () => void;
  /** Makes calls go wrong. Throws when a field is not valid, or no endpoint has the name. */
  readonly addFault: (fault: Fault) => void;
  /** The faults that are not over yet. */
  readonly faults: () => readonly Fault[];
  readonly clearFaults: () => void;
}

/** The commands to one vendor's emulator. */
export function createControl<Snapshot>(parts: ControlParts<Snapshot>): Control<Snapshot> {
  return {
    reset: () => runCommand(commands.reset, parts, undefined),
    importAccounts: (userIds) => runCommand(commands.importAccounts, parts, { userIds }),
    accounts: () => runCommand(commands.accounts, parts, undefined),
    enter: (groupId, userIds) => runCommand(commands.enter, parts, { groupId, userIds }),
    leave: (groupId, userIds) => runCommand(commands.leave, parts, { groupId, userIds }),
    snapshot: () => parts.service.snapshot(),
    groups: () => runCommand(commands.groups, parts, undefined),
    advanceClock: (seconds) =>
      runCommand(commands.advanceClock, parts, { advanceSeconds: seconds }),
    journal: (range = {}) => runCommand(commands.journal, parts, range),
    clearJournal: () => runCommand(commands.clearJournal, parts, undefined),
    addFault: (fault) => runCommand(commands.addFault, parts, fault),
    faults: () => runCommand(commands.faults, parts, undefined),
    clearFaults: () => runCommand(commands.clearFaults, parts, undefined),
  };
}
