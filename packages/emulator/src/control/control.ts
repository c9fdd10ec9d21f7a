import type { DeliveryLog } from '../server/deliveries.ts';
import type { Fault } from '../server/faults.ts';
import type { GroupView } from '../server/group-view.ts';
import type { JournalEntry, JournalRange } from '../server/journal.ts';
import type { ApplyResult, SendResult } from '../server/vendor-service.ts';
import { type ControlParts, commands, runCommand } from './commands.ts';

/** Commands to one vendor's emulator; the HTTP control API below `/_emulator` carries out the same ones. */
export interface Control<Snapshot = unknown, WebhookSettings = object> {
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
  /** Everything that the emulator remembers, secrets too, as plain JSON data for `load` and a file. */
  readonly save: () => unknown;
  /** Remembers what was saved, and nothing else. Throws when it is something else. */
  readonly load: (state: unknown) => void;
  /**
   * Lets a user apply to join a group, as a client does. The policy of the group decides, unless the application is asked before
   * and refuses. Rejects when the group or the user does not exist.
   */
  readonly apply: (groupId: string, userId: string, text?: string) => Promise<ApplyResult>;
  /**
   * Lets a user send a text to a group, as a client does. Who is no member or is muted is refused, and so is what the application
   * does not let pass where it is asked before. Rejects when the group or the user does not exist.
   */
  readonly sendMessage: (groupId: string, userId: string, text: string) => Promise<SendResult>;
  /** Sets where callbacks go, as the vendor's console does; without settings none are sent. Throws when a field is not valid. */
  // Written as a method, so that vendors with different settings have one type.
  setWebhooks(settings: WebhookSettings | undefined): void;
  /** The callbacks that were sent. */
  readonly deliveries: DeliveryLog;
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
export function createControl<Snapshot, WebhookSettings>(
  parts: ControlParts<Snapshot>,
): Control<Snapshot, WebhookSettings> {
  return {
    reset: () => runCommand(commands.reset, parts, undefined),
    importAccounts: (userIds) => runCommand(commands.importAccounts, parts, { userIds }),
    accounts: () => runCommand(commands.accounts, parts, undefined),
    enter: (groupId, userIds) => runCommand(commands.enter, parts, { groupId, userIds }),
    leave: (groupId, userIds) => runCommand(commands.leave, parts, { groupId, userIds }),
    save: () => runCommand(commands.save, parts, undefined),
    load: (state) => runCommand(commands.load, parts, { state }),
    apply: (groupId, userId, text) => runCommand(commands.apply, parts, { groupId, userId, text }),
    sendMessage: (groupId, userId, text) =>
      runCommand(commands.sendMessage, parts, { groupId, userId, text }),
    setWebhooks: (settings) =>
      settings === undefined
        ? runCommand(commands.stopWebhooks, parts, undefined)
        : runCommand(commands.setWebhooks, parts, settings),
    deliveries: {
      list: () => runCommand(commands.deliveries, parts, undefined),
      clear: () => runCommand(commands.clearDeliveries, parts, undefined),
      settled: () => runCommand(commands.settleDeliveries, parts, undefined),
    },
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
