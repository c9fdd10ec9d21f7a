import { must, oneOf, secret, strict } from '@imgroups/core/adapter';
import { signEasemobCallback } from '@imgroups/easemob/webhooks';
import * as v from 'valibot';
import type { Clock } from '../../server/clock.ts';
import { postCallback, type Reception } from '../../server/deliveries.ts';
import { subscribeToSteps } from '../../server/steps.ts';
import type { VendorContext } from '../../server/vendor-service.ts';
import {
  type CallbackBody,
  type Message,
  type NamedBody,
  type PreDeliveryShape,
  toLegacy,
  toMessageQuestion,
  toOperations,
} from './callback-bodies.ts';
import type { ExceptionStore } from './handlers/call.ts';
import type { EasemobState } from './state/state.ts';

/** A rule of post-delivery callbacks, as the console sets it. */
export interface EasemobWebhookSettings {
  readonly url: string;
  readonly secret: string;
  /** Which generation the app belongs to. @default 'new' */
  readonly generation?: 'new' | 'legacy' | undefined;
  /** The multi-device service, without which the older generation tells of no creation. @default true */
  readonly multiDevice?: boolean | undefined;
  /** Stops sending for 5 minutes and longer after 90 failures in 30 seconds. @default false */
  readonly suspension?: boolean | undefined;
  /** The exception store: what failed can be sent again for 3 days. @default false */
  readonly storage?: boolean | undefined;
  /** Milliseconds that the receiver has. @default 10000 */
  readonly timeout?: number | undefined;
  /** Asks before a message of a client is delivered; without it nobody is asked. */
  readonly preDelivery?: EasemobPreDeliverySettings | undefined;
}

/** A rule of pre-delivery callbacks; they go to the same URL. */
export interface EasemobPreDeliverySettings {
  /** The position of the message: in `payload.bodies`, or as `payload` itself. @default 'flat' */
  readonly shape?: PreDeliveryShape | undefined;
  /** The decision when the answer does not come in time or is not valid. @default 'allow' */
  readonly otherwise?: 'allow' | 'deny' | undefined;
  /** Milliseconds that the receiver has. @default 200 */
  readonly timeout?: number | undefined;
}

const milliseconds = v.pipe(v.number(), v.minValue(1));

export const webhookSettings: v.GenericSchema<unknown, EasemobWebhookSettings> = strict({
  url: must<string>('a URL', (value) => URL.canParse(String(value))),
  secret: secret('must be the secret of a callback rule'),
  generation: v.optional(oneOf(['new', 'legacy'])),
  multiDevice: v.optional(v.boolean()),
  suspension: v.optional(v.boolean()),
  storage: v.optional(v.boolean()),
  timeout: v.optional(milliseconds),
  preDelivery: v.optional(
    strict({
      shape: v.optional(oneOf(['bodies', 'flat'])),
      otherwise: v.optional(oneOf(['allow', 'deny'])),
      timeout: v.optional(milliseconds),
    }),
  ),
});

/** The callbacks of an Easemob app. */
interface EasemobCallbacks extends ExceptionStore {
  readonly set: (settings: EasemobWebhookSettings | undefined) => void;
  /** The text that the application lets pass of a client's message; nothing where it refuses. */
  readonly ask: (groupId: string, message: AskedMessage) => Promise<string | undefined>;
}

interface Parts extends Pick<VendorContext, 'changes' | 'deliveries'> {
  readonly appKey: string;
  readonly state: EasemobState;
  readonly clock: Clock;
}

interface Pending extends NamedBody {
  readonly groupId: string | undefined;
  readonly request: number | undefined;
}

type AskedMessage = Message & { readonly text: string };

const timeoutOfVendor = 10_000;
const preDeliveryTimeoutOfVendor = 200;
/** A longer answer counts as a failure. */
const longestAnswer = 1000;
const failuresThatSuspend = 90;
const failureWindow = 30_000;
const suspensionStep = 5 * 60_000;
const longestSuspension = 25 * 60_000;
const suspensionMemory = 24 * 3600_000;
const bucketLength = 10 * 60_000;
const bucketLife = 3 * 24 * 3600_000;
const mostRetries = 10;

interface Bucket {
  readonly start: number;
  readonly callbacks: Pending[];
  retry: number;
}

/** Sends the callbacks of an app for what happens to its state. */
export function createEasemobCallbacks(
  { appKey, state, clock, changes, deliveries }: Parts,
  initial: EasemobWebhookSettings | undefined,
): EasemobCallbacks {
  let webhooks = initial;
  let failures: number[] = [];
  let suspensions: number[] = [];
  let suspendedUntil = 0;
  const buckets = new Map<number, Bucket>();

  subscribeToSteps(changes, (step) => {
    if (!webhooks) return;
    const toBodies = webhooks.generation === 'legacy' ? toLegacy : toOperations;
    const { multiDevice = true } = webhooks;
    const pending = step.flatMap((change) => {
      const { groupId, request } = change;
      const group = state.groups.get(groupId ?? '');
      const bodies = toBodies(change, { appKey, group, multiDevice });
      return bodies.map((body): Pending => ({ ...body, groupId, request }));
    });
    for (const callback of withoutRepeatedUpdates(pending)) send(callback);
  });

  function send(callback: Pending): void {
    const settings = webhooks;
    if (!settings) return;
    const body = { callId: `${appKey}_${crypto.randomUUID()}`, ...callback.body };
    const { name, groupId, request } = callback;
    deliveries.later({
      name,
      groupId,
      request,
      send: () => deliver(settings, { ...callback, body }),
    });
  }

  async function deliver(settings: EasemobWebhookSettings, callback: Pending) {
    if (settings.suspension && clock.now() < suspendedUntil) {
      keep(settings, callback);
      return { problem: 'suspended', attempts: 0 } as const;
    }
    const first = await attempt(settings, callback.body);
    if (isReceived(first)) return { ...first, attempts: 1 };
    const second = await attempt(settings, callback.body);
    if (!isReceived(second)) keep(settings, callback);
    return { ...second, attempts: 2 };
  }

  async function attempt(
    { url, secret, suspension, timeout = timeoutOfVendor }: EasemobWebhookSettings,
    body: CallbackBody,
  ): Promise<Reception> {
    const signed = await signEasemobCallback({ appKey, secret, body, url, now: clock.now });
    const reception = await postCallback(signed, timeout);
    if (suspension && !isReceived(reception)) countFailure();
    return reception;
  }

  function countFailure(): void {
    const now = clock.now();
    failures = [...failures.filter((time) => time > now - failureWindow), now];
    if (failures.length < failuresThatSuspend) return;
    failures = [];
    suspensions = [...suspensions.filter((time) => time > now - suspensionMemory), now];
    suspendedUntil = now + Math.min(suspensions.length * suspensionStep, longestSuspension);
  }

  function keep({ storage }: EasemobWebhookSettings, callback: Pending): void {
    if (!storage) return;
    const start = Math.floor(clock.now() / bucketLength) * bucketLength;
    const bucket = buckets.get(start) ?? { start, callbacks: [], retry: 0 };
    buckets.set(start, bucket);
    bucket.callbacks.push(callback);
  }

  function liveBuckets(): readonly Bucket[] {
    return [...buckets.values()].filter(({ start }) => start > clock.now() - bucketLife);
  }

  return {
    set(settings) {
      webhooks = settings;
      failures = [];
      suspendedUntil = 0;
    },
    async ask(groupId, message) {
      if (!webhooks?.preDelivery) return message.text;
      const { url, secret, preDelivery } = webhooks;
      const { shape = 'flat', otherwise = 'allow' } = preDelivery;
      const { timeout = preDeliveryTimeoutOfVendor } = preDelivery;
      const { name, body } = toMessageQuestion(groupId, message, shape);
      const reception = await deliveries.ask({
        name,
        groupId,
        request: undefined,
        async send() {
          const signed = await signEasemobCallback({ appKey, secret, body, url, now: clock.now });
          return { ...(await postCallback(signed, timeout)), attempts: 1 };
        },
      });
      const decision = v.safeParse(preDeliveryAnswer, reception.answer);
      if (!isReceived(reception) || !decision.success) {
        return otherwise === 'deny' ? undefined : message.text;
      }
      const { valid, payload } = decision.output;
      return valid ? (payload?.bodies[0].msg ?? message.text) : undefined;
    },
    stored: () =>
      liveBuckets().map(({ start, callbacks, retry }) => ({
        date: toDate(start),
        size: callbacks.length,
        retry,
      })),
    sendAgain(date, targetUrl) {
      const bucket = liveBuckets().find(({ start }) => toDate(start) === date);
      const settings = webhooks;
      if (!bucket || !settings || bucket.retry >= mostRetries) return false;
      bucket.retry += 1;
      const target = { ...settings, url: targetUrl ?? settings.url };
      for (const { name, groupId, body } of bucket.callbacks) {
        deliveries.later({
          name,
          groupId,
          request: undefined,
          send: async () => ({ ...(await attempt(target, body)), attempts: 1 }),
        });
      }
      return true;
    },
  };
}

const preDeliveryAnswer = v.object({
  valid: v.boolean(),
  code: v.optional(v.string()),
  payload: v.optional(
    v.object({ bodies: v.looseTuple([v.object({ msg: v.string(), type: v.literal('txt') })]) }),
  ),
});

function isReceived({ status, length = 0 }: Reception): boolean {
  return status === 200 && length <= longestAnswer;
}

/** The vendor tells the whole new state, so one callback tells all that a call changed. */
function withoutRepeatedUpdates(pending: readonly Pending[]): readonly Pending[] {
  const updates = ['UPDATE/INFO', 'muc/update'];
  return pending.filter(({ name, groupId }, index) => {
    const before = pending.slice(0, index);
    return !(
      updates.includes(name) &&
      before.some((other) => other.name === name && other.groupId === groupId)
    );
  });
}

/** `202109091440`, in UTC. */
function toDate(time: number): string {
  return new Date(time).toISOString().replaceAll(/\D/g, '').slice(0, 12);
}
