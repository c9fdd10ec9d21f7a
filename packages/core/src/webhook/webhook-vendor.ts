import type { EventEnvelope, EventSupport, NeutralEventData, RawCallback } from '../model/event.ts';
import type { Deny } from './webhook-options.ts';

/** A callback as it arrived. */
export interface Callback {
  readonly query: Readonly<Record<string, string>>;
  /** The body as text. */
  readonly text: string;
  /** The body as JSON. The first look at it may throw a `WebhookError`. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Body and query for events, without what would let others sign. */
  readonly raw: RawCallback<Readonly<Record<string, unknown>>>;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** A neutral event without its envelope; one without a group becomes an unknown event. */
export type NeutralDraft = {
  [Type in keyof NeutralEventData]: {
    readonly type: Type;
    readonly groupId: string | undefined;
    readonly data: NeutralEventData[Type];
  };
}[keyof NeutralEventData];

/** An event without its envelope. */
export type EventDraft =
  | NeutralDraft
  | {
      readonly type: 'vendor' | 'unknown';
      readonly name: string;
      readonly groupId?: string | undefined;
    };

/** The question of a before-callback. */
export interface Question {
  /** Name of the handler in `before`. */
  readonly name: string;
  /** The argument of the handler. */
  readonly ask: object;
}

/** The answer of a before-handler, with what the vendor's own `allow` may hold. */
export type Decision = Deny | ({ readonly allow: true } & Readonly<Record<string, unknown>>);

/** A verified callback in neutral words. */
export interface CallbackContent extends Omit<EventEnvelope, 'provider'> {
  /** The vendor's name for the callback. */
  readonly name: string;
  readonly drafts: readonly EventDraft[];
  /** Present where the vendor waits for a decision. */
  readonly question?: Question | undefined;
}

/** The vendor's part; everything else of a receiver is common to all. */
export interface WebhookVendor {
  readonly name: string;
  readonly events: EventSupport;
  /** Query parameters that events leave out, because they would let others sign. */
  readonly secretQuery: readonly string[];
  /** Seconds that a signature may be old. */
  readonly maxAge: number;
  /** True if a callback with a wrong time is answered like a good one, because failures make the vendor stop. */
  readonly acknowledgesWrongTimes: boolean;
  /** Milliseconds after which the vendor is answered although handlers still run. */
  readonly answerWithin: number;
  /** Milliseconds that a before-handler has. */
  readonly deadlineMs: number;
  /** Throws a `WebhookError` unless the vendor sent it; gives the time of the signature, in milliseconds, where it has one. */
  verify(callback: Callback): number | undefined;
  /** Reads a verified callback. Never fails on missing, extra or oddly typed fields. */
  read(callback: Callback): CallbackContent;
  /** The body that answers a callback. */
  answer(question: Question | undefined, decision: Decision): object;
}
