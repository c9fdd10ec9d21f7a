import {
  type CallContext,
  type ClientOptions,
  callEndpoint,
  clientOf,
  createCallContext,
  InvalidRequestError,
  nativeClient,
  requireOptions,
  type TokenSource,
  type TokenStore,
} from '@imgroups/core';
import type { GetAppTokenResponse } from './chapters/tokens.ts';
import { easemobProtocol } from './easemob-protocol.ts';
import { type EasemobClient, easemobEndpoints } from './endpoints.ts';
import { type EasemobHost, easemobHosts } from './hosts.ts';
import {
  type AppTokenSourceOptions,
  appTokenSource,
  type TokenTimeUnit,
  userTokenSource,
} from './token-source.ts';

export type { EasemobClient } from './endpoints.ts';

/** How to reach an app at Easemob. */
export interface EasemobClientOptions extends ClientOptions {
  /** `org#app`, from the console. */
  readonly appKey: string;
  /** From the console; app tokens are fetched with it. Together with `clientSecret`, or give `token`. */
  readonly clientId?: string | undefined;
  /** From the console. */
  readonly clientSecret?: string | undefined;
  /** Gives a valid app token, where the secret is kept elsewhere. Asked for each call. */
  readonly token?: (() => Promise<string> | string) | undefined;
  /**
   * The host of the data centre where the app was created, or any host or base URL, with `http://` too.
   *
   * @default 'a1.easemob.com'
   */
  readonly host?: EasemobHost | undefined;
  /** Shares app tokens between processes. @default none: each client fetches its own */
  readonly tokenStore?: TokenStore | undefined;
  /** Unit of the life of tokens; only some dedicated clusters count milliseconds. @default 'seconds' */
  readonly tokenTimeUnit?: TokenTimeUnit | undefined;
}

/**
 * Creates the vendor-native client.
 *
 * @see https://doc.easemob.com/document/server-side/overview.html
 */
export function createEasemobClient(options: EasemobClientOptions): EasemobClient {
  return clientOfContext(createEasemobContext(options), options);
}

/** The client's methods over a context that is shared with the provider. */
export function clientOfContext(
  context: CallContext,
  options: Pick<EasemobClientOptions, 'transport'>,
): EasemobClient {
  return { ...clientOf(context, easemobEndpoints), ...nativeClient(context, options) };
}

/** Everything calls need, from the options; a wrong one is refused here, by name. */
export function createEasemobContext(options: EasemobClientOptions): CallContext {
  requireOptions(options);
  const { appKey, host = easemobHosts.china1 } = options;
  if (typeof appKey !== 'string' || !/^[^#/\s]+#[^#/\s]+$/.test(appKey)) {
    throw refused('appKey', "must be 'org#app', as the console shows it");
  }
  const baseUrl = baseUrlOf(host);
  const tokens = tokenSourceOf(options, baseUrl, fetchToken);
  const context = createCallContext(
    easemobProtocol({ appKey, baseUrl, tokens }),
    options,
    easemobEndpoints,
  );

  /** The call that waits for the token tries again, so this one does not. */
  function fetchToken({ signal }: { readonly signal: AbortSignal }): Promise<GetAppTokenResponse> {
    const request = {
      grant_type: 'client_credentials',
      client_id: options.clientId,
      client_secret: options.clientSecret,
    };
    return callEndpoint(context, 'getAppToken', easemobEndpoints.getAppToken, request, {
      maxRetries: 0,
      signal,
    });
  }

  return context;
}

function tokenSourceOf(
  options: EasemobClientOptions,
  baseUrl: string,
  fetch: AppTokenSourceOptions['fetch'],
): TokenSource {
  const { appKey, clientId, clientSecret, token } = options;
  const { tokenTimeUnit: timeUnit = 'seconds', tokenStore: store, now = Date.now } = options;
  if (timeUnit !== 'seconds' && timeUnit !== 'milliseconds') {
    throw refused('tokenTimeUnit', "must be 'seconds' or 'milliseconds'");
  }
  if (token !== undefined) {
    if (clientId !== undefined || clientSecret !== undefined) {
      throw refused('token', 'cannot be given together with clientId and clientSecret');
    }
    if (typeof token !== 'function') throw refused('token', 'must be a function');
    return userTokenSource(token);
  }
  requireCredential('clientId', clientId);
  requireCredential('clientSecret', clientSecret);
  const key = `imgroups:easemob:${baseUrl}:${appKey}:${clientId}`;
  return appTokenSource({ fetch, timeUnit, key, store, now });
}

function requireCredential(field: string, value: unknown): void {
  if (typeof value === 'string' && value !== '') return;
  throw refused(field, 'must be a non-empty string, as the console shows it (or give token)');
}

/** The base URL of a host, which may be a base URL already. */
function baseUrlOf(host: string): string {
  const text = typeof host === 'string' && host.includes('://') ? host : `https://${host}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const usable =
    typeof host === 'string' &&
    host !== '' &&
    url !== undefined &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    `${url.username}${url.password}${url.search}${url.hash}` === '';
  if (!usable) {
    throw refused('host', "must be a host like 'a1.easemob.com', or an http or https URL");
  }
  return url.href.replace(/\/+$/, '');
}

function refused(field: string, rule: string): InvalidRequestError {
  return new InvalidRequestError(`${field}: ${rule}`, { field, provider: 'easemob' });
}
