/** Operations of an application that a vendor may report. The reference shows them in this order. */
export const callbackOperations = [
  'groups.create',
  'groups.create with members',
  'groups.update',
  'groups.update of policies',
  'groups.setAnnouncement',
  'groups.transfer',
  'groups.delete',
  'members.add',
  'members.add of a member',
  'members.remove',
  'members.setRole',
  'members.setRole to the same',
  'mutes.add',
  'mutes.remove',
  'mutes.muteAll',
  'mutes.unmuteAll',
  'blacklist.add',
  'blacklist.remove',
  'a user joins an open group',
  'a user sends a message',
  'an account is deleted',
] as const;

export type CallbackOperation = (typeof callbackOperations)[number];

/** The callbacks of a vendor for an operation. A test compares them with those that the emulator sends. */
export interface CallbackRule {
  /** The callbacks, by the vendor's names. */
  readonly callbacks: readonly string[];
  /** The neutral events that they are read as. */
  readonly events: readonly string[];
  /** `vendor`: a page of the vendor says so. `guess`: none does. */
  readonly source: 'vendor' | 'guess';
}

/** The callbacks of a vendor, or of one generation of them. */
export interface CallbackRules {
  readonly title: { readonly en: string; readonly zh: string };
  readonly rules: Readonly<Record<CallbackOperation, CallbackRule>>;
  /** Rules that only this vendor has, by the method of its client or in words. */
  readonly own?: Readonly<Record<string, CallbackRule>>;
}

/** A rule that a page of the vendor states. */
export function told(callbacks: readonly string[], events: readonly string[] = []): CallbackRule {
  return { callbacks, events, source: 'vendor' };
}

/** A rule that no page states. */
export function guessed(
  callbacks: readonly string[],
  events: readonly string[] = [],
): CallbackRule {
  return { callbacks, events, source: 'guess' };
}
