import type { RequestOf, ResponseOf } from '@imgroups/core/adapter';
import type { ChangeFeed } from './changes.ts';
import type { Clock } from './clock.ts';
import type { Deliveries } from './deliveries.ts';
import type { Form } from './form.ts';
import type { GroupHead, GroupView } from './group-view.ts';

/** Which pages of a vendor are followed where they disagree: the newest ones, or the older reference guides. */
export type Rules = 'newest' | 'guide';

/** A request as it came over the wire. */
export interface EmulatorRequest {
  /** Grows by one with each request of an emulator; the number of its journal entry. */
  readonly number: number;
  readonly method: string;
  /** Still percent-encoded, doubled slashes folded into one. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** The address at which the client found the emulator: `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** Empty where there was none, and where it was a form. */
  readonly body: string;
  /** The parts of a `multipart/form-data` body; absent where it was none. */
  readonly form?: Form | undefined;
}

/** The answer of an emulator. */
export interface EmulatorAnswer {
  readonly status: number;
  /** Written as JSON; bytes are sent unchanged. */
  readonly body: unknown;
  /** The vendor's own code, for the journal: a number or a word. */
  readonly code?: number | string | undefined;
  /** The rule that a refused request broke, where the body says less. */
  readonly rule?: string | undefined;
  /** Answer fields that hold decimal strings here and bare numbers on the wire. */
  readonly int64?: readonly string[] | undefined;
}

/** A request on its way through the vendor. */
export interface EmulatorCall {
  /** Name of the endpoint in the vendor's table; absent when no endpoint answers there. */
  readonly endpoint: string | undefined;
  /** Checks in the vendor's order, takes effect, and answers. Refusals are answers; what it throws is a defect. */
  readonly answer: () => Promise<EmulatorAnswer>;
}

/** Refusals by the server in the vendor's words, before the vendor has seen the call. */
export type Refusal =
  | { readonly kind: 'throttled' }
  | { readonly kind: 'expired-credentials' }
  /** The body is larger than the service takes. */
  | { readonly kind: 'too-large' }
  /** The request is not HTTP, or not one that can be read. */
  | { readonly kind: 'unreadable' }
  /** A failure of the given HTTP status or vendor code, as a fault asks for it. */
  | {
      readonly kind: 'failure';
      readonly status?: number | undefined;
      readonly code?: number | string | undefined;
      readonly message?: string | undefined;
    };

/** The result of an application to join: the policy of the group decides, unless a before-callback refuses. */
export type ApplyResult = 'joined' | 'pending' | 'refused';

/** The result of a user's message. */
export type SendResult = 'sent' | 'refused';

/** One vendor's service. The server around it knows nothing of the vendor. */
export interface VendorService<Snapshot = unknown> {
  /** The vendor's name: `tencent`. */
  readonly vendor: string;
  /** The vendor's page about each endpoint that it answers; empty where there is none. */
  readonly pages: Readonly<Record<string, string>>;
  /** Query parameters that the journal leaves out, the one with the token first. */
  readonly secretQuery: readonly string[];
  /** Fields of bodies whose values the journal hides. */
  readonly secretFields: readonly string[];
  /** Request headers that the vendor's web client sends from pages of any origin; absent where no page may call. */
  readonly pageHeaders?: readonly string[];
  /** Finds the endpoint. Never throws and changes nothing. */
  readonly receive: (request: EmulatorRequest) => EmulatorCall;
  readonly refuse: (refusal: Refusal) => EmulatorAnswer;
  /** Forgets everything but its configuration. */
  readonly reset: () => void;
  /** Says why the vendor takes no such user id; nothing where it takes it. */
  readonly userIdProblem: (userId: string) => string | undefined;
  /** The users who are registered. */
  readonly accounts: () => readonly string[];
  /** Registers users; those that exist stay as they are. */
  readonly importAccounts: (userIds: readonly string[]) => void;
  /** Lets users come online in a group, as clients do; throws when one cannot. Absent where no answer depends on it. */
  readonly enter?: (groupId: string, userIds: readonly string[]) => void;
  /** Lets users go offline in a group. */
  readonly leave?: (groupId: string, userIds: readonly string[]) => void;
  /** Everything that it remembers, as plain JSON data for `load`. */
  readonly save: () => unknown;
  /** Remembers what was saved, and nothing else; throws where that cannot be. */
  readonly load: (saved: unknown) => void;
  /** Sets where callbacks go, or that none are sent; throws when the settings are not valid. Absent where it sends none. */
  readonly setWebhooks?: (settings: unknown) => void;
  /** Lets a user apply to join a group, as a client does; rejects when one cannot. Absent where nobody can. */
  readonly apply?: (groupId: string, userId: string, text: string) => Promise<ApplyResult>;
  /**
   * Lets a user send a text to a group, as a client does; rejects when group or user does not exist. Absent where nobody can.
   */
  readonly sendMessage?: (groupId: string, userId: string, text: string) => Promise<SendResult>;
  /** The whole state as plain JSON data. */
  readonly snapshot: () => Snapshot;
  /** The groups in neutral words. */
  readonly groups: () => readonly GroupView[];
  /** One group in neutral words; nothing where there is none. */
  readonly group: (groupId: string) => GroupView | undefined;
  /** The groups without what they hold: quick, however large they are. */
  readonly groupHeads: () => readonly GroupHead[];
}

/** The parts that the server gives to a vendor. */
export interface VendorContext {
  readonly clock: Clock;
  /** Takes the changes of its state. */
  readonly changes: ChangeFeed;
  /** Sends its callbacks. */
  readonly deliveries: Deliveries;
  readonly rules: Rules;
  /** Share of the declared rates that is enforced: 1 as declared, 0 to enforce none. */
  readonly rateScale: number;
}

/**
 * One handler per endpoint of a table: an endpoint without a handler does not compile. Handlers run to their end at once, so
 * every call is atomic.
 */
export type HandlersOf<Table, Call> = {
  readonly [Name in keyof Table]: (
    call: Call,
    request: RequestOf<Table[Name]>,
  ) => ResponseOf<Table[Name]>;
};
