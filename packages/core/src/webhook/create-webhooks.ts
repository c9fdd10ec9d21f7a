import { callSafely, InvalidRequestError } from '@imgroups/core/adapter';
import { isWebhookError, WebhookError, type WebhookReason } from '@imgroups/core/webhooks';
import type { EventSupport, GroupEvent, WebhookTypes } from '../model/event.ts';
import { readRequestBody, toBodyText, toJsonObject } from './read-body.ts';
import { seenIdsInMemory } from './seen-ids.ts';
import type { HandlerContext, WebhookOptions } from './webhook-options.ts';
import type {
  Callback,
  CallbackContent,
  Decision,
  EventDraft,
  Question,
  WebhookVendor,
} from './webhook-vendor.ts';

/** A callback to read, as it was received. */
export interface ReceivedCallback {
  /** With its query; only the path may do. */
  readonly url: string;
  /** The bytes or the string that came, not what a parser made of them. */
  readonly body: string | Uint8Array;
  /** Against which the age of the signature counts, where it is not now. */
  readonly receivedAt?: Date | undefined;
}

/** Receives the callbacks of one vendor. */
export interface Webhooks<Vendor extends WebhookTypes> {
  /**
   * Verifies a request, calls the handlers and answers the vendor. Never rejects. A platform's `waitUntil` is taken from
   * `context`.
   */
  readonly fetch: (request: Request, env?: unknown, context?: unknown) => Promise<Response>;
  /** Verifies a callback and returns its events; calls no handler. Rejects with a `WebhookError`. */
  readonly parse: (callback: ReceivedCallback) => Promise<readonly GroupEvent<Vendor>[]>;
  /** Calls the handlers for events of `parse`, each event once. Rejects only with `onHandlerError: 'fail'`. */
  readonly handle: (
    events: readonly GroupEvent<Vendor>[],
    options?: { readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined },
  ) => Promise<void>;
  /** Support of the vendor for each neutral event. */
  readonly events: EventSupport;
}

type WaitUntil = (work: Promise<unknown>) => void;
type Handler = (event: GroupEvent, context: HandlerContext) => unknown;
type Handlers = Readonly<Record<string, Handler | undefined>>;
type BeforeHandler = (ask: object, context: HandlerContext) => unknown;

/** Seconds after which an event counts as abandoned by the delivery that took it. */
const leaseSeconds = 300;
const keepSeconds = 24 * 3600;

const statuses: Readonly<Record<WebhookReason, number>> = {
  missing_signature: 401,
  signature_mismatch: 401,
  too_old: 401,
  from_the_future: 401,
  wrong_app: 401,
  invalid_body: 400,
  body_consumed: 500,
};

/** The receiver that is common to all vendors; the options are checked by the caller. */
export function createWebhooks<Vendor extends WebhookTypes>(
  vendor: WebhookVendor,
  options: WebhookOptions<Vendor>,
): Webhooks<Vendor> {
  const {
    acknowledge = 'after',
    onHandlerError = 'acknowledge',
    maxAge = vendor.maxAge,
    dedupe = seenIdsInMemory({ now: options.now }),
    deadlineMs = vendor.deadlineMs,
    now = Date.now,
  } = options;
  const seen = dedupe === 'off' ? undefined : dedupe;
  // Each handler is called with the event that its type promises.
  const on = (options.on ?? {}) as Handlers;
  const onVendor = (options.onVendor ?? {}) as Handlers;
  const onAny = options.onAny as Handler | undefined;
  const before = (options.before ?? {}) as Readonly<Record<string, BeforeHandler | undefined>>;

  function report(error: unknown, event?: GroupEvent): void {
    const onError = options.onError ?? printError;
    callSafely(() => onError(error, event as GroupEvent<Vendor> | undefined));
  }

  function printError(error: unknown): void {
    console.error(`imgroups: a webhook of ${vendor.name} failed:`, error);
  }

  /** Lets work go on after the answer. */
  function keep(work: Promise<unknown>, waitUntil: WaitUntil | undefined): void {
    const kept = work.catch(() => undefined);
    callSafely(() => waitUntil?.(kept), report);
  }

  function verify(callback: Callback): void {
    const signedAt = vendor.verify(callback);
    if (signedAt === undefined || maxAge === 'off') return;
    const age = (callback.receivedAt - signedAt) / 1000;
    if (Math.abs(age) <= maxAge) return;
    throw age > 0
      ? new WebhookError(
          'too_old',
          `the signature is ${Math.round(age)} seconds old, and maxAge is ${maxAge}`,
        )
      : new WebhookError(
          'from_the_future',
          `the signature is ${Math.round(-age)} seconds ahead of this clock, and maxAge is ${maxAge}: check the clock of this machine`,
        );
  }

  function toEvents(callback: Callback, content: CallbackContent): readonly GroupEvent[] {
    const { id, appId, occurredAt, actor, name } = content;
    const { raw } = callback;
    return content.drafts.map((draft, index) => {
      const envelope = { id: `${id}/${index}`, provider: vendor.name, appId, occurredAt, actor };
      return { ...envelope, ...complete(draft, name), raw } as GroupEvent;
    });
  }

  async function runHandlers(
    event: GroupEvent,
    attempt: HandlerContext['attempt'],
    waitUntil: WaitUntil | undefined,
  ): Promise<void> {
    const abandoned = new AbortController();
    const timer = setTimeout(() => abandoned.abort(), leaseSeconds * 1000);
    const context: HandlerContext = {
      signal: abandoned.signal,
      attempt,
      waitUntil: (work) => keepOwn(work, event, waitUntil),
    };
    try {
      await onAny?.(event, context);
      const handler = event.type === 'vendor' ? onVendor[event.name] : on[event.type];
      await handler?.(event, context);
    } finally {
      clearTimeout(timer);
    }
  }

  function keepOwn(
    work: Promise<unknown>,
    event: GroupEvent | undefined,
    waitUntil: WaitUntil | undefined,
  ): void {
    keep(
      Promise.resolve(work).catch((thrown) => report(thrown, event)),
      waitUntil,
    );
  }

  async function claim(event: GroupEvent): Promise<'new' | 'again' | 'running' | 'done'> {
    try {
      return (await seen?.claim(event.id, leaseSeconds)) ?? 'new';
    } catch (thrown) {
      // Twice is better than not at all.
      report(thrown, event);
      return 'new';
    }
  }

  async function note(event: GroupEvent, what: 'done' | 'release'): Promise<void> {
    try {
      await (what === 'done' ? seen?.done(event.id, keepSeconds) : seen?.release(event.id));
    } catch (thrown) {
      report(thrown, event);
    }
  }

  /**
   * Handles one event. Rejects with what a handler threw, and while another delivery handles the event, which may still fail.
   */
  async function handleOnce(event: GroupEvent, waitUntil: WaitUntil | undefined): Promise<void> {
    const claimed = await claim(event);
    if (claimed === 'done') return;
    if (claimed === 'running') {
      throw new Error(`another delivery of the event ${event.id} is being handled`);
    }
    try {
      await runHandlers(event, claimed === 'again' ? 'again' : 'first', waitUntil);
    } catch (thrown) {
      await note(event, 'release');
      report(thrown, event);
      throw thrown;
    }
    await note(event, 'done');
  }

  /** Handles events one after another; the failure of one does not keep the others from it. */
  async function handleAll(
    events: readonly GroupEvent[],
    waitUntil: WaitUntil | undefined,
  ): Promise<void> {
    const failures: unknown[] = [];
    for (const event of events) {
      await handleOnce(event, waitUntil).catch((thrown) => failures.push(thrown));
    }
    if (onHandlerError === 'fail' && failures.length > 0) throw failures[0];
  }

  /** The handlers of a question's events run after its answer, and each time: no two questions are one. */
  async function handleUnclaimed(
    events: readonly GroupEvent[],
    waitUntil: WaitUntil | undefined,
  ): Promise<void> {
    for (const event of events) {
      await runHandlers(event, 'first', waitUntil).catch((thrown) => report(thrown, event));
    }
  }

  async function decide({ name, ask }: Question, waitUntil: WaitUntil | undefined) {
    const handler = before[name];
    if (!handler) return { allow: true } as const;
    const late = new AbortController();
    const context: HandlerContext = {
      signal: late.signal,
      attempt: 'first',
      waitUntil: (work) => keepOwn(work, undefined, waitUntil),
    };
    const deciding = (async () => handler(ask, context))();
    try {
      if ((await settledWithin(deadlineMs, deciding)) === 'running') {
        const words = `before '${name}': no answer within ${deadlineMs} ms`;
        late.abort(new DOMException(words, 'TimeoutError'));
        throw new Error(words);
      }
      return requireDecision(name, await deciding);
    } catch (thrown) {
      report(thrown);
      return { allow: options.otherwise === 'allow' };
    }
  }

  async function answerQuestion(
    question: Question,
    events: readonly GroupEvent[],
    waitUntil: WaitUntil | undefined,
  ): Promise<Response> {
    const decision = await decide(question, waitUntil);
    const answer = tryAnswer(question, decision);
    if (answer.allowed) keep(handleUnclaimed(events, waitUntil), waitUntil);
    return Response.json(answer.body);
  }

  /** A decision that the vendor cannot be told, such as a text that is too long, counts as a failed handler. */
  function tryAnswer(question: Question, decision: Decision) {
    try {
      return { allowed: decision.allow, body: vendor.answer(question, decision) };
    } catch (thrown) {
      report(thrown);
      const allowed = options.otherwise === 'allow';
      return { allowed, body: vendor.answer(question, { allow: allowed }) };
    }
  }

  async function answer(callback: Callback, waitUntil: WaitUntil | undefined): Promise<Response> {
    const content = vendor.read(callback);
    const events = toEvents(callback, content);
    if (content.question) return answerQuestion(content.question, events, waitUntil);
    const handling = handleAll(events, waitUntil);
    const accepted = vendor.answer(undefined, { allow: true });
    if (acknowledge === 'first') {
      keep(handling, waitUntil);
      return Response.json(accepted);
    }
    switch (await settledWithin(vendor.answerWithin, handling)) {
      case 'failed':
        return Response.json({ error: 'a handler failed' }, { status: 500 });
      case 'running':
        keep(handling, waitUntil);
        return Response.json(accepted);
      default:
        return Response.json(accepted);
    }
  }

  /** An error as an answer to the vendor. */
  function refusalOf(thrown: unknown): Response {
    if (!isWebhookError(thrown)) return Response.json({ error: 'internal' }, { status: 500 });
    const isTime = thrown.reason === 'too_old' || thrown.reason === 'from_the_future';
    if (isTime && vendor.acknowledgesWrongTimes) {
      return Response.json(vendor.answer(undefined, { allow: true }));
    }
    return Response.json({ error: thrown.reason }, { status: statuses[thrown.reason] });
  }

  return {
    events: vendor.events,
    async fetch(request, _env, context) {
      try {
        if (request.method !== 'POST') {
          return new Response(null, { status: 405, headers: { allow: 'POST' } });
        }
        const callback = toCallback(vendor, request.url, await readRequestBody(request), now());
        verify(callback);
        return await answer(callback, waitUntilOf(context));
      } catch (thrown) {
        report(thrown);
        return refusalOf(thrown);
      }
    },
    async parse({ url, body, receivedAt }) {
      const callback = toCallback(vendor, url, body, receivedAt?.getTime() ?? now());
      verify(callback);
      const events = toEvents(callback, vendor.read(callback));
      // The vendor's drafts have the data and bodies that its types promise.
      return events as readonly GroupEvent<Vendor>[];
    },
    async handle(events, { waitUntil } = {}) {
      requireRevived(events);
      await handleAll(events as readonly GroupEvent[], waitUntil);
    },
  };
}

function toCallback(
  { secretQuery }: WebhookVendor,
  url: string,
  body: unknown,
  receivedAt: number,
): Callback {
  const text = toBodyText(body);
  const query = queryOf(url);
  let parsed: Callback['body'] | undefined;
  return {
    query,
    text,
    get body() {
      parsed ??= toJsonObject(text);
      return parsed;
    },
    get raw() {
      const shown = Object.entries(query).filter(([name]) => !secretQuery.includes(name));
      return { query: Object.fromEntries(shown), body: this.body };
    },
    receivedAt,
  };
}

/** Of a parameter that comes twice the first counts. */
function queryOf(url: string): Readonly<Record<string, string>> {
  const [, query = ''] = /\?([^#]*)/.exec(String(url)) ?? [];
  return Object.fromEntries([...new URLSearchParams(query)].reverse());
}

/** A neutral event needs its group; without one the callback is not what it says. */
function complete(draft: EventDraft, name: string): object {
  if (draft.type === 'vendor' || draft.type === 'unknown') {
    const { type, groupId } = draft;
    return { type, name: draft.name, ...(groupId === undefined ? {} : { groupId }) };
  }
  return draft.groupId === undefined ? { type: 'unknown', name } : draft;
}

function requireDecision(name: string, value: unknown): Decision {
  const isDecision =
    typeof value === 'object' &&
    value !== null &&
    'allow' in value &&
    typeof value.allow === 'boolean';
  if (isDecision) return value as Decision;
  throw new InvalidRequestError(
    `before '${name}': must return { allow: true } or { allow: false }`,
    { field: `before.${name}` },
  );
}

function requireRevived(events: readonly { readonly occurredAt: unknown }[]): void {
  const wrong = events.findIndex((event) => !(event?.occurredAt instanceof Date));
  if (wrong < 0) return;
  throw new InvalidRequestError(
    `events[${wrong}].occurredAt: must be a Date; pass events that were JSON through reviveEvent`,
    { field: `events[${wrong}].occurredAt` },
  );
}

async function settledWithin(
  milliseconds: number,
  work: Promise<unknown>,
): Promise<'done' | 'failed' | 'running'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'running'>((resolve) => {
    timer = setTimeout(() => resolve('running'), milliseconds);
  });
  const settled = work.then(
    () => 'done' as const,
    () => 'failed' as const,
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Of a platform that ends a process after its answer. */
function waitUntilOf(context: unknown): WaitUntil | undefined {
  const platform = context as { readonly waitUntil?: unknown } | null | undefined;
  if (typeof platform?.waitUntil !== 'function') return undefined;
  // Some platforms look at `this`.
  return (work) => (platform as { waitUntil: WaitUntil }).waitUntil(work);
}
