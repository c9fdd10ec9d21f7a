import type { Until } from './until.ts';

/** The data of each neutral event: what both vendors can mean by it. User ids are canonical. */
export interface NeutralEventData {
  'group.created': {
    readonly ownerId?: string;
    readonly name?: string;
    /** The first members, without the owner. */
    readonly userIds: readonly string[];
  };
  'group.updated': {
    /** The new values of the fields that the callback names; absent where the vendor does not tell what changed. */
    readonly changed?: {
      readonly name?: string;
      readonly description?: string;
      readonly avatarUrl?: string;
    };
  };
  'group.announcementChanged': {
    /** Empty where the announcement was deleted. */
    readonly text: string;
  };
  'group.attributesChanged': {
    readonly change: 'set' | 'modify' | 'clear' | 'delete';
    readonly attributes: Readonly<Record<string, string>>;
  };
  'group.deleted': {
    /** The former members, where the vendor tells them. */
    readonly userIds?: readonly string[];
  };
  'group.transferred': { readonly oldOwnerId: string; readonly newOwnerId: string };
  'group.muteAllChanged': { readonly mutedAll: boolean };
  'members.joined': {
    readonly userIds: readonly string[];
    /** `created`: they came with the creation of the group. */
    readonly how: 'created' | 'added' | 'applied' | 'unknown';
  };
  'members.left': {
    readonly userIds: readonly string[];
    readonly how: 'left' | 'removed' | 'blacklisted' | 'groupDeleted' | 'unknown';
  };
  'members.roleChanged': { readonly userIds: readonly string[]; readonly role: 'admin' | 'member' };
  'members.profileChanged': { readonly userIds: readonly string[]; readonly nickname?: string };
  'mutes.added': { readonly userIds: readonly string[]; readonly until?: Until };
  'mutes.removed': { readonly userIds: readonly string[] };
  'blacklist.added': { readonly userIds: readonly string[]; readonly until?: Until };
  'blacklist.removed': { readonly userIds: readonly string[] };
  'joins.requested': { readonly userId: string; readonly text?: string };
  'message.sent': {
    readonly messageId?: string;
    readonly seq?: number;
    readonly senderId: string;
  };
  'message.recalled': {
    /** Ids of the messages, or their sequence numbers where the vendor tells only those. */
    readonly messageIds: readonly string[];
  };
}

/** The subject of a neutral event: `members.joined`. */
export type NeutralEventType = keyof NeutralEventData;

/** A vendor's additions to the types of events, handlers and before-callbacks. */
export interface WebhookTypes {
  /** The vendor's name: `tencent`. */
  readonly name: string;
  /** The body of the callback behind each neutral event. */
  readonly raws: { readonly [Type in NeutralEventType]?: unknown };
  /** The body of each callback that is known and has no neutral event, by its name. */
  readonly events: Readonly<Record<string, unknown>>;
  /** The before-callbacks by name, each with what it asks and how it can be answered. */
  readonly before: object;
}

/** Fields of every event. */
export interface EventEnvelope {
  /** The same for each delivery of one callback. */
  readonly id: string;
  /** The vendor's name: `tencent`. */
  readonly provider: string;
  /** The vendor's id of the app: `org#app`, or the digits of an SdkAppid. */
  readonly appId: string;
  /** As the callback says; where it does not, the time when it arrived. */
  readonly occurredAt: Date;
  /** On whose behalf it happened: a user, or the application's own server or console. */
  readonly actor: { readonly kind: 'user' | 'server' | 'unknown'; readonly id?: string };
}

/** The callback as the vendor sent it. */
export interface RawCallback<Body> {
  /** The query without the signature. */
  readonly query: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** The body of the callback behind a neutral event, as the vendor writes it. */
export type RawOf<
  Vendor extends WebhookTypes,
  Type extends NeutralEventType,
> = Type extends keyof Vendor['raws'] ? Vendor['raws'][Type] : unknown;

/** An event in the words of both vendors. */
export type NeutralEvent<
  Vendor extends WebhookTypes = WebhookTypes,
  Type extends NeutralEventType = NeutralEventType,
> = {
  [Each in Type]: EventEnvelope & {
    readonly type: Each;
    readonly groupId: string;
    readonly data: NeutralEventData[Each];
    readonly raw: RawCallback<RawOf<Vendor, Each>>;
  };
}[Type];

/** A callback of one vendor that has no neutral event; `name` is the vendor's. */
export type VendorEvent<
  Vendor extends WebhookTypes = WebhookTypes,
  Name extends keyof Vendor['events'] & string = keyof Vendor['events'] & string,
> = {
  [Each in Name]: EventEnvelope & {
    readonly type: 'vendor';
    readonly name: Each;
    readonly groupId?: string;
    readonly raw: RawCallback<Vendor['events'][Each]>;
  };
}[Name];

/** A callback that this version does not know. */
export interface UnknownEvent extends EventEnvelope {
  readonly type: 'unknown';
  /** The vendor's name for it. */
  readonly name: string;
  readonly groupId?: string;
  readonly raw: RawCallback<unknown>;
}

/** Anything that a verified callback tells. Switch on `type`; a `vendor` event then on `name`. */
export type GroupEvent<Vendor extends WebhookTypes = WebhookTypes> =
  | NeutralEvent<Vendor>
  | VendorEvent<Vendor>
  | UnknownEvent;

/** Support of a vendor for each neutral event; `depends`: in one of its generations, or where a switch is on. */
export type EventSupport = Readonly<Record<NeutralEventType, 'yes' | 'no' | 'depends'>>;
