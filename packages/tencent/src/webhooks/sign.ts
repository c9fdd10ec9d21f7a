import {
  aFunction,
  checkOptions,
  configure,
  must,
  readArgument,
  readSeconds,
  secret,
  strict,
  text,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { sdkAppId } from '../credentials/user-sig-document.ts';
import { signatureOf } from './verify.ts';

/** A callback to make for a test. */
export interface SignTencentCallbackOptions {
  readonly sdkAppId: number | string;
  /** The token of the console. Without it the callback is not signed. */
  readonly token?: string | undefined;
  /** With its `CallbackCommand`. */
  readonly body: { readonly CallbackCommand: string } & Readonly<Record<string, unknown>>;
  /** The address of the receiver. @default 'http://localhost/' */
  readonly url?: string | undefined;
  /** `RESTAPI`, `Web`, `Android`, `iOS`... @default 'RESTAPI' */
  readonly platform?: string | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** A callback as `parse` takes it; for `fetch`: `new Request(url, { method: 'POST', body })`. */
export interface SignedTencentCallback {
  readonly url: string;
  readonly body: string;
}

const signOptions = strict({
  sdkAppId,
  token: v.optional(callbackToken()),
  body: v.looseObject({ CallbackCommand: text }),
  url: v.optional(must<string>('a URL', (value) => URL.canParse(String(value)))),
  platform: v.optional(text),
  now: v.optional(aFunction),
});

/** The schema of a token; no refusal shows it. */
export function callbackToken() {
  return secret(
    'must be the token of callback authentication, 1 to 128 characters',
    (value) => value.length > 0 && value.length <= 128,
  );
}

/** Makes a callback as Tencent sends it, for tests of a receiver. */
export async function signTencentCallback(
  options: SignTencentCallbackOptions,
): Promise<SignedTencentCallback> {
  const checked = checkOptions('tencent', signOptions, options);
  const { token, body, platform = 'RESTAPI', now = Date.now } = checked;
  const url = new URL(checked.url ?? 'http://localhost/');
  const query = {
    SdkAppid: String(checked.sdkAppId),
    CallbackCommand: body.CallbackCommand,
    contenttype: 'json',
    ClientIP: '127.0.0.1',
    OptPlatform: platform,
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  if (token !== undefined) {
    const requestTime = String(configure('tencent', () => readSeconds(now)));
    url.searchParams.set('Sign', signatureOf(token, requestTime));
    url.searchParams.set('RequestTime', requestTime);
  }
  return {
    url: url.href,
    body: configure('tencent', () => readArgument('body', () => JSON.stringify(body))),
  };
}
