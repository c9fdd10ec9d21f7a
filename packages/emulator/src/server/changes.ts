/**
 * Changes of a group that exist at every vendor, named like the neutral webhook events. `until` is ISO 8601, or `permanent`.
 */
export interface NeutralChanges {
  'group.created': {
    readonly name: string;
    readonly ownerId: string | undefined;
    /** Its first members, without the owner. */
    readonly userIds: readonly string[];
  };
  'group.updated': {
    readonly changed: {
      readonly name?: string;
      readonly description?: string;
      readonly avatarUrl?: string;
    };
  };
  'group.announcementChanged': { readonly text: string };
  'group.attributesChanged': {
    readonly change: 'set' | 'modify' | 'clear' | 'delete';
    readonly attributes: Readonly<Record<string, string>>;
  };
  'group.deleted': { readonly userIds: readonly string[] };
  'group.transferred': {
    readonly oldOwnerId: string | undefined;
    readonly newOwnerId: string;
  };
  'group.muteAllChanged': { readonly mutedAll: boolean };
  'members.joined': {
    readonly userIds: readonly string[];
    readonly how: 'added' | 'entered' | 'invited' | 'applied';
  };
  'members.left': {
    readonly userIds: readonly string[];
    readonly how: 'left' | 'removed' | 'blacklisted' | 'groupDeleted' | 'accountDeleted';
  };
  'members.roleChanged': { readonly userIds: readonly string[]; readonly role: 'admin' | 'member' };
  'members.profileChanged': { readonly userIds: readonly string[]; readonly nickname?: string };
  'mutes.added': { readonly userIds: readonly string[]; readonly until: string };
  'mutes.removed': { readonly userIds: readonly string[] };
  'blacklist.added': { readonly userIds: readonly string[]; readonly until: string };
  'blacklist.removed': { readonly userIds: readonly string[] };
  'message.sent': {
    readonly messageId?: string;
    readonly seq?: number;
    readonly senderId: string;
    /** The text, where the state does not keep it. */
    readonly text?: string;
  };
  'message.recalled': { readonly messageIds: readonly string[] };
}

/** On whose behalf something was changed. */
export interface Actor {
  /** The application's server, one of its users, or the emulator's control. */
  readonly kind: 'server' | 'user' | 'control';
  /** The administrator or user, where the vendor knows one. */
  readonly id?: string | undefined;
}

/** The cause of a change. */
export interface Origin {
  readonly actor: Actor;
  /** Number of the request in the journal; absent for what the control does. */
  readonly request?: number | undefined;
}

/** The fields of every change. */
export interface ChangeStamp extends Origin {
  /** Grows by one with each change of an emulator. */
  readonly number: number;
  /** By the emulator's clock, ISO 8601. */
  readonly at: string;
}

/** A change in neutral words. */
export type NeutralChange = {
  [Type in keyof NeutralChanges]: ChangeStamp & {
    readonly type: Type;
    readonly groupId: string;
    readonly data: NeutralChanges[Type];
  };
}[keyof NeutralChanges];

/** A change of something that only one vendor has, or names. */
export interface VendorChange extends ChangeStamp {
  readonly type: 'vendor';
  /** `topic.created`, `thread.renamed`. */
  readonly name: string;
  readonly groupId?: string | undefined;
  readonly data: object;
}

/** Something that happened to a vendor's state, as plain JSON data. */
export type Change = NeutralChange | VendorChange;

/** Takes the changes of a vendor's state; `Own` are those that only this vendor has. */
export interface ChangeLog<Own extends object = object> {
  readonly add: <Type extends keyof NeutralChanges>(
    type: Type,
    groupId: string,
    data: NeutralChanges[Type],
  ) => void;
  readonly addOwn: <Name extends keyof Own & string>(
    name: Name,
    groupId: string | undefined,
    data: Own[Name] & object,
  ) => void;
}

/** Every change of an emulator's state, for whoever listens. */
export interface ChangeFeed extends ChangeLog<Record<string, object>> {
  /** Runs a step and returns its result. Listeners are told afterwards what it changed, also when it throws. */
  readonly during: <Result>(origin: Origin, step: () => Result) => Result;
  /** Listens to all further changes, in order, and returns what ends that. */
  readonly subscribe: (listener: (change: Change) => void) => () => void;
}

type Unstamped =
  | Pick<NeutralChange, 'type' | 'groupId' | 'data'>
  | Pick<VendorChange, 'type' | 'name' | 'groupId' | 'data'>;

const control: Origin = { actor: { kind: 'control' } };

/** A feed that stamps changes with the time in milliseconds that `now` gives. */
export function createChangeFeed(now: () => number): ChangeFeed {
  const listeners = new Set<(change: Change) => void>();
  let number = 0;
  let origin = control;
  /** Changes of the running step, whose listeners wait until the state is consistent again. */
  let held: Change[] | undefined;

  function tell(change: Change): void {
    for (const listener of listeners) listener(change);
  }

  function stamp(change: Unstamped): void {
    number += 1;
    // Each type comes with its own data: `add` and `addOwn` see to that.
    const stamped = { number, at: new Date(now()).toISOString(), ...origin, ...change } as Change;
    if (held) held.push(stamped);
    else tell(stamped);
  }

  return {
    add: (type, groupId, data) => stamp({ type, groupId, data }),
    addOwn: (name, groupId, data) => stamp({ type: 'vendor', name, groupId, data }),
    during(stepOrigin, step) {
      const changes: Change[] = [];
      origin = stepOrigin;
      held = changes;
      try {
        return step();
      } finally {
        origin = control;
        held = undefined;
        for (const change of changes) tell(change);
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
