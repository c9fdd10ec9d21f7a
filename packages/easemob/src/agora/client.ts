import {
  aFunction,
  baseUrl,
  type CallContext,
  type ClientOptions,
  checkOptions,
  clientOf,
  clientOptionEntries,
  configure,
  createCallContext,
  invalid,
  nativeClient,
  strict,
  type TokenSource,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { userTokenSource } from '../credentials/app-token.ts';
import { easemobProtocol } from '../wire/protocol.ts';
import { appCertificate, appId } from './credentials/app-id.ts';
import { appTokenSource } from './credentials/chat-token.ts';
import { type AgoraChatClient, agoraEndpoints } from './endpoints.ts';

export type { AgoraChatClient } from './endpoints.ts';

/** The address and credentials of an app at Agora Chat. */
export interface AgoraChatClientOptions extends ClientOptions {
  /** 32 hexadecimal digits, from the console. */
  readonly appId: string;
  /** The primary certificate, from the console; app tokens are made with it. Either this or `token`. */
  readonly appCertificate?: string | undefined;
  /** Gives a valid app token, where the certificate is kept elsewhere. Asked for each call. */
  readonly token?: (() => Promise<string> | string) | undefined;
  /** Address of the service for the app, as the console shows it ("RESTful API domain"), or of a proxy or the emulator. */
  readonly baseUrl: string;
}

/** Makes the schemas of the options; only whoever makes a client pays for them. A secret is never shown. */
export const agoraClientEntries = () => ({
  ...clientOptionEntries(agoraEndpoints),
  appId,
  appCertificate: v.optional(appCertificate),
  token: v.optional(aFunction),
  baseUrl,
});

/**
 * Creates the vendor-native client. A wrong option is refused by name; nothing is sent.
 *
 * @see https://docs.agora.io/en/api-reference/api-ref/im
 */
export function createAgoraChatClient(options: AgoraChatClientOptions): AgoraChatClient {
  const checked = checkOptions('agora', strict(agoraClientEntries()), options);
  return configure('agora', () => clientOfContext(createAgoraContext(checked), checked));
}

/** The client's methods over a context that is shared with the provider. */
export function clientOfContext(
  context: CallContext,
  options: Pick<AgoraChatClientOptions, 'transport'>,
): AgoraChatClient {
  return { ...clientOf(context, agoraEndpoints), ...nativeClient(context, options) };
}

/** Everything calls need, from the checked options. */
export function createAgoraContext(options: AgoraChatClientOptions): CallContext {
  const { appId, appCertificate } = options;
  const protocol = easemobProtocol({
    provider: 'agora',
    app: appId,
    appUrl: `${new URL(options.baseUrl).href.replace(/\/+$/, '')}/app-id/${appId}`,
    tokens: tokenSourceOf(options),
    secret: appCertificate,
    credentials: 'appId and appCertificate, or what token gives, and baseUrl',
    address: 'baseUrl',
  });
  return createCallContext(protocol, options);
}

function tokenSourceOf(options: AgoraChatClientOptions): TokenSource {
  const { appId, appCertificate, token, now = Date.now } = options;
  if (token !== undefined) {
    if (appCertificate !== undefined) {
      throw invalid('token', 'cannot be given together with appCertificate');
    }
    return userTokenSource(token);
  }
  if (appCertificate === undefined) {
    throw invalid('appCertificate', 'must be the app certificate (or give token)');
  }
  return appTokenSource(appId, appCertificate, now);
}
