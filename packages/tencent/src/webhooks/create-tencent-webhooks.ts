import { checkOptions, configure, invalid, must, strict } from '@imgroups/core/adapter';
import {
  type EventEnvelope,
  WebhookError,
  type WebhookOptions,
  type Webhooks,
} from '@imgroups/core/webhooks';
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
import { sdkAppId } from '../credentials/user-sig-document.ts';
import { vendorCommands } from './callbacks.ts';
import { tencentEvents } from './events.ts';
import { readEvents } from './parse.ts';
import { answerTo, questionNames, readQuestion } from './questions.ts';
import { sha256Hex } from './sha256.ts';
import { callbackToken } from './sign.ts';
import type { TencentWebhookTypes } from './types.ts';
import { verify } from './verify.ts';

/** Options of a receiver of Tencent's callbacks. */
export type TencentWebhookOptions = {
  /** The app's SDKAppID; callbacks of other apps are refused. */
  readonly sdkAppId: number | string;
  /** Accounts that call the REST API: what they do is the server's doing. @default ['administrator'] */
  readonly administrators?: readonly string[] | undefined;
} & (
  | {
      /** The token of callback authentication in the console; two while it is changed. */
      readonly tokens: readonly string[];
      readonly unsigned?: undefined;
    }
  | {
      /** The console signs nothing: anyone who knows the address can send anything. */
      readonly unsigned: true;
      readonly tokens?: undefined;
    }
) &
  WebhookOptions<TencentWebhookTypes>;

const optionsSchema = strict({
  ...webhookOptionEntries(tencentEvents, vendorCommands, questionNames),
  sdkAppId,
  administrators: v.optional(
    must<readonly string[]>(
      'a list of user ids',
      (value) => Array.isArray(value) && value.every((id) => typeof id === 'string'),
    ),
  ),
  tokens: v.optional(secretList(callbackToken())),
  unsigned: v.optional(
    must<true>('true, or left out', (value) => value === true || value === undefined),
  ),
});

/**
 * Creates the receiver of Tencent's callbacks about groups. The signature covers only the time and not the body: serve it over
 * https and under a path that nobody can guess.
 *
 * @see https://cloud.tencent.com/document/product/269/1522
 */
export function createTencentWebhooks(
  options: TencentWebhookOptions,
): Webhooks<TencentWebhookTypes> {
  const checked = checkOptions('tencent', optionsSchema, options);
  configure('tencent', () => {
    requireOtherwise(checked);
    requireTokens(checked);
  });
  const administrators = new Set(checked.administrators ?? ['administrator']);
  return createWebhooks<TencentWebhookTypes>(
    {
      name: 'tencent',
      events: tencentEvents,
      secretQuery: ['Sign'],
      maxAge: 60,
      acknowledgesWrongTimes: false,
      answerWithin: 1500,
      deadlineMs: 1500,
      verify: (callback) => verify(callback, checked),
      read: (callback) => read(callback, String(checked.sdkAppId), administrators),
      answer: answerTo,
    },
    checked,
  );
}

function requireTokens({ tokens, unsigned }: Pick<TencentWebhookOptions, 'tokens' | 'unsigned'>) {
  if (tokens === undefined && unsigned === undefined) {
    throw invalid(
      'tokens',
      'is missing: give the token of callback authentication as the console shows it, or unsigned: true where it is off',
    );
  }
  if (tokens !== undefined && unsigned !== undefined) {
    throw invalid('unsigned', 'cannot be given together with tokens');
  }
}

function read(
  callback: Callback,
  appId: string,
  administrators: ReadonlySet<string>,
): CallbackContent {
  const { body, query, raw, receivedAt } = callback;
  const name = readText(body.CallbackCommand) ?? query.CallbackCommand;
  if (name === undefined || name === '') {
    throw new WebhookError('invalid_body', 'CallbackCommand: is missing');
  }
  const occurredAt = readDate(body.EventTime);
  return {
    id: idOf(name, callback, occurredAt !== undefined),
    appId,
    name,
    occurredAt: occurredAt ?? new Date(receivedAt),
    actor: actorOf(callback, administrators),
    drafts: readEvents(name, body),
    question: readQuestion(name, raw),
  };
}

/** The vendor gives callbacks no id; without a time in the body two that are alike differ by when they were signed. */
function idOf(command: string, { text, query }: Callback, hasTime: boolean): string {
  const signedAt = hasTime ? '' : (query.RequestTime ?? '');
  return sha256Hex(`${command}\n${signedAt}\n${text}`);
}

function actorOf(
  { body, query }: Callback,
  administrators: ReadonlySet<string>,
): EventEnvelope['actor'] {
  const id =
    readText(body.Operator_Account) ??
    readText(body.Requestor_Account) ??
    readText(body.From_Account);
  const isServer = query.OptPlatform === 'RESTAPI' || (id !== undefined && administrators.has(id));
  if (isServer) return id === undefined ? { kind: 'server' } : { kind: 'server', id };
  return id === undefined ? { kind: 'unknown' } : { kind: 'user', id };
}
