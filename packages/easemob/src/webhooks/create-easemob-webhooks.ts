import { checkOptions, configure, strict } from '@imgroups/core/adapter';
import type { EventEnvelope, WebhookOptions, Webhooks } from '@imgroups/core/webhooks';
import {
  type Callback,
  type CallbackContent,
  createWebhooks,
  readDate,
  readText,
  requireOtherwise,
  secretList,
  webhookOptionEntries,
} from '@imgroups/core/webhooks-adapter';
import * as v from 'valibot';
import { appKey } from '../credentials/app-key.ts';
import { vendorNames } from './callbacks.ts';
import { easemobEvents } from './events.ts';
import { readEvents } from './parse.ts';
import { isPreDelivery } from './parse-message.ts';
import { answerTo, readQuestion } from './questions.ts';
import { readUserId } from './read-ids.ts';
import { ruleSecret } from './sign.ts';
import type { EasemobWebhookTypes } from './types.ts';
import { verify } from './verify.ts';

/** Options of a receiver of Easemob's callbacks. */
export type EasemobWebhookOptions = {
  /** `org#app`: callbacks of other apps are refused. Without it they are not told apart. */
  readonly appKey?: string | undefined;
  /** The secrets of the rules in the console, each rule has its own; an old one too while it is changed. */
  readonly secrets: readonly string[];
} & WebhookOptions<EasemobWebhookTypes>;

type ReceiverOptions<Name extends string> = Pick<EasemobWebhookOptions, 'appKey' | 'secrets'> &
  WebhookOptions<EasemobWebhookTypes<Name>>;

/** The schemas of the options of a receiver, but for that of `appKey`. */
export const receiverEntries = {
  ...webhookOptionEntries(easemobEvents, vendorNames, ['message.send']),
  secrets: secretList(ruleSecret()),
};

const optionsSchema = strict({ ...receiverEntries, appKey: v.optional(appKey) });

/** The actor of calls by REST or the console. */
const serverName = '@ppadmin';

/**
 * Creates the receiver of Easemob's callbacks, of both generations. The signature covers an id and the time and not the rest of
 * the body: serve it over https and under a path that nobody can guess. A callback that is too old is answered like a good one
 * and calls nobody, because the vendor suspends a rule after 90 failures in 30 seconds.
 *
 * @see https://doc.easemob.com/document/server-side/callback_postsending.html
 */
export function createEasemobWebhooks(
  options: EasemobWebhookOptions,
): Webhooks<EasemobWebhookTypes> {
  const checked = checkOptions('easemob', optionsSchema, options);
  return createReceiver('easemob', checked);
}

/** The receiver of a brand of the service, from checked options. */
export function createReceiver<Name extends string>(
  name: Name,
  checked: ReceiverOptions<Name>,
): Webhooks<EasemobWebhookTypes<Name>> {
  configure(name, () => requireOtherwise(checked));
  return createWebhooks<EasemobWebhookTypes<Name>>(
    {
      name,
      events: easemobEvents,
      secretQuery: [],
      maxAge: 600,
      acknowledgesWrongTimes: true,
      answerWithin: 8000,
      deadlineMs: 150,
      verify: (callback) => verify(callback, checked),
      read: (callback) => read(callback, checked.appKey),
      answer: answerTo,
    },
    checked,
  );
}

function read({ body, raw, receivedAt }: Callback, expected: string | undefined): CallbackContent {
  const appKey = readText(body.appkey) ?? expected;
  const { name, drafts } = readEvents(body, appKey, receivedAt);
  return {
    id: idOf(body),
    appId: appKey ?? '',
    name,
    occurredAt: readDate(body.timestamp) ?? new Date(receivedAt),
    actor: actorOf(body, appKey),
    drafts,
    question: readQuestion(raw, appKey),
  };
}

/** One message is told of several times under one `callId`: before and after, and for each receiver who is offline. */
function idOf(body: Callback['body']): string {
  const phase = isPreDelivery(body) ? 'pre' : 'post';
  const parts = [body.callId, phase, body.eventType, body.to];
  return parts.map((part) => readText(part) ?? '').join(':');
}

function actorOf(body: Callback['body'], appKey: string | undefined): EventEnvelope['actor'] {
  const from = readText(body.from);
  const id = readUserId(body.operator ?? from, appKey);
  if (id === undefined) return { kind: 'unknown' };
  if (id === serverName) return { kind: 'server' };
  // In the older generation a call by REST shows somebody too; only clients have a resource.
  const isUser = body.chat_type !== 'muc' || from?.includes('/');
  return { kind: isUser ? 'user' : 'unknown', id };
}
