import {
  cachedTokenSource,
  customTokenSource,
  type Logger,
  readAnswer,
  type Token,
  type TokenSource,
  type TokenStore,
  unreadable,
  wireNumber,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { GetAppTokenResponse } from '../chapters/tokens.ts';

/** Unit in which a cluster counts the life of tokens; only some dedicated clusters count milliseconds. */
export type TokenTimeUnit = 'seconds' | 'milliseconds';

export interface AppTokenSourceOptions {
  /** Asks the service for a token, once. */
  readonly fetch: (options: { readonly signal: AbortSignal }) => Promise<GetAppTokenResponse>;
  readonly timeUnit: TokenTimeUnit;
  /** Names the token in the store. */
  readonly key: string;
  readonly store?: TokenStore | undefined;
  readonly logger?: Logger | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** App tokens: fetched once for all callers, kept, renewed early. */
export function appTokenSource(options: AppTokenSourceOptions): TokenSource {
  const { fetch, timeUnit, key, store, logger, now } = options;
  return cachedTokenSource({
    now,
    store,
    key,
    logger,
    async fetch(fetchOptions) {
      // The life counts from before the call, so that a slow answer cannot lengthen it.
      const askedAt = now();
      return toToken(await fetch(fetchOptions), timeUnit, askedAt);
    },
  });
}

/** Tokens of the user's own function, checked. */
export function userTokenSource(getToken: () => Promise<string> | string): TokenSource {
  return customTokenSource({ name: 'token', getToken, rule: tokenRule, isToken });
}

const lifeOfToken = v.nullish(wireNumber);

const tokenRule = 'a non-empty string without spaces and line breaks';

/** True if a value can be sent as a token: a header cannot carry everything. */
function isToken(token: unknown): token is string {
  return typeof token === 'string' && /^[\x21-\x7e]+$/.test(token);
}

/** A fetched token and its end. */
export function toToken(
  { access_token: token, expires_in: life }: GetAppTokenResponse,
  timeUnit: TokenTimeUnit,
  askedAt: number,
): Token {
  if (!isToken(token)) {
    throw unreadable(`the answer's access_token is not ${tokenRule}`, {
      field: 'access_token',
    });
  }
  const milliseconds =
    (readAnswer(lifeOfToken, life, 'expires_in') ?? 0) * (timeUnit === 'seconds' ? 1000 : 1);
  // A token that never ends has a life of 0, none, or one of many years.
  const ends = milliseconds > 0 && milliseconds < fiftyYears;
  return ends ? { token, expiresAt: askedAt + milliseconds } : { token };
}

const fiftyYears = 50 * 365.25 * 24 * 3600 * 1000;
