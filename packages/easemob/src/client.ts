import {
  addressEntries,
  aFunction,
  baseUrlOf,
  type CallContext,
  type ClientOptions,
  callEndpoint,
  checkOptions,
  clientOf,
  clientOptionEntries,
  configure,
  createCallContext,
  invalid,
  nativeClient,
  oneOf,
  secret,
  strict,
  type TokenSource,
  type TokenStore,
  withMethods,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { GetAppTokenResponse } from './chapters/tokens.ts';
import { appKey } from './credentials/app-key.ts';
import {
  type AppTokenSourceOptions,
  appTokenSource,
  type TokenTimeUnit,
  userTokenSource,
} from './credentials/app-token.ts';
import { type EasemobClient, easemobEndpoints } from './endpoints.ts';
import { appUrlOf, easemobProtocol } from './wire/protocol.ts';
import { type EasemobRegion, easemobRegions } from './wire/regions.ts';

export type { EasemobClient } from './endpoints.ts';

/** The address and credentials of an app at Easemob. */
export interface EasemobClientOptions extends ClientOptions {
  /** `org#app`, from the console. */
  readonly appKey: string;
  /** From the console; app tokens are fetched with it. Together with `clientSecret`, or give `token`. */
  readonly clientId?: string | undefined;
  /** From the console. */
  readonly clientSecret?: string | undefined;
  /** Gives a valid app token, where the secret is kept elsewhere. Asked for each call. */
  readonly token?: (() => Promise<string> | string) | undefined;
  /** The data centre where the app was created. @default 'china1' */
  readonly region?: EasemobRegion | undefined;
  /** In place of `region`: another address of the service, e.g. of a dedicated cluster, a proxy or the emulator. */
  readonly baseUrl?: string | undefined;
  /** Shares app tokens between processes. @default none: each client fetches its own */
  readonly tokenStore?: TokenStore | undefined;
  /** Unit of the life of tokens; only some dedicated clusters count milliseconds. @default 'seconds' */
  readonly tokenTimeUnit?: TokenTimeUnit | undefined;
}

const secretRule = 'must be a non-empty string, as the console shows it (or give token)';

/** Makes the schemas of the options; only whoever makes a client pays for them. A secret is never shown. */
export const easemobClientEntries = () => ({
  ...clientOptionEntries(easemobEndpoints),
  appKey,
  clientId: v.optional(secret(secretRule)),
  clientSecret: v.optional(secret(secretRule)),
  token: v.optional(aFunction),
  ...addressEntries(easemobRegions),
  tokenStore: v.optional(withMethods<TokenStore>('get', 'set')),
  tokenTimeUnit: v.optional(oneOf(['seconds', 'milliseconds'])),
});

/**
 * Creates the vendor-native client. A wrong option is refused by name; nothing is sent.
 *
 * @see https://doc.easemob.com/document/server-side/overview.html
 */
export function createEasemobClient(options: EasemobClientOptions): EasemobClient {
  const checked = checkOptions('easemob', strict(easemobClientEntries()), options);
  return configure('easemob', () => clientOfContext(createEasemobContext(checked), checked));
}

/** The client's methods over a context that is shared with the provider. */
export function clientOfContext(
  context: CallContext,
  options: Pick<EasemobClientOptions, 'transport'>,
): EasemobClient {
  return { ...clientOf(context, easemobEndpoints), ...nativeClient(context, options) };
}

/** Everything calls need, from the checked options. */
export function createEasemobContext(options: EasemobClientOptions): CallContext {
  const { appKey, clientSecret } = options;
  const baseUrl = baseUrlOf(easemobRegions, 'china1', options);
  const tokens = tokenSourceOf(options, baseUrl, fetchToken);
  const appUrl = appUrlOf(baseUrl, appKey);
  const protocol = easemobProtocol({ app: appKey, appUrl, tokens, secret: clientSecret });
  const context = createCallContext(protocol, options);

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
  const {
    tokenTimeUnit: timeUnit = 'seconds',
    tokenStore: store,
    logger,
    now = Date.now,
  } = options;
  if (token !== undefined) {
    if (clientId !== undefined || clientSecret !== undefined) {
      throw invalid('token', 'cannot be given together with clientId and clientSecret');
    }
    return userTokenSource(token);
  }
  if (clientId === undefined) throw invalid('clientId', secretRule);
  if (clientSecret === undefined) throw invalid('clientSecret', secretRule);
  const key = `imgroups:easemob:${baseUrl}:${appKey}:${clientId}`;
  return appTokenSource({ fetch, timeUnit, key, store, logger, now });
}
