import {
  aFunction,
  given,
  invalid,
  must,
  oneOf,
  positiveInteger,
  strict,
  withMethods,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import type {
  EventSupport,
  GroupEvent,
  NeutralEvent,
  NeutralEventType,
  UnknownEvent,
  VendorEvent,
  WebhookTypes,
} from '../model/event.ts';
import type { SeenIds } from './seen-ids.ts';

/** The second argument of a handler, beside the event. */
export interface HandlerContext {
  /**
   * Aborted when the work counts as abandoned: a before-callback's at its deadline, any other's when its lease ends and another
   * delivery may begin.
   */
  readonly signal: AbortSignal;
  /** Lets work go on after the handler has ended; its failure goes to `onError`. */
  readonly waitUntil: (work: Promise<unknown>) => void;
  /** `again`: an earlier delivery of the same event did not get through. */
  readonly attempt: 'first' | 'again';
}

/** Handlers of neutral events. Typed without a vendor, one map serves every vendor. */
export type EventHandlers<Vendor extends WebhookTypes = WebhookTypes> = {
  readonly [Type in NeutralEventType]?:
    | ((event: NeutralEvent<Vendor, Type>, context: HandlerContext) => unknown)
    | undefined;
} & {
  readonly unknown?: ((event: UnknownEvent, context: HandlerContext) => unknown) | undefined;
};

/** Handlers of the events that only one vendor has, by the vendor's names. */
export type VendorEventHandlers<Vendor extends WebhookTypes> = {
  readonly [Name in keyof Vendor['events'] & string]?:
    | ((event: VendorEvent<Vendor, Name>, context: HandlerContext) => unknown)
    | undefined;
};

/** The answer to a before-callback that refuses what was asked. */
export interface Deny {
  readonly allow: false;
  /** Shown to the user who asked, where the vendor passes it on. */
  readonly message?: string | undefined;
}

/** Handlers that decide before something happens, by the names of the vendor's before-callbacks. */
export type BeforeHandlers<Vendor extends WebhookTypes> = {
  readonly [Name in keyof Vendor['before']]?: Vendor['before'][Name] extends {
    readonly ask: infer Ask;
    readonly answer: infer Answer;
  }
    ? (ask: Ask, context: HandlerContext) => Answer | Deny | Promise<Answer | Deny>
    : never;
};

/** `otherwise` is required as soon as there is a `before`. */
export type BeforeOptions<Vendor extends WebhookTypes> =
  | {
      /** Decide before something happens. */
      readonly before: BeforeHandlers<Vendor>;
      /** The answer where a handler fails or is late. */
      readonly otherwise: 'allow' | 'deny';
      /** Milliseconds that a handler has. @default somewhat less than the vendor waits */
      readonly deadlineMs?: number | undefined;
    }
  | {
      readonly before?: undefined;
      readonly otherwise?: undefined;
      readonly deadlineMs?: undefined;
    };

/** Options of a receiver of callbacks, whatever the vendor. */
export type WebhookOptions<Vendor extends WebhookTypes> = BeforeOptions<Vendor> & {
  /** Handlers of neutral events, by type. */
  readonly on?: EventHandlers<Vendor> | undefined;
  /** Handlers of the vendor's other events, by name. */
  readonly onVendor?: VendorEventHandlers<Vendor> | undefined;
  /** Is called with every event, before the handler of its type. */
  readonly onAny?: ((event: GroupEvent<Vendor>, context: HandlerContext) => unknown) | undefined;
  /**
   * `first` answers the vendor before the handlers run, so that what they fail at is lost. With `after` the answer waits for
   * them, somewhat less than the vendor waits for it. @default 'after'
   */
  readonly acknowledge?: 'after' | 'first' | undefined;
  /**
   * `fail` answers 500 when a handler fails, for the vendor's retries, and lets `handle` reject. @default 'acknowledge'
   */
  readonly onHandlerError?: 'acknowledge' | 'fail' | undefined;
  /**
   * Seconds that a signature may be old, or ahead of the clock. @default as the vendor advises
   */
  readonly maxAge?: number | 'off' | undefined;
  /** Remembers handled events for a day. @default the last 100,000, in this process */
  readonly dedupe?: SeenIds | 'off' | undefined;
  /** Is told of refused callbacks and of handlers that failed. @default prints with console.error */
  readonly onError?: ((error: unknown, event: GroupEvent<Vendor> | undefined) => void) | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
};

/** A list of secrets; a message never shows what was given in its place, which may be one. */
export function secretList(secret: v.GenericSchema<string>) {
  return v.pipe(v.array(secret, 'must be a list of strings'), v.nonEmpty('must not be empty'));
}

/** The schemas of the options that every receiver takes. */
export function webhookOptionEntries(
  events: EventSupport,
  vendorEvents: readonly string[],
  before: readonly string[],
) {
  return {
    on: v.optional(handlersOf([...Object.keys(events), 'unknown'], 'event')),
    onVendor: v.optional(handlersOf(vendorEvents, 'event')),
    onAny: v.optional(aFunction),
    before: v.optional(handlersOf(before, 'before-callback')),
    otherwise: v.optional(oneOf(['allow', 'deny'])),
    deadlineMs: v.optional(positiveInteger),
    acknowledge: v.optional(oneOf(['after', 'first'])),
    onHandlerError: v.optional(oneOf(['acknowledge', 'fail'])),
    maxAge: v.optional(
      must<number | 'off'>(
        "a positive whole number of seconds, or 'off'",
        (value) => value === 'off' || (Number.isSafeInteger(value) && Number(value) > 0),
      ),
    ),
    dedupe: v.optional(
      v.union(
        [v.literal('off'), withMethods<SeenIds>('claim', 'done', 'release')],
        ({ input }) =>
          `must be an object with claim(), done(), release(), or 'off', not ${given(input)}`,
      ),
    ),
    onError: v.optional(aFunction),
    now: v.optional(aFunction),
  };
}

function handlersOf(names: readonly string[], noun: string) {
  return strict(Object.fromEntries(names.map((name) => [name, v.optional(aFunction)])), noun);
}

/** Refuses a `before` without an `otherwise`, and the other way round. */
export function requireOtherwise({ before, otherwise }: { before?: unknown; otherwise?: unknown }) {
  if (before !== undefined && otherwise === undefined) {
    throw invalid(
      'otherwise',
      "is missing: say 'allow' or 'deny', for handlers that fail or are late",
    );
  }
  if (before === undefined && otherwise !== undefined) {
    throw invalid('otherwise', 'is only of use together with before');
  }
}
