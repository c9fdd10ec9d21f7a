import { positiveInteger, type Token, type TokenStore } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { createRedisLink, type RedisLink } from './redis-link.ts';
import { checkRedisOptions, type RedisOptions } from './redis-options.ts';

export interface RedisTokenStoreOptions extends RedisOptions {
  /**
   * Milliseconds after which the others no longer wait for a process that fetches a token: it has died, or the vendor
   * is slow. Longer than one attempt of a call takes.
   *
   * @default 15000
   */
  readonly lockTimeout?: number | undefined;
}

/** Tokens that processes share. */
export interface RedisTokenStore extends Required<TokenStore> {
  /** Closes the connection that was opened from `url`; a client of yours stays open. */
  close(): Promise<void>;
}

const getScript = "return redis.call('GET', KEYS[1])";
const setScript = "return redis.call('SET', KEYS[1], ARGV[1])";
const setForScript = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])";
const lockScript = "return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2])";
// A lock that has run out may be another process's by now.
const unlockScript =
  "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end";

/** Pause between two attempts to get a lock, in milliseconds. */
const lockPause = 25;

/**
 * Keeps tokens in Redis, so that the processes of an app fetch one token together. Tokens are stored as they are:
 * whoever can read the keys under `prefix` can act as the app.
 */
export function createRedisTokenStore(options: RedisTokenStoreOptions): RedisTokenStore {
  const checked = checkRedisOptions({ lockTimeout: v.optional(positiveInteger) }, options);
  const { lockTimeout = 15_000 } = checked;
  const link = createRedisLink(checked);
  return {
    async get(key) {
      return toToken(await link.run(getScript, `token:${key}`));
    },
    async set(key, token, ttlSeconds) {
      const text = JSON.stringify(token);
      if (ttlSeconds === undefined) await link.run(setScript, `token:${key}`, text);
      else await link.run(setForScript, `token:${key}`, text, ttlSeconds);
    },
    async withLock(key, work) {
      const unlock = await lock(link, `lock:${key}`, lockTimeout);
      try {
        return await work();
      } finally {
        await unlock();
      }
    },
    close: link.close,
  };
}

/** Waits for a lock and gives back what ends it; goes on without one when Redis is down or the lock is kept too long. */
async function lock(link: RedisLink, key: string, timeout: number): Promise<() => Promise<void>> {
  const owner = crypto.randomUUID();
  const until = performance.now() + timeout;
  try {
    while (performance.now() < until) {
      if (await link.run(lockScript, key, owner, timeout)) {
        return async () => void (await link.run(unlockScript, key, owner).catch(() => undefined));
      }
      await new Promise((resolve) => setTimeout(resolve, lockPause));
    }
  } catch {
    // The link has reported it; a token fetched twice is better than none.
  }
  return async () => undefined;
}

function toToken(text: unknown): Token | undefined {
  const { token, expiresAt } = toObject(text);
  if (typeof token !== 'string') return undefined;
  return typeof expiresAt === 'number' ? { token, expiresAt } : { token };
}

function toObject(text: unknown): { readonly token?: unknown; readonly expiresAt?: unknown } {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    // Not handed on: the error of JSON.parse shows a part of the text, which may be a token.
    return {};
  }
}
