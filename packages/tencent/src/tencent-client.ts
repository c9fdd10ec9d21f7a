import {
  type CallContext,
  type ClientOptions,
  cachedTokenSource,
  clientOf,
  createCallContext,
  customTokenSource,
  InvalidRequestError,
  nativeClient,
  requireOptions,
  requireText,
  type TokenSource,
} from '@imgroups/core';
import { type TencentClient, tencentEndpoints } from './endpoints.ts';
import { type TencentRegion, tencentRegions } from './regions.ts';
import { tencentProtocol } from './tencent-protocol.ts';
import { createUserSigner } from './user-sig.ts';

export type { TencentClient } from './endpoints.ts';

/** How to reach an app at Tencent Cloud Chat. */
export interface TencentClientOptions extends ClientOptions {
  /** The app's SDKAppID, from the console. */
  readonly sdkAppId: number;
  /** The app's secret key, from the console; signatures are made with it. Either this or `userSig`. */
  readonly secretKey?: string | undefined;
  /** Gives a valid UserSig of the administrator, where the secret key is kept elsewhere. */
  readonly userSig?: (() => Promise<string> | string) | undefined;
  /** Life of the signatures made with `secretKey`, in seconds. @default 86400 */
  readonly userSigSeconds?: number | undefined;
  /** App administrator in whose name calls are made. @default 'administrator' */
  readonly administrator?: string | undefined;
  /** Where the app was created. @default 'china' */
  readonly region?: TencentRegion | undefined;
  /** In place of `region`: another address of the service, e.g. of the emulator or of a proxy. */
  readonly baseUrl?: string | undefined;
}

/**
 * Creates the vendor-native client.
 *
 * @see https://cloud.tencent.com/document/product/269/1519
 */
export function createTencentClient(options: TencentClientOptions): TencentClient {
  return clientOfContext(createTencentContext(options), options);
}

/** The client's methods over a context that is shared with the provider. */
export function clientOfContext(
  context: CallContext,
  options: Pick<TencentClientOptions, 'transport'>,
): TencentClient {
  return { ...clientOf(context, tencentEndpoints), ...nativeClient(context, options) };
}

/** Everything calls need, from the options; a wrong one is refused here, by name. */
export function createTencentContext(options: TencentClientOptions): CallContext {
  requireOptions(options);
  const { sdkAppId, administrator = 'administrator' } = options;
  const { random = Math.random, now = Date.now } = options;
  if (!Number.isSafeInteger(sdkAppId) || sdkAppId <= 0) {
    throw refused('sdkAppId', 'must be a positive whole number, as the console shows it');
  }
  requireText('administrator', administrator);
  const protocol = tencentProtocol({
    sdkAppId,
    administrator,
    userSigs: userSigSource(options, administrator),
    baseUrl: baseUrlOf(options),
    random,
    now,
  });
  return createCallContext(protocol, options, tencentEndpoints);
}

function userSigSource(options: TencentClientOptions, administrator: string): TokenSource {
  const { sdkAppId, secretKey, userSig, userSigSeconds = 86_400, now = Date.now } = options;
  if (userSig !== undefined) {
    if (secretKey !== undefined)
      throw refused('userSig', 'cannot be given together with secretKey');
    if (typeof userSig !== 'function') throw refused('userSig', 'must be a function');
    return customTokenSource({ name: 'userSig', getToken: userSig });
  }
  if (typeof secretKey !== 'string' || secretKey === '') {
    throw refused('secretKey', 'must be the secret key of the app (or give userSig)');
  }
  if (!Number.isSafeInteger(userSigSeconds) || userSigSeconds <= 0) {
    throw refused('userSigSeconds', 'must be a positive whole number');
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

function baseUrlOf({ region, baseUrl }: TencentClientOptions): string {
  if (baseUrl === undefined) return regionUrl(region ?? 'china');
  if (region !== undefined) throw refused('baseUrl', 'cannot be given together with region');
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const usable =
    url !== undefined &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    `${url.username}${url.password}${url.search}${url.hash}` === '';
  if (!usable) throw refused('baseUrl', 'must be an http or https URL without query');
  return url.href.replace(/\/+$/, '');
}

function regionUrl(region: string): string {
  const url = Object.entries(tencentRegions).find(([name]) => name === region)?.[1];
  if (url !== undefined) return url;
  const known = Object.keys(tencentRegions).join(', ');
  throw refused('region', `must be one of ${known}; give any other address as baseUrl`);
}

function refused(field: string, rule: string): InvalidRequestError {
  return new InvalidRequestError(`${field}: ${rule}`, { field, provider: 'tencent' });
}
