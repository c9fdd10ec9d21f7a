import {
  aFunction,
  checkOptions,
  configure,
  given,
  invalid,
  readArgument,
  secret,
  strict,
  text,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { appKey } from '../credentials/app-key.ts';
import { signatureOf } from './verify.ts';

/** A callback to make for a test. */
export interface SignEasemobCallbackOptions {
  /** `org#app`. */
  readonly appKey: string;
  /** The secret of the rule. */
  readonly secret: string;
  /** Its `callId` is kept, where it has one. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The address of the receiver. @default 'http://localhost/' */
  readonly url?: string | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** A callback as `parse` takes it; for `fetch`: `new Request(url, { method: 'POST', body })`. */
export interface SignedEasemobCallback {
  readonly url: string;
  readonly body: string;
}

const signOptions = strict({
  appKey,
  secret: ruleSecret(),
  body: v.record(v.string(), v.unknown()),
  url: v.optional(text),
  now: v.optional(aFunction),
});

/** The schema of a secret; no refusal shows it. */
export function ruleSecret() {
  return secret('must be the secret of a callback rule, as the console shows it');
}

/** Makes a callback as Easemob sends it, for tests of a receiver. */
export async function signEasemobCallback(
  options: SignEasemobCallbackOptions,
): Promise<SignedEasemobCallback> {
  const checked = checkOptions('easemob', signOptions, options);
  const { body, url = 'http://localhost/', now = Date.now } = checked;
  const callId =
    typeof body.callId === 'string' ? body.callId : `${checked.appKey}_${crypto.randomUUID()}`;
  const timestamp = configure('easemob', () => readMilliseconds(now));
  const security = signatureOf(callId, checked.secret, String(timestamp));
  const signed = { ...body, callId, security, timestamp, appkey: checked.appKey };
  return {
    url,
    body: configure('easemob', () => readArgument('body', () => JSON.stringify(signed))),
  };
}

function readMilliseconds(now: () => number): number {
  const time = Math.floor(readArgument('now', now));
  if (Number.isSafeInteger(time)) return time;
  throw invalid('now', `must give milliseconds since 1970, not ${given(time)}`);
}
