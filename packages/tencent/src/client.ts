import {
  addressEntries,
  aFunction,
  baseUrlOf,
  type CallContext,
  type ClientOptions,
  cachedTokenSource,
  checkOptions,
  clientOf,
  clientOptionEntries,
  configure,
  createCallContext,
  credential,
  customTokenSource,
  invalid,
  lifeInSeconds,
  nativeClient,
  secret,
  strict,
  type TokenSource,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { createUserSigner } from './credentials/user-sig.ts';
import { sdkAppId } from './credentials/user-sig-document.ts';
import { type TencentClient, tencentEndpoints } from './endpoints.ts';
import { tencentProtocol } from './wire/protocol.ts';
import { type TencentRegion, tencentRegions } from './wire/regions.ts';

export type { TencentClient } from './endpoints.ts';

/** The address and credentials of an app at Tencent Cloud Chat. */
export interface TencentClientOptions extends ClientOptions {
  /** The app's SDKAppID, from the console: a number, or its digits as an environment variable holds them. */
  readonly sdkAppId: number | string;
  /** The app's secret key, from the console; signatures are made with it. Either this or `userSig`. */
  readonly secretKey?: string | undefined;
  /** Gives a valid UserSig of the administrator, where the secret key is kept elsewhere. */
  readonly userSig?: (() => Promise<string> | string) | undefined;
  /** Life of the signatures made with `secretKey`, in seconds. @default 86400 */
  readonly userSigSeconds?: number | undefined;
  /** App administrator in whose name calls are made. @default 'administrator' */
  readonly administrator?: string | undefined;
  /** The region in which the app was created. @default 'china' */
  readonly region?: TencentRegion | undefined;
  /** In place of `region`: another address of the service, e.g. of the emulator or of a proxy. */
  readonly baseUrl?: string | undefined;
}

/** Makes the schemas of the options; only programs that make a client pay for them. A secret is never shown. */
export const tencentClientEntries = () => ({
  ...clientOptionEntries(tencentEndpoints),
  sdkAppId,
  secretKey: v.optional(secret('must be the secret key of the app (or give userSig)')),
  userSig: v.optional(aFunction),
  userSigSeconds: v.optional(lifeInSeconds),
  administrator: v.optional(
    credential('a non-empty string', (value) => typeof value === 'string' && value !== ''),
  ),
  ...addressEntries(tencentRegions),
});

/**
 * Creates the vendor-native client. A wrong option is refused by name; nothing is sent.
 *
 * @see https://cloud.tencent.com/document/product/269/1519
 */
export function createTencentClient(options: TencentClientOptions): TencentClient {
  const checked = checkOptions('tencent', strict(tencentClientEntries()), options);
  return configure('tencent', () => clientOfContext(createTencentContext(checked), checked));
}

/** The client's methods over a context that is shared with the provider. */
export function clientOfContext(
  context: CallContext,
  options: Pick<TencentClientOptions, 'transport'>,
): TencentClient {
  return { ...clientOf(context, tencentEndpoints), ...nativeClient(context, options) };
}

/** Everything calls need, from the checked options. */
export function createTencentContext(options: TencentClientOptions): CallContext {
  const { administrator = 'administrator' } = options;
  const { random = Math.random, now = Date.now } = options;
  const protocol = tencentProtocol({
    sdkAppId: Number(options.sdkAppId),
    administrator,
    userSigs: userSigSource(options, administrator),
    secretKey: options.secretKey,
    baseUrl: baseUrlOf(tencentRegions, 'china', options),
    random,
    now,
  });
  return createCallContext(protocol, options);
}

function userSigSource(options: TencentClientOptions, administrator: string): TokenSource {
  const { sdkAppId, secretKey, userSig, userSigSeconds = 86_400, now = Date.now } = options;
  if (userSig !== undefined) {
    if (secretKey !== undefined) {
      throw invalid('userSig', 'cannot be given together with secretKey');
    }
    return customTokenSource({
      name: 'userSig',
      getToken: userSig,
      rule: 'a non-empty string without spaces and line breaks',
      isToken: (text) => /^\S+$/.test(text),
    });
  }
  if (secretKey === undefined) {
    throw invalid('secretKey', 'must be the secret key of the app (or give userSig)');
  }
  const signer = createUserSigner({ sdkAppId, secretKey, now });
  return cachedTokenSource({
    now,
    async fetch() {
      const { userSig: token, expiresAt } = await signer.sign({
        userId: administrator,
        expireSeconds: userSigSeconds,
      });
      return { token, expiresAt: expiresAt.getTime() };
    },
  });
}
